#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Wright's law: each doubling of experience takes the same share off.
public enum LearningCurve {
  /// What is left of a first cost after experience has grown by `ratio`, falling by `rate` per doubling.
  ///
  /// `ratio^log2(1 - rate)`; 1 for a ratio of at most 1. Source: Wright 1936.
  public static func factor(ratio: Double, rate: Double) -> Double {
    ratio <= 1 || rate <= 0 ? 1 : pow(ratio, log2(1 - rate))
  }
}

/// Crow-AMSAA reliability growth: failures follow a power law in the number of flights.
public enum ReliabilityGrowth {
  /// Probability that the next flight fails after `flights` of its own experience.
  ///
  /// The intensity `scale * shape * n^(shape - 1)` at the next flight, at most 1. Source: Crow 1974.
  public static func failureProbability(flights: Double, scale: Double, shape: Double, floor: Double)
    -> Double
  {
    let intensity = scale * shape * pow(flights + 1, shape - 1)
    return min(1, max(floor, intensity))
  }
}

/// Yield of dies from a wafer.
public enum DieYield {
  /// Of a wafer, in mm.
  private static let radius = 150.0
  private static let diameter = 300.0
  /// mm2 in a cm2.
  private static let squareCentimetre = 100.0

  /// Whole dies of `area` mm2 on a 300 mm wafer: area of the disc over the die's, less what the rim cuts.
  ///
  /// `pi (d/2)^2 / A - pi d / sqrt(2 A)`. Source: De Vries 2005.
  public static func grossDies(area: Double) -> Double {
    max(0, .pi * radius * radius / area - .pi * diameter / (2 * area).squareRoot())
  }

  /// Share of dies without a defect: `(1 + A D / alpha)^(-alpha)`, the negative binomial. Source: Stapper 1973.
  public static func perfect(area: Double, defectsPerSquareCentimetre density: Double, clustering: Double)
    -> Double
  {
    pow(1 + area / squareCentimetre * density / clustering, -clustering)
  }

  /// Dies that can be sold from one started wafer; `salvage` of those with a defect are sold with a part off.
  public static func soldDies(
    area: Double, density: Double, clustering: Double, salvage: Double, lineYield: Double
  ) -> Double {
    let good = perfect(area: area, defectsPerSquareCentimetre: density, clustering: clustering)
    return grossDies(area: area) * (good + salvage * (1 - good)) * lineYield
  }
}

/// Ordering under uncertain demand.
public enum Newsvendor {
  /// The quantile worth buying: `underage / (underage + overage)`. Source: Arrow, Harris and Marschak 1951.
  public static func criticalRatio(underage: Double, overage: Double) -> Double {
    underage <= 0 ? 0 : overage <= 0 ? 1 : underage / (underage + overage)
  }
}

/// Paying for capital.
public enum Annuity {
  /// Yearly payment per unit of capital over `years` at `rate`: the capital recovery factor.
  ///
  /// `r / (1 - (1 + r)^-n)`, and `1/n` at a rate of zero.
  public static func recoveryFactor(rate: Double, years: Double) -> Double {
    abs(rate) < 1e-9 ? 1 / years : rate / (1 - pow(1 + rate, -years))
  }
}
