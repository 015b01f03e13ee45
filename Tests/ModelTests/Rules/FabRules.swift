#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// Lines, their shares, their defects and their projects.
@Suite("rule: fabs")
struct FabRules {
  /// AI's share of a line after one week in which orders ask for `rate` times what they do.
  private func share(_ rate: Double, _ overrides: [String] = []) throws -> (before: Double, after: Double) {
    var bare = try BareWorld(
      ["fabs.tsmc_n3.ai_share_growth=52 %/year", "fabs.tsmc_n3.ai_share_limit=0.9"] + overrides)
    let fab = try bare.index("tsmc_n3", in: "fabs")
    bare.world.fabs.aiShare[fab] = 0.6
    bare.order(rate)
    bare.world.handle(.lotsStart)
    return (0.6, bare.world.fabs.aiShare[fab])
  }

  @Test("AI's share of a process grows with orders, no faster than contracts allow, up to its limit")
  func share() throws {
    let step = 0.52 * 7 / Time.year
    let more = try share(100)
    #expect(isClose(more.after, more.before + step, relative: 1e-9))
    let most = try share(100, ["fabs.tsmc_n3.ai_share_limit=0.605"])
    #expect(isClose(most.after, 0.605, relative: 1e-9))
    let less = try share(1e-6, ["fabs.tsmc_n3.ai_share=0.1"])
    #expect(isClose(less.after, less.before - step, relative: 1e-9), "what it does not want it gives back")
  }

  @Test("defects above the floor fall with each doubling of wafers, and so do dies per wafer rise")
  func defects() throws {
    var bare = try BareWorld([
      "processes.n3.defect_density=0.4 defect/cm2", "processes.n3.defect_floor=0.1 defect/cm2",
      "processes.n3.defect_learning=0.5", "processes.n3.clustering=3", "processes.n3.salvage=0.5",
      "processes.n3.line_yield=0.9", "processes.n3.experience=1000",
    ])
    let n3 = try bare.index("n3", in: "processes")
    let die = try #require(bare.world.exchange.catalogue.dies.first { $0.process == n3 })
    func expected(_ density: Double) -> Double {
      let good = pow(1 + die.area / 100 * density / 3, -3)
      return DieYield.grossDies(area: die.area) * (good + 0.5 * (1 - good)) * 0.9
    }
    #expect(
      isClose(
        bare.world.fabs.soldDiesPerWafer(die, bare.world.exchange.inputs), expected(0.4),
        relative: 1e-9))
    bare.world.fabs.experience[n3] = 4000
    #expect(
      isClose(
        bare.world.fabs.soldDiesPerWafer(die, bare.world.exchange.inputs), expected(0.1 + 0.3 / 4),
        relative: 1e-9))
  }

  @Test("a line starts what its share of capacity allows, and counts what is in process")
  func starts() throws {
    var bare = try BareWorld([])
    let n3 = try bare.index("n3", in: "processes")
    let fabs = bare.world.exchange.inputs.fabs.indices.filter {
      bare.world.exchange.inputs.fabs[$0].process.asInt == n3
    }
    let wafers = bare.world.exchange.goods.wafers(n3)
    let before = bare.world.exchange.goods[wafers].produced
    bare.order(100)
    var allowed = 0.0
    for fab in fabs {
      allowed += bare.world.fabs.capacity[fab] * bare.world.fabs.aiShare[fab] * 1000 * 7 / Time.month
    }
    bare.world.fabs.startLots(&bare.world.exchange)
    #expect(isClose(bare.world.exchange.goods[wafers].produced - before, allowed, relative: 1e-6))
  }

  @Test("what stands in stock and in process is not started again")
  func inProcess() throws {
    var bare = try BareWorld([])
    let n3 = try bare.index("n3", in: "processes")
    let wafers = bare.world.exchange.goods.wafers(n3)
    let before = bare.world.exchange.goods[wafers].produced
    for die in bare.world.fabs.diesInProcess.indices { bare.world.fabs.diesInProcess[die] = 1e12 }
    bare.world.fabs.startLots(&bare.world.exchange)
    #expect(bare.world.exchange.goods[wafers].produced == before)
  }

  @Test("a fab project without EUV tools brings its capacity in four steps, and ends")
  func steps() throws {
    var bare = try BareWorld(["fabs.tsmc_cowos.tool_install=12 month"])
    let fab = try bare.index("tsmc_cowos", in: "fabs")
    let index = UInt16(bare.world.fabs.projects.count)
    let (capacity, pipeline, spent) = (
      bare.world.fabs.capacity[fab], bare.world.fabs.pipeline[fab], bare.world.fabs.spent
    )
    var stream = bare.world.exchange.luck(bare.world.exchange.inputs.fabs[fab].identity, .build, 99)
    bare.world.fabs.begin(
      fab: fab, capacity: 8, announced: 0, ready: 0, stream: &stream, &bare.world.exchange)
    #expect(isClose(bare.world.fabs.pipeline[fab], pipeline + 8, relative: 1e-9))
    let count = bare.world.fabs.projects.count
    bare.world.fabs.cleanroomReady(index, &bare.world.exchange)
    for step in 1...4 {
      bare.world.fabs.stepReady(index, &bare.world.exchange)
      #expect(isClose(bare.world.fabs.capacity[fab], capacity + 2 * Double(step), relative: 1e-9))
    }
    #expect(bare.world.fabs.projects.count == count - 1)
    #expect(abs(bare.world.fabs.pipeline[fab] - pipeline) < 1e-9)
    let capex = bare.world.exchange.inputs.fabs[fab].capex.value
    #expect(isClose(bare.world.fabs.spent - spent, 8 * capex, relative: 1e-9))
  }

  @Test("a project on an EUV process orders tools for its passes, with their lead time from its announcement")
  func tools() throws {
    var bare = try BareWorld([
      "lithography.order_to_delivery=10 month", "processes.n3.euv_layers=20",
      "lithography.passes_per_tool_year=240000 /year",
    ])
    let fab = try bare.index("tsmc_n3", in: "fabs")
    let index = UInt16(bare.world.fabs.projects.count)
    var stream = bare.world.exchange.luck(bare.world.exchange.inputs.fabs[fab].identity, .build, 99)
    bare.world.fabs.begin(
      fab: fab, capacity: 5.5, announced: 100, ready: 500, stream: &stream, &bare.world.exchange)
    // 240 000 passes of 20 layers a year are a thousand wafers a month: six tools.
    let order = try #require(bare.world.exchange.toolOrders.orders.last { $0.project == index })
    #expect(order.tools == 6)
    #expect(order.placed == 100)
    #expect(isClose(order.earliest, 100 + 10 * Time.month, relative: 1e-9))
    #expect(!order.ready)
    bare.world.fabs.cleanroomReady(index, &bare.world.exchange)
    #expect(bare.world.exchange.toolOrders.orders.contains { $0.project == index && $0.ready })
    let capacity = bare.world.fabs.capacity[fab]
    bare.world.fabs.toolReady(index, &bare.world.exchange)
    #expect(isClose(bare.world.fabs.capacity[fab] - capacity, 1, relative: 1e-9))
  }
}

extension BareWorld {
  /// Lets orders ask for `rate` times the wafers that they do.
  mutating func order(_ rate: Double) {
    let posted = world.exchange.posted.assembly
    for book in posted.startRate.indices {
      world.assembly.post(
        planRate: posted.planRate[book], startRate: posted.startRate[book] * rate, book, &world.exchange)
    }
  }
}
