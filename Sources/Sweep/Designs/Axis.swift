#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One input that a sweep varies: its name and the values it takes along the unit interval.
///
/// A design says where on the unit interval a row lies; an axis says which value that is.
public struct Axis: Sendable {
  /// The path of the input, as the column and the command line name it.
  public let name: String
  /// The values along the axis.
  public let values: AxisValues

  public init(name: String, values: AxisValues) {
    self.name = name
    self.values = values
  }

  /// The number of distinct values, or nil on a continuous axis.
  public var levels: Int? { values.levels }

  /// The value at a coordinate of the unit interval.
  ///
  /// With n levels, level i covers i/n to (i + 1)/n. Complexity: O(1), without allocation.
  public func value(at coordinate: Double) -> AxisValue {
    precondition(coordinate >= 0 && coordinate <= 1, "a coordinate lies in the unit interval")
    switch values {
    case .list(let texts), .choice(let texts):
      return .text(level(at: coordinate, of: texts.count))
    case .range(let low, let high, let steps?, let spacing):
      let level = level(at: coordinate, of: steps)
      return .number(Self.between(low, high, spacing, Double(level), of: Double(max(steps - 1, 1))))
    case .range(let low, let high, nil, let spacing):
      return .number(Self.between(low, high, spacing, coordinate, of: 1))
    case .interval(let quantile):
      return .number(quantile(coordinate))
    }
  }

  private func level(at coordinate: Double, of count: Int) -> Int {
    min(Int(coordinate * Double(count)), count - 1)
  }

  /// The point `part` of `whole` of the way from low to high; both ends are met exactly.
  private static func between(
    _ low: Double, _ high: Double, _ spacing: AxisValues.Spacing, _ part: Double, of whole: Double
  ) -> Double {
    if part == 0 { return low }
    if part == whole { return high }
    switch spacing {
    case .linear: return (low * (whole - part) + high * part) / whole
    case .logarithmic: return low * pow(high / low, part / whole)
    }
  }
}

/// The values along an axis.
public enum AxisValues: Sendable {
  /// Texts in the order given, each read as the input's own type would be.
  case list([String])
  /// Names of policies or sub-scenarios, in the order given.
  case choice([String])
  /// Numbers from low to high, both included: `steps` of them, or the continuum between when nil.
  case range(low: Double, high: Double, steps: Int?, spacing: Spacing)
  /// A distribution, as its quantile function over the open unit interval.
  case interval(quantile: @Sendable (Double) -> Double)

  /// How the numbers of a range are spaced.
  public enum Spacing: Sendable, Equatable {
    /// Equal differences.
    case linear
    /// Equal ratios; both ends are positive.
    case logarithmic
  }

  /// The number of distinct values, or nil on a continuum.
  public var levels: Int? {
    switch self {
    case .list(let texts), .choice(let texts): texts.count
    case .range(_, _, let steps, _): steps
    case .interval: nil
    }
  }
}

/// A value of an axis: a number, or the position of a text in the axis's list.
public enum AxisValue: Sendable, Equatable {
  case number(Double)
  case text(Int)
}

/// A fault of a plan: where it is, what is wrong, and what would do.
public struct PlanProblem: Error, Sendable, Equatable {
  public let path: String
  public let problem: String
  public let hint: String

  public init(path: String, problem: String, hint: String) {
    self.path = path
    self.problem = problem
    self.hint = hint
  }
}

extension Axis {
  /// Everything wrong with the axis; empty when it can be swept.
  public var problems: [PlanProblem] {
    func problem(_ text: String, _ hint: String) -> [PlanProblem] {
      [PlanProblem(path: name, problem: text, hint: hint)]
    }
    switch values {
    case .list(let texts), .choice(let texts):
      return texts.isEmpty ? problem("has no values", "give at least one value") : []
    case .range(let low, let high, let steps, let spacing):
      if !(low.isFinite && high.isFinite) {
        return problem("has an end that is not finite", "give two numbers")
      }
      if low >= high && steps != 1 {
        return problem("runs from \(low) to \(high)", "give the smaller end first, and two different ends")
      }
      if let steps, steps < 1 { return problem("has \(steps) steps", "give at least one step") }
      if spacing == .logarithmic && low <= 0 {
        return problem("is logarithmic and starts at \(low)", "start above zero, or space it linearly")
      }
      return []
    case .interval:
      return []
    }
  }
}
