import Inputs
import Model
import ScenarioFormat
import Tables

/// What a sweep takes from each run.
public struct SweepReadings: Sendable {
  /// Metrics at the end or at a date.
  public var outcomes: [SweepOutcome]
  /// Inputs as drawn.
  public var inputs: [SweepInput]
  /// Metrics by date; nil unless asked for.
  public var series: SweepSeries?
  /// The metrics as a plan writes them: outcomes, then inputs.
  let texts: [String]
}

/// An input whose value in each run is a column of runs.csv.
public struct SweepInput: Sendable, Equatable {
  public let path: String
  public let column: Column
}

/// Metrics that each run writes by date.
public struct SweepSeries: Sendable, Equatable {
  public let paths: [String]
  public let columns: [Column]
  public let interval: ReportInterval
}

/// Reads the metrics and series that a request names, gathering every problem.
struct ReadingsReader {
  /// The word for all uncertain inputs.
  static let allInputs = "inputs"

  private let model: Model
  /// Paths whose values the design sets, and choices whose words are its levels.
  private let varied: [String]
  private(set) var problems = Problems()

  init(_ model: Model, axes: [SweepAxis]) {
    self.model = model
    let words = axes.flatMap { InputTarget.matching($0.path, in: model.scenario) }
    varied = axes.flatMap(\.inputs) + words.filter { model.scenario.choice($0) != nil }
  }

  mutating func read(_ request: SweepRequest) -> SweepReadings {
    var outcomes: [SweepOutcome] = []
    var inputs: [SweepInput] = []
    var names: [String] = []
    for text in request.metrics {
      if text == ReadingsReader.allInputs {
        names.append(text)
        for input in model.scenario.uncertain where !varied.contains(input.path) {
          add(SweepInput(path: input.path, column: DrawnInput.column(of: input)), to: &inputs)
        }
      } else if let column = inputColumn(text) {
        names.append(text)
        add(SweepInput(path: text, column: column), to: &inputs)
      } else {
        add(text, to: &outcomes)
      }
    }
    if outcomes.isEmpty, !problems.hasErrors {
      for text in SweepOutcome.usual { add(text, to: &outcomes) }
    }
    return SweepReadings(
      outcomes: outcomes, inputs: inputs, series: readSeries(request), texts: outcomes.map(\.text) + names)
  }

  private func add(_ input: SweepInput, to inputs: inout [SweepInput]) {
    if !inputs.contains(where: { $0.path == input.path }) { inputs.append(input) }
  }

  private mutating func add(_ text: String, to outcomes: inout [SweepOutcome]) {
    guard let outcome = SweepOutcome.read(text, model, inputs: true, &problems) else { return }
    if !outcomes.contains(outcome) { outcomes.append(outcome) }
  }

  /// The column of an input that a run has one value of; nil for what is no input. Adds a problem where it has not.
  private mutating func inputColumn(_ path: String) -> Column? {
    if model.layout.index(of: path) != nil { return nil }
    let column: Column
    if let input = model.scenario.uncertain(path) {
      column = DrawnInput.column(of: input)
    } else if let place = model.scenario.place(path) {
      column = DrawnInput.column(of: place)
      if !DrawnInput.hasOneValue(place) {
        problems.append(
          path: "metrics", at: nil, "'\(path)' is drawn at each event, and has no one value in a run")
      }
    } else {
      return nil
    }
    if varied.contains(path) {
      problems.append(
        path: "metrics", at: nil, "'\(path)' is varied, and has a column of its own already",
        hint: "leave it out")
    }
    return column
  }

  private mutating func readSeries(_ request: SweepRequest) -> SweepSeries? {
    guard !request.series.isEmpty else {
      if request.every != nil {
        problems.append(
          path: "every", at: nil, "is about series, and none is asked for", hint: "name metrics under series")
      }
      return nil
    }
    var paths: [String] = []
    var columns: [Column] = []
    for text in request.series where !paths.contains(text) {
      guard let metric = SweepOutcome.read(text, model, path: "series", &problems) else { continue }
      if metric.date != nil {
        problems.append(
          path: "series", at: nil, "'\(text)' names a date, and a series has all of them",
          hint: "write \(metric.path)")
      }
      paths.append(text)
      columns.append(
        Column(ColumnName.snakeCase(metric.path), .number, unit: metric.column.unit, metric.meaning))
    }
    return SweepSeries(paths: paths, columns: columns, interval: request.every ?? .quarter)
  }
}
