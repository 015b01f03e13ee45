import Inputs
import ScenarioFormat
import SimulationKernel

/// What a claim came to in one run.
public enum Verdict: Int, Sendable, CaseIterable {
  case no, yes
  /// The run ended, or the condition never came, before it could be told.
  case undecided
}

/// A statement ready to be tested on a run.
public struct Claim: Sendable {
  public let id: String
  public let statement: String
  public let metric: String
  public let reading: ClaimReading
  public let comparison: ClaimComparison
  public let threshold: Double
  /// Days since the start.
  public let from: Double
  public let by: Double
  /// The metric that says when, and the level at which it does; empty but for the reading `when`.
  public let when: String
  public let whenAtLeast: Double
  /// The probability that its author gave; nil if none was given.
  public let stated: Double?
  /// How it was said, in a word or two.
  public let howSaid: String
  public let other: String
  public let origin: String
  let column: Int
  let whenColumn: Int?

  /// The claims of a scenario that `ModelCheck` found sound: they are not uncertain and name metrics that exist.
  static func compile(_ compiled: CompiledScenario, _ layout: Layout) -> [Claim] {
    let block = ParameterBlock<WorldInputs>(compiled)
    return (compiled.ids["claims"] ?? []).enumerated().compactMap { index, id in
      let entry = block.root.claims[index]
      let metric = compiled.texts[Int(entry.metric.index)]
      let when = compiled.texts[Int(entry.when.index)]
      guard let column = layout.index(of: metric) else { return nil }
      let isStated = compiled.resolved["claims"]?[id]?["stated"] != nil
      return Claim(
        id: id, statement: compiled.texts[Int(entry.statement.index)], metric: metric, reading: entry.reading,
        comparison: entry.comparison, threshold: entry.threshold.value, from: entry.from.days,
        by: entry.by.days, when: entry.reading == .when ? when : "", whenAtLeast: entry.whenAtLeast.value,
        stated: isStated ? entry.stated.value : nil, howSaid: compiled.texts[Int(entry.howSaid.index)],
        other: compiled.texts[Int(entry.other.index)], origin: compiled.texts[Int(entry.origin.index)],
        column: column, whenColumn: entry.reading == .when ? layout.index(of: when) : nil)
    }
  }

  /// What the claim comes to in a run.
  ///
  /// A claim whose date lies after the run's end is undecided, unless it was met or broken before.
  public func verdict(_ record: Record) -> Verdict {
    let last = record.reports - 1
    guard last >= 0 else { return .undecided }
    let complete = Claim.isTold(by: by, end: record.days[last])
    switch reading {
    case .at:
      guard complete, let row = lastReport(record, by) else { return .undecided }
      return holds(record.value(column, at: row))
    case .highest, .lowest:
      return extreme(record, complete)
    case .first:
      guard let day = firstDay(record) else { return complete ? .no : .undecided }
      return day >= from && day <= by ? .yes : .no
    case .mean:
      guard complete else { return .undecided }
      return holds(mean(record))
    case .always:
      return always(record, complete)
    case .when:
      guard let row = whenRow(record) else { return .undecided }
      return holds(record.value(column, at: row))
    }
  }

  /// Whether a world that ends on a day lasts to a claim's date; the nearest report will do.
  static func isTold(by: Double, end: Double) -> Bool { end >= by - 16 }

  private func holds(_ value: Double) -> Verdict {
    if value.isNaN { return .no }
    switch comparison {
    case .atLeast: return value >= threshold ? .yes : .no
    case .below: return value < threshold ? .yes : .no
    }
  }

  private func lastReport(_ record: Record, _ day: Double) -> Int? {
    var row = record.reports - 1
    while row > 0 && record.days[row] > day + 16 { row -= 1 }
    return row
  }

  private func extreme(_ record: Record, _ complete: Bool) -> Verdict {
    var best = Double.nan
    for row in 0..<record.reports where record.days[row] >= from - 1 && record.days[row] <= by + 16 {
      let value = record.value(column, at: row)
      guard !value.isNaN else { continue }
      if best.isNaN || (reading == .highest ? value > best : value < best) { best = value }
    }
    let verdict = holds(best)
    // A high-water mark that has passed the threshold stays past it.
    let settled = reading == .highest ? comparison == .atLeast : comparison == .below
    if settled, verdict == .yes { return .yes }
    return complete ? verdict : .undecided
  }

  private func firstDay(_ record: Record) -> Double? {
    for row in 0..<record.reports where holds(record.value(column, at: row)) == .yes {
      return record.days[row]
    }
    return nil
  }

  private func mean(_ record: Record) -> Double {
    var sum = 0.0
    var count = 0.0
    for row in 0..<record.reports where record.days[row] >= from - 1 && record.days[row] <= by + 16 {
      let value = record.value(column, at: row)
      guard !value.isNaN else { continue }
      sum += value
      count += 1
    }
    return count > 0 ? sum / count : .nan
  }

  private func always(_ record: Record, _ complete: Bool) -> Verdict {
    var seen = false
    for row in 0..<record.reports where record.days[row] >= from - 1 && record.days[row] <= by + 16 {
      let value = record.value(column, at: row)
      guard !value.isNaN else { continue }
      seen = true
      if holds(value) == .no { return .no }
    }
    return complete && seen ? .yes : .undecided
  }

  private func whenRow(_ record: Record) -> Int? {
    guard let whenColumn else { return nil }
    for row in 0..<record.reports where record.days[row] >= from - 1 && record.days[row] <= by + 16 {
      if record.value(whenColumn, at: row) >= whenAtLeast { return row }
    }
    return nil
  }
}
