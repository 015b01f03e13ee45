/// The distribution of observed data, with straight lines between neighbouring observations.
public struct EmpiricalDistribution: Sendable, Hashable {
  /// The observations in ascending order.
  public let values: [Double]

  /// The distribution of at least one finite observation, in any order. O(n log n).
  ///
  /// Nothing may be wrong with the observations; ``problem(of:)`` says what is.
  public init(_ observations: [Double]) {
    precondition(Self.problem(of: observations) == nil, "data are at least one observation, all finite")
    values = observations.sorted()
  }

  /// What is wrong with observations, as a sentence, or nil.
  public static func problem(of observations: [Double]) -> String? {
    if observations.isEmpty { return "there must be at least one observation" }
    for value in observations where !value.isFinite {
      return "an observation must be finite, but one is \(value)"
    }
    return nil
  }

  /// Draws a value: the quantile of one uniform number. O(1).
  public func sample(using stream: inout RandomStream) -> Double { quantile(stream.uniform()) }

  /// The quantile at `p`, from 0 to 1, by linear interpolation between observations. O(1).
  ///
  /// Type 7 of R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American
  /// Statistician 50 (4), 1996: with n observations, p falls at place (n − 1) p, counting from 0.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a quantile is asked for at a probability from 0 to 1")
    let place = Double(values.count - 1) * p
    let below = Int(place)
    if below + 1 >= values.count { return values[values.count - 1] }
    let share = place - Double(below)
    let next = values[below + 1]
    return min(next, values[below] + (next - values[below]) * share)
  }

  /// The expected value of a draw, which is not quite the average of the observations. O(n).
  public var mean: Double {
    segmentAverage { 0.5 * ($0 + $1) }
  }

  /// The expected squared distance of a draw from the mean. O(n).
  public var variance: Double {
    let centre = mean
    return segmentAverage {
      let left = $0 - centre
      let right = $1 - centre
      return (left * left + left * right + right * right) / 3
    }
  }

  private func segmentAverage(_ function: (Double, Double) -> Double) -> Double {
    if values.count == 1 { return function(values[0], values[0]) }
    var sum = 0.0
    for (left, right) in zip(values, values.dropFirst()) { sum += function(left, right) }
    return sum / Double(values.count - 1)
  }
}
