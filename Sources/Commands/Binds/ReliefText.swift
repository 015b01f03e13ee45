import Analysis
import Tables
import Terminal

/// What would help most, as a person reads it.
struct ReliefText {
  let rounds: [Relief]
  let width: Int
  let style: Style

  /// The answer of `binds`: every link by date, then what binds next.
  var whole: [String] {
    guard let first = rounds.first else { return [] }
    var lines = [style.bold("What would help most")]
    lines += wrapped(
      "Rise of \(first.metric) in % with \(Self.more(first)) of one link and nothing else changed, with its 95 % sampling "
        + "error; \(RoundedText.grouped(first.replications)) pairs of runs each, seed \(first.seed)")
    lines += table(first)
    for next in rounds.dropFirst() {
      lines += ["", style.bold("Once \(next.freed ?? "") is freed")]
      lines += wrapped(
        "the same with plenty of it: it is relieved \(ReliefPlan.freedTimes) times over in both runs of each pair"
      )
      lines += table(next)
    }
    return lines + [""] + wrapped(conclusion)
  }

  /// The answer in a few lines, for `run`.
  var brief: [String] {
    guard let first = rounds.first else { return [] }
    let failed =
      first.failed == 0 ? "" : " \(RoundedText.grouped(first.failed)) of its runs failed and are left out."
    return table(first, atMost: 3) + wrapped(conclusion + failed).map { "  " + $0 }
  }

  /// The links that help most, in a line.
  static func short(_ relief: Relief) -> String {
    let clear = relief.ranked.filter { !$0.overall.isChance && $0.overall.mean > 0 }.prefix(3)
    if clear.isEmpty { return "no link by more than sampling error" }
    return clear.map { "\($0.link) \(percent($0.overall))" }.joined(separator: ", ")
      + " % more compute for \(more(relief)) of it"
  }

  /// The largest, and the next.
  private var conclusion: String {
    guard let first = rounds.first else { return "" }
    guard let largest = first.largest else { return "No link's relief is more than sampling error." }
    var text =
      "Over the years \(largest.link) helps most: \(Self.percent(largest.overall)) % for \(Self.more(first)) of it"
    let rivals = first.ranked.filter { $0.link != largest.link && isNear($0, largest) }.map(\.link)
    if !rivals.isEmpty { text += " (no less within sampling error: \(rivals.joined(separator: ", ")))" }
    guard rounds.count > 1 else { return text + "." }
    guard let next = rounds[1].largest else {
      return text + "; once it is freed, no other by more than sampling error."
    }
    return text + "; once it is freed, \(next.link): \(Self.percent(next.overall)) %."
  }

  /// How much more of a link there is.
  private static func more(_ relief: Relief) -> String { relief.isOfTenths ? "a tenth more" : "more" }

  /// Whether one link's relief is no smaller than another's within the sampling error.
  private func isNear(_ row: Relief.Row, _ largest: Relief.Row) -> Bool {
    let apart =
      (row.overall.halfWidth * row.overall.halfWidth + largest.overall.halfWidth * largest.overall.halfWidth)
      .squareRoot()
    return largest.overall.mean - row.overall.mean <= apart
  }

  private func wrapped(_ text: String) -> [String] { TextWrap.lines(ShownText.line(text), width: width - 2) }

  /// The links with the largest rise first, by date as far as the width goes; all links last.
  private func table(_ relief: Relief, atMost count: Int = .max) -> [String] {
    let dates = ReliefText.spread(relief.dates.count, (width - 22) / 11)
    let single = relief.ranked.prefix(count)
    let rows =
      single + relief.rows.filter { row in !single.contains { $0.link == row.link } && row.isAll }
    var table = TextTable(
      [.init("link")]
        + (dates.map { AnswerText.label(relief.dates[$0]) } + ["all years"]).map { .init($0, .right) })
    for row in rows {
      table.append([row.link] + (dates.map { row.effects[$0] } + [row.overall]).map(Self.percent))
    }
    return table.lines(indent: 2, width: width, style: style)
  }

  /// So many of the places, evenly, the first and the last among them.
  static func spread(_ count: Int, _ most: Int) -> [Int] {
    guard count > most, most > 1 else { return Array(0..<count) }
    return (0..<most).map { $0 * (count - 1) / (most - 1) }
  }

  /// A rise in percent with its sampling error: `1.2 ±0.3`.
  private static func percent(_ effect: Relief.Effect) -> String {
    func tenths(_ share: Double) -> String {
      guard share.isFinite else { return "-" }
      let tenths = Int((share * 1000).rounded())
      return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }
    guard effect.mean.isFinite else { return "-" }
    return effect.halfWidth.isFinite
      ? "\(tenths(effect.mean)) \u{B1}\(tenths(effect.halfWidth))" : tenths(effect.mean)
  }
}

/// The same for programs, unrounded.
enum ReliefData {
  static func json(_ rounds: [Relief], scenario: String, results: String) -> String {
    let whole: JSONText = [
      "scenario": .text(scenario), "results": .text(results), "rounds": .array(rounds.map(round)),
    ]
    return whole.pretty + "\n"
  }

  /// One round.
  static func round(_ relief: Relief) -> JSONText {
    [
      "metric": .text(relief.metric), "seed": .integer(Int(clamping: relief.seed)),
      "replications": .integer(relief.replications), "failed": .integer(relief.failed),
      "freed": relief.freed.map { .text($0) } ?? .null,
      "largest": relief.largest.map { .text($0.link) } ?? .null,
      "dates": .array(relief.dates.map { .text($0.description) }),
      "links": .array(
        relief.rows.map { row in
          [
            "link": .text(row.link), "factor": .number(row.factor ?? .nan), "overall": effect(row.overall),
            "by_date": .array(row.effects.map(effect)),
          ]
        }),
    ]
  }

  private static func effect(_ effect: Relief.Effect) -> JSONText {
    [
      "pairs": .integer(effect.count), "mean": .number(effect.mean), "half_width": .number(effect.halfWidth),
      "p5": .number(effect.p5), "p50": .number(effect.p50), "p95": .number(effect.p95),
    ]
  }
}
