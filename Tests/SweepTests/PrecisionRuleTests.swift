import SimulationKernel
import Sweep
import Testing

/// The rule that ends a sweep early, where all points share the luck of a replication.
@Suite struct PrecisionRuleTests {
  /// Values 100 + luck of the replication + effect of the point + noise, with these standard deviations.
  struct World: Sendable {
    var luck: Double
    var effect: Double
    var noise: Double

    /// Shows points to a rule until it holds; returns its mean, or nil if it never holds.
    func end(_ rule: inout PrecisionRule, _ layout: RunLayout, seed: UInt64) -> Double? {
      var stream = RandomStream(seed: seed, replication: 0, key: 1)
      let lucks = (0..<layout.replications).map { _ in luck * stream.normal() }
      for point in 0..<layout.points {
        let effect = 100 + self.effect * stream.normal()
        for replication in 0..<layout.replications {
          let value = effect + lucks[replication] + noise * stream.normal()
          let index = layout.index(point: point, replication: replication)!
          [value].withUnsafeBufferPointer { rule.succeeded(index, metrics: $0.span) }
        }
        if rule.isSatisfied { return rule.mean }
      }
      return nil
    }
  }

  /// law: of sweeps with interval half-width below h at their end, at most 5 % are off by more than h, whether luck
  /// or the points leave more open; 15 of 300, with three standard errors of 3.8. A replication more tells of luck,
  /// a point more does not: where luck is large, s/sqrt(R) t = 2.13 * 12/4 = 6.4, the rule seldom holds.
  @Test(arguments: [World(luck: 6, effect: 12, noise: 4), World(luck: 12, effect: 3, noise: 3)])
  func endsAreAsGoodAsTheySay(_ world: World) {
    let layout = RunLayout(points: 120, replications: 16)
    var (ended, wrong) = (0, 0)
    for seed in 0..<300 as Range<UInt64> {
      var rule = PrecisionRule(metric: 0, fraction: 0.05, layout: layout)
      guard let mean = world.end(&rule, layout, seed: seed) else { continue }
      ended += 1
      if abs(mean - 100) > 5 { wrong += 1 }
    }
    #expect(wrong <= 26)
    #expect(world.luck < 10 ? ended > 250 : ended < 150, "\(ended)")
  }

  /// A model whose points differ, with luck that they share.
  private struct PointModel: SweepModel {
    let layout: RunLayout
    func makeWorker() -> Int { 0 }
    func run(_ index: Int, worker: inout Int, into row: inout RowBuffer) throws(RunFailure) {
      let run = layout.run(index)
      if index == 13 { throw RunFailure(what: "a corner", place: "") }
      var point = RandomStream(seed: UInt64(run.point), replication: 0, key: 1)
      var luck = RandomStream(seed: UInt64(run.replication), replication: 0, key: 2)
      row.text.append(text: "\(run.point),\(run.replication)\n")
      row.nextOutput()
      row.set(0, to: index == 14 ? .nan : 100 + 10 * point.normal() + luck.normal())
      row.set(1, to: 0)
    }
  }

  /// unit: a sweep ends at a whole point, the first at which the rule holds, for any number of threads; failures and
  /// what is no number are passed over.
  @Test(arguments: [1, 3]) func sweepsEndAtWholePoints(threads: Int) throws {
    func sweep(points: Int) throws -> (SweepReport, PrecisionRule) {
      let layout = RunLayout(points: points, replications: 8)
      var rule = PrecisionRule(metric: 0, fraction: 0.05, layout: layout)
      let engine = SweepEngine(
        model: PointModel(layout: layout), plan: TestModel.plan(layout.count),
        options: SweepOptions(threads: threads))
      return (try engine.run(in: nil, observer: &rule), rule)
    }
    let (report, rule) = try sweep(points: 400)
    #expect(
      report.ending == .satisfied && report.rows % 8 == 0 && report.rows > 8 * 8 && report.rows < 8 * 60)
    #expect(rule.halfWidth < 0.05 * rule.mean)
    let (before, unsatisfied) = try sweep(points: report.rows / 8 - 1)
    #expect(before.ending == .complete && !unsatisfied.isSatisfied)
  }
}
