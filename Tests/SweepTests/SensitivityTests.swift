#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import struct SimulationKernel.RunFailure
@testable import Sweep
import Testing

@Suite struct SensitivityTests {
  /// Runs a Saltelli design through the observer; every `failureEvery`-th row fails.
  private func indices(
    dimensions: Int, baseSamples: Int, secondOrder: Bool = false, failureEvery: Int = 0,
    replications: Int = 1,
    _ function: ([Double]) -> Double
  ) throws -> SobolIndices {
    let design = try SaltelliDesign(
      dimensions: dimensions, baseSamples: baseSamples, secondOrder: secondOrder, seed: 11)
    var observer = SensitivityObserver(design, replications: replications, metrics: 1, seed: 12)
    for index in 0..<(design.count * replications) {
      if failureEvery > 0 && index % failureEvery == 5 {
        observer.failed(index, RunFailure(what: "infeasible", place: "corner"))
        continue
      }
      let value = function(Design.saltelli(design).point(index / replications))
      [value].withUnsafeBufferPointer { observer.succeeded(index, metrics: $0.span) }
    }
    guard case .sobol(let indices) = observer.estimates else { preconditionFailure("a Saltelli design") }
    return indices[0]
  }

  /// unit: the interval of a size does not reach below nothing.
  @Test func sizesAreNotNegative() {
    #expect(Estimate(value: 1, standardError: 2, minimum: 0).interval(standardErrors: 2) == 0...5)
    #expect(Estimate(value: 1, standardError: 2).interval(standardErrors: 2) == -3...5)
  }

  private func expect(_ pairs: [SobolIndices.Pair], first: [Double], total: [Double], _ note: Comment) {
    for input in pairs.indices {
      // Four standard errors: a false alarm in one of 16,000; and the error itself is small enough to say
      // something.
      #expect(pairs[input].first.interval(standardErrors: 4)!.contains(first[input]), note)
      #expect(pairs[input].total.interval(standardErrors: 4)!.contains(total[input]), note)
      #expect(pairs[input].first.standardError < 0.1 && pairs[input].total.standardError < 0.1, note)
    }
  }

  /// f = sin x1 + a sin^2 x2 + b x3^4 sin x1 on (-pi, pi)^3 (Ishigami and Homma 1990), a = 7, b = 0.1.
  private func ishigami(_ u: [Double]) -> Double {
    let x = u.map { (2 * $0 - 1) * Double.pi }
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0])
  }

  private let ishigamiFirst: [Double]
  private let ishigamiTotal: [Double]

  init() {
    // V1 = (1 + b pi^4/5)^2 / 2, V2 = a^2/8, V13 = b^2 pi^8 (1/18 - 1/50).
    let pi4 = Double.pi * Double.pi * Double.pi * Double.pi
    let one = (1 + 0.1 * pi4 / 5) * (1 + 0.1 * pi4 / 5) / 2
    let two = 49.0 / 8
    let both = 0.01 * pi4 * pi4 * (1.0 / 18 - 1.0 / 50)
    let all = one + two + both
    ishigamiFirst = [one / all, two / all, 0]
    ishigamiTotal = [(one + both) / all, two / all, both / all]
  }

  /// law: Ishigami's indices.
  @Test func ishigamiAgreesWithTheory() throws {
    let indices = try indices(dimensions: 3, baseSamples: 2048, ishigami)
    expect(indices.estimates(), first: ishigamiFirst, total: ishigamiTotal, "A, B, AB")
    let both = try self.indices(dimensions: 3, baseSamples: 1024, secondOrder: true, ishigami)
    expect(both.estimates(), first: ishigamiFirst, total: ishigamiTotal, "with BA")
  }

  /// law: Sobol's g function, f = prod (|4 x - 2| + a)/(1 + a): V_i = 1/(3 (1 + a_i)^2), V = prod (1 + V_i)
  /// - 1, total_i = V_i prod over the others of (1 + V_j) / V.
  @Test func sobolsFunctionAgreesWithTheory() throws {
    let a = [0.0, 1, 4.5, 9, 99, 99]
    let parts = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
    let product = parts.reduce(1) { $0 * (1 + $1) }
    let indices = try indices(dimensions: 6, baseSamples: 2048) { u in
      zip(u, a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }
    }
    expect(
      indices.estimates(), first: parts.map { $0 / (product - 1) },
      total: parts.map { $0 * product / (1 + $0) / (product - 1) }, "g")
  }

  /// law: indices from surviving rows are still right, and the dropped base samples are counted.
  @Test func failedRowsAreDroppedWithTheirBlock() throws {
    let indices = try indices(dimensions: 3, baseSamples: 2048, failureEvery: 16, ishigami)
    // Blocks of 5 rows; rows 16 n + 5 fail, at most one in a block.
    #expect(indices.dropped == 2048 * 5 / 16 && indices.survived + indices.dropped == 2048)
    expect(indices.estimates(), first: ishigamiFirst, total: ishigamiTotal, "survivors")
  }

  /// twin: the streaming estimate is the formula written out, shifted by a large constant or not.
  @Test func streamingEqualsTheFormula() throws {
    let design = try SaltelliDesign(dimensions: 3, baseSamples: 61, seed: 11)
    let f = (0..<design.count).map { ishigami(Design.saltelli(design).point($0)) }
    let blocks = (0..<61).map { Array(f[($0 * 5)..<($0 * 5 + 5)]) }
    let pooled = blocks.flatMap { $0[..<2] }
    let mean = pooled.reduce(0, +) / 122
    let variance = pooled.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 122
    for offset in [0, 1e6] {
      let pairs = try indices(dimensions: 3, baseSamples: 61) { ishigami($0) + offset }.estimates()
      for input in 0..<3 {
        let first = blocks.reduce(0) { $0 + ($1[1] - mean) * ($1[2 + input] - $1[0]) } / 61 / variance
        let total =
          blocks.reduce(0) { $0 + ($1[0] - $1[2 + input]) * ($1[0] - $1[2 + input]) } / 122 / variance
        #expect(abs(pairs[input].first.value - first) < 1e-7)
        #expect(abs(pairs[input].total.value - total) < 1e-7)
      }
    }
  }

  /// law: bootstrap weights are Poisson of mean 1: the mean of a column's weights is 1 +- 4/sqrt(N), its
  /// variance too.
  @Test func bootstrapWeightsArePoisson() {
    var sums = BootstrapSums(terms: 1, resamples: 100, seed: 3)
    for row in 0..<2000 { sums.add(row: row) { $0[0] = 1 } }
    sums.settle()
    #expect(sums.sum(0, column: 0) == 2000)
    let counts = (1...100).map { sums.sum(0, column: $0) }
    // Each is the sum of 2000 weights: mean 2000, variance 2000.
    let mean = counts.reduce(0, +) / 100
    #expect(abs(mean - 2000) < 4 * (2000.0 / 100).squareRoot())
    let variance = counts.reduce(0) { $0 + ($1 - 2000) * ($1 - 2000) } / 100
    #expect(variance > 1000 && variance < 3400)
  }

  /// law: the standard error of a mean from the bootstrap is s/sqrt(N), within 25 % (100 resamples, 3.5
  /// sigma).
  @Test func bootstrapErrorsAreRight() throws {
    // A linear function's elementary effects vary only with the second input's sign: use sigma-free mu*
    // instead.
    let design = try MorrisDesign(dimensions: 2, trajectories: 400, seed: 8)
    var effects = ElementaryEffects(design: design, resamples: 100, seed: 9)
    var sample: [Double] = []
    for trajectory in 0..<400 {
      let rows = (0..<3).map { Design.morris(design).point(trajectory * 3 + $0) }
      let values = rows.map { $0[0] * $0[0] * 3 + $0[1] }
      values.withUnsafeBufferPointer { effects.add(trajectory: trajectory, $0.span) }
      let step = design.step(changing: 0, trajectory: trajectory)
      sample.append((values[step] - values[step - 1]) / design.change(of: 0, trajectory: trajectory))
    }
    let mean = sample.reduce(0, +) / 400
    let deviation = (sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399).squareRoot()
    let measures = effects.estimates()
    #expect(abs(measures[0].mu.value - mean) < 1e-12 && abs(measures[0].sigma.value - deviation) < 1e-9)
    #expect(abs(measures[0].mu.standardError / (deviation / 20) - 1) < 0.25)
    // The second input is linear: every effect is 1.
    #expect(abs(measures[1].muStar.value - 1) < 1e-12 && measures[1].sigma.value < 1e-6)
  }

  /// unit: replications of a point count as their mean, and Morris drops a trajectory with a failure.
  @Test func observerGathersBlocks() throws {
    let once = try indices(dimensions: 3, baseSamples: 32, ishigami).estimates()
    var flip = 1.0
    let twice = try indices(dimensions: 3, baseSamples: 32, replications: 2) { point in
      flip = -flip
      return ishigami(point) + flip
    }.estimates()
    for (a, b) in zip(once, twice) { #expect(abs(a.first.value - b.first.value) < 1e-9) }
    let design = try MorrisDesign(dimensions: 2, trajectories: 10, seed: 1)
    var observer = SensitivityObserver(design, metrics: 1, seed: 1)
    for index in 0..<30 {
      if index == 4 {
        observer.failed(index, RunFailure(what: "", place: ""))
      } else {
        [Double(index)].withUnsafeBufferPointer { observer.succeeded(index, metrics: $0.span) }
      }
    }
    guard case .morris(let effects) = observer.estimates else { preconditionFailure("a Morris design") }
    #expect(effects[0].survived == 9 && effects[0].dropped == 1)
  }
}
