#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import AllocationCounter
import Sweep
import Tables

/// Measures the sweep engine: `swift run -c release SweepBenchmark [part ...]`.
///
/// Parts: scaling, overhead, rate, values, allocations, million, saltelli. Each prints what it found beside
/// its goal. Times are medians of interleaved rounds, because the machine may be shared; ratios are within
/// one run.
@main
enum SweepBenchmark {
  static let parts: [(name: String, run: @Sendable () -> Void)] = [
    ("million", Throughput.million), ("saltelli", SaltelliGoal.run), ("allocations", Throughput.allocations),
    ("rate", Throughput.rate), ("values", Throughput.values), ("scaling", Scaling.run),
    ("overhead", Scaling.overhead),
  ]

  static func main() {
    let wanted = CommandLine.arguments.dropFirst()
    for part in parts where wanted.isEmpty || wanted.contains(part.name) { part.run() }
  }
}

/// Runs a sweep into a new folder below `TMPDIR` or /tmp, which is removed afterwards.
func withFolder<Result>(_ body: (String) throws -> Result) rethrows -> Result {
  let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  var template = Array("\(parent)/sweep-benchmark-XXXXXX".utf8CString)
  let path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  defer {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != "." && name != ".." { unlink(path + "/" + name) }
      }
      closedir(folder)
    }
    rmdir(path)
  }
  return try body(path)
}

/// Sweeps `runs` runs of a model on some threads into a folder, if any, and merges to CSV if asked.
func sweep<Model: SweepModel>(
  _ model: Model, runs: Int, metrics: Int, threads: Int, folder: String?, merging: Bool = false
) {
  let plan = SweepPlan(identity: SweepIdentity(hashing: "benchmark \(runs)"), runs: runs, metrics: metrics)
  let engine = SweepEngine(model: model, plan: plan, options: SweepOptions(threads: threads))
  var observer = NoObserver()
  do {
    let report = try engine.run(in: folder, observer: &observer)
    precondition(report.ending == .complete && report.rows == runs, "the sweep is complete")
    if let folder, merging {
      let output = MergedOutput(path: folder + "/runs.csv", header: "run,value\n")
      _ = try ShardSet(folders: [folder]).merge(outputs: [output], observer: &observer)
    }
  } catch {
    print(error)
    exit(1)
  }
}

func seconds(_ body: () -> Void) -> Double {
  var (start, end) = (timespec(), timespec())
  clock_gettime(CLOCK_MONOTONIC, &start)
  body()
  clock_gettime(CLOCK_MONOTONIC, &end)
  return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) * 1e-9
}

/// The processor seconds of all threads so far.
var processorSeconds: Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// The most memory the process has had, in MB.
var peakMegabytes: Double {
  var usage = rusage()
  #if canImport(Glibc)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  #else
    getrusage(RUSAGE_SELF, &usage)
  #endif
  return Double(usage.ru_maxrss) / 1024
}

func text(_ value: Double, _ decimals: Int = 2) -> String {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  return "\((value * scale).rounded() / scale)"
}
