import Model
import SimulationKernel
import Tables

/// The tables that are written once, at the end: quantiles, claims and inputs.
enum SummaryTables {
  static let quantiles = TableSchema(
    fileName: "quantiles.csv", title: "Quantiles over replications",
    description:
      "One row per metric and date, over all replications that came to their end and had a number there; of an entity at "
      + "the dates of its table. Where no replication had a number there is no row. Running totals (_total in the name) have none: they serve to "
      + "derive rates, which do, and stand in the tables that the metrics come from.",
    columns: [
      Column("table", .text, "Table of the metric, without .csv."),
      Column(
        "entity", .text,
        "Id of the entity; empty in series. A join and its cause are written with a point between."),
      Column("metric", .text, "Column of that table."),
      Column("unit", .text, "Unit of the quantiles."),
      Column("date", .date, "Date of the report."),
      Column("count", .integer, "Replications with a number there."),
      Column("mean", .number, "Mean, in the unit of the row."),
      Column("p5", .number, "5 % quantile, in the unit of the row."),
      Column("p25", .number, "25 % quantile, in the unit of the row."),
      Column("p50", .number, "Median, in the unit of the row."),
      Column("p75", .number, "75 % quantile, in the unit of the row."),
      Column("p95", .number, "95 % quantile, in the unit of the row."),
    ], primaryKey: ["table", "entity", "metric", "date"])

  static let claims = claims(lower: "Lower end of Wilson's 90 % interval, by runs.")

  /// The table of claims; `lower` says what its column of that end of the interval means.
  static func claims(lower: String) -> TableSchema {
    TableSchema(
      fileName: "claims.csv", title: "Claims",
      description: "One row per claim: what was stated, and in how many runs it held.",
      columns: claimColumns + [
        Column("low_probability", .number, unit: "ratio", lower),
        Column("high_probability", .number, unit: "ratio", "Upper end of that interval."),
      ], primaryKey: ["claim"])
  }

  /// The columns before the interval's.
  private static let claimColumns = [
    Column("claim", .text, "Id of the claim in the scenario."),
    Column("statement", .text, "The statement."),
    Column("metric", .text, "The metric it is about."),
    Column("reading", .text, "How the metric is read: at, highest, lowest, first, mean, always or when."),
    Column("comparison", .text, "Which side of the threshold makes it true: at_least or below."),
    Column("threshold", .number, "The threshold, in the metric's unit."),
    Column("unit", .text, "Unit of the threshold."),
    Column(
      "from_date", .date, "From when the metric is read; empty from the start, and for the reading at."),
    Column("by_date", .date, "By when."),
    Column(
      "when_metric", .text, "The metric that says when the other is read; empty but for the reading when."),
    Column("when_at_least", .number, "The level of that metric at which it is read, in its own unit."),
    Column(
      "stated_probability", .number, unit: "ratio",
      "Probability that its author gave; empty where none was given."),
    Column("how_said", .text, "How it was said: flat, hedged, a forecast, a plan, a guess."),
    Column("other_estimate", .text, "What others estimate."),
    Column("origin", .text, "Where it was said."),
    Column("holds", .integer, "Runs in which it held."),
    Column("fails", .integer, "Runs in which it did not."),
    Column("undecided", .integer, "Runs that ended before it could be told."),
    Column("probability", .number, unit: "ratio", "Share of the deciding runs in which it held."),
  ]

  static let inputs = TableSchema(
    fileName: "inputs.csv", title: "Inputs",
    description:
      "One row per numeric input, and per choice that is drawn: what the scenario says, how uncertain it is, and where it comes from.",
    columns: [
      Column("input", .text, "Dotted path of the input in the scenario."),
      Column("value", .text, "The value as written; of a choice its words, each with its chance."),
      Column("unit", .text, "Unit of the quantiles; date for dates; empty for plain numbers."),
      Column("kind", .text, "What the input is, and whether it is drawn once a run or at each event."),
      Column(
        "standing", .text,
        "default: what holds where a scenario states nothing; changed: another value than that; required: there is no default."
      ),
      Column("from_date", .date, "First date of a value by date; the quantiles are those at that date."),
      Column("p5", .number, "5 % quantile, in the unit of the row; empty for dates and choices."),
      Column("p50", .number, "Median, in the unit of the row; empty for dates and choices."),
      Column("p95", .number, "95 % quantile, in the unit of the row; empty for dates and choices."),
      Column("p5_date", .date, "5 % quantile of a date; empty for never."),
      Column("p50_date", .date, "Median of a date; empty for never."),
      Column("p95_date", .date, "95 % quantile of a date; empty for never."),
      Column(
        "cut_share", .number, unit: "ratio",
        "Share of the distribution as stated that lies outside the input's range and is never drawn; of a value by date the largest."
      ),
      Column("source", .text, "Where the value comes from."),
      Column("as_of", .text, "Date of the source, as written."),
      Column("confidence", .text, "high, medium or low."),
      Column("note", .text, "Remark."),
      Column("meaning", .text, "What the input means."),
    ], primaryKey: ["input"])

  static func writeQuantiles(
    _ fan: FanChart, _ plan: ReplicationPlan, to file: TableFile
  ) throws(FolderProblem) {
    let days = fan.dates.map(\.daysSince1970)
    let idle = Set(plan.tables.entities.filter(\.leavesOutIdle).map(\.schema.name))
    for (index, cell) in fan.cells.enumerated() {
      for (date, day) in days.enumerated() where cell.entity.isEmpty || plan.hasEntities[date] {
        let point = fan.point(date, cell: index)
        if point.count == 0 || (point.mean == 0 && point.p5 == 0 && idle.contains(cell.table)) { continue }
        try file.append { row in
          row.append(text: cell.table)
          row.append(text: cell.entity)
          row.append(text: cell.metric.name)
          row.append(text: ReadableText.unit(cell.metric.unit))
          row.append(day: day)
          row.append(integer: point.count)
          for value in [point.mean, point.p5, point.p25, point.p50, point.p75, point.p95] {
            row.append(measured: value)
          }
        }
      }
    }
  }

  static func writeClaims(_ claims: [ClaimSummary], to file: TableFile) throws(FolderProblem) {
    for claim in claims {
      try file.append { row in
        row.append(text: claim.id)
        row.append(text: claim.statement)
        row.append(text: claim.metric)
        row.append(text: claim.reading.rawValue)
        row.append(text: claim.comparison.rawValue)
        row.append(number: claim.threshold)
        row.append(text: ReadableText.unit(claim.unit))
        if let from = claim.from { row.append(day: from.daysSince1970) } else { row.appendEmpty() }
        row.append(day: claim.by.daysSince1970)
        row.append(text: claim.when)
        row.append(number: claim.when.isEmpty ? .nan : claim.whenAtLeast)
        row.append(number: claim.stated ?? .nan)
        row.append(text: claim.howSaid)
        row.append(text: claim.other)
        row.append(text: claim.origin)
        row.append(integer: claim.count.yes)
        row.append(integer: claim.count.no)
        row.append(integer: claim.count.undecided)
        row.append(number: claim.count.probability)
        row.append(number: claim.interval?.lowerBound ?? .nan)
        row.append(number: claim.interval?.upperBound ?? .nan)
      }
    }
  }

  static func writeInputs(_ model: Model, to file: TableFile) throws(FolderProblem) {
    let epoch = model.start.daysSince1970
    for place in (model.scenario.places + model.scenario.choices).sorted(by: { $0.path < $1.path }) {
      let knot = place.value.knots[0]
      let isDate = place.declaration.unitSymbol == "date"
      let quantiles = [0.05, 0.5, 0.95].map { knot.value.quantile($0, within: place.declaration.range) }
      try file.append { row in
        row.append(text: place.path)
        row.append(text: place.value.written)
        row.append(text: ReadableText.unit(place.declaration.unitSymbol))
        row.append(text: place.declaration.kindName)
        row.append(text: place.standing.rawValue)
        if let date = knot.date { row.append(day: Int(date)) } else { row.appendEmpty() }
        let isNumber = place.declaration.isScalable
        for value in quantiles { row.append(number: isNumber ? value : .nan) }
        for value in quantiles {
          if isDate, value.isFinite {
            row.append(day: epoch + Int(value.rounded(.down)))
          } else {
            row.appendEmpty()
          }
        }
        row.append(number: place.cutShare)
        row.append(text: place.source)
        row.append(text: place.value.provenance?.asOf ?? "")
        row.append(text: place.value.provenance?.confidence?.rawValue ?? "")
        row.append(text: place.value.provenance?.note ?? "")
        row.append(text: place.declaration.meaning)
      }
    }
  }
}
