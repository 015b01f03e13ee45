import Inputs
import ScenarioFormat
import Sweep
import Tables

/// One input that a sweep varies, bound to a scenario.
///
/// A numeric axis sets a number of the compiled scenario; a structural one changes the scenario before it is
/// compiled.
public struct SweepAxis: Sendable {
  /// One of the forms that a structural axis gives the scenario.
  struct Level: Sendable {
    /// What the column shows.
    let name: String
    /// The change, by the path where it goes; the whole scenario when the path is nil.
    let path: NodePath?
    let change: Node
  }

  enum Content: Sendable {
    /// Numbers in the input's own unit; `numbers` has those of a list.
    case numbers(numbers: [Double], range: ClosedRange<Double>)
    case levels([Level])
  }

  /// The path of the input, or the name of an axis of sub-scenarios.
  public let path: String
  /// The paths of the inputs that take its numbers: several where `path` has a star; none for a structural axis.
  let inputs: [String]
  /// The values along the axis, as the designs see them.
  public let axis: Axis
  /// The design column in the tables.
  public internal(set) var column: Column
  /// Whether the inputs that a run draws may differ between the levels; never where numbers are set.
  let changesDraws: Bool
  /// The values as written, for the plan.
  let written: Node
  let content: Content

  /// Whether the scenario has to be compiled for each of its levels.
  public var isStructural: Bool { levels != nil }

  /// The unit of the numbers; empty for plain numbers, `date` for dates.
  public var unit: String { column.kind == .date ? "date" : column.unit ?? "" }

  var levels: [Level]? {
    switch content {
    case .numbers: nil
    case .levels(let levels): levels
    }
  }

  /// The number at a coordinate of the unit interval, within the input's range. Precondition: a numeric axis.
  func number(at coordinate: Double) -> Double {
    guard case .numbers(let numbers, let range) = content else {
      preconditionFailure("axis '\(path)' has no numbers")
    }
    // The ends of an unbounded distribution are not numbers.
    let inside = min(max(coordinate, 0x1p-53), 1 - 0x1p-53)
    switch axis.value(at: inside) {
    case .number(let value): return min(max(value, range.lowerBound), range.upperBound)
    case .text(let index): return numbers[index]
    }
  }

  /// The numbers of a list in order, or the places of the levels; empty for ranges and intervals.
  var listed: [Double] {
    switch content {
    case .numbers(let numbers, _): numbers
    case .levels(let levels): levels.indices.map(Double.init)
    }
  }

  /// The level at a coordinate. Precondition: a structural axis.
  func level(at coordinate: Double) -> Int {
    switch axis.value(at: coordinate) {
    case .text(let index): return index
    case .number: preconditionFailure("axis '\(path)' has no levels")
    }
  }
}
