import Testing

@testable import SimulationKernel

struct QuantileSketchTests {
  @Test func fewNumbersAreExact() {
    var sketch = QuantileSketch(capacity: 64)
    #expect(sketch.quantile(0.5).isNaN)
    var stream = RandomStream(seed: 1, replication: 0, key: 1)
    let values = (0..<64).map { _ in stream.normal() }
    for value in values { sketch.insert(value) }
    let exact = EmpiricalDistribution(values)
    for p in [0, 0.05, 0.333, 0.5, 0.95, 1] { #expect(abs(sketch.quantile(p) - exact.quantile(p)) < 1e-15) }
    #expect(sketch.rankErrorBound == 0 && sketch.count == 64)
  }

  enum Order: CaseIterable { case ascending, descending, random, zigzag, ties, sawtooth }

  /// Law: |rank in the sketch − true rank| ≤ rankErrorBound
  /// ≤ n log₂(n / c) / (2 c) + one buffer's weight a level.
  @Test(arguments: Order.allCases)
  func ranksStayWithinTheBound(order: Order) {
    let n = 50_000
    let capacity = 64
    var sketch = QuantileSketch(capacity: capacity)
    var sorted: [Double] = []
    for value in values(order, n) {
      sketch.insert(value)
      sorted.append(value)
    }
    sorted.sort()
    checkRanks(sketch, sorted)
    let levels = Double(sketch.levels.count - 1)
    let stated = Double(n) * levels / Double(2 * capacity) + Double(1 << sketch.levels.count)
    #expect(Double(sketch.rankErrorBound) <= stated)
    #expect(sketch.levels.reduce(0) { $0 + $1.count } <= capacity * sketch.levels.count)
    #expect(sketch.levels.count <= 11)  // 50,000 / 64 is less than 2 to the 10th
  }

  @Test(arguments: Order.allCases)
  func mergedSketchesStayWithinTheBound(order: Order) {
    let all = values(order, 30_011)
    var total = QuantileSketch(capacity: 32)
    var start = 0
    var size = 1
    while start < all.count {  // parts of very different sizes, empty ones too
      var part = QuantileSketch(capacity: 32)
      for value in all[start..<min(all.count, start + size)] { part.insert(value) }
      total.merge(part)
      total.merge(QuantileSketch(capacity: 32))
      start += size
      size = size * 5 % 4801 + 1
    }
    #expect(total.count == all.count)
    checkRanks(total, all.sorted())
  }

  @Test func theSameHistoryGivesTheSameSketch() {
    func build() -> QuantileSketch {
      var first = QuantileSketch(capacity: 16)
      var second = first
      for value in values(.random, 5000) { first.insert(value) }
      for value in values(.zigzag, 777) { second.insert(value) }
      first.merge(second)
      return first
    }
    #expect(build() == build())
    var sketch = build()
    sketch.reset()
    #expect(sketch.count == 0 && sketch.quantile(0.5).isNaN && sketch.rankErrorBound == 0)
  }

  @Test func endsAreExactAndQuantilesNeverFall() {
    var sketch = QuantileSketch(capacity: 16)
    for value in values(.random, 20_000) { sketch.insert(value) }
    #expect(sketch.quantile(0) == sketch.minimum && sketch.quantile(1) == sketch.maximum)
    let quantiles = sketch.quantiles((0...100).map { Double($0) / 100 })
    #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 <= $1 })
  }

  /// Compares the rank of a thousand places with the truth, and the sum of weights with the count.
  private func checkRanks(_ sketch: QuantileSketch, _ sorted: [Double]) {
    var weight = 0
    for (level, held) in sketch.levels.enumerated() { weight += held.count << level }
    #expect(weight == sorted.count && sketch.count == sorted.count)
    #expect(sketch.minimum == sorted.first && sketch.maximum == sorted.last)
    var worst = 0
    for index in stride(from: 0, to: sorted.count, by: max(1, sorted.count / 1000)) {
      var low = index
      var high = sorted.count
      while low < high {  // the true rank: how many are at or below
        let middle = (low + high) / 2
        if sorted[middle] <= sorted[index] { low = middle + 1 } else { high = middle }
      }
      worst = max(worst, abs(sketch.rank(of: sorted[index]) - low))
    }
    #expect(worst <= sketch.rankErrorBound)
    #expect(sketch.rankErrorBound > 0)
  }

  private func values(_ order: Order, _ n: Int) -> [Double] {
    var stream = RandomStream(seed: 4, replication: 0, key: 1)
    return (0..<n).map { index in
      switch order {
      case .ascending: Double(index)
      case .descending: Double(n - index)
      case .random: stream.uniform()
      case .zigzag: index.isMultiple(of: 2) ? Double(index) : Double(-index)
      case .ties: Double(stream.index(below: 7))
      case .sawtooth: Double(index % 63)
      }
    }
  }
}
