import Testing

@testable import SimulationKernel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct ZigguratTests {
  /// Unit: edge i + 1 solves f(edge i + 1) = f(edge i) + area / edge i,
  /// and the last layer ends at the peak f(0) = 1.
  @Test func layersHaveEqualArea() {
    check({ exponentialLayers[$0] }, area: 0.003949659822581557) { exp(-$0) }
    check({ normalLayers[$0] }, area: 0.004928673233974655) { exp(-0.5 * $0 * $0) }
  }

  private func check(_ edge: (Int) -> Double, area: Double, _ density: (Double) -> Double) {
    #expect(abs(edge(0) * density(edge(1)) / area - 1) < 1e-13)
    for layer in 1..<256 {
      let height = density(edge(layer + 1)) - density(edge(layer))
      #expect(abs(edge(layer) * height / area - 1) < 1e-11, "layer \(layer)")
    }
    #expect(edge(256) == 0)
  }

  /// Law: the share of draws in each of 40 classes of equal probability is 1/40 (chi-square, 39 degrees);
  /// classes in the far tail are counted as well.
  @Test func drawsFollowTheirDensities() {
    let draws = 200_000
    var stream = RandomStream(seed: 6, replication: 0, key: StreamKey(name: "ziggurat"))
    var exponentialCounts = [Double](repeating: 0, count: 40)
    var normalCounts = exponentialCounts
    var far = (exponential: 0.0, normal: 0.0)
    for _ in 0..<draws {
      let exponential = stream.exponential()
      let normal = stream.normal()
      exponentialCounts[min(39, Int(-expm1(-exponential) * 40))] += 1
      normalCounts[min(39, Int(normalProbability(below: normal) * 40))] += 1
      if exponential > exponentialLayers[1] { far.exponential += 1 }
      if normal.magnitude > normalLayers[1] { far.normal += 1 }
    }
    for counts in [exponentialCounts, normalCounts] {
      let expected = Double(draws) / 40
      let statistic = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
      #expect(abs(statistic - 39) < 4 * 78.0.squareRoot())
    }
    // Counts beyond the base layer are Poisson: P(X > 7.697) = 4.54e-4, P(|Z| > 3.654) = 2.58e-4.
    let exponentialTail = Double(draws) * exp(-exponentialLayers[1])
    let normalTail = Double(draws) * 2 * normalProbability(below: -normalLayers[1])
    #expect(abs(far.exponential - exponentialTail) < 4 * exponentialTail.squareRoot())
    #expect(abs(far.normal - normalTail) < 4 * normalTail.squareRoot())
  }
}
