/// A distribution over a list of values with weights.
public struct DiscreteDistribution: Sendable, Hashable {
  /// The values, in ascending order.
  public let values: [Double]

  /// The probability of not exceeding each value; the last is 1.
  public let cumulativeProbabilities: [Double]

  /// The distribution that takes each value in proportion to its weight. O(n log n).
  ///
  /// Nothing may be wrong with the arguments; ``problem(values:weights:)`` says what is.
  public init(values: [Double], weights: [Double]) {
    precondition(
      Self.problem(values: values, weights: weights) == nil,
      "a discrete distribution needs as many weights as finite values, none negative, not all zero")
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let total = weights.reduce(0, +)
    var sum = 0.0
    var cumulative: [Double] = []
    cumulative.reserveCapacity(values.count)
    for index in order {
      sum += weights[index]
      cumulative.append(min(1, sum / total))
    }
    // Rounding must not leave a gap below 1 that a value of no weight could fill.
    if let last = order.lastIndex(where: { weights[$0] > 0 }) {
      for index in last..<cumulative.count { cumulative[index] = 1 }
    }
    self.values = order.map { values[$0] }
    cumulativeProbabilities = cumulative
  }

  /// What is wrong with values and weights, as a sentence, or nil.
  public static func problem(values: [Double], weights: [Double]) -> String? {
    if values.isEmpty { return "there must be at least one value" }
    if values.count != weights.count {
      return "there must be as many weights as values, but there are \(weights.count) for \(values.count)"
    }
    for value in values where !value.isFinite { return "a value must be finite, but one is \(value)" }
    for weight in weights where !(weight >= 0 && weight < .infinity) {
      return "a weight must be finite and not negative, but one is \(weight)"
    }
    let total = weights.reduce(0, +)
    if total == 0 { return "at least one weight must be positive" }
    return total < .infinity ? nil : "the weights are too large to add up"
  }

  /// Draws a value: the quantile of one uniform number. O(log n).
  ///
  /// Using one number, monotonically, keeps draws comparable when weights change.
  public func sample(using stream: inout RandomStream) -> Double { quantile(stream.uniformOpen()) }

  /// The least value whose cumulative probability reaches `p`, from 0 to 1. O(log n).
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a quantile is asked for at a probability from 0 to 1")
    let wanted = max(p, .leastNonzeroMagnitude)  // never a value without weight
    var low = 0
    var high = values.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulativeProbabilities[middle] >= wanted { high = middle } else { low = middle + 1 }
    }
    return values[low]
  }

  /// The expected value. O(n).
  public var mean: Double { expectation { $0 } }

  /// The expected squared distance from the mean. O(n).
  public var variance: Double {
    let centre = mean
    return expectation { ($0 - centre) * ($0 - centre) }
  }

  private func expectation(of function: (Double) -> Double) -> Double {
    var previous = 0.0
    var sum = 0.0
    for (value, cumulative) in zip(values, cumulativeProbabilities) {
      sum += (cumulative - previous) * function(value)
      previous = cumulative
    }
    return sum
  }
}
