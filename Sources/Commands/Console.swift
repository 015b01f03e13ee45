import ScenarioFormat
import Terminal

/// Where a command writes, and what it knows of its surroundings.
///
/// All that people read passes here and is made safe to show: names and statements come from files that others
/// wrote.
///
/// For use from one thread.
struct Console {
  /// The environment variables.
  let environment: [String: String]
  private let output = StandardStream.output()
  private let error = StandardStream.error()

  init(environment: [String: String]) {
    self.environment = environment
  }

  /// The width of standard output in columns.
  var outputWidth: Int { Terminal.width(output.descriptor, environment: environment) }

  /// The width of the terminal behind standard output; nil if there is none, so that nothing is cut.
  var terminalWidth: Int? { output.isTerminal ? outputWidth : nil }

  /// What may be written to standard output beyond plain text.
  var outputStyle: Style { Style(environment: environment, isTerminal: output.isTerminal) }

  /// Writes text for people to standard output.
  func print(_ text: String) throws(CommandFailure) {
    try write(ShownText.page(text, allowsStyle: outputStyle.allowsColour))
  }

  /// Writes JSON to standard output.
  func print(json: String) throws(CommandFailure) { try write(ShownText.json(json)) }

  /// Writes rows for programs to standard output, as they are unless it is a terminal.
  func print(rows: String) throws(CommandFailure) {
    try write(output.isTerminal ? ShownText.page(rows) : rows)
  }

  private func write(_ text: String) throws(CommandFailure) {
    try CommandFailure.wrap { () throws(StreamProblem) in try output.write(text) }
  }

  /// Writes a note for people to standard error; a note that cannot be written is lost without harm.
  func note(_ text: String) {
    try? error.write(ShownText.page(text))
  }

  /// Writes out what standard output still holds.
  func finish() throws(CommandFailure) {
    try CommandFailure.wrap { () throws(StreamProblem) in try output.flush() }
  }

  /// Says what went wrong, after the data written so far, and returns the exit status that goes with it.
  func report(_ failure: CommandFailure, of set: CommandSet) -> ExitStatus {
    try? output.flush()
    switch failure {
    case .usage(let problem): note(set.message(for: problem))
    case .stopped(_, let message): note(ShownText.line("\(set.program): \(message)") + "\n")
    case .scenario(let problems, let file): note(ProblemList.text(problems, file: file))
    case .stream(.closedPipe), .ended: break
    case .stream(let problem): note("\(set.program): \(problem)\n")
    }
    return failure.exitStatus
  }
}
