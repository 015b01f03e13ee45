import Analysis
import SimulationKernel
import Terminal

/// The answer as a person reads it in half a minute, on screens of 66 columns and more.
struct AnswerText {
  let answer: Answer
  let width: Int
  let style: Style

  /// Everything but where the files are, as lines with a line break at the end.
  var text: String {
    var lines = title
    func add(_ heading: String, _ body: [String]) { lines += ["", style.bold(heading)] + body }
    if let last = answer.rows.last {
      add("In short, at the end of \(AnswerText.label(last.date)) (median, 5 to 95 % of runs)", inShort(last))
      add(
        isNarrow ? "How much (medians)" : "How much (5 %, median and 95 % of runs)",
        laidOut(amounts) + parts([("ground", .powerGround), ("orbit", .powerOrbit), ("dark", .darkShare)]))
      add(
        isNarrow ? "At what price (medians)" : "At what price (costs: 5 %, median and 95 %)",
        laidOut(prices)
          + parts([
            ("ground", .costGround), ("orbit", .costOrbit), ("launch", .launchPrice), ("HBM", .hbmPrice),
          ]))
      if let relief = answer.relief {
        let runs =
          "\(RoundedText.grouped(relief.replications)) of \(RoundedText.grouped(answer.succeeded + answer.failed))"
        add(
          isNarrow
            ? "What would help most (\(runs) runs)"
            : "What would help most (% more compute; \(runs) runs in pairs)",
          ReliefText(rounds: [relief], width: width, style: style).brief)
      }
      add(
        "Who waited for what (mean % of the compute lost in a year"
          + (isNarrow ? ")" : ", with its 95 % sampling error)"),
        laidOut(bottlenecks)
          + wrapped(
            "time: lost to lead times though nothing was short; scarcest: - where sampling error hides it",
            indent: 2))
    }
    if !answer.claims.isEmpty {
      add(
        "Claims (% of deciding runs, its 90 % interval, % undecided)",
        claims)
    }
    if answer.basis.inputs > 0 { lines += [""] + wrapped(basis) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var title: [String] {
    let runs = answer.succeeded == 1 ? "1 run" : "\(RoundedText.grouped(answer.succeeded)) runs"
    var line = "\(runs), seed \(answer.seed), \(answer.start) to \(answer.end)"
    if answer.failed > 0 { line += "; \(RoundedText.grouped(answer.failed)) failed and are left out" }
    var lines = [style.bold(ShownText.line(answer.name))]
    if !answer.summary.isEmpty { lines += wrapped(ShownText.line(answer.summary)) }
    return lines + wrapped(line)
  }

  private func wrapped(_ text: String, indent: Int = 0) -> [String] {
    TextWrap.lines(text, width: width - indent).map { String(repeating: " ", count: indent) + $0 }
  }

  // MARK: - In short

  private func inShort(_ row: Answer.Row) -> [String] {
    let facts = [
      ("compute", "\(figure(row, .compute, per: 1e6)) million H100e; dark \(share(row, .darkShare)) %"),
      ("power", "\(figure(row, .powerGround)) GW of IT on the ground"),
      ("orbit", "\(figure(row, .powerOrbit)) GW of IT"),
      ("cost", "\(figure(row, .costGround)) USD/H100e-h on the ground"),
      ("", "orbit over ground \(figure(row, .orbitOverGround))"),
      ("binds", answer.relief.map(ReliefText.short) ?? binds(row)),
      ("firms", "labs failed since the start: \(figure(row, .bankruptcies))"),
    ]
    return facts.flatMap { label, text in
      zip(wrapped(text, indent: 11), 0...).map { line, place in
        place == 0 ? "  " + label + line.dropFirst(2 + label.count) : line
      }
    }
  }

  /// Median and range, and on how many runs they rest unless on all.
  private func figure(_ row: Answer.Row, _ quantity: Answer.Quantity, per divisor: Double = 1) -> String {
    let point = row.values[quantity.rawValue]
    if point.count == 0 { return "no figure in any run" }
    let text = { RoundedText.text($0 / divisor) }
    return "\(text(point.p50)) (\(text(point.p5)) to \(text(point.p95))\(someRuns(point)))"
  }

  private func share(_ row: Answer.Row, _ quantity: Answer.Quantity) -> String {
    let point = row.values[quantity.rawValue]
    return
      "\(RoundedText.percent(point.p50)) (\(RoundedText.percent(point.p5)) to \(RoundedText.percent(point.p95)))"
  }

  private func someRuns(_ point: FanChart.Point) -> String {
    point.count == answer.succeeded
      ? "" : "; in \(point.count) of \(RoundedText.grouped(answer.succeeded)) runs"
  }

  private func binds(_ row: Answer.Row) -> String {
    let shares = zip(Answer.Bottleneck.allCases, row.bottlenecks).filter { $0.1.mean > 0 }
      .sorted { $0.1.mean > $1.1.mean }
    if shares.isEmpty { return "nothing" }
    let clear = shares.filter { !$0.1.isChance }.map { "\($0.0.title) \(cell($0.1)) %" }
    let chance = shares.filter(\.1.isChance).map(\.0.title)
    let rest = chance.isEmpty ? "" : "; no more than sampling error: " + chance.joined(separator: ", ")
    return clear.joined(separator: ", ") + " of the compute lost in the year before" + rest
  }

  private var basis: String {
    let basis = answer.basis
    func grouped(_ count: Int) -> String { RoundedText.grouped(count) }
    return
      "Basis: \(grouped(basis.inputs)) numeric inputs, of which \(grouped(basis.estimates)) are the project's own "
      + "estimates; confidence high for \(grouped(basis.high)), medium for \(grouped(basis.medium)), low for "
      + "\(grouped(basis.low)), not said for the rest. inputs.csv names the sources."
  }

  // MARK: - Tables

  /// One column: what it is, its unit, and its cells.
  private struct Column {
    let title: String
    let unit: String
    let cells: [String]
  }

  private var amounts: TextTable {
    table([
      Column(title: "compute", unit: "million H100e", cells: ranges(.compute, per: 1e6)),
      Column(title: "ground", unit: "GW of IT", cells: ranges(.powerGround)),
      Column(title: "orbit", unit: "GW of IT", cells: ranges(.powerOrbit)),
      Column(title: "dark", unit: "%", cells: medians(.darkShare, RoundedText.percent)),
    ])
  }

  private var prices: TextTable {
    table([
      Column(title: "ground", unit: "USD/H100e-h", cells: ranges(.costGround)),
      Column(title: "orbit", unit: "USD/H100e-h", cells: ranges(.costOrbit)),
      Column(title: "launch", unit: "USD/kg", cells: medians(.launchPrice, RoundedText.text)),
      Column(title: "HBM", unit: "USD/GB", cells: medians(.hbmPrice, RoundedText.text)),
      Column(title: "revenue", unit: "B USD/y", cells: medians(.revenue, RoundedText.text)),
    ])
  }

  private var bottlenecks: TextTable {
    let shares = Answer.Bottleneck.allCases.enumerated().map { place, bottleneck in
      Column(
        title: bottleneck.title, unit: "%",
        cells: answer.rows.map { row in
          isNarrow ? RoundedText.percent(row.bottlenecks[place].mean) : cell(row.bottlenecks[place])
        })
    }
    let scarcest = Column(
      title: "scarcest", unit: "", cells: answer.rows.map { $0.scarcest?.rawValue ?? "-" })
    return table(isNarrow ? shares : shares + [scarcest])
  }

  /// A share in percent with its sampling error: `30 ±4`.
  private func cell(_ share: Answer.Share) -> String {
    guard share.mean.isFinite, share.halfWidth.isFinite else { return RoundedText.percent(share.mean) }
    return "\(RoundedText.percent(share.mean)) \u{B1}\(RoundedText.percent(share.halfWidth))"
  }

  private var claims: [String] { ClaimWords.lines(answer.claims, width: width, style: style) }

  /// On how many runs figures of a table rest, where not on all of those that came to their end.
  private func parts(_ quantities: [(title: String, quantity: Answer.Quantity)]) -> [String] {
    quantities.flatMap { title, quantity in
      let counts = answer.rows.map { ($0.values[quantity.rawValue].count, AnswerText.label($0.date)) }
        .filter { $0.0 > 0 && $0.0 < answer.succeeded }
      guard !counts.isEmpty else { return [String]() }
      let all = RoundedText.grouped(answer.succeeded)
      return wrapped(
        "\(title): only runs that have one, of \(all): "
          + counts.map { "\($0.0) in \($0.1)" }.joined(separator: ", "), indent: 2)
    }
  }

  private func laidOut(_ table: TextTable) -> [String] { table.lines(indent: 2, width: width, style: style) }

  private func table(_ columns: [Column]) -> TextTable {
    var table = TextTable([.init("end of")] + columns.map { TextTable.Heading($0.title, .right) })
    if !answer.rows.isEmpty { table.append([""] + columns.map(\.unit)) }
    for (index, row) in answer.rows.enumerated() {
      table.append([AnswerText.label(row.date)] + columns.map { $0.cells[index] })
    }
    return table
  }

  // MARK: - Cells

  /// True where three numbers in a cell would not fit.
  private var isNarrow: Bool { width < 76 }

  private func medians(_ quantity: Answer.Quantity, _ text: (Double) -> String) -> [String] {
    answer.rows.map { text($0.values[quantity.rawValue].p50) }
  }

  /// The 5 % quantile, the median and the 95 % quantile side by side, or the median where it is narrow.
  private func ranges(_ quantity: Answer.Quantity, per divisor: Double = 1) -> [String] {
    if isNarrow { return medians(quantity) { RoundedText.text($0 / divisor) } }
    let rows = answer.rows.map { row in
      let point = row.values[quantity.rawValue]
      return [point.p5, point.p50, point.p95].map { RoundedText.text($0 / divisor) }
    }
    let widths = (0..<3).map { place in rows.map { $0[place].count }.max() ?? 0 }
    return rows.map { parts in
      zip(parts, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "  ")
    }
  }

  /// The year that ends on that date, or year and month where it is no turn of the year.
  static func label(_ date: CalendarDate) -> String {
    if date.month == 1, date.day == 1 { return String(date.year - 1) }
    let isLastDay = date.month == 12 && date.day == 31
    return isLastDay ? String(date.year) : String(date.description.prefix(7))
  }
}
