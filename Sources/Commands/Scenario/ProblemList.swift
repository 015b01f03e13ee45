import ScenarioFormat
import Tables
import Terminal

/// Problems of a scenario as people and programs read them.
enum ProblemList {
  /// How many problems are shown one by one; of the rest only their kinds.
  static let mostShown = 50
  private static let mostKinds = 8

  /// A line for each problem, `FILE:LINE:COLUMN: PATH: message; hint`, and one that counts them.
  static func text(_ problems: [Problem], file: String) -> String {
    var places: [String] = []
    for problem in problems {
      let place = problem.location?.file ?? file
      if !places.contains(place) { places.append(place) }
    }
    var lines = problems.prefix(mostShown).map { ShownText.line($0.description) }
    if problems.count > mostShown { lines.append(rest(problems.dropFirst(mostShown))) }
    let first = lines.count > 1 ? firstError(of: problems) : ""
    lines.append(ShownText.line("\(count(problems)) in \(places.joined(separator: ", "))\(first)"))
    return lines.joined(separator: "\n") + "\n"
  }

  /// Where the first error stands, which long lists scroll away; empty if there is none with a place.
  private static func firstError(of problems: [Problem]) -> String {
    guard let location = problems.errors.first?.location, location.line > 0 else { return "" }
    return "; the first problem is at \(location)"
  }

  /// How many problems of each kind are left, the most frequent first.
  private static func rest(_ problems: ArraySlice<Problem>) -> String {
    var counts: [String: (count: Int, rank: Int)] = [:]
    for problem in problems {
      let kind = kind(of: problem)
      counts[kind] = ((counts[kind]?.count ?? 0) + 1, counts[kind]?.rank ?? counts.count)
    }
    let kinds = counts.sorted { (-$0.value.count, $0.value.rank) < (-$1.value.count, $1.value.rank) }
    var parts = kinds.prefix(mostKinds).map { kind, value in
      value.count == 1 ? kind : "\(value.count) times \(kind)"
    }
    if kinds.count > mostKinds { parts.append("\(kinds.count - mostKinds) other kinds") }
    return ShownText.line("not shown: " + parts.joined(separator: "; "))
  }

  /// The message without what stands in quotes, so that equal mistakes count together.
  private static func kind(of problem: Problem) -> String {
    let parts = problem.message.split(separator: "'", omittingEmptySubsequences: false)
    return parts.enumerated().map { $0.offset.isMultiple(of: 2) ? String($0.element) : "'…'" }.joined()
  }

  /// How many errors and warnings there are: `2 problems, 1 warning`.
  static func count(_ problems: [Problem]) -> String {
    [(problems.errors.count, "problem"), (problems.warnings.count, "warning")].filter { $0.0 > 0 }
      .map { $0.0 == 1 ? "1 \($0.1)" : "\($0.0) \($0.1)s" }.joined(separator: ", ")
  }

  /// A few warnings, a line each, or how many there are, for a command that goes on all the same.
  static func brief(_ warnings: [Problem], file: String) -> String {
    if warnings.count > 3 { return "\(file): \(count(warnings)); `capsim check` lists them\n" }
    return warnings.map { ShownText.line($0.description) + "\n" }.joined()
  }

  /// The problems as one JSON object; parts that are unknown are `null`.
  static func json(_ problems: [Problem], file: String) -> String {
    let list: [JSONText] = problems.map { problem in
      let location = problem.location.flatMap { $0.line > 0 ? $0 : nil }
      return [
        "file": problem.location.map { .text($0.file) } ?? .null,
        "line": location.map { .integer($0.line) } ?? .null,
        "column": location.map { .integer($0.column) } ?? .null,
        "path": .text(problem.path),
        "message": .text(problem.message),
        "hint": problem.hint.map { .text($0) } ?? .null,
        "severity": .text(problem.severity == .error ? "error" : "warning"),
      ]
    }
    let whole: JSONText = [
      "scenario": .text(file), "would_run": .boolean(problems.errors.isEmpty), "problems": .array(list),
    ]
    return whole.pretty + "\n"
  }
}
