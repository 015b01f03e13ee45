import SimulationKernel

/// The value of an input as a scenario states it, in the unit that the input asked for.
public struct InputValue: Sendable, Hashable {
  /// What is known about a value at one date.
  public enum Uncertainty: Sendable, Hashable {
    /// A continuous or named distribution; a value known exactly is `.constant`.
    case distribution(Distribution)
    /// Values in ascending order with positive weights that sum to 1.
    case discrete(values: [Double], weights: [Double])
    /// Observed values in ascending order, between which quantiles are interpolated.
    case empirical(values: [Double])
  }

  /// A value from a date on.
  public struct Knot: Sendable, Hashable {
    /// Days since 1970-01-01, or nil for a value that holds at all times.
    public var date: Double?
    /// The value at that date.
    public var value: Uncertainty

    /// Makes a knot.
    public init(date: Double?, value: Uncertainty) {
      self.date = date
      self.value = value
    }
  }

  /// How a trajectory runs between its dates.
  public enum Interpolation: String, Sendable, Hashable, CaseIterable {
    /// Straight from one value to the next.
    case linear
    /// Each value holds until the next date.
    case step
    /// Straight in the logarithm: a constant rate of growth. All values are above zero.
    case log
  }

  /// The knots in ascending order of date: exactly one, without a date, when not a trajectory.
  public var knots: [Knot]
  /// How a trajectory runs between its knots; before the first and after the last it is flat.
  public var interpolation: Interpolation
  /// Where the value comes from, when that was said.
  public var provenance: Provenance?
  /// The value as a person reads it, for example `38 t to 100 t`.
  public var written: String
  /// Where the value stands.
  public var location: SourceLocation
  /// The range outside which nothing is drawn, in the same unit.
  public var range: ClosedRange<Double>

  /// Makes a value from its parts.
  public init(
    knots: [Knot], interpolation: Interpolation = .linear, provenance: Provenance? = nil, written: String,
    location: SourceLocation = .builtIn, range: ClosedRange<Double> = -Double.infinity...Double.infinity
  ) {
    self.knots = knots
    self.interpolation = interpolation
    self.provenance = provenance
    self.written = written
    self.location = location
    self.range = range
  }

  /// Whether nothing about the value is uncertain and it holds at all times.
  public var isConstant: Bool { !isTrajectory && isCertain }
  /// Whether nothing about the value is uncertain, though it may change with time.
  public var isCertain: Bool { knots.allSatisfy(\.value.isConstant) }
  /// Whether the value changes with time.
  public var isTrajectory: Bool { knots.first?.date != nil }
}

/// Where a value comes from.
public struct Provenance: Sendable, Hashable {
  /// How sure the author is.
  public enum Confidence: String, Sendable, Hashable, CaseIterable {
    /// `high` or `H`.
    case high
    /// `medium` or `M`.
    case medium
    /// `low` or `L`.
    case low
  }

  /// The publication, person or reasoning behind the value.
  public var source: String?
  /// The date of the source as written: `2026`, `2026-01` or `2026-01-31`.
  public var asOf: String?
  /// How sure the author is.
  public var confidence: Confidence?
  /// A remark.
  public var note: String?

  /// Makes a provenance from its parts.
  public init(
    source: String? = nil, asOf: String? = nil, confidence: Confidence? = nil, note: String? = nil
  ) {
    self.source = source
    self.asOf = asOf
    self.confidence = confidence
    self.note = note
  }

  /// Whether nothing is said.
  public var isEmpty: Bool { source == nil && asOf == nil && confidence == nil && note == nil }
}

/// What the value of an input may be besides one number.
public struct InputKinds: OptionSet, Sendable, Hashable {
  /// One bit for each kind.
  public let rawValue: UInt8

  /// Makes a set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// An interval, low, central and high, or a distribution.
  public static let uncertain = InputKinds(rawValue: 1)
  /// Values by date.
  public static let trajectory = InputKinds(rawValue: 2)
  /// A date in place of a quantity; the value is in days since the reader's epoch.
  public static let date = InputKinds(rawValue: 4)
  /// The word `never` for a date; the value is plus infinity.
  public static let never = InputKinds(rawValue: 8)
}
