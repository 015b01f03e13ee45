/// A probability distribution of one number, as plain data.
///
/// Parameters are finite and within the ranges given with each case; ``problem(of:)`` says in words what is
/// wrong with a distribution, and the other members rely on there being nothing wrong. Values and parameters
/// of a distribution share one unit.
@frozen
public enum Distribution: BitwiseCopyable, Sendable, Hashable {
  /// Always the same value.
  case constant(Double)

  /// Equally likely anywhere from `low` to `high`; `low` ≤ `high`.
  case uniform(low: Double, high: Double)

  /// Density rising in a line from `low` to `mode` and falling to `high`; `low` ≤ `mode` ≤ `high`.
  case triangular(low: Double, mode: Double, high: Double)

  /// The bell curve; `standardDeviation` ≥ 0.
  case normal(mean: Double, standardDeviation: Double)

  /// The exponential of a normal number; the parameters are the mean and the standard deviation (≥ 0) of
  /// the natural logarithm of the value in the unit of the distribution.
  case lognormal(logMean: Double, logStandardDeviation: Double)

  /// Waiting time without memory; `mean` > 0.
  case exponential(mean: Double)

  /// Density proportional to x^(shape − 1) e^(−x / scale); `shape` > 0, `scale` > 0.
  case gamma(shape: Double, scale: Double)

  /// Density proportional to u^(alpha − 1) (1 − u)^(beta − 1), with u running from 0 at `low` to 1 at `high`;
  /// `alpha` > 0, `beta` > 0, `low` ≤ `high`.
  case beta(alpha: Double, beta: Double, low: Double, high: Double)

  /// Probability e^(−(x / scale)^shape) of exceeding x; `shape` > 0, `scale` > 0.
  case weibull(shape: Double, scale: Double)

  /// 1 with the given probability, else 0; from 0 to 1.
  case bernoulli(probability: Double)

  /// The number of events that come at random while `mean` are expected; 0 ≤ `mean` ≤ 10¹².
  case poisson(mean: Double)

  /// Given by three quantiles: `low` at probability `tail`, `central` at a half, `high` at 1 − `tail`.
  ///
  /// Below and above the median the value is half of a normal distribution, with a width for each side; if
  /// `low` is positive the logarithm is, and the value is positive. `low` ≤ `central` ≤ `high` and
  /// 0 < `tail` < 0.5.
  case threePoint(low: Double, central: Double, high: Double, tail: Double)
}
