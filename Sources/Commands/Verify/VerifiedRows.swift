import Analysis
import ScenarioFormat

/// The rows of results of any kind, to run some of them again.
struct VerifiedRows {
  private enum Source {
    case sweep(SweepRows)
    case run(RunRows, ReplaySource)
    case relief(RunRows, ReliefAgain)
    /// A run that is there to be read alone.
    case replay
  }

  /// How many there are.
  let count: Int
  /// Where the manifest contradicts what it says was run, a sentence each.
  private(set) var differences: [String] = []
  private let source: Source

  init(_ folder: String, _ manifest: Node) throws(CommandFailure) {
    var said: [(name: String, value: Node?, expected: JSONValue)] = []
    switch manifest["kind"]?.string {
    case "sweep":
      let rows = try SweepRows(folder)
      let study = rows.study
      said = [
        ("sweep_sha256", manifest["sweep_sha256"], .text(study.plan.identity.description)),
        ("scenario_sha256", manifest["scenario_sha256"], .text(study.scenarioHash)),
        ("points", manifest["points"], .number(study.layout.points)),
        ("replications", manifest["replications"], .number(study.layout.replications)),
        ("planned_runs", manifest["planned_runs"], .number(study.plan.runs)),
      ]
      count = rows.count
      source = .sweep(rows)
    case "relief":
      let (again, problems) = ReliefAgain.read(manifest, in: RunWorker.processes)
      guard let again else { throw .scenario(problems, file: folder + "/manifest.json") }
      count = again.count
      source = .relief(try RunRows(folder), again)
    case "replay":
      count = 0
      source = .replay
    default:
      let again = try ReplaySource(folder)
      said = [("scenario_sha256", manifest["scenario_sha256"], .text(again.origin.hash))]
      count = Int(manifest["replications"]?.number ?? 0)
      source = .run(try RunRows(folder), again)
    }
    for (name, value, expected) in said where !expected.isSame(as: value) {
      differences.append(
        "\(folder)/manifest.json contradicts itself: \(name) is not what follows from the rest")
    }
  }

  /// Runs the rows with the chosen numbers again and gives `body` the differences of each, if any.
  func forEach(in chosen: Set<Int>, _ body: ([String]) -> Void) throws(CommandFailure) {
    switch source {
    case .replay: break
    case .sweep(let rows):
      try rows.forEach { (number, line, series) throws(CommandFailure) in
        guard chosen.contains(number) else { return }
        let again = try rows.again(line)
        var differences = VerifiedRows.differences(number, line.text, again)
        if let again, again.series != series {
          differences.append("the rows of run \(line.text.prefix { $0 != "," }) in series.csv differ\n")
        }
        body(differences)
      }
    case .relief(let rows, let again):
      try rows.forEach { (number, line) throws(CommandFailure) in
        guard chosen.contains(number) else { return }
        body(VerifiedRows.differences(number, line.text, again: again.line(number)))
      }
    case .run(let rows, let again):
      try rows.forEach { (number, line) throws(CommandFailure) in
        guard chosen.contains(number) else { return }
        body(VerifiedRows.differences(number, line.text, try again.replay(line.text, to: nil)))
      }
    }
  }

  /// How a row differs from its run as it is now, and why that run failed if it did.
  private static func differences(_ number: Int, _ line: String, _ again: ReplayedRun?) -> [String] {
    differences(number, line, again: again?.row, again?.reason)
  }

  private static func differences(_ number: Int, _ line: String, again: String?, _ reason: String? = nil)
    -> [String]
  {
    if line == again { return [] }
    let reason = reason.map { "  the run failed: \($0)\n" } ?? ""
    return ["row \(number + 2) of runs.csv differs:\n- \(line)+ \(again ?? "no such run\n")\(reason)"]
  }

  /// What a manifest should say.
  private enum JSONValue {
    case text(String)
    case number(Int)

    func isSame(as node: Node?) -> Bool {
      switch self {
      case .text(let text): node?.string == text
      case .number(let number): node?.number == Double(number)
      }
    }
  }
}
