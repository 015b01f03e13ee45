import SimulationKernel
import Sweep
import Testing

@testable import Analysis

/// What a sweep says at its end of inputs and claims, where the truth is known.
@Suite struct SweepStatisticsTests {
  /// Sweeps in which each interval is tried, as seeds.
  private static let seeds: ClosedRange<UInt64> = 1...100

  /// A sweep over two inputs; a grid has four values of the first and `samples` of the second.
  private func study(
    _ design: SweepRequest.DesignName, samples: Int, replications: Int, seed: UInt64 = 1
  ) throws -> SweepStudy {
    let isGrid = design == .grid
    let request = SweepSupport.request([
      ("launch.vehicles.starship_v3.payload", isGrid ? "10 t..200 t/4" : "10 t..200 t"),
      ("orbit.specific_power", isGrid ? "30 W/kg..200 W/kg/\(samples)" : "30 W/kg..200 W/kg"),
    ]) {
      $0.design = design
      $0.samples = isGrid ? nil : samples
      $0.replications = replications
      $0.seed = seed
    }
    let (study, problems) = SweepStudy.compile(request, compiled: SweepSupport.model) { _ in (nil, []) }
    #expect(problems.errors.isEmpty)
    return try #require(study)
  }

  /// Gives `body` each run of a study: its point and replication, the point's coordinates, and the luck of the
  /// replication, between 0 and 1.
  private func forEachRun(
    _ study: SweepStudy, seed: UInt64, _ body: (Int, Int, [Double], Double) -> Void
  ) {
    let luck = (0..<UInt64(study.layout.replications)).map { replication in
      var stream = RandomStream(seed: seed, replication: replication, key: StreamKey(name: "luck").bits)
      return stream.uniformOpen()
    }
    for index in 0..<study.layout.count {
      let run = study.layout.run(index)
      body(run.point, run.replication, study.design.point(run.point), luck[run.replication])
    }
  }

  private func effects(
    _ study: SweepStudy, seed: UInt64 = 1, _ metric: ([Double], Double) -> Double
  ) -> [SweepEffects.Effect] {
    var effects = SweepEffects(study)
    forEachRun(study, seed: seed) { point, replication, coordinates, luck in
      effects.add(metric(coordinates, luck), coordinates, point: point, replication: replication)
    }
    return effects.effects
  }

  private func share(
    _ study: SweepStudy, seed: UInt64 = 1, _ verdict: (Int, Int, [Double], Double) -> Bool?
  ) -> ClusteredShare {
    var share = ClusteredShare(study)
    forEachRun(study, seed: seed) { point, replication, coordinates, luck in
      let verdict = verdict(point, replication, coordinates, luck).map { $0 ? 1.0 : 0 } ?? .nan
      share.add(verdict, point: point, replication: replication)
    }
    return share
  }

  /// unit: an input without effect is seldom given one because the drawn points at its ends differ in another input.
  @Test(arguments: [SweepRequest.DesignName.random, .latin, .sobol, .saltelli, .morris])
  func otherInputsOfDrawnPointsAreNoEffect(design: SweepRequest.DesignName) throws {
    var clear = 0
    for seed in Self.seeds {
      let study = try study(design, samples: 24, replications: 10, seed: seed)
      let effect = effects(study, seed: seed) { 100 * $0[1] + 0.001 * $1 * $0[0] }[0]
      #expect(effect.halfWidth.isFinite)
      if effect.isClear { clear += 1 }
    }
    // Of 100 intervals of 95 %, with room for chance; by replications alone all were clear.
    #expect(clear <= 11, "\(clear)")
  }

  /// unit: an effect that depends on luck is no surer for more points, and one that does not is found.
  @Test func luckIsCountedInDrawnPoints() throws {
    var misses = 0
    for seed in Self.seeds {
      let study = try study(.random, samples: 60, replications: 10, seed: seed)
      let effects = effects(study, seed: seed) { 10 + $0[0] * ($1 - 0.5) + 3 * $0[1] }
      // From the middle of the first third to that of the last, and with luck as often below as above nothing.
      if effects[0].isClear { misses += 1 }
      #expect(effects[1].isClear && (effects[1].difference - 2).magnitude < effects[1].halfWidth + 0.2)
    }
    #expect(misses <= 11, "\(misses)")
  }

  /// unit: in a grid the difference is the mean over replications of what each says, with their own error.
  @Test func replicationsOfAGridArePairs() throws {
    let study = try study(.grid, samples: 5, replications: 12)
    let found = effects(study) { 50 * $1 + 8 * $0[0] * $1 + 100 * $0[1] }
    var pairs = Tally()
    // The middles of the first and the last of four values are three quarters apart.
    forEachRun(study, seed: 1) { point, _, _, luck in if point == 0 { pairs.insert(6 * luck) } }
    #expect((found[0].difference - pairs.mean).magnitude < 1e-9)
    #expect((found[0].halfWidth - pairs.confidenceHalfWidth()).magnitude < 1e-9)
    #expect((found[1].difference - 80).magnitude < 1e-9 && found[1].halfWidth < 1e-9 && found[1].isClear)
  }

  /// unit: a single replication of a grid says nothing of luck; drawn points still say what their inputs do.
  @Test func oneReplicationTellsNoLuck() throws {
    let grid = effects(try study(.grid, samples: 5, replications: 1)) { $0[0] + $1 }[0]
    #expect((grid.difference - 0.75).magnitude < 1e-9 && grid.halfWidth.isNaN && !grid.isClear)
    let drawn = effects(try study(.random, samples: 40, replications: 1)) { $0[0] + $1 }[0]
    #expect(drawn.halfWidth.isFinite && drawn.isClear)
  }

  /// Checks that intervals hold a share about as often as they say, and what all runs taken as independent would do.
  private func check(_ share: Double, _ all: [ClusteredShare], _ comment: Comment) throws {
    var (held, heldByRuns) = (0, 0)
    for one in all {
      if try #require(one.interval).contains(share) { held += 1 }
      if ClaimCount.wilson(one.yes, of: one.decided, z: ClaimCount.z90).contains(share) { heldByRuns += 1 }
    }
    #expect(held >= 83, comment)
    #expect(heldByRuns < 65, comment)
  }

  /// unit: a claim that luck decides is as sure as there are replications, however many points share them.
  @Test(arguments: [SweepRequest.DesignName.grid, .random]) func claimsGoByReplications(
    design: SweepRequest.DesignName
  ) throws {
    let study = try study(design, samples: design == .grid ? 15 : 60, replications: 16)
    try check(0.4, Self.seeds.map { share(study, seed: $0) { $3 < 0.4 } }, "\(design)")
  }

  /// unit: a claim that the drawn inputs decide is as sure as there are points, however many replications they have.
  @Test(arguments: [SweepRequest.DesignName.random, .saltelli]) func claimsGoByDrawnPoints(
    design: SweepRequest.DesignName
  ) throws {
    let shares = try Self.seeds.map { seed in
      let study = try study(design, samples: 20, replications: 40, seed: seed)
      return share(study) { _, _, inputs, _ in inputs[1] < 0.3 }
    }
    try check(0.3, shares, "\(design)")
  }

  /// unit: runs that share nothing count nearly all, and none is ever counted twice.
  @Test func independentRunsCountInFull() throws {
    let study = try study(.grid, samples: 5, replications: 60)
    var widths = 0.0
    for seed in Self.seeds {
      let share = share(study, seed: seed) { point, replication, _, _ in
        let key = StreamKey(name: "verdict \(point)").bits
        var stream = RandomStream(seed: seed, replication: UInt64(replication), key: key)
        return stream.uniformOpen() < 0.5
      }
      let (mine, runs) = (
        try #require(share.interval), ClaimCount.wilson(share.yes, of: share.decided, z: ClaimCount.z90)
      )
      let ratio = (mine.upperBound - mine.lowerBound) / (runs.upperBound - runs.lowerBound)
      #expect(ratio > 1 - 1e-12)
      widths += ratio
    }
    #expect(widths / Double(Self.seeds.count) < 1.15)
  }

  /// unit: where all runs agree there are as many as replications, and no run at all has no interval.
  @Test func agreeingRunsCountAsReplications() throws {
    let study = try study(.grid, samples: 5, replications: 8)
    #expect(share(study) { _, _, _, _ in true }.interval == ClaimCount.wilson(8, of: 8, z: ClaimCount.z90))
    #expect(share(study) { _, _, _, _ in false }.interval == ClaimCount.wilson(0, of: 8, z: ClaimCount.z90))
    #expect(share(study) { _, _, _, _ in nil }.interval == nil)
    // Half of the points decide, and half of these hold whatever the luck: a grid's own share, surer than by runs
    // never.
    let fixed = share(study) { point, _, _, _ in point < 10 ? point.isMultiple(of: 2) : nil }
    #expect(fixed.decided == 80 && fixed.yes == 40)
    #expect(fixed.interval == ClaimCount.wilson(40, of: 80, z: ClaimCount.z90))
  }
}
