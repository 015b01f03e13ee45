import SimulationKernel
import Testing

/// Law tests: the equation stands above the assertion, the tolerance is four standard errors.
struct QueueLawTests {
  @Test func mm1() {
    let queue = QueueModel(
      servers: 1, interarrival: .exponential(mean: 1 / 0.6), service: .exponential(mean: 1), machines: nil)
    // ρ = λ / μ = 0.6;  L = ρ / (1 − ρ) = 1.5
    expect(queue.replicate { $0.meanPresent }, toBe: 1.5)
    // W = 1 / (μ − λ) = 2.5
    expect(queue.replicate { $0.meanStay }, toBe: 2.5)
    // Lq = ρ² / (1 − ρ) = 0.9
    expect(queue.replicate { $0.meanWaiting }, toBe: 0.9)
  }

  @Test func md1() {
    let queue = QueueModel(
      servers: 1, interarrival: .exponential(mean: 1 / 0.6), service: .constant(1), machines: nil)
    // Pollaczek and Khinchine: Lq = ρ² (1 + c²) / (2 (1 − ρ)), c = 0:  0.45
    expect(queue.replicate { $0.meanWaiting }, toBe: 0.45)
  }

  @Test func mg1() {
    let service = Distribution.gamma(shape: 0.5, scale: 2)  // mean 1, squared coefficient of variation 2
    let queue = QueueModel(
      servers: 1, interarrival: .exponential(mean: 1 / 0.5), service: service, machines: nil)
    // Pollaczek and Khinchine: Lq = ρ² (1 + c²) / (2 (1 − ρ)), c² = 2:  0.75
    expect(queue.replicate { $0.meanWaiting }, toBe: 0.75)
  }

  @Test func mmc() {
    let queue = QueueModel(
      servers: 3, interarrival: .exponential(mean: 0.5), service: .exponential(mean: 1), machines: nil)
    // a = λ / μ = 2, c = 3.  Erlang C:
    // P(wait) = a³/3! · c/(c − a) / (Σ_(k<c) a^k/k! + a³/3! · c/(c − a)) = 4/9
    // Lq = P(wait) ρ / (1 − ρ) = 4/9 · 2 = 8/9
    expect(queue.replicate { $0.meanWaiting }, toBe: 8.0 / 9)
  }

  @Test func machineRepair() {
    let shop = QueueModel(
      servers: 1, interarrival: .exponential(mean: 5), service: .exponential(mean: 1), machines: 4)
    // N = 4 machines, r = λ / μ = 0.2:  p_n = p_0 N! / (N − n)! r^n,  L = Σ n p_n
    var weights: [Double] = []
    var weight = 1.0
    for broken in 0...4 {
      weights.append(weight)
      weight *= Double(4 - broken) * 0.2
    }
    let total = weights.reduce(0, +)
    let meanBroken = weights.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / total
    expect(shop.replicate { $0.meanPresent }, toBe: meanBroken)
    // throughput = λ (N − L) = μ (1 − p_0)
    expect(shop.replicate { $0.throughput }, toBe: 1 - weights[0] / total)
  }

  @Test func littlesLaw() {
    let queue = QueueModel(
      servers: 1, interarrival: .weibull(shape: 2, scale: 1.5),
      service: .lognormal(logMean: -0.2, logStandardDeviation: 0.5), machines: nil)
    // L = λ W, whatever the distributions; the difference has only end effects, of order 1 / duration
    expect(queue.replicate { $0.meanPresent - $0.throughput * $0.meanStay }, toBe: 0)
  }

  private func expect(
    _ tally: Tally, toBe value: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(tally.standardError < 0.05, sourceLocation: sourceLocation)
    #expect(
      abs(tally.mean - value) < 4 * tally.standardError,
      "\(tally.mean) ± \(tally.standardError), law \(value)",
      sourceLocation: sourceLocation)
  }
}
