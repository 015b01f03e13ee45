#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Synchronization
import struct SimulationKernel.RunFailure
import Sweep
import Tables
import Testing

/// A model whose rows have two outputs and two metrics, whose runs take uneven time, and some of which fail.
struct TestModel: SweepModel {
  /// The longest wait in microseconds, to scramble the order in which runs end.
  var wait: UInt64 = 0
  /// Every how many runs one fails; 0 for never.
  var failureEvery = 0
  /// The bytes that rows are filled up with.
  var filling = 0
  /// Asks to stop when this run begins.
  var stopAt: (run: Int, request: StopRequest)?
  /// A run that does not end before `calls` says that progress was told.
  var waitsToBeTold: Int?
  /// Counts the calls of `run`.
  var calls = Counter()

  final class Counter: Sendable {
    let count = Atomic<Int>(0)
    let workers = Atomic<Int>(0)
    let isTold = Atomic<Bool>(false)
  }

  func makeWorker() -> [Double] {
    calls.workers.add(1, ordering: .relaxed)
    return Array(repeating: 0, count: 8)
  }

  func run(_ index: Int, worker: inout [Double], into row: inout RowBuffer) throws(RunFailure) {
    calls.count.add(1, ordering: .relaxed)
    if let stopAt, stopAt.run == index { stopAt.request.make() }
    while index == waitsToBeTold, !calls.isTold.load(ordering: .relaxed) { usleep(1000) }
    var mixed = (UInt64(index) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 29
    if wait > 0 { usleep(UInt32(((mixed >> 7 & 0xffff) * wait) >> 16)) }
    worker[index % 8] = Double(mixed >> 11) * 0x1p-53
    row.text.append(integer: index)
    row.text.append(text: ",")
    row.text.append(number: worker[index % 8])
    for _ in 0..<filling { row.text.append(byte: UInt8(ascii: "x")) }
    row.text.append(text: "\n")
    if failureEvery > 0 && index % failureEvery == failureEvery - 1 {
      throw RunFailure(what: "run \(index) is infeasible", place: "corner")
    }
    row.nextOutput()
    for line in 0..<Int(mixed % 4) {
      row.text.append(integer: index * 10 + line)
      row.text.append(text: "\n")
    }
    row.set(0, to: worker[index % 8])
    row.set(1, to: Double(index))
  }

  static func plan(_ runs: Int, identity: String = "test") -> SweepPlan {
    SweepPlan(identity: SweepIdentity(hashing: identity), runs: runs, outputs: 2, metrics: 2)
  }
}

/// Remembers what it has seen; satisfied after a number of rows, if given one.
struct Recorder: SweepObserver {
  var seen: [Int] = []
  var sum = 0.0
  var failures: [Int] = []
  var enough = Int.max

  mutating func succeeded(_ index: Int, metrics: Span<Double>) {
    seen.append(index)
    // An order-dependent sum: equal only if the rows came in the same order.
    sum = sum * 1.000001 + metrics[0]
  }

  mutating func failed(_ index: Int, _ failure: RunFailure) {
    seen.append(index)
    failures.append(index)
  }

  var isSatisfied: Bool { seen.count >= enough }
}

/// A folder that goes away at the end of the test.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/sweep-test-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  }

  deinit {
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }

  var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}

func bytes(of path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  var result: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return result }
    result += buffer[..<count]
  }
}

func write(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "w") else { return }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

/// The merged outputs and what an observer saw of them.
struct Merged: Equatable {
  var outputs: [[UInt8]]
  var seen: [Int]
  var sum: Double
  var failures: [Int]

  init(_ folders: [TemporaryFolder]) throws {
    let target = TemporaryFolder()
    let set = try ShardSet(folders: folders.map(\.path))
    var recorder = Recorder()
    let files = (0..<set.plan.outputs).map { "\(target.path)/output\($0).csv" }
    let records = try set.merge(
      outputs: files.map { MergedOutput(path: $0, header: "head\n") }, observer: &recorder)
    outputs = files.map { bytes(of: $0) }
    for (record, output) in zip(records, outputs) { #expect(record.sha256 == SHA256.hex(of: output)) }
    (seen, sum, failures) = (recorder.seen, recorder.sum, recorder.failures)
  }
}
