import Analysis
import Model
import Tables
import Terminal

/// A claim as answers print it: how often it holds, then whole what it says, how it is tested and how it was said.
struct ClaimWords {
  private let claim: ClaimSummary

  init(_ claim: ClaimSummary) { self.claim = claim }

  /// The claims that some run decided, and the ids of those that none did.
  static func lines(_ claims: [ClaimSummary], width: Int, style: Style, isBrief: Bool = false) -> [String] {
    let open = claims.filter { $0.count.decided == 0 }.map(\.id)
    let lines = claims.filter { $0.count.decided > 0 }.flatMap {
      ClaimWords($0).lines(width: width, style: style, isBrief: isBrief)
    }
    if open.isEmpty { return lines }
    let text = "Decided in no run, by its end or for want of the condition: " + open.joined(separator: ", ")
    return lines + TextWrap.lines(text, width: width - 2).map { "  " + $0 }
  }

  /// Lines no wider than `width`, with the numbers before the first; in brief without how it is tested.
  func lines(width: Int, style: Style, isBrief: Bool) -> [String] {
    let interval = claim.interval.map {
      "\(RoundedText.percent($0.lowerBound))-\(RoundedText.percent($0.upperBound))"
    }
    let numbers = [
      (RoundedText.percent(claim.count.probability), 5), (interval ?? "-", 9),
      (RoundedText.percent(claim.count.undecidedShare), 5),
    ]
    let indent = numbers.reduce(2) { $0 + $1.1 }
    let space = String(repeating: " ", count: indent)
    let first = numbers.map { String(repeating: " ", count: max(0, $1 - $0.count)) + $0 }.joined()
    let statement = TextWrap.lines(ShownText.line("\(claim.id): \(claim.statement)"), width: width - indent)
    let lines = zip(statement, 0...).map { ($1 == 0 ? first + "  " : space) + $0 }
    return isBrief
      ? lines
      : lines + TextWrap.lines(ShownText.line(details), width: width - indent).map { space + style.dim($0) }
  }

  private var details: String {
    var parts = ["Tested: \(test)"]
    if let stated = claim.stated { parts.append("Stated: \(RoundedText.percent(stated)) %") }
    if !claim.howSaid.isEmpty { parts.append("Said: \(claim.howSaid)") }
    if !claim.other.isEmpty { parts.append("Others: \(claim.other)") }
    return parts.map { $0 + "." }.joined(separator: " ")
  }

  /// The test in words: metric, reading, threshold and dates.
  var test: String {
    let until = claim.from.map { "from \($0) to \(claim.by)" } ?? "up to \(claim.by)"
    switch claim.reading {
    case .at: return "\(claim.metric) \(bound) on \(claim.by)"
    case .highest, .lowest, .mean: return "\(claim.reading.rawValue) \(claim.metric) \(until) \(bound)"
    case .first: return "\(claim.metric) \(bound) for the first time \(until)"
    case .always: return "\(claim.metric) \(bound) in every month \(until)"
    case .when:
      let level = ShortestDecimal.text(claim.whenAtLeast)
      return "\(claim.metric) \(bound) when \(claim.when) first reaches \(level), \(until)"
    }
  }

  private var bound: String {
    let unit = ["", "1", "ratio"].contains(claim.unit) ? "" : " " + claim.unit
    let side =
      switch claim.comparison {
      case .atLeast: "at least"
      case .below: "below"
      }
    return "\(side) \(ShortestDecimal.text(claim.threshold))\(unit)"
  }
}
