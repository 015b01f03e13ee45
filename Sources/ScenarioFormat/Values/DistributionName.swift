/// The distributions that a scenario may name, with the keys of their parameters.
enum DistributionName: String, CaseIterable {
  case constant
  case uniform
  case triangular
  case normal
  case lognormal
  case exponential
  case gamma
  case beta
  case weibull
  case bernoulli
  case poisson
  case threePoint = "three_point"
  case interval
  case discrete
  case empirical

  /// The parameters that may stand beside the name, in the order in which they are shown.
  var parameters: [Parameter] {
    switch self {
    case .constant: [Parameter("value", .stated)]
    case .uniform: [Parameter("low", .stated), Parameter("high", .stated)]
    case .triangular: [Parameter("low", .stated), Parameter("mode", .stated), Parameter("high", .stated)]
    case .normal: [Parameter("mean", .stated), Parameter("standard_deviation", .span)]
    case .lognormal:
      [
        Parameter("median", .stated, isOptional: true), Parameter("mean", .stated, isOptional: true),
        Parameter("log_standard_deviation", .number(0...Double.infinity), isOptional: true),
        Parameter("standard_deviation", .span, isOptional: true),
      ]
    case .exponential: [Parameter("mean", .stated)]
    case .gamma, .weibull: [Parameter("shape", .number(0...Double.infinity)), Parameter("scale", .span)]
    case .beta:
      [
        Parameter("alpha", .number(0...Double.infinity)), Parameter("beta", .number(0...Double.infinity)),
        Parameter("low", .stated), Parameter("high", .stated),
      ]
    case .bernoulli: [Parameter("probability", .number(0...1))]
    case .poisson: [Parameter("mean", .number(0...1e12))]
    case .threePoint:
      [
        Parameter("low", .stated), Parameter("central", .stated), Parameter("high", .stated),
        Parameter("tail", .number(0...0.5), isOptional: true),
      ]
    case .interval:
      [
        Parameter("low", .stated), Parameter("high", .stated),
        Parameter("level", .number(0...1), isOptional: true),
      ]
    case .discrete, .empirical: []
    }
  }

  /// Whether the ends of the distribution are among its parameters, so that no quantile needs a look.
  var statesItsEnds: Bool {
    switch self {
    case .constant, .uniform, .triangular, .beta, .threePoint, .interval, .discrete, .empirical: true
    case .normal, .lognormal, .exponential, .gamma, .weibull, .bernoulli, .poisson: false
    }
  }

  /// Whether the distribution can be one of dates: its parameters do not rest on where counting starts.
  var suitsDates: Bool {
    switch self {
    case .constant, .uniform, .triangular, .normal, .beta, .threePoint, .interval, .discrete, .empirical: true
    case .lognormal, .exponential, .gamma, .weibull, .bernoulli, .poisson: false
    }
  }

  /// Whether the values are counts or outcomes, which have no unit.
  var isCount: Bool {
    switch self {
    case .bernoulli, .poisson: true
    case .constant, .uniform, .triangular, .normal, .lognormal, .exponential, .gamma, .beta, .weibull,
      .threePoint, .interval, .discrete, .empirical:
      false
    }
  }

  /// One parameter of a distribution.
  struct Parameter {
    /// How a parameter is read.
    enum Kind {
      /// A quantity in the unit of the input, within its range.
      case stated
      /// A width or scale in that unit.
      case span
      /// A plain number within a range.
      case number(ClosedRange<Double>)
    }

    var key: String
    var kind: Kind
    var isOptional: Bool

    init(_ key: String, _ kind: Kind, isOptional: Bool = false) {
      self.key = key
      self.kind = kind
      self.isOptional = isOptional
    }
  }
}
