import ScenarioFormat
import Tables

/// Problems of a scenario as people and programs read them.
enum ProblemList {
  /// A line for each problem, `FILE:LINE:COLUMN: PATH: message; hint`, and one that counts them.
  static func text(_ problems: [Problem], file: String) -> String {
    let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
    var places: [String] = []
    for problem in problems {
      let place = problem.location?.file ?? file
      if !places.contains(place) { places.append(place) }
    }
    let summary = "\(count) in \(places.joined(separator: ", "))"
    return (problems.map(\.description) + [summary]).joined(separator: "\n") + "\n"
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
      ]
    }
    let whole: JSONText = [
      "scenario": .text(file), "would_run": .boolean(problems.isEmpty), "problems": .array(list),
    ]
    return whole.pretty + "\n"
  }
}
