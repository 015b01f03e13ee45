import Analysis
import Sweep
import Terminal

/// What is known of a sweep before it starts: runs, time, bytes, memory, and how to divide it.
struct SweepForecastPage {
  /// How long a part of a divided sweep should take, in seconds.
  static let partLength = 1800.0
  /// Slurm's usual limit of an array's index, less one.
  static let mostParts = 1000
  /// Memory of a further thread's simulation, in bytes; about 1 MB was measured.
  private static let threadMemory = 4e6

  private let study: SweepStudy
  private let settings: SweepSettings
  private let console: Console

  init(_ study: SweepStudy, _ settings: SweepSettings, _ console: Console) {
    self.study = study
    self.settings = settings
    self.console = console
  }

  /// Tries runs spread over the whole sweep for a second.
  static func pilot(_ study: SweepStudy) -> SweepForecast? {
    SweepEngine(model: study.makeModel(), plan: study.plan, options: SweepOptions(threads: 1)).pilot(
      seconds: 1)
  }

  /// How many parts a sweep of this length is best divided into, each on so many threads.
  static func parts(_ forecast: SweepForecast, _ study: SweepStudy, threads: Int) -> Int {
    let seconds = forecast.seconds(runs: study.plan.runs, threads: threads)
    return min(max(Int((seconds / partLength).rounded(.up)), 1), min(mostParts, max(study.plan.runs, 1)))
  }

  /// The memory in bytes of a process that runs the sweep on so many threads, after a pilot on one.
  static func memory(threads: Int) -> Double {
    Double(ProcessMemory.peak) + threadMemory * Double(threads - 1)
  }

  func print() throws(CommandFailure) -> ExitStatus {
    guard let forecast = SweepForecastPage.pilot(study) else {
      try console.print("no runs\n")
      return .success
    }
    let runs = study.plan.runs
    let threads = settings.threads
    let seconds = forecast.seconds(runs: runs, threads: threads)
    let bytes = forecast.bytes(runs: runs)
    let parts =
      settings.tasks.map { min($0, max(runs, 1)) }
      ?? SweepForecastPage.parts(forecast, study, threads: threads)
    let memory = SweepForecastPage.memory(threads: threads)
    var table = TextTable([.init(""), .init("")])
    table.append([
      "design", "\(study.designName.rawValue) over \(study.axes.map(\.path).joined(separator: ", "))",
    ])
    table.append(["points", RoundedText.grouped(study.layout.points)])
    table.append(["replications", RoundedText.grouped(study.layout.replications)])
    table.append(["runs", RoundedText.grouped(runs)])
    table.append(["tried", "\(forecast.tried), of which \(forecast.failures) failed"])
    table.append(["a run takes", "\(RoundedText.text(forecast.secondsPerRun * 1000)) ms on one thread"])
    table.append([
      "all take", "\(DurationText.clock(seconds)) on \(threads) \(threads == 1 ? "thread" : "threads")",
    ])
    table.append([
      "runs.csv", SweepForecastPage.size(bytes) + (study.tables.series == nil ? "" : " with series.csv"),
    ])
    table.append(["draws.csv", SweepForecastPage.size(study.drawsSize)])
    table.append([
      "while running", SweepForecastPage.size(bytes + Double(runs) * Double(8 * study.plan.metrics + 16)),
    ])
    table.append(["memory", "about \(SweepForecastPage.size(memory))"])
    let each = seconds / Double(parts)
    table.append([
      "on a cluster",
      "\(parts) \(parts == 1 ? "task" : "tasks") of \(threads) \(threads == 1 ? "thread" : "threads"), "
        + "\(DurationText.clock(each)) each: --slurm --tasks \(parts)",
    ])
    let lines = table.lines()
    try console.print(lines.joined(separator: "\n") + "\n")
    return .success
  }

  /// A number of bytes: `12.3 MB`.
  static func size(_ bytes: Double) -> String {
    switch bytes {
    case ..<1e6: "\(RoundedText.text(max(bytes, 0) / 1e3)) kB"
    case ..<1e9: "\(RoundedText.text(bytes / 1e6)) MB"
    default: "\(RoundedText.text(bytes / 1e9)) GB"
    }
  }
}
