import Analysis
import Sweep
import Terminal

/// What a sweep came to, as a person reads it at its end: what each varied input does to the first metric, the indices
/// of the design, and the claims.
struct SweepAnswerText {
  private let done: SweepResults
  private let width: Int
  private let style: Style

  init(_ done: SweepResults, width: Int, style: Style) {
    self.done = done
    self.width = width
    self.style = style
  }

  /// Lines with a line break at the end; empty where no run came to its end.
  var text: String {
    guard done.rows > done.failures, let metric = done.study.outcomes.first else { return "" }
    var lines = [style.bold("\(metric.text): mean by what was varied, its change with a 95 % interval")]
    lines += effects(unit: metric.column.unit ?? "")
    if let indices = done.indices { lines += [""] + self.indices(indices, metric.text) }
    if !done.study.claims.isEmpty {
      lines +=
        ["", style.bold("Claims over all runs (% of deciding runs, 90 % interval, % that did not decide)")]
        + TextWrap.lines(basis, width: width) + claims
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private func effects(unit: String) -> [String] {
    done.effects.effects.flatMap { effect in
      var table = TextTable([
        .init("value"), .init(unit.isEmpty ? "mean" : unit, .right), .init("runs", .right),
      ])
      for part in effect.parts {
        table.append([part.title, RoundedText.text(part.mean), RoundedText.grouped(part.count)])
      }
      let heading = TextWrap.lines("\(effect.input): \(SweepAnswerText.change(effect))", width: width - 2)
      return heading.map { "  " + $0 } + table.lines(indent: 4, width: width, style: style)
    }
  }

  /// `+12 % (+3 to +21)`, or that nothing is to be seen.
  static func change(_ effect: SweepEffects.Effect) -> String {
    guard effect.base != 0, effect.difference.isFinite else {
      return "no change can be told"
    }
    if effect.difference == 0, effect.halfWidth == 0 { return "no effect at all" }
    func percent(_ value: Double) -> String {
      let share = value / effect.base.magnitude * 100
      return (share < 0 ? "-" : "+") + RoundedText.brief(share.magnitude)
    }
    guard effect.halfWidth.isFinite else {
      return "\(percent(effect.difference)) % from first to last, of too few runs for an interval"
    }
    let (low, high) = (effect.difference - effect.halfWidth, effect.difference + effect.halfWidth)
    let note = effect.isClear ? "" : "; may be chance"
    return "\(percent(effect.difference)) % from first to last (\(percent(low)) to \(percent(high))\(note))"
  }

  private func indices(_ indices: SweepIndices, _ metric: String) -> [String] {
    var lines = [style.bold("Indices of \(metric), with 95 % intervals")]
    var table = TextTable([.init("input")] + indices.names.map { TextTable.Heading($0, .right) })
    for (axis, values) in zip(done.study.axes, indices.values) {
      table.append(
        [axis.path]
          + values.map { estimate in
            let interval = estimate.interval().map {
              " (\(RoundedText.text($0.lowerBound)) to \(RoundedText.text($0.upperBound)))"
            }
            return RoundedText.text(estimate.value) + (interval ?? "")
          })
    }
    lines += table.lines(indent: 2, width: width, style: style)
    if !indices.isSettled {
      lines += TextWrap.lines(
        "These indices mean nothing yet: their intervals are as wide as what they tell apart, or they do not add up. "
          + "More --samples narrow them, more --replications take out luck.", width: width)
    }
    let others = done.unsettledMetrics - (indices.isSettled ? 0 : 1)
    if others > 0 {
      lines += TextWrap.lines(
        "So it is with \(others) other \(others == 1 ? "metric" : "metrics"): the column settled of sensitivity.csv.",
        width: width)
    }
    return lines
  }

  /// What the intervals of claims go by.
  private var basis: String {
    done.study.design.rowsDrawnTogether == nil
      ? "Runs of a replication share their luck: the interval goes by replications."
      : "Runs of a replication share their luck, and those of a point its inputs: the interval goes by both."
  }

  private var claims: [String] {
    ClaimWords.lines(done.claimSummaries, width: width, style: style, isBrief: true)
  }
}
