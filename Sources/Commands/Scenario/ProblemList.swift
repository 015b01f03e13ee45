import ScenarioFormat
import Tables

/// Problems of a scenario as people and programs read them.
enum ProblemList {
  /// A line for each problem, `FILE:LINE:COLUMN: PATH: message; hint`, and one that counts them.
  static func text(_ problems: [Problem], file: String) -> String {
    var places: [String] = []
    for problem in problems {
      let place = problem.location?.file ?? file
      if !places.contains(place) { places.append(place) }
    }
    let summary = "\(count(problems)) in \(places.joined(separator: ", "))"
    return (problems.map(\.description) + [summary]).joined(separator: "\n") + "\n"
  }

  /// How many errors and warnings there are: `2 problems, 1 warning`.
  static func count(_ problems: [Problem]) -> String {
    [(problems.errors.count, "problem"), (problems.warnings.count, "warning")].filter { $0.0 > 0 }
      .map { $0.0 == 1 ? "1 \($0.1)" : "\($0.0) \($0.1)s" }.joined(separator: ", ")
  }

  /// A few warnings, a line each, or how many there are, for a command that goes on all the same.
  static func brief(_ warnings: [Problem], file: String) -> String {
    if warnings.count > 3 { return "\(file): \(count(warnings)); `capsim check` lists them\n" }
    return warnings.map { "\($0)\n" }.joined()
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
