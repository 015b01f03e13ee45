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
    if !answer.rows.isEmpty {
      add(isNarrow ? "How much (medians)" : "How much (5 %, median and 95 % of runs)", laidOut(amounts))
      add(
        isNarrow ? "At what price (medians)" : "At what price (costs: 5 %, median and 95 %)", laidOut(prices))
      add("What binds (mean % of compute lost in a year; time: nothing short)", laidOut(bottlenecks))
    }
    if !answer.claims.isEmpty {
      add("Claims (% of deciding runs; open: % that did not decide)", claimLines)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var title: [String] {
    let runs = answer.succeeded == 1 ? "1 run" : "\(RoundedText.grouped(answer.succeeded)) runs"
    var line = "\(runs), seed \(answer.seed), \(answer.start) to \(answer.end)"
    if answer.failed > 0 { line += "; \(RoundedText.grouped(answer.failed)) failed and are left out" }
    var lines = [style.bold(answer.name)]
    if !answer.summary.isEmpty { lines += wrapped(answer.summary) }
    return lines + wrapped(line)
  }

  private func wrapped(_ text: String) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
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
        cells: answer.rows.map { RoundedText.percent($0.bottlenecks[place]) })
    }
    let leading = Column(title: "leading", unit: "", cells: answer.rows.map { $0.leading?.rawValue ?? "-" })
    return table(isNarrow ? shares : shares + [leading])
  }

  private var claims: TextTable {
    var table = TextTable([
      .init("statement"), .init("stated", .right), .init("here", .right), .init("90 %", .right),
      .init("open", .right),
    ])
    for claim in answer.claims {
      let interval = claim.count.interval.map {
        "\(RoundedText.percent($0.lowerBound))-\(RoundedText.percent($0.upperBound))"
      }
      table.append([
        claim.statement, claim.stated.map(RoundedText.percent) ?? "-",
        RoundedText.percent(claim.count.probability),
        interval ?? "-", RoundedText.percent(claim.count.undecidedShare),
      ])
    }
    return table
  }

  /// The claims' table with what others estimate in a line below, where somebody does.
  private var claimLines: [String] {
    let lines = claims.lines(indent: 2, width: width, style: style)
    var result = Array(lines.prefix(1))
    for (claim, line) in zip(answer.claims, lines.dropFirst()) {
      result.append(line)
      if !claim.other.isEmpty {
        result.append(style.dim("    others: " + AnswerText.cut(claim.other, to: width - 12)))
      }
    }
    return result
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

  private static func cut(_ text: String, to width: Int) -> String {
    if text.count <= width { return text }
    return width > 8 ? text.prefix(width - 3) + "..." : ""
  }
}
