/// Morris's measures of one metric, from a stream of trajectories.
///
/// The elementary effect of an input is the change of the metric over the change of the input's coordinate.
/// Over the surviving trajectories: mu is its mean, mu* the mean of its size (F. Campolongo et al.,
/// Environ. Model. Softw. 22 (2007)), sigma its standard deviation. A trajectory with a failed or
/// non-finite row is dropped whole and counted.
public struct ElementaryEffects: Sendable {
  /// The measures of one input.
  public struct Measures: Sendable, Equatable {
    public let mu: Estimate
    public let muStar: Estimate
    public let sigma: Estimate
  }

  public let design: MorrisDesign
  /// Trajectories whose rows all succeeded.
  public private(set) var survived = 0
  /// Trajectories dropped because a row failed.
  public private(set) var dropped = 0
  private var sums: BootstrapSums

  public init(design: MorrisDesign, resamples: Int = 100, seed: UInt64) {
    precondition(design.dimensions >= 1)
    self.design = design
    sums = BootstrapSums(terms: 1 + 3 * design.dimensions, resamples: resamples, seed: seed)
  }

  /// Adds the metric at each step of a trajectory, from its start on.
  public mutating func add(trajectory: Int, _ values: Span<Double>) {
    precondition(values.count == design.dimensions + 1)
    for step in values.indices where !values[step].isFinite {
      dropped += 1
      return
    }
    survived += 1
    let design = design
    values.withUnsafeBufferPointer { values in
      sums.add(row: trajectory) { terms in
        terms[0] = 1
        for input in 0..<design.dimensions {
          let step = design.step(changing: input, trajectory: trajectory)
          let effect =
            (values[step] - values[step - 1]) / design.change(of: input, trajectory: trajectory)
          terms[1 + 3 * input] = effect
          terms[2 + 3 * input] = effect.magnitude
          terms[3 + 3 * input] = effect * effect
        }
      }
    }
  }

  /// Counts a trajectory with a failed row.
  public mutating func drop() { dropped += 1 }

  /// The measures of each input from what has been added so far.
  public func estimates() -> [Measures] {
    var settled = sums
    settled.settle()
    return (0..<design.dimensions).map { input in
      let values = (0...settled.resamples).map { Self.measures(settled, input, $0) }
      let resamples = values.dropFirst().lazy
      return Measures(
        mu: Estimate(value: values[0].mu, resamples: resamples.map(\.mu)),
        muStar: Estimate(value: values[0].muStar, resamples: resamples.map(\.muStar), minimum: 0),
        sigma: Estimate(value: values[0].sigma, resamples: resamples.map(\.sigma), minimum: 0))
    }
  }

  private static func measures(
    _ sums: BootstrapSums, _ input: Int, _ column: Int
  ) -> (mu: Double, muStar: Double, sigma: Double) {
    let count = sums.sum(0, column: column)
    let mean = sums.sum(1 + 3 * input, column: column) / count
    let size = sums.sum(2 + 3 * input, column: column) / count
    let square = sums.sum(3 + 3 * input, column: column) / count
    let variance = max(square - mean * mean, 0) * count / (count - 1)
    return (mean, size, count > 1 ? variance.squareRoot() : .nan)
  }
}
