import Inputs
import Model
import SimulationKernel
import Tables

/// What a run of one compiled scenario has for an input: drawn with the replication, fixed, or not there.
enum DrawnInput: Sendable {
  case drawn(UncertainInput)
  case fixed(Double)
  case absent

  /// The input at a path. One that is drawn at each event has no one value in a run, and counts as absent.
  init(_ path: String, in scenario: CompiledScenario) {
    if let input = scenario.uncertain(path) {
      self = .drawn(input)
    } else if let place = scenario.place(path), DrawnInput.hasOneValue(place) {
      self = .fixed(place.value.knots[0].value.central)
    } else {
      self = .absent
    }
  }

  /// Whether a run has one value of the input, by date perhaps.
  static func hasOneValue(_ place: InputPlace) -> Bool {
    switch place.declaration.kind {
    case .quantity, .trajectory, .moment: true
    case .variate, .flag, .choice, .reference, .weights, .text, .group, .entities, .identity: false
    }
  }

  /// The value at the input's first date, in its own unit; a date's in days since the start; not-a-number if absent.
  func value(seed: UInt64, replication: Int) -> Double {
    switch self {
    case .drawn(let input): input.drawn(seed: seed, replication: UInt64(replication))
    case .fixed(let value): value
    case .absent: .nan
    }
  }

  /// The column of an uncertain input.
  static func column(of input: UncertainInput) -> Column {
    column(input.path, input.unitSymbol, input.meaning, from: input.value.knots[0].date)
  }

  /// The column of any input with one value.
  static func column(of place: InputPlace) -> Column {
    column(
      place.path, place.declaration.unitSymbol, place.declaration.meaning, from: place.value.knots[0].date)
  }

  private static func column(_ path: String, _ unit: String, _ meaning: String, from date: Double?) -> Column
  {
    let isDate = unit == "date"
    let first = date.map { ", at its first date \(CalendarDate(daysSince1970: Int($0)))" } ?? ""
    return Column(
      key: path, isDate ? .date : .number, unit: isDate || unit.isEmpty ? nil : unit,
      "Input \(path) as drawn\(first): \(meaning)")
  }
}

extension Column {
  /// The same column under a name that is not among those taken, which then is.
  func named(apartFrom taken: inout Set<String>) -> Column {
    var column = self
    column.name = ColumnName.unique(name, besides: taken)
    taken.insert(column.name)
    return column
  }
}

extension CSVEncoder {
  /// Appends an input's value; of a date, given in days since the epoch, the day, and nothing for never.
  mutating func append(input value: Double, isDate: Bool, epoch: Int) {
    if !isDate {
      append(number: value)
    } else if value.isFinite {
      append(day: epoch + Int(value.rounded(.down)))
    } else {
      appendEmpty()
    }
  }
}
