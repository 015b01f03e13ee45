#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// What operators of fabs hear of orders, and what becomes of what they build.
@Suite("rule: lines of fabs")
struct FabLineRules {
  private func line(_ id: String, _ bare: borrowing BareWorld) throws -> Line {
    try #require(bare.world.exchange.lines.lines[try bare.index(id, in: "lines")])
  }

  /// Lets every vendor's book owe `times` what it does, by one more order.
  private func owe(_ times: Double, _ bare: inout BareWorld) {
    for book in bare.world.exchange.book.backlog.indices where bare.world.exchange.book.backlog[book] > 0 {
      let more = bare.world.exchange.book.backlog[book] * (times - 1)
      bare.world.exchange.book.place(
        OrderBook.Order(lab: 0, venue: 0, placed: 0, owed: more, prepaid: 0), in: book)
    }
  }

  /// Thousand wafers heard of in a month's decision of a line.
  private func heard(_ id: String, _ overrides: [String] = []) throws -> Double {
    var bare = try BareWorld(overrides)
    // What is heard at one decision is counted by the next.
    bare.run(until: 2.1 * Time.month)
    let before = try line(id, bare).ordered
    bare.run(until: 3.1 * Time.month)
    return try line(id, bare).ordered - before
  }

  @Test("other customers order what was theirs of what is announced, and more each year by their growth")
  func others() throws {
    // No design of the opening needs the process.
    let still = ["fabs.intel_18a.other_growth=0 /year", "fabs.intel_18a.projects=null"]
    let heard = try heard("intel_18a", still)
    #expect(isClose(heard, 0.9 * 15 * 31 / Time.month, relative: 0.1), "\(heard)")
    let growing = try self.heard(
      "intel_18a", ["fabs.intel_18a.other_growth=1 /year", "fabs.intel_18a.projects=null"])
    #expect(growing > 1.05 * heard)
    let ofAI = try self.heard("intel_18a", still + ["fabs.intel_18a.ai_share=1"])
    #expect(ofAI < 0.5 * heard)
  }

  @Test("AI orders of a fab what vendors' orders come to in wafers, by what the fab could give of them")
  func ofAI() throws {
    let own = ["fabs.*.other_growth=0 /year"]
    let base = try heard("tsmc_cowos", own)
    let double = try heard("tsmc_cowos", own + ["accelerators.*.packages_per_wafer=8"])
    #expect(double != base)
    var bare = try BareWorld(own)
    bare.run(until: Time.month)
    bare.world.fabs.decideLines(&bare.world.exchange)
    let process = bare.world.exchange.inputs.fabs[try bare.index("tsmc_cowos", in: "fabs")].process.asInt
    let rate = bare.world.fabs.orderedByProcess[process]
    var wafers = 0.0
    let world = bare.world.exchange.inputs
    for book in bare.world.exchange.book.backlog.indices {
      let daily = bare.world.exchange.book.trend(book).daily
      let ahead =
        bare.world.exchange.now + world.vendors[OrderBook.vendor(of: book)].lookahead.value * Time.month
      for design in world.accelerators.indices where world.accelerators[design].packaging.asInt == process {
        let entry = world.accelerators[design]
        guard OrderBook.index(vendor: entry.vendor.asInt, orbit: entry.orbit) == book else { continue }
        wafers +=
          daily * bare.world.exchange.catalogue.share(design, book: book, at: ahead) / entry.performance.value
          / entry.assemblyYield.value / entry.packagesPerWafer.value
          / world.processes[process].lineYield.value
      }
    }
    #expect(rate > 0 && isClose(rate, wafers, relative: 1e-9))
  }

  @Test("what AI orders of a process is divided among its fabs by what they could give")
  func divided() throws {
    // Nobody but AI orders.
    var bare = try BareWorld(["fabs.*.ai_share=1"])
    let fabs = ["tsmc_cowos", "other_packaging"]
    bare.run(until: 2.1 * Time.month)
    let before = try fabs.map { try line($0, bare).ordered }
    let could = try fabs.map {
      let fab = try bare.index($0, in: "fabs")
      return bare.world.fabs.capacity[fab] * bare.world.fabs.aiShare[fab]
    }
    bare.run(until: 3.1 * Time.month)
    let heard = try zip(fabs, before).map { try line($0, bare).ordered - $1 }
    #expect(could[0] > 2 * could[1])
    #expect(isClose(heard[0] / heard[1], could[0] / could[1], relative: 0.02), "\(heard), \(could)")
  }

  @Test(
    "a fab's book is what is owed and not yet in process or in stock, and a longer one makes wafers dearer")
  func book() throws {
    var bare = try BareWorld([])
    bare.run(until: Time.month)
    bare.world.fabs.decideLines(&bare.world.exchange)
    let process = bare.world.exchange.inputs.fabs[try bare.index("tsmc_cowos", in: "fabs")].process.asInt
    let before = bare.world.fabs.bookByProcess[process]
    let price = bare.world.exchange.posted.fabs.priceFactor[process]
    let place = bare.world.exchange.goods.output(process)
    bare.world.exchange.goods.produce(place, 1000)
    bare.world.fabs.decideLines(&bare.world.exchange)
    #expect(isClose(bare.world.fabs.bookByProcess[process], max(0, before - 1000), relative: 1e-9))
    owe(30, &bare)
    bare.run(until: 6 * Time.month)
    #expect(bare.world.fabs.bookByProcess[process] > before)
    #expect(bare.world.exchange.posted.fabs.priceFactor[process] > price)
  }

  @Test("other customers whom AI has outbid wait up to twice as long, and wafers get dearer for it")
  func outbid() throws {
    func book(_ share: Double) throws -> Double {
      var bare = try BareWorld([])
      let fab = try bare.index("intel_18a", in: "fabs")
      bare.run(until: 0.5 * Time.month)
      bare.world.fabs.aiShare[fab] = share
      bare.world.fabs.decideLines(&bare.world.exchange)
      return try line("intel_18a", bare).report.book
    }
    let usual = try book(0.1)
    #expect(usual > 0)
    #expect(isClose(try book(0.4), 1.5 * usual, relative: 0.03))
    #expect(isClose(try book(0.9), 2 * usual, relative: 1e-3))
    #expect(isClose(try book(0), usual, relative: 1e-3))
  }

  @Test("dear wafers make accelerators dearer")
  func dearWafers() throws {
    func markup(_ factor: Double) throws -> Double {
      var bare = try BareWorld([])
      for process in bare.world.exchange.posted.fabs.priceFactor.indices {
        bare.world.fabs.post(priceFactor: factor, process, &bare.world.exchange)
      }
      bare.world.assembly.price(&bare.world.exchange)
      return bare.world.exchange.posted.assembly.markup[0]
    }
    #expect(try markup(2) > 1.01 * markup(1))
  }

  @Test("what an operator adds is under way in its line until it runs, and then grown")
  func own() throws {
    let steady = [
      "lines.tsmc_cowos.step=10", "lines.tsmc_cowos.growth=1 /year", "lines.tsmc_cowos.build=2 month",
      "lines.tsmc_cowos.ramp=2 month", "lines.tsmc_cowos.opening_orders=3",
      "lines.tsmc_cowos.opening_growth=0 /year",
      "fabs.tsmc_cowos.projects=null",
    ]
    var bare = try BareWorld(steady)
    let fab = try bare.index("tsmc_cowos", in: "fabs")
    let opening = bare.world.fabs.capacity[fab]
    bare.run(until: 1.1 * Time.month)
    let begun = try line("tsmc_cowos", bare)
    #expect(begun.underWay >= 10 && begun.underWay.truncatingRemainder(dividingBy: 10) == 0)
    #expect(isClose(bare.world.fabs.pipeline[fab], begun.underWay, relative: 1e-9))
    #expect(bare.world.fabs.capacity[fab] == opening)
    bare.run(until: 12 * Time.month)
    let later = try line("tsmc_cowos", bare)
    #expect(later.grown > 0)
    #expect(isClose(bare.world.fabs.capacity[fab], opening + later.grown, relative: 1e-9))
    #expect(isClose(bare.world.fabs.pipeline[fab], later.underWay, relative: 1e-9))
    for policy in ["plan", "never"] {
      var other = try BareWorld(steady + ["lines.tsmc_cowos.policy=\(policy)"])
      other.run(until: 12 * Time.month)
      #expect(other.world.fabs.capacity[fab] == opening, "\(policy)")
    }
  }

  @Test("what an operator adds runs once it is built, and no sooner")
  func built() throws {
    func grown(_ build: Int, by month: Double) throws -> (underWay: Double, grown: Double) {
      var bare = try BareWorld([
        "lines.tsmc_cowos.step=10", "lines.tsmc_cowos.growth=1 /year", "lines.tsmc_cowos.permit=0 month",
        "lines.tsmc_cowos.build=\(build) month", "lines.tsmc_cowos.tooling=0 month",
        "lines.tsmc_cowos.ramp=1 month", "lines.tsmc_cowos.opening_orders=3",
        "lines.tsmc_cowos.opening_growth=0 /year", "fabs.tsmc_cowos.projects=null",
      ])
      bare.run(until: month * Time.month)
      let line = try line("tsmc_cowos", bare)
      return (line.underWay, line.grown)
    }
    #expect(try grown(3, by: 8).grown > 0)
    let slow = try grown(24, by: 8)
    #expect(slow.underWay > 0 && slow.grown == 0)
  }

  @Test("what was announced comes under the policies answer and plan, and not under never")
  func announced() throws {
    func coming(_ policy: String) throws -> Double {
      let bare = try BareWorld(["lines.tsmc_cowos.policy=\(policy)"])
      return bare.world.fabs.pipeline[try bare.index("tsmc_cowos", in: "fabs")]
    }
    #expect(try coming("plan") > 50 && coming("answer") == coming("plan"))
    #expect(try coming("never") == 0)
  }

  @Test("makers of memory build for their own forecast, at the margin of their own price")
  func memory() throws {
    func wanted(pressure: Double, price: Double) throws -> (Line, Double) {
      var bare = try BareWorld(["lines.sk_hynix.growth=1 /year", "lines.sk_hynix.step=10"])
      bare.run(until: 0.5 * Time.month)
      let cost = Memory.cost(bare.world.exchange)
      bare.world.memory.post(dram: price * cost, &bare.world.exchange)
      bare.world.memory.post(pressure: pressure, &bare.world.exchange)
      bare.world.fabs.decideLines(&bare.world.exchange)
      return (try line("sk_hynix", bare), bare.world.fabs.capacity[try bare.index("sk_hynix", in: "fabs")])
    }
    let (much, capacity) = try wanted(pressure: 3, price: 2)
    #expect(isClose(much.expected, 3 * capacity, relative: 1e-9))
    #expect(much.begun > 0)
    #expect(try wanted(pressure: 3, price: 1).0.begun == 0, "at cost nobody builds")
    let (idle, left) = try wanted(pressure: 0.2, price: 0.9)
    #expect(idle.begun == 0 && left < capacity, "below cost some of what nobody wants is let go")
  }

  @Test("relief of a fab's line gives more wafers, which its operator does not see")
  func relief() throws {
    func dies(_ relief: String) throws -> (made: Double, capacity: Double) {
      var bare = try BareWorld(["lines.tsmc_n3.relief=\(relief)"])
      bare.run(until: 20 * Time.week)
      let fab = try bare.index("tsmc_n3", in: "fabs")
      let process = bare.world.exchange.inputs.fabs[fab].process.asInt
      var made = 0.0
      for die in bare.world.exchange.catalogue.dies.indices
      where bare.world.exchange.catalogue.dies[die].process == process {
        made += bare.world.exchange.goods[bare.world.exchange.goods.dies(die)].produced
      }
      return (made, bare.world.fabs.capacity[fab])
    }
    let (base, more) = (try dies("1"), try dies("1.5"))
    #expect(base.made > 0 && more.made > 1.1 * base.made)
    #expect(more.capacity == base.capacity)
  }
}
