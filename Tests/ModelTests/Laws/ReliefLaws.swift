import Inputs
import Testing

@testable import Model

/// What relief must say: paired runs of the base world on common random numbers, with more of some links.
@Suite("law: relief")
struct ReliefLaws {
  private static let count = 12
  private static let end = "end=2030-01-01"

  /// Compute online over that of the paired run less one, pair by pair, at the turns of the years from 2027 on.
  private func rises(_ model: Model, _ base: [Run], _ scalings: [InputOverrides.Scaling]) throws
    -> [[Double]]
  {
    var simulation = Simulation(model, seed: 1)
    simulation.overrides.scalings = scalings
    var rises = [[Double]](repeating: [], count: 4)
    for replication in base.indices {
      try simulation.run(replication: UInt64(replication))
      let run = Run(simulation)
      for year in rises.indices {
        let report = 12 * (year + 1)
        rises[year].append(
          run.value("compute_online_h100e", at: report)
            / base[replication].value("compute_online_h100e", at: report) - 1)
      }
    }
    return rises
  }

  /// The rise in the last year by link, in worlds with little of one.
  private func last(_ overrides: [String]) throws -> [String: Double] {
    let model = try ShippedScenario.model("base", [Self.end] + overrides)
    let base = try runs(model, count: Self.count)
    var rise: [String: Double] = [:]
    for link in model.links where !link.isUpstream {
      rise[link.id] = try rises(model, base, link.scalings()).last.map(median)
    }
    return rise
  }

  @Test("ten per cent more of everything: compute rises by 8 to 12 % within its lead times, in the median")
  func law7() throws {
    let model = try ShippedScenario.model("base", [Self.end])
    let base = try runs(model, count: 96)
    let all = try rises(model, base, model.links.filter { !$0.isUpstream }.flatMap { $0.scalings() })
    let bounds = [(0.02, 0.08), (0.02, 0.12), (0.06, 0.12), (0.08, 0.12)]
    Law.check(
      "7", "ten per cent more of everything",
      zip(zip(2027..., bounds), all).map {
        Finding("rise of compute by \($0.0)", atLeast: $0.1.0, atMost: $0.1.1, $1)
      })
  }

  @Test(
    "with next to nothing of a link its relief is the largest of all",
    arguments: [
      ("memory", ["processes.dram.relief=0.2", "processes.dram_china.relief=0.2"]),
      ("power", ["regions.*.relief=0.15"]),
      ("packaging", ["processes.cowos.relief=0.2", "processes.cn_packaging.relief=0.2"]),
      ("logic", ["processes.n5.relief=0.2", "processes.n3.relief=0.2", "processes.n2.relief=0.2"]),
    ])
  func law6(_ link: String, _ little: [String]) throws {
    let rise = try last(little)
    let others = rise.filter { $0.key != link }.values.max() ?? 0
    Law.check(
      "6", "next to nothing of \(link)",
      [
        Finding(
          "rise of compute by 2030 with a tenth more of it, over that of any other link", atLeast: 0,
          pairs: Self.count,
          [(rise[link] ?? 0) - others])
      ])
    #expect(rise[link] ?? 0 > max(0.03, others), "\(rise)")
  }

  /// A fifth of what a link scales is scaled down by as much: for links whose inputs have no relief of their own.
  @Test("with a fifth of all capital, capital would help most while it is missed: by 2029")
  func capital() throws {
    let model = try ShippedScenario.model("base", [Self.end])
    let capital = try #require(model.links.first { $0.id == "capital" })
    let little = capital.places.map { InputOverrides.Scaling($0, by: 0.2) }
    var simulation = Simulation(model, seed: 1)
    simulation.overrides.scalings = little
    var base: [Run] = []
    for replication in 0..<UInt64(Self.count) {
      try simulation.run(replication: replication)
      base.append(Run(simulation))
    }
    var rise: [String: Double] = [:]
    for link in model.links where !link.isUpstream {
      rise[link.id] = median(try rises(model, base, little + link.scalings())[2])
    }
    let others = rise.filter { $0.key != "capital" }.values.max() ?? 0
    Law.check(
      "6", "next to nothing of capital",
      [
        Finding(
          "rise of compute by 2029 with a tenth more of it, over that of any other link", atLeast: 0,
          pairs: Self.count, [(rise["capital"] ?? 0) - others])
      ])
  }

  /// What was installed goes on working: a tenth more of a fifth is a fiftieth of what is shipped, and less of what
  /// stands. Wafers of what stands are gone when their lots are; tools last.
  @Test("with a fifth of the tools their relief is less than that of power: tools that stand go on")
  func tools() throws {
    let (end, count) = ("end=2034-02-01", 24)
    func compute(_ overrides: [String]) throws -> [Double] {
      try runs(ShippedScenario.model("base", [end] + overrides), count: count).map {
        $0.value("compute_online_h100e", at: 96)
      }
    }
    let few = try compute(["lines.euv_tools.relief=0.2"])
    func rise(_ overrides: [String]) throws -> [Double] {
      zip(try compute(overrides), few).map { $0 / $1 - 1 }
    }
    let tools = try rise(["lines.euv_tools.relief=0.22"])
    let power = try rise(["lines.euv_tools.relief=0.2", "regions.*.relief=1.1"])
    Law.check(
      "6", "next to nothing of tools",
      [
        Finding(
          "rise of compute by 2034 with a tenth more of it", atLeast: 0, tools),
        Finding(
          "the same over that with a tenth more power", atLeast: 0, isOpen: true,
          zip(tools, power).map { $0 - $1 }),
      ])
  }
}
