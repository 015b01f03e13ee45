import Model
import SimulationKernel
import Tables

/// The tables of a sweep: which files, which columns, what they mean.
public struct SweepTables: Sendable {
  /// One row per run.
  public let runs: TableSchema
  /// One row per design point.
  public let points: TableSchema
  /// One row per run without outcomes.
  public let failures: TableSchema
  /// One row per run and date; nil unless series are asked for.
  public let series: TableSchema?
  /// One row per claim.
  public let claims: TableSchema

  static let leading = [
    Column("run", .text, "Id of the run: a hash of scenario, point, replication, seed and engine version."),
    Column("point", .integer, "Number of the design point, from 0."),
    Column(
      "replication", .integer, "Number of the replication, from 0; all points have the same draws in it."),
  ]

  /// The columns before the design's in runs.csv.
  static let runsLeading = leading + [Column("seed", .integer, "Seed of all draws.")]

  /// Words of the column `status`.
  public enum Status: String {
    case ok, failed, trapped

    /// What became of a run without outcomes.
    init(_ failure: RunFailure) {
      switch failure.kind {
      case .failed, .prevented: self = .failed
      case .trapped: self = .trapped
      }
    }
  }

  /// The tables of a sweep whose points are drawn, or chosen.
  init(axes: [SweepAxis], readings: SweepReadings, claims: [Claim], areDrawn: Bool) {
    let axisColumns = axes.map(\.column)
    var names = Set((SweepTables.runsLeading + axisColumns).map(\.name) + ["status"])
    let inputColumns = readings.inputs.map { $0.column.named(apartFrom: &names) }
    let outcomeColumns = readings.outcomes.map { $0.column.named(apartFrom: &names) }
    let claimColumns = claims.map { Column.verdict(of: $0).named(apartFrom: &names) }
    let status = Column(
      "status", .text, "ok, failed or trapped: then failures.csv says why, and the outcomes are empty.")
    runs = TableSchema(
      fileName: "runs.csv", title: "Runs",
      description:
        "One row per run: its design point, then what came of it. draws.csv has its uncertain inputs.",
      columns: SweepTables.runsLeading + axisColumns + [status] + inputColumns + outcomeColumns
        + claimColumns,
      primaryKey: ["point", "replication"])
    failures = TableSchema(
      fileName: "failures.csv", title: "Runs that could not go on",
      description: "One row per failed run; the file has only its header when none failed.",
      columns: SweepTables.leading + axisColumns + [
        Column("kind", .text, "failed: the model said so; trapped: the program ended in this run."),
        Column("date", .date, "Date in the run at which it failed; empty before it began."),
        Column("what", .text, "What went wrong."),
        Column(
          "attempts", .integer, "How many attempts at it say so: one, or two where a run ended the program."),
        Column("replay", .text, "The command that runs it again, in this folder."),
      ], primaryKey: ["point", "replication"])
    points = SweepTables.pointsTable(axisColumns, outcomeColumns, claimColumns)
    self.claims = SummaryTables.claims(
      lower: "Lower end of the 90 % interval: Wilson's, for as many independent runs as the replications"
        + (areDrawn ? " and the points" : "")
        + " are worth, since the runs of a replication share their luck"
        + (areDrawn ? " and those of a point its inputs." : "."))
    series = readings.series.map { series in
      let keys = SweepTables.leading + [Column("date", .date, "Date of the report.")]
      var names = Set(keys.map(\.name))
      return TableSchema(
        fileName: "series.csv", title: "Series",
        description: "One row per run and report date; runs that failed have none.",
        columns: keys + series.columns.map { $0.named(apartFrom: &names) },
        primaryKey: ["point", "replication", "date"])
    }
  }

  private static func pointsTable(_ axes: [Column], _ outcomes: [Column], _ claims: [Column]) -> TableSchema {
    var columns = [SweepTables.leading[1]] + axes
    columns += [
      Column("runs", .integer, "Runs at the point that came to their end."),
      Column("failed", .integer, "Runs at the point that failed."),
    ]
    for outcome in outcomes {
      func column(_ prefix: String, _ meaning: String) -> Column {
        Column("\(prefix)_\(outcome.name)", .number, unit: outcome.unit, meaning)
      }
      columns += [
        column("mean", "Mean over replications. \(outcome.description)"),
        column("p5", "5 % quantile over replications."), column("p50", "Median over replications."),
        column("p95", "95 % quantile over replications."),
        column(
          "low_p50",
          "Lower end of the median's 95 % interval, one of the runs' own values; empty below six runs."),
        column("high_p50", "Upper end of that interval."),
      ]
    }
    for claim in claims {
      columns += [
        Column(
          key: "probability_" + claim.name, .number, unit: "ratio",
          "Share of the deciding runs in which it held. \(claim.description)"),
        Column(key: "low_" + claim.name, .number, unit: "ratio", "Lower end of Wilson's 95 % interval."),
        Column(key: "high_" + claim.name, .number, unit: "ratio", "Upper end of that interval."),
      ]
    }
    return TableSchema(
      fileName: "points.csv", title: "Design points",
      description: "One row per design point, over its replications.", columns: columns, primaryKey: ["point"]
    )
  }

  static let quantiles = TableSchema(
    fileName: "quantiles.csv", title: "Quantiles over all runs",
    description: "One row per outcome, over all runs of the sweep that had a number there.",
    columns: [
      Column("metric", .text, "Column of runs.csv."), Column("unit", .text, "Unit of the quantiles."),
      Column("count", .integer, "Runs with a number there."),
      Column("mean", .number, "Mean, in the unit of the row."),
      Column("standard_deviation", .number, "Standard deviation, in the unit of the row."),
      Column("minimum", .number, "Least, in the unit of the row."),
      Column("p5", .number, "5 % quantile, in the unit of the row."),
      Column("p25", .number, "25 % quantile, in the unit of the row."),
      Column("p50", .number, "Median, in the unit of the row."),
      Column("p75", .number, "75 % quantile, in the unit of the row."),
      Column("p95", .number, "95 % quantile, in the unit of the row."),
      Column("maximum", .number, "Greatest, in the unit of the row."),
      Column("rank_error", .integer, "By how many ranks a quantile may be off; 0 while exact."),
    ], primaryKey: ["metric"])
}
