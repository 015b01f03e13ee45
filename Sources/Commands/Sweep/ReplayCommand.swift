import Analysis
import Terminal

/// `capsim replay`: one run of a sweep again.
enum ReplayCommand {
  static let command = Command(spec: spec, run: run)

  private static let spec = CommandSpec(
    name: "replay",
    summary: "run one run of a sweep again and print its row",
    discussion: """
      The header and the row of runs.csv go to standard output. A row that differs from the one in the folder is \
      said to, with exit status 4.
      """,
    positionals: [
      PositionalSpec("RUN", completion: .none, help: "The run's id, or enough of its beginning.")
    ],
    options: [
      .value(
        "in", "DIR", completion: .folder, help: "The results folder of the sweep; this folder unless given.")
    ],
    examples: [CommandExample("capsim replay 3f2a9c01 --in results/sweep-space", "Run that run again.")],
    exitStatuses: [.success, .difference, .usage, .badScenario, .noInput])

  @Sendable private static func run(
    _ command: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    let folder = command.string("in") ?? "."
    let id = (command.operand("RUN") ?? "").lowercased()
    guard id.utf8.count >= 4, id.allSatisfy(\.isHexDigit) else {
      throw .usage(
        .badValue(
          id, option: "RUN", expected: "at least four digits of a run's id", suggestion: nil,
          command: "replay"))
    }
    let rows = try SweepRows(folder)
    var found: [String] = []
    try rows.forEach { (_, line, _) throws(CommandFailure) in
      if found.count < 2, line.text.hasPrefix(id) { found.append(line.text) }
    }
    guard let first = found.first else { throw .stopped(.noInput, "\(folder)/runs.csv has no run \(id)") }
    if found.count > 1 {
      throw .stopped(.noInput, "several runs of \(folder) begin with \(id); give more of the id")
    }
    guard let again = RunAgain(rows.study).rows(for: first, evenTrapped: true)?.line else {
      throw .stopped(.badScenario, "the row of run \(id) is not one of this sweep")
    }
    try console.print(rows.header + again)
    if again == first { return .success }
    console.note("the row in \(folder)/runs.csv differs:\n\(first)")
    return .difference
  }
}
