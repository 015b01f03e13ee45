#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// What becomes of wafers of memory in the world, and when HBM is agreed on and turned to.
@Suite("rule: memory")
struct MemoryRules {
  /// Days to a month's first in a bare world, whose months are all as long.
  private func day(_ year: Int, _ month: Int) -> Double {
    Double((year - 2026) * 12 + month - 1) * Time.month
  }

  @Test("the price of HBM is agreed on in October, and holds from January to January")
  func terms() throws {
    var bare = try BareWorld([
      "memory.renewal=1", "memory.hbm_price=10 USD/GB", "memory.hbm_ceiling=9000 USD/GB",
    ])
    bare.run(until: day(2026, 9))
    #expect(bare.world.memory.agreed == 10)
    bare.run(until: day(2026, 10) + 0.1)
    let agreed = bare.world.memory.agreed
    #expect(agreed != 10)
    for month in [10, 11, 12] {
      bare.run(until: day(2026, month) + 0.1)
      #expect(bare.world.exchange.posted.memory.hbm == 10)
    }
    bare.run(until: day(2027, 1) + 0.1)
    #expect(bare.world.exchange.posted.memory.hbm == agreed)
    bare.run(until: day(2027, 10) + 0.1)
    #expect(bare.world.exchange.posted.memory.hbm == agreed)
    #expect(bare.world.memory.agreed != agreed)
  }

  @Test(
    "the first round is in the first October after the start, whenever that is, and its term three months later"
  )
  func firstRound() throws {
    for (month, wait) in [(1, 9.0), (9, 1), (10, 12), (12, 10)] {
      var agenda = Agenda()
      agenda.setMonths((0...60).map { Double($0) * 30 }, startMonth: month)
      #expect(agenda.first(.hbm, month: Memory.roundMonth) == wait * 30)
      #expect(agenda.day(3, after: .hbm) == (wait + 3) * 30)
      #expect(agenda.next(.hbm, interval: 12) == (wait + 12) * 30)
    }
  }

  /// The share of each fab's wafers in HBM.
  private func shares(_ bare: borrowing BareWorld) -> [Double] { bare.world.fabs.hbmShare }

  @Test("makers turn lines to what was promised for the term under way, as fast as lines can be turned")
  func opening() throws {
    let booked = ["memory.hbm_booked=4 %", "memory.share_shift=12 %/year"]
    var bare = try BareWorld(booked)
    let first = shares(bare)
    let all = bare.world.fabs.hbmWaferShare(bare.world.exchange.inputs)
    let fab = try bare.index("sk_hynix", in: "fabs")
    #expect(isClose(bare.world.memory.targets[fab] / first[fab], 1 + 0.04 / all, relative: 1e-9))
    bare.run(until: day(2026, 4) + 0.1)
    // Three months at one and a half times the shift of a year.
    let days = day(2026, 7) - day(2026, 4)
    #expect(isClose(shares(bare)[fab] - first[fab], 1.5 * 0.12 * days / Time.year, relative: 1e-9))
    bare.run(until: day(2026, 10) - 0.1)
    #expect(isClose(shares(bare)[fab], bare.world.memory.targets[fab], relative: 1e-9))
    var none = try BareWorld(booked + ["memory.hbm_booked=0"])
    none.run(until: day(2026, 10) - 0.1)
    #expect(shares(none) == first)
  }

  /// The promised shares after the first round, with what vendors plan multiplied.
  private func promised(plans factor: Double, _ overrides: [String] = []) throws -> (
    before: [Double], after: [Double], agreed: Double
  ) {
    var bare = try BareWorld(
      ["memory.hbm_booked=0", "memory.share_shift=10 %/year", "memory.loyalty=1"] + overrides)
    bare.run(until: day(2026, 10) - 0.1)
    for (book, rate) in bare.world.exchange.posted.assembly.planRate.enumerated() {
      bare.world.assembly.post(planRate: rate * factor, startRate: 0, book, &bare.world.exchange)
    }
    bare.world.fabs.postLines(&bare.world.exchange)
    bare.world.memory.agree(&bare.world.exchange)
    return (bare.world.fabs.hbmShare, bare.world.memory.targets, bare.world.memory.agreed)
  }

  @Test(
    "a round promises more HBM where vendors plan for more, up to what lines can turn to and their limits")
  func rounds() throws {
    let much = try promised(plans: 1000)
    // Plans far below nothing: nobody wants any, whatever orders have grown by.
    let none = try promised(plans: -1000)
    #expect(much.agreed > none.agreed)
    for (fab, share) in much.before.enumerated() where share > 0 {
      #expect(isClose(much.after[fab], share + 0.1, relative: 1e-9))
      #expect(isClose(none.after[fab], max(0, share - 0.15), relative: 1e-9))
    }
    let limited = try promised(plans: 1000, ["memory.hbm_share_limit.micron=0.15"])
    let bare = try BareWorld([])
    #expect(isClose(limited.after[try bare.index("micron", in: "fabs")], 0.15, relative: 1e-9))
  }

  @Test("vendors need for a term what they plan and their orders grow by, of the designs of then")
  func need() throws {
    var bare = try BareWorld(["memory.inventory_target=12 month"])
    bare.run(until: day(2026, 10) - 0.1)
    let exchange = bare.world.exchange.posted.assembly.planRate
    let dram = try bare.index("dram", in: "processes")
    let later = bare.world.memory.need(of: dram, in: 0.75, 1, bare.world.exchange)
    for (book, rate) in exchange.enumerated() {
      bare.world.assembly.post(planRate: rate + 1e4, startRate: 0, book, &bare.world.exchange)
    }
    var more = 0.0
    let world = bare.world.exchange.inputs
    for design in world.accelerators.indices where world.accelerators[design].memory.asInt == dram {
      let entry = world.accelerators[design]
      let book = OrderBook.index(vendor: entry.vendor.asInt, orbit: entry.orbit)
      let share = bare.world.exchange.catalogue.share(
        design, book: book, at: bare.world.exchange.now + 0.75 * Time.year)
      more += 1e4 * share * entry.hbm.value / entry.performance.value / entry.assemblyYield.value
    }
    #expect(
      isClose(
        bare.world.memory.need(of: dram, in: 0.75, 1, bare.world.exchange), later + more, relative: 1e-6))
    #expect(bare.world.memory.need(of: dram, in: 1.5, 1, bare.world.exchange) > later + more, "orders grow")
  }

  @Test("one price of HBM, by what each process can serve: what one could make eases no shortage of another")
  func onePrice() throws {
    func agreed(_ idle: Double) throws -> Double {
      var bare = try BareWorld([
        "memory.hbm_booked=0", "memory.share_shift=10 %/year", "memory.hbm_ceiling=9000 USD/GB",
      ])
      bare.run(until: day(2026, 10) - 0.1)
      let huawei = try bare.index("huawei", in: "vendors")
      for (book, rate) in bare.world.exchange.posted.assembly.planRate.enumerated() {
        let factor = OrderBook.vendor(of: book) == huawei ? 0.0 : 3
        bare.world.assembly.post(planRate: rate * factor, startRate: 0, book, &bare.world.exchange)
      }
      let fab = try bare.index("other_dram", in: "fabs")
      bare.world.fabs.capacity[fab] += idle
      bare.world.fabs.postLines(&bare.world.exchange)
      bare.world.memory.targets[fab] = 0
      bare.world.memory.agree(&bare.world.exchange)
      return bare.world.memory.agreed
    }
    #expect(try agreed(0) == agreed(100_000))
  }

  @Test("HBM beyond the stock that is liked is needed less in a term")
  func stock() throws {
    var bare = try BareWorld(["memory.inventory_target=0.1 month", "memory.hbm_least=0.5"])
    bare.run(until: day(2026, 10) - 0.1)
    let dram = try bare.index("dram", in: "processes")
    let full = bare.world.memory.need(of: dram, in: 0.75, 1, bare.world.exchange)
    let fab = try bare.index("sk_hynix", in: "fabs")
    let place = bare.world.exchange.goods.output(bare.world.exchange.inputs.fabs[fab].process.asInt)
    let month = bare.world.memory.plannedUse(of: dram, bare.world.exchange) * Time.month
    bare.world.exchange.goods.produce(place, month)
    let some = bare.world.memory.need(of: dram, in: 0.75, 1, bare.world.exchange)
    bare.world.exchange.goods.produce(place, month)
    let more = bare.world.memory.need(of: dram, in: 0.75, 1, bare.world.exchange)
    #expect(isClose(some - more, month / Time.year, relative: 1e-6))
    #expect(
      bare.world.memory.need(of: dram, in: 0.75, 0.5, bare.world.exchange) < more, "in a shorter term by more"
    )
    bare.world.exchange.goods.produce(place, 1000 * month)
    // Some stood about at the first count.
    let least = bare.world.memory.need(of: dram, in: 0.75, 1, bare.world.exchange)
    #expect(least >= 0.5 * full && least < 0.6 * full, "the least is taken however much stands about")
  }

  @Test("what nobody takes is called off before the term is over")
  func calledOff() throws {
    func share(_ years: Double) throws -> Double {
      var bare = try BareWorld([
        "memory.hbm_booked=0", "memory.share_shift=10 %/year", "memory.hbm_least=0.5",
      ])
      let fab = try bare.index("sk_hynix", in: "fabs")
      bare.run(until: day(2026, 3))
      let place = bare.world.exchange.goods.output(bare.world.exchange.inputs.fabs[fab].process.asInt)
      bare.world.exchange.goods.produce(place, years * bare.world.memory.hbmUse * Time.year)
      bare.run(until: day(2026, 7) + 0.1)
      return bare.world.fabs.hbmShare[fab]
    }
    let usual = try share(0)
    #expect(try share(3) < 0.9 * usual)
    #expect(try share(0.1) == usual)
  }

  @Test("an HBM wafer gives its bytes, an ordinary one the trade ratio times as many")
  func bytes() throws {
    var bare = try BareWorld([
      "memory.trade_ratio=3", "memory.hbm_per_wafer=100 GB", "memory.hbm_per_wafer_growth=0 /year",
    ])
    let fab = try bare.index("sk_hynix", in: "fabs")
    let process = bare.world.exchange.inputs.fabs[fab].process.asInt
    let (hbm, dram) = (bare.world.exchange.goods.output(process), bare.world.exchange.goods.dram)
    for product in [Fabs.Lot.hbm, Fabs.Lot.dram] {
      bare.world.fabs.begin(
        Fabs.Lot(fab: Int16(fab), product: product, wafers: 10), readyIn: 0, &bare.world.exchange)
    }
    let before = (bare.world.exchange.goods[hbm].produced, bare.world.exchange.goods[dram].produced)
    let count = UInt16(bare.world.fabs.lots.count)
    bare.world.fabs.finish(count - 2, &bare.world.exchange)
    bare.world.fabs.finish(count - 1, &bare.world.exchange)
    #expect(isClose(bare.world.exchange.goods[hbm].produced - before.0, 1000, relative: 1e-9))
    #expect(isClose(bare.world.exchange.goods[dram].produced - before.1, 3000, relative: 1e-9))
  }
}
