import Inputs
import Model
import ScenarioFormat
import SimulationKernel
import Tables

/// Where what a sweep takes from a run lies in one compiled model: its outcomes, claims, inputs and series.
struct RunReader: Sendable {
  /// The inputs in the order of their columns.
  let inputs: [DrawnInput]
  /// The epoch of dates among the inputs.
  let epoch: Int
  /// Column and report of each metric; nil where the model has none.
  private let places: [(column: Int, report: Int)?]
  /// The model's claim for each of the sweep's; nil where it has none.
  private let claims: [Claim?]
  /// The columns of the series, nil where the model has none; and the reports that are written.
  private let seriesColumns: [Int?]
  private let reports: [(report: Int, day: Int)]

  init(_ readings: SweepReadings, claims ids: [String], _ model: Model) {
    let last = model.reportDates.count - 1
    places = readings.outcomes.map { outcome in
      guard let column = model.layout.index(of: outcome.path) else { return nil }
      guard let date = outcome.date else { return (column, last) }
      if date > model.end { return nil }
      return model.reportDates.lastIndex { $0 <= date }.map { (column, $0) }
    }
    claims = ids.map { id in model.claims.first { $0.id == id } }
    inputs = readings.inputs.map { DrawnInput($0.path, in: model.scenario) }
    epoch = Int(model.scenario.epoch)
    seriesColumns = readings.series?.paths.map { model.layout.index(of: $0) } ?? []
    reports =
      readings.series?.interval.reports(of: model).map { ($0, model.reportDates[$0].daysSince1970) } ?? []
  }

  /// The metric at `index`; not-a-number where there is nothing to say.
  func value(_ index: Int, _ record: Record) -> Double {
    guard let place = places[index], place.report < record.reports else { return .nan }
    return record.value(place.column, at: place.report)
  }

  /// What the claim at `index` came to; nil where the model does not make it.
  func verdict(_ index: Int, _ record: Record) -> Verdict? { claims[index]?.verdict(record) }

  /// Gives `body` the day of each report that the series hold, in order, and the report's number.
  func forEachReport(_ record: Record, _ body: (_ day: Int, _ report: Int) -> Void) {
    for index in reports.indices where reports[index].report < record.reports {
      body(reports[index].day, reports[index].report)
    }
  }

  /// The series at `index` in a report; not-a-number where there is nothing to say.
  func series(_ index: Int, _ record: Record, at report: Int) -> Double {
    seriesColumns[index].map { record.value($0, at: report) } ?? .nan
  }

  /// How many series there are.
  var seriesCount: Int { seriesColumns.count }
}
