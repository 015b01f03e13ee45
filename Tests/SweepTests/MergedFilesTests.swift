#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
@testable import Sweep
import Tables
import Testing

@Suite struct MergedFilesTests {
  private func outputs(_ folder: TemporaryFolder) -> [MergedOutput] {
    (0..<2).map { MergedOutput(path: "\(folder.path)/output\($0).csv", header: "head\n") }
  }

  /// twin: the files written while a sweep runs, stops and goes on are those merged from its journal.
  @Test(arguments: [1, 2, 3]) func filesWrittenWhileItRunsAreTheMergedOnes(threads: Int) throws {
    let (folder, live, merged) = (TemporaryFolder(), TemporaryFolder(), TemporaryFolder())
    for stop in [1500, nil] as [Int?] {
      let request = StopRequest()
      let model = TestModel(
        wait: 20, failureEvery: 13, filling: 300, stopAt: stop.map { (run: $0, request: request) })
      let engine = SweepEngine(
        model: model, plan: TestModel.plan(4000), options: SweepOptions(threads: threads))
      var both = BothObservers(try MergedFiles(outputs(live)), Recorder())
      let report = try engine.run(in: folder.path, observer: &both, stop: request)
      let records = try both.first.finish()
      #expect(report.ending == (stop == nil ? .complete : .interrupted))
      #expect(both.second.seen == Array(0..<report.rows))
      var nobody = NoObserver()
      let expected = try ShardSet(folders: [folder.path]).merge(outputs: outputs(merged), observer: &nobody)
      #expect(records == expected && records[0].bytes > 300_000)
      for (a, b) in zip(outputs(live), outputs(merged)) { #expect(bytes(of: a.path) == bytes(of: b.path)) }
    }
  }

  /// unit: a full disk is noticed while rows go on coming, and told at the end.
  @Test(.enabled(if: access("/dev/full", W_OK) == 0)) func aFullDiskIsTold() throws {
    let writer = RowWriter(try FileSink(creating: "/dev/full"))
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: 1000)
    for _ in 0..<2000 { line.withUnsafeBytes { writer.append($0) } }
    #expect(writer.hasFailed)
    let full = WriteProblem(path: "/dev/full", action: .write, cause: .diskFull)
    #expect(throws: full) { try writer.finish() }
    #expect(throws: full) { try writer.finish() }
    #expect(throws: WriteProblem.self) {
      try MergedFiles([MergedOutput(path: "/nonexistent/runs.csv", header: "")])
    }
  }

  /// unit: where the system has no thread to write with, nothing is written, and it is told as a failed write is.
  @Test func aMissingThreadIsTold() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/runs.csv"
    let writer = RowWriter(try FileSink(creating: path)) { _ in nil }
    for _ in 0..<20_000 { writer.append(text: "a row that fills more than two pieces\n") }
    #expect(writer.hasFailed)
    let problem = WriteProblem(path: path, action: .write, cause: .noThread)
    #expect(throws: problem) { try writer.finish() }
    #expect(problem.description.hasPrefix("cannot write \(path): the system can start no thread; "))
  }

  /// unit: a writer that is let go of ends its thread and leaves whole pieces.
  @Test func aWriterLetGoOfEnds() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/runs.csv"
    do {
      let writer = RowWriter(try FileSink(creating: path))
      writer.append(text: "run,value\n")
    }
    #expect(bytes(of: path) == Array("run,value\n".utf8))
  }
}
