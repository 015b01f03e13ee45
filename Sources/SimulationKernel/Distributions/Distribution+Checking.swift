extension Distribution {
  /// What is wrong with a distribution's parameters, as a sentence for the person who wrote them, or nil.
  public static func problem(of distribution: Distribution) -> String? {
    switch distribution {
    case .constant(let value):
      return finite(("the value", value))
    case .uniform(let low, let high):
      return finite(("low", low), ("high", high)) ?? ordered(("low", low), ("high", high))
    case .triangular(let low, let mode, let high):
      return finite(("low", low), ("mode", mode), ("high", high))
        ?? ordered(("low", low), ("mode", mode), ("high", high))
    case .normal(let mean, let deviation):
      return finite(("the mean", mean), ("the standard deviation", deviation))
        ?? notNegative("the standard deviation", deviation)
    case .lognormal(let mean, let deviation):
      return finite(("the log mean", mean), ("the log standard deviation", deviation))
        ?? notNegative("the log standard deviation", deviation)
    case .exponential(let mean):
      return positive(("the mean", mean))
    case .gamma(let shape, let scale):
      return positive(("the shape", shape), ("the scale", scale))
    case .beta(let alpha, let beta, let low, let high):
      return positive(("alpha", alpha), ("beta", beta)) ?? finite(("low", low), ("high", high))
        ?? ordered(("low", low), ("high", high))
    case .weibull(let shape, let scale):
      return positive(("the shape", shape), ("the scale", scale))
    case .bernoulli(let probability):
      return probability >= 0 && probability <= 1
        ? nil : "the probability must be from 0 to 1, but is \(probability)"
    case .poisson(let mean):
      return mean >= 0 && mean <= 1e12 ? nil : "the mean count must be from 0 to 1e12, but is \(mean)"
    case .threePoint(let low, let central, let high, let tail):
      guard tail > 0, tail < 0.5 else {
        return "the tail probability must be between 0 and 0.5, but is \(tail)"
      }
      return finite(("low", low), ("central", central), ("high", high))
        ?? ordered(("low", low), ("central", central), ("high", high))
    }
  }

  /// What is wrong with the ends or the level of an interval, as a sentence, or nil.
  public static func intervalProblem(low: Double, high: Double, level: Double = 0.9) -> String? {
    guard level > 0, level < 1 else { return "the level must be between 0 and 1, but is \(level)" }
    return finite(("low", low), ("high", high)) ?? ordered(("low", low), ("high", high))
  }

  private static func finite(_ parameters: (name: String, value: Double)...) -> String? {
    for parameter in parameters where !parameter.value.isFinite {
      return "\(parameter.name) must be a finite number, but is \(parameter.value)"
    }
    return nil
  }

  private static func positive(_ parameters: (name: String, value: Double)...) -> String? {
    for parameter in parameters where !(parameter.value > 0 && parameter.value < .infinity) {
      return "\(parameter.name) must be positive and finite, but is \(parameter.value)"
    }
    return nil
  }

  private static func notNegative(_ name: String, _ value: Double) -> String? {
    value >= 0 ? nil : "\(name) must not be negative, but is \(value)"
  }

  private static func ordered(_ parameters: (name: String, value: Double)...) -> String? {
    for (left, right) in zip(parameters, parameters.dropFirst()) where left.value > right.value {
      return "\(left.name) must not exceed \(right.name), but \(left.value) > \(right.value)"
    }
    return nil
  }
}
