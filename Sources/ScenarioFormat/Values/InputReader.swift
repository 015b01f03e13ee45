import SimulationKernel

/// Reads input values as people write them and collects everything that is wrong with them.
///
/// A value is `"60 t"`, an interval `"38 t to 100 t"`, an object with `low`, `central` and `high`, with
/// `p10`,
/// `p50` and `p90` or with a named `distribution`, a trajectory keyed by dates, or any of these with its
/// provenance beside it or around it as `value`.
///
/// Three quantiles of dates follow the kernel's `threePoint`, which works in the logarithm when the low date
/// lies after the epoch; an interval of dates is normal whatever the epoch.
public struct InputReader: Sendable {
  /// What was wrong so far.
  public var problems = Problems()
  /// The day that date values count from, in days since 1970-01-01.
  public let epoch: Double
  /// Units that were read already; looked up, never iterated.
  private var units: [String: Result<Unit, UnitError>] = [:]

  /// Makes a reader whose date values count from an epoch, by default 1970-01-01.
  public init(epoch: Double = 0) {
    self.epoch = epoch
  }

  /// Reads one value; nil, with the reasons in `problems`, when it cannot be used.
  /// - Parameters:
  ///   - node: what the scenario states.
  ///   - path: its dotted path, for messages.
  ///   - unit: the unit that the value is wanted in; dates do not look at it.
  ///   - range: what is possible, in that unit (days since the epoch for dates). Stated numbers outside are
  ///     problems, as are 5 % and 95 % quantiles; the tails beyond are cut off when sampling.
  ///   - kinds: what the value may be besides one exact quantity.
  public mutating func read(
    _ node: Node, path: String, unit: Unit,
    range: ClosedRange<Double> = -Double.infinity...Double.infinity, kinds: InputKinds = .uncertain
  ) -> InputValue? {
    let request = Request(unit: unit, range: range, kinds: kinds)
    guard let body = unwrapped(node, path: path) else { return nil }
    var value: InputValue?
    if InputForm.of(body.node) == .trajectory {
      value = trajectory(body.node, path: body.path, request)
    } else if let reading = scalar(body.node, path: body.path, request) {
      let knot = InputValue.Knot(date: nil, value: reading.value)
      value = InputValue(knots: [knot], written: reading.written, range: range)
    }
    value?.location = node.location
    if let provenance = body.provenance { value?.provenance = provenance }
    return body.isSound ? value : nil
  }

  /// The unit of a type, read once by each reader.
  /// - Precondition: the symbol of the type is a unit.
  public mutating func unit<U: PhysicalUnit>(of type: U.Type) -> Unit {
    switch unit(U.symbol) {
    case .success(let unit): return unit
    case .failure(let error): preconditionFailure("'\(U.symbol)' is not a unit: \(error.message)")
    }
  }

  /// A unit by its text, remembered. Complexity: O(length).
  mutating func unit(_ text: String) -> Result<Unit, UnitError> {
    if let known = units[text] { return known }
    let result = Unit.parse(text)
    units[text] = result
    return result
  }
}

/// What an input asks for.
struct Request {
  var unit: Unit
  var range: ClosedRange<Double>
  var kinds: InputKinds

  var isDate: Bool { kinds.contains(.date) }

  /// A request for a plain number.
  static func number(_ range: ClosedRange<Double>) -> Request {
    Request(unit: .one, range: range, kinds: [])
  }

  /// A request for a width or scale in the same unit, in days for dates.
  var span: Request { Request(unit: isDate ? .day : unit, range: 0...Double.infinity, kinds: []) }

  /// An example of what may be written, with its quotes.
  var example: String {
    if isDate { return "\"2027-10\"" }
    return unit.symbol.isEmpty ? "1.5" : "\"60 \(unit.symbol)\""
  }

  /// An example of an interval, with its quotes.
  var intervalExample: String {
    if isDate { return "\"2027-10 to 2030-01\"" }
    return unit.symbol.isEmpty ? "\"1 to 2\"" : "\"38 to 100 \(unit.symbol)\""
  }
}

/// A value at one date and how a person reads it.
struct Reading {
  var value: InputValue.Uncertainty
  var written: String
}

/// One number and how a person reads it.
struct Point {
  var value: Double
  var written: String
}
