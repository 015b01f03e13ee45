import Analysis
import SimulationKernel
import Terminal

/// `capsim verify`: compares results with what their manifest says, and runs rows again.
enum VerifyCommand {
  static let command = Command(spec: spec, run: run)

  private static let spec = CommandSpec(
    name: "verify",
    summary: "check that results are as they were written, and run random rows of them again",
    discussion: """
      First manifest.json is compared with its own checksum at its end, every file with its checksum there, and the \
      numbers of runs and failures with the rows; so one changed bit anywhere shows. Then rows of runs.csv chosen at \
      random are run again and compared byte for byte, with theirs of series.csv for a sweep that has one. Runs are in a \
      process of their own: one that ends it is a difference, unless its row says so already, and the others go on. \
      Only the build that made results can run them again; another says so.
      """,
    positionals: [
      PositionalSpec("DIR", completion: .folder, help: "The results folder of a run or of a sweep.")
    ],
    options: [
      .value("sample", "N", help: "How many rows to run again; 50 unless given."),
      .value("seed", "S", help: "Which rows; 1 unless given."),
      .flag("quiet", short: "q", help: "Print differences alone."),
    ],
    examples: [
      CommandExample("capsim verify results/space", "Check the results of a run."),
      CommandExample(
        "capsim verify results/sweep-space --sample 500", "Run five hundred rows of a sweep again."),
    ],
    exitStatuses: [.success, .difference, .usage, .badScenario, .noInput, .inputOutput])

  @Sendable private static func run(
    _ command: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    let folder = command.operand("DIR") ?? ""
    let (sample, seed) = try CommandFailure.wrap { () throws(UsageProblem) in
      (
        try command.integer("sample", in: 1...10_000_000) ?? 50,
        UInt64(try command.integer("seed", in: 0...Int.max) ?? 1)
      )
    }
    let check = try FolderCheck(folder)
    for difference in check.differences { console.note(difference + "\n") }
    // What a changed manifest says was run need not be what was run.
    guard let manifest = check.manifest else { return .difference }
    let rows = try VerifiedRows(folder, manifest)
    for difference in rows.differences { console.note(difference + "\n") }
    var differences = check.differences.count + rows.differences.count
    let chosen = choose(min(sample, rows.count), of: rows.count, seed: seed)
    var tried = 0
    try rows.forEach(in: chosen) { (again) in
      tried += 1
      differences += again.count
      for difference in again { console.note(difference) }
    }
    if !command.has("quiet") {
      try console.print(
        "\(tried) of \(rows.count) rows run again: \(differences == 0 ? "the same" : "\(differences) differences")\n"
      )
    }
    return differences == 0 ? .success : .difference
  }

  /// So many different numbers below `count`, ascending.
  private static func choose(_ sample: Int, of count: Int, seed: UInt64) -> Set<Int> {
    var stream = RandomStream(seed: seed, replication: 0, key: StreamKey(name: "verify").bits)
    var chosen: Set<Int> = []
    // R. W. Floyd's way to draw without replacement.
    for last in (count - sample)..<max(count, 0) {
      let number = min(Int(stream.uniformOpen() * Double(last + 1)), last)
      if !chosen.insert(number).inserted { chosen.insert(last) }
    }
    return chosen
  }
}
