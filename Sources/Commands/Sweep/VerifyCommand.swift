import Analysis
import SimulationKernel
import Sweep
import Terminal

/// `capsim verify`: runs rows of a sweep again and compares them byte for byte.
enum VerifyCommand {
  static let command = Command(spec: spec, run: run)

  private static let spec = CommandSpec(
    name: "verify",
    summary: "run random rows of a sweep again and compare them byte for byte",
    discussion: """
      First every file is compared with its checksum in manifest.json, then rows of runs.csv chosen at random are \
      run again, with theirs of series.csv if there is one. Rows of runs that ended the program are left out.
      """,
    positionals: [PositionalSpec("DIR", completion: .folder, help: "The results folder of a sweep.")],
    options: [
      .value("sample", "N", help: "How many rows to run again; 50 unless given."),
      .value("seed", "S", help: "Which rows; 1 unless given."),
      .flag("quiet", short: "q", help: "Print differences alone."),
    ],
    examples: [CommandExample("capsim verify results/sweep-space --sample 50", "Run fifty rows again.")],
    exitStatuses: [.success, .difference, .usage, .badScenario, .noInput])

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
    let rows = try SweepRows(folder)
    let differing = try SweepFolder(folder).changedFiles()
    var differences = differing.count
    for name in differing { console.note("\(folder)/\(name) differs from its checksum in manifest.json\n") }
    let chosen = choose(min(sample, rows.count), of: rows.count, seed: seed)
    var tried = 0
    try rows.forEach { (number, line, series) throws(CommandFailure) in
      guard chosen.contains(number), let again = rows.again(line) else { return }
      tried += 1
      if again.line != line.text {
        differences += 1
        console.note("row \(number + 2) of runs.csv differs:\n- \(line.text)+ \(again.line)")
      }
      if again.series != series {
        differences += 1
        console.note("the rows of run \(line.text.prefix { $0 != "," }) in series.csv differ\n")
      }
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
