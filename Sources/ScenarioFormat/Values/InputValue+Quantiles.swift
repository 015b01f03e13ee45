import SimulationKernel

extension InputValue.Uncertainty {
  /// The value below which the share `probability` of the cases lies.
  ///
  /// Complexity: O(1) for distributions, O(values) otherwise.
  /// - Precondition: the probability lies within 0 to 1.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability lies within 0 to 1")
    switch self {
    case .distribution(let distribution):
      return distribution.quantile(probability)
    case .discrete(let values, let weights):
      var sum = 0.0
      for (value, weight) in zip(values, weights) {
        sum += weight
        if probability <= sum { return value }
      }
      return values.last ?? .nan
    case .empirical(let values):
      // Hyndman and Fan's type 7: linear between order statistics, the ends at 0 and 1.
      guard let last = values.last else { return .nan }
      let position = probability * Double(values.count - 1)
      let below = Int(position)
      if below + 1 >= values.count { return last }
      return values[below] + (position - Double(below)) * (values[below + 1] - values[below])
    }
  }

  /// The quantile of the part of the cases that lies within a range.
  public func quantile(_ probability: Double, within range: ClosedRange<Double>) -> Double {
    let truncation = truncation(to: range)
    return truncation.confined(quantile(truncation.probability(probability)))
  }

  /// What a range leaves of the cases; all of them where every one was stated.
  ///
  /// The reader of inputs sees to it that most lie inside.
  public func truncation(to range: ClosedRange<Double>) -> Truncation {
    switch self {
    case .distribution(let distribution):
      distribution.truncation(to: range) ?? Truncation(to: range, below: 0, above: 0)
    case .discrete, .empirical: Truncation(to: range, below: 0, above: 0)
    }
  }

  /// Draws one value; it may lie beyond the range of the input.
  public func sample(using stream: inout RandomStream) -> Double {
    switch self {
    case .distribution(let distribution): distribution.sample(using: &stream)
    case .discrete, .empirical: quantile(stream.uniform())
    }
  }

  /// The median.
  public var central: Double { quantile(0.5) }

  /// Whether the value is known exactly.
  public var isConstant: Bool {
    switch self {
    case .distribution(let distribution):
      if case .constant = distribution { return true }
      return false
    case .discrete(let values, _): return values.count == 1
    case .empirical(let values): return values.first == values.last
    }
  }
}
