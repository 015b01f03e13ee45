import Inputs
import Model
import SimulationKernel
import Tables

/// What a run of one compiled scenario has for an input: drawn with the replication, fixed, or not there.
enum DrawnInput: Sendable {
  case drawn(UncertainInput)
  case fixed(Double)
  /// The word of a choice that is drawn in other forms of the scenario.
  case word(String)
  case absent

  /// The input at a path. One that is drawn at each event has no one value in a run, and counts as absent.
  init(_ path: String, in scenario: CompiledScenario) {
    if let input = scenario.uncertain(path) {
      self = .drawn(input)
    } else if let place = scenario.place(path), DrawnInput.hasOneValue(place) {
      self = .fixed(place.value.knots[0].value.central)
    } else if let word = DrawnInput.word(path, in: scenario) {
      self = .word(word)
    } else {
      self = .absent
    }
  }

  /// What a scenario says where it says a word; nil where there is a number or nothing.
  private static func word(_ path: String, in scenario: CompiledScenario) -> String? {
    guard scenario.place(path) == nil, let node = scenario.resolved.value(atPath: path) else { return nil }
    return (node["value"] ?? node).string
  }

  /// Whether a run has one value of the input, by date perhaps.
  static func hasOneValue(_ place: InputPlace) -> Bool {
    switch place.declaration.kind {
    case .quantity, .trajectory, .moment: true
    case .variate, .flag, .choice, .reference, .weights, .text, .group, .entities, .identity: false
    }
  }

  /// The value at the input's first date, in its own unit; a date's in days since the start; not-a-number of a word
  /// and if absent.
  func value(seed: UInt64, replication: Int) -> Double {
    switch self {
    case .drawn(let input): input.drawn(seed: seed, replication: UInt64(replication))
    case .fixed(let value): value
    case .word, .absent: .nan
    }
  }

  /// The word of a choice; nil of numbers and if absent.
  func word(seed: UInt64, replication: Int) -> String? {
    switch self {
    case .drawn(let input): input.word(seed: seed, replication: UInt64(replication))
    case .word(let word): word
    case .fixed, .absent: nil
    }
  }

  /// The column of an uncertain input.
  static func column(of input: UncertainInput) -> Column {
    if input.isChoice {
      return Column(key: input.path, .text, "Input \(input.path) as drawn: \(input.meaning)")
    }
    return column(input.path, input.unitSymbol, input.meaning, from: input.value.knots[0].date)
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
  /// Appends what a replication has for an input: the word of a choice, else the value.
  mutating func append(_ input: DrawnInput, seed: UInt64, replication: Int, isDate: Bool, epoch: Int) {
    if let word = input.word(seed: seed, replication: replication) {
      append(text: word)
    } else {
      append(input: input.value(seed: seed, replication: replication), isDate: isDate, epoch: epoch)
    }
  }

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
