#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import struct SimulationKernel.RunFailure
import Sweep

/// A sweep of a small model as a process of its own, for tests that kill it or let it trap.
///
/// Arguments: folder, runs, threads, shard K, shards N, microseconds a run, then the runs that trap. With
/// `supervise` before them, supervises itself.
@main
enum SweepProbe {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments == ["serve"] { return serve() }
    if arguments.first == "supervise" {
      let rest = Array(arguments.dropFirst())
      let (plan, shard) = division(rest)
      StopRequest.catchSignals()
      let supervisor = Supervisor(executable: CommandLine.arguments[0], arguments: rest)
      let ending = supervisor.run(
        stop: StopRequest(heedsSignals: true),
        progress: { Supervisor.progress(in: rest[0], plan: plan, shard: shard) })
      switch ending {
      case .exited(let status): exit(status)
      case .died: exit(70)
      case .notStarted: exit(71)
      }
    }
    exit(sweep(arguments))
  }

  /// Serves runs to another process, which says what is to go wrong: numbers of runs that trap, `once N FILE` for one
  /// that kills the process unless the file is there, or `fail N` for one that fails.
  private static func serve() {
    let words = (WorkerService.setup() ?? "").split(separator: " ").map(String.init)
    let plan = SweepPlan(identity: SweepIdentity(hashing: "probe"), runs: 1000, outputs: 2, metrics: 1)
    let model = ProbeModel(microseconds: 0, traps: [], fails: words.first == "fail" ? Int(words[1]) : nil)
    model.serve(plan) { index in
      if words.first == "once" {
        let isOther = index != Int(words[1]) || access(words[2], F_OK) == 0
        if !isOther {
          close(open(words[2], O_WRONLY | O_CREAT, 0o666))
          kill(getpid(), SIGKILL)
        }
      } else if words.first != "fail", words.contains("\(index)") {
        fatalError("run \(index) traps")
      }
    }
  }

  private static func division(_ arguments: [String]) -> (SweepPlan, Shard) {
    let plan = SweepPlan(
      identity: SweepIdentity(hashing: "probe"), runs: Int(arguments[1])!, outputs: 2, metrics: 1)
    guard let shard = try? Shard(Int(arguments[3])!, of: Int(arguments[4])!) else { exit(64) }
    return (plan, shard)
  }

  private static func sweep(_ arguments: [String]) -> Int32 {
    let (plan, shard) = division(arguments)
    let model = ProbeModel(
      microseconds: Int(arguments[5])!, traps: arguments.dropFirst(6).map { Int($0)! })
    let options = SweepOptions(threads: Int(arguments[2])!, flushInterval: 0.01)
    StopRequest.catchSignals()
    var observer = Count()
    do {
      let report = try SweepEngine(model: model, plan: plan, options: options).run(
        in: arguments[0], shard: shard, observer: &observer, stop: StopRequest(heedsSignals: true))
      precondition(observer.seen == report.rows, "the observer sees every row")
      return report.ending.isFinal ? 0 : 75
    } catch {
      return 74
    }
  }
}

private struct Count: SweepObserver {
  var seen = 0
  mutating func succeeded(_ index: Int, metrics: Span<Double>) { seen += 1 }
  mutating func failed(_ index: Int, _ failure: RunFailure) { seen += 1 }
}

/// Rows of varying length, after a wait of varying length; some runs trap.
struct ProbeModel: SweepModel {
  let microseconds: Int
  let traps: [Int]
  var fails: Int?

  func makeWorker() -> Int { 0 }

  func run(_ index: Int, worker: inout Int, into row: inout RowBuffer) throws(RunFailure) {
    precondition(!traps.contains(index), "this run traps")
    if index == fails { throw RunFailure(what: "run \(index) fails", place: "corner") }
    let mixed = UInt64(index) &* 0x9E37_79B9_7F4A_7C15
    if microseconds > 0 { usleep(UInt32(microseconds) * UInt32(mixed >> 62)) }
    row.text.append(integer: index)
    row.text.append(text: ",")
    row.text.append(number: Double(mixed >> 11) * 0x1p-53)
    row.text.append(text: "\n")
    row.nextOutput()
    for line in 0..<Int(mixed >> 61) {
      row.text.append(integer: index * 10 + line)
      row.text.append(text: "\n")
    }
    row.set(0, to: Double(index))
  }
}
