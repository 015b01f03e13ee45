import Analysis
import Tables

/// The answer for programs: the same numbers, unrounded.
enum AnswerData {
  /// One JSON object; missing numbers are `null`.
  static func json(_ answer: Answer, results: String?) -> String {
    let whole: JSONText = [
      "scenario": .text(answer.name),
      "summary": .text(answer.summary),
      "start": .text(answer.start.description),
      "end": .text(answer.end.description),
      "seed": .integer(Int(clamping: answer.seed)),
      "succeeded": .integer(answer.succeeded),
      "failed": .integer(answer.failed),
      "results": results.map { .text($0) } ?? .null,
      "dates": .array(answer.rows.map(row)),
      "claims": .array(answer.claims.map(claim)),
      "relief": answer.relief.map(ReliefData.round) ?? .null,
      "basis": [
        "inputs": .integer(answer.basis.inputs), "project_estimates": .integer(answer.basis.estimates),
        "high_confidence": .integer(answer.basis.high), "medium_confidence": .integer(answer.basis.medium),
        "low_confidence": .integer(answer.basis.low),
      ],
    ]
    return whole.pretty + "\n"
  }

  private static func row(_ row: Answer.Row) -> JSONText {
    var members: [JSONText.Member] = [.init("date", .text(row.date.description))]
    for quantity in Answer.Quantity.allCases {
      let point = row.values[quantity.rawValue]
      members.append(
        .init(
          quantity.series,
          [
            "p5": .number(point.p5), "p50": .number(point.p50), "p95": .number(point.p95),
            "mean": .number(point.mean), "runs": .integer(point.count),
          ]))
    }
    for (place, bottleneck) in Answer.Bottleneck.allCases.enumerated() {
      let share = row.bottlenecks[place]
      members.append(
        .init(
          bottleneck.series, ["mean": .number(share.mean), "half_width": .number(share.halfWidth)]))
    }
    members.append(.init("scarcest", row.scarcest.map { .text($0.rawValue) } ?? .null))
    return .object(members)
  }

  private static func claim(_ claim: ClaimSummary) -> JSONText {
    [
      "claim": .text(claim.id),
      "statement": .text(claim.statement),
      "metric": .text(claim.metric),
      "reading": .text(claim.reading.rawValue),
      "comparison": .text(claim.comparison.rawValue),
      "threshold": .number(claim.threshold),
      "unit": .text(claim.unit),
      "from": claim.from.map { .text($0.description) } ?? .null,
      "by": .text(claim.by.description),
      "when": .text(claim.when),
      "when_at_least": claim.when.isEmpty ? .null : .number(claim.whenAtLeast),
      "stated_probability": claim.stated.map { .number($0) } ?? .null,
      "how_said": .text(claim.howSaid),
      "other_estimate": .text(claim.other),
      "holds": .integer(claim.count.yes),
      "fails": .integer(claim.count.no),
      "undecided": .integer(claim.count.undecided),
      "probability": .number(claim.count.probability),
      "low_probability": .number(claim.interval?.lowerBound ?? .nan),
      "high_probability": .number(claim.interval?.upperBound ?? .nan),
    ]
  }

  /// The dates as a table, one row per date and quantity.
  static func csv(_ answer: Answer) -> String {
    let schema = TableSchema(
      fileName: "answer.csv", title: "Answer", description: "One row per date and quantity.",
      columns: [
        Column("date", .date, "Date."),
        Column("metric", .text, "Column of series.csv, which names the unit."),
        Column("p5", .number, "5 % quantile."), Column("p50", .number, "Median."),
        Column("p95", .number, "95 % quantile."), Column("mean", .number, "Mean."),
      ], primaryKey: ["date", "metric"])
    var encoder = CSVEncoder(schema)
    encoder.appendHeader(of: schema)
    for row in answer.rows {
      for quantity in Answer.Quantity.allCases {
        let point = row.values[quantity.rawValue]
        encoder.append(day: row.date.daysSince1970)
        encoder.append(text: quantity.series)
        for value in [point.p5, point.p50, point.p95, point.mean] { encoder.append(number: value) }
        encoder.endRow()
      }
      for (place, bottleneck) in Answer.Bottleneck.allCases.enumerated() {
        encoder.append(day: row.date.daysSince1970)
        encoder.append(text: bottleneck.series)
        for _ in 0..<3 { encoder.appendEmpty() }
        encoder.append(number: row.bottlenecks[place].mean)
        encoder.endRow()
      }
    }
    return encoder.buffer.makeString()
  }
}
