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

/// Gives `body` a new folder below `TMPDIR` or /tmp, which is removed afterwards.
func withFolder<Result>(_ body: (String) throws -> Result) rethrows -> Result {
  let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  var template = Array("\(parent)/sweep-benchmark-XXXXXX".utf8CString)
  let path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  defer { removeFolder(path) }
  return try body(path)
}

private func removeFolder(_ path: String) {
  guard let folder = opendir(path) else { return }
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name == "." || name == ".." { continue }
    if unlink(path + "/" + name) != 0 { removeFolder(path + "/" + name) }
  }
  closedir(folder)
  rmdir(path)
}

/// How far a sweep is taken.
enum Finish: CaseIterable {
  /// To the durable journal.
  case journal
  /// To a results folder, whose files are written and hashed while the sweep runs.
  case results
  /// To a results folder that is merged from the journal afterwards, as after shards or interruptions.
  case resultsAfterwards
}

/// Sweeps `runs` runs of a model on some threads into a folder, if any; returns the bytes of runs.csv.
@discardableResult
func sweep<Model: SweepModel>(
  _ model: Model, runs: Int, metrics: Int, threads: Int, folder: String?, finish: Finish = .journal
) -> Int {
  let plan = SweepPlan(identity: SweepIdentity(hashing: "benchmark \(runs)"), runs: runs, metrics: metrics)
  let engine = SweepEngine(model: model, plan: plan, options: SweepOptions(threads: threads))
  var nobody = NoObserver()
  do {
    guard let folder, finish != .journal else {
      check(try engine.run(in: folder, observer: &nobody), runs)
      return 0
    }
    let results = try ResultsFolder(at: folder + "/results")
    let outputs = [MergedOutput(path: results.temporaryPath + "/runs.csv", header: "run,value\n")]
    let records: [FileRecord]
    if finish == .results {
      var files = try MergedFiles(outputs)
      check(try engine.run(in: folder, observer: &files), runs)
      records = try files.finish()
    } else {
      check(try engine.run(in: folder, observer: &nobody), runs)
      records = try ShardSet(folders: [folder]).merge(outputs: outputs, observer: &nobody)
    }
    for record in records { results.add(record) }
    try results.write(ResultsFolder.manifestName, text: records[0].sha256 + "\n")
    try results.commit()
    return records[0].bytes
  } catch {
    print(error)
    exit(1)
  }
}

private func check(_ report: SweepReport, _ runs: Int) {
  precondition(report.ending == .complete && report.rows == runs, "the sweep is complete")
}

/// Writes so many bytes to a file in pieces of 256 KB and forces them to the device.
func writePlainly(_ bytes: Int, folder: String) {
  let piece = [UInt8](repeating: UInt8(ascii: "5"), count: 1 << 18)
  let descriptor = open(folder + "/plain", O_WRONLY | O_CREAT | O_TRUNC, 0o666)
  var rest = bytes
  while rest > 0 {
    let written = write(descriptor, piece, min(rest, piece.count))
    precondition(written > 0, "the device takes the bytes")
    rest -= written
  }
  precondition(fsync(descriptor) == 0, "the device keeps the bytes")
  close(descriptor)
}
