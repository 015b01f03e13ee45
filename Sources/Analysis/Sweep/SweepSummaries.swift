import SimulationKernel
import Sweep
import Tables

/// The tables of a sweep that are written once, at the end: quantiles and sensitivities.
enum SweepSummaries {
  static func writeQuantiles(
    _ study: SweepStudy, _ summaries: MetricSummaries, to file: TableFile
  ) throws(FolderProblem) {
    for (index, metric) in metrics(of: study).enumerated() {
      let tally = summaries.tallies[index]
      let sketch = summaries.sketches[index]
      let quantiles = sketch.quantiles([0.05, 0.25, 0.5, 0.75, 0.95])
      try file.append { row in
        row.append(text: metric.name)
        row.append(text: ReadableText.unit(metric.unit))
        row.append(integer: tally.count)
        row.append(number: tally.mean)
        row.append(number: tally.standardDeviation)
        row.append(number: tally.minimum)
        for value in quantiles { row.append(number: value) }
        row.append(number: tally.maximum)
        row.append(integer: sketch.rankErrorBound)
      }
    }
  }

  /// Names and units of what is counted for each run, as runs.csv has them; claims count 1 where they hold and 0
  /// where they fail.
  private static func metrics(of study: SweepStudy) -> [(name: String, unit: String)] {
    study.tables.runs.columns.suffix(study.plan.metrics).map { ($0.name, $0.unit ?? "") }
  }

  static func schema(of estimates: SensitivityObserver.Estimates) -> TableSchema {
    func trio(_ name: String, _ meaning: String) -> [Column] {
      [
        Column(name, .number, meaning),
        Column("low_" + name, .number, "Lower end of the 95 % interval, by bootstrap."),
        Column("high_" + name, .number, "Upper end of the 95 % interval, by bootstrap."),
      ]
    }
    let blocks: String
    let measures: [Column]
    switch estimates {
    case .sobol:
      blocks = "base samples"
      measures =
        trio("first_order", "Share of the variance that the input explains alone.")
        + trio("total_order", "Share of the variance that is lost when the input alone is fixed.")
    case .morris:
      blocks = "trajectories"
      measures =
        trio("mu", "Mean elementary effect, in the metric's unit for the whole range of the input.")
        + trio("mu_star", "Mean size of the elementary effect.")
        + trio("sigma", "Standard deviation of the elementary effect: curvature and interaction.")
    }
    return TableSchema(
      fileName: "sensitivity.csv", title: "Sensitivity",
      description: "One row per outcome and input, from the \(blocks) of which every run has a number.",
      columns: [
        Column("metric", .text, "Column of runs.csv; of a claim, 1 where it holds and 0 where it fails."),
        Column("input", .text, "Path of the input."),
      ] + measures + [
        Column(
          "settled", .boolean,
          "False where the metric's indices mean nothing yet: an interval is too wide, or they do not add up."
        ),
        Column("survived", .integer, "Surviving \(blocks)."),
        Column("dropped", .integer, "Dropped \(blocks): a run failed, or had no number."),
      ], primaryKey: ["metric", "input"])
  }

  static func write(
    _ study: SweepStudy, _ estimates: SensitivityObserver.Estimates, to file: TableFile
  ) throws(FolderProblem) {
    for (index, metric) in metrics(of: study).enumerated() {
      let indices = SweepIndices(study, estimates, metric: index)
      for (axis, values) in zip(study.axes, indices.values) {
        try file.append { row in
          row.append(text: metric.name)
          row.append(text: axis.path)
          for estimate in values {
            row.append(number: estimate.value)
            row.append(number: estimate.interval()?.lowerBound ?? .nan)
            row.append(number: estimate.interval()?.upperBound ?? .nan)
          }
          row.append(boolean: indices.isSettled)
          row.append(integer: indices.survived)
          row.append(integer: indices.dropped)
        }
      }
    }
  }
}
