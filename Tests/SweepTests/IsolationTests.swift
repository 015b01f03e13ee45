import struct SimulationKernel.RunFailure
import Testing

@testable import Sweep

/// Runs in processes of their own, which may die of them.
@Suite struct IsolationTests {
  private static let plan = SweepPlan(
    identity: SweepIdentity(hashing: "probe"), runs: 60, outputs: 2, metrics: 1)

  /// The rows and failures of a sweep in processes of the probe, some of whose runs trap.
  private final class Seen: SweepObserver, @unchecked Sendable {
    var outputs: [Int: [String]] = [:]
    var metrics: [Int: Double] = [:]
    var failures: [Int: RunFailure] = [:]
    func wrote(_ index: Int, output: Int, bytes: UnsafeRawBufferPointer) {
      outputs[index, default: []].append(String(decoding: bytes, as: UTF8.self))
    }
    func succeeded(_ index: Int, metrics: Span<Double>) { self.metrics[index] = metrics[0] }
    func failed(_ index: Int, _ failure: RunFailure) { failures[index] = failure }
  }

  private func sweep(_ program: WorkerProgram?, threads: Int) throws -> Seen {
    let seen = Seen()
    var observer = seen
    let engine = SweepEngine(
      model: IsolatedModel(ProbeTwin(), in: program), plan: Self.plan,
      options: SweepOptions(threads: threads, deathsAllowed: 0, ringRows: 2 * threads))
    #expect(try engine.run(in: nil, observer: &observer).ending == .complete)
    return seen
  }

  private func probe(_ setup: String, _ path: String = ProcessTests.probe) -> WorkerProgram {
    WorkerProgram(executable: path, arguments: ["probe", "serve"], setup: setup)
  }

  /// twin: rows from processes are those of the model itself.
  @Test func rowsAreThoseOfTheModel() throws {
    let own = try sweep(nil, threads: 1)
    for threads in [1, 3] {
      let apart = try sweep(probe(""), threads: threads)
      #expect(apart.outputs == own.outputs && apart.metrics == own.metrics && apart.failures.isEmpty)
    }
  }

  /// unit: only the runs that trap are failures, with the signal and the program's last words.
  @Test func trapsTakeNothingWithThem() throws {
    let seen = try sweep(probe("7 8 59"), threads: 2)
    #expect(seen.failures.keys.sorted() == [7, 8, 59] && seen.outputs.count == 57)
    for (index, failure) in seen.failures {
      #expect(failure.kind == .trapped && failure.attempts == 2 && failure.place == "")
      #expect(failure.what.hasPrefix("the process of the run died of signal "))
      #expect(failure.what.hasSuffix("Fatal error: run \(index) traps"))
    }
  }

  /// unit: a run in which a process was killed once is run again and is no failure.
  @Test func oneDeathIsForgiven() throws {
    let folder = TemporaryFolder()
    let seen = try sweep(probe("once 20 \(folder.path)/mark"), threads: 2)
    #expect(seen.failures.isEmpty && seen.outputs.count == 60)
    #expect(folder.names == ["mark"])
  }

  /// unit: a failure of the model comes through as it is, and the process goes on.
  @Test func failuresComeThrough() throws {
    let seen = try sweep(probe("fail 5"), threads: 2)
    #expect(seen.failures == [5: RunFailure(what: "run 5 fails", place: "corner")])
    #expect(seen.outputs.count == 59)
  }

  /// unit: a program that says nothing but its end is told by its status, and one that is not there does no harm.
  @Test func programsThatServeNothing() throws {
    let leaving = WorkerProgram(executable: "/bin/sh", arguments: ["sh", "-c", "exit 9"], setup: "")
    var observer = Seen()
    let engine = SweepEngine(
      model: IsolatedModel(ProbeTwin(), in: leaving), plan: Self.plan,
      options: SweepOptions(threads: 2, deathsAllowed: 0, ringRows: 4))
    let report = try engine.run(in: nil, observer: &observer)
    guard case .aborted(0, let failure) = report.ending else {
      Issue.record("\(report.ending)")
      return
    }
    #expect(failure.kind == .prevented && observer.failures.isEmpty && observer.outputs.isEmpty)
    #expect(failure.what.hasPrefix("the process of the run ended with status 9, 3 times; "))
    #expect(try sweep(probe("", "/nonexistent"), threads: 2).outputs.count == 60)
  }
}

/// What the probe runs.
private struct ProbeTwin: SweepModel {
  func makeWorker() -> Int { 0 }

  func run(_ index: Int, worker: inout Int, into row: inout RowBuffer) throws(RunFailure) {
    let mixed = UInt64(index) &* 0x9E37_79B9_7F4A_7C15
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
