#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import struct SimulationKernel.RunFailure
@testable import Sweep
import Testing

@Suite struct SweepEngineTests {
  private func engine(
    _ model: TestModel, _ runs: Int, threads: Int, changing change: (inout SweepOptions) -> Void = { _ in }
  ) -> SweepEngine<TestModel> {
    var options = SweepOptions(threads: threads, flushInterval: 0.01)
    change(&options)
    return SweepEngine(model: model, plan: TestModel.plan(runs), options: options)
  }

  private func sweep(
    _ model: TestModel, _ runs: Int, threads: Int, in folder: TemporaryFolder, observer: inout Recorder,
    changing change: (inout SweepOptions) -> Void = { _ in }
  ) throws -> SweepReport {
    try engine(model, runs, threads: threads, changing: change).run(in: folder.path, observer: &observer)
  }

  /// twin: the rows, their order and the complete file are those of one thread.
  @Test(arguments: [2, 3, 7]) func rowsDoNotDependOnThreads(threads: Int) throws {
    let (one, several) = (TemporaryFolder(), TemporaryFolder())
    var (first, second) = (Recorder(), Recorder())
    let model = TestModel(wait: 200, failureEvery: 13)
    let a = try sweep(model, 3000, threads: 1, in: one, observer: &first)
    let b = try sweep(model, 3000, threads: threads, in: several, observer: &second)
    #expect(a == b)
    #expect(a == SweepReport(ending: .complete, rows: 3000, resumed: 0, failures: 230))
    #expect(first.seen == Array(0..<3000))
    #expect(first.seen == second.seen && first.sum == second.sum && first.failures == second.failures)
    #expect(try Merged([one]) == Merged([several]))
    #expect(one.names == ["shard-000000-of-000001.rows"] && several.names == one.names)
    #expect(bytes(of: one.path + "/" + one.names[0]) == bytes(of: several.path + "/" + one.names[0]))
  }

  /// twin: shards merged are the whole, whichever folder each lies in.
  @Test(arguments: [Shard.Layout.strided, .contiguous]) func shardsMergeToTheWhole(layout: Shard.Layout)
    throws
  {
    let whole = TemporaryFolder()
    var recorder = Recorder()
    let model = TestModel(wait: 20, failureEvery: 17)
    _ = try sweep(model, 1003, threads: 2, in: whole, observer: &recorder)
    let folders = [TemporaryFolder(), TemporaryFolder()]
    for number in [3, 0, 4, 1, 2] {
      var ignored = Recorder()
      let shard = try Shard(number, of: 5, layout: layout)
      _ = try engine(model, 1003, threads: 2)
        .run(in: folders[number % 2].path, shard: shard, observer: &ignored)
    }
    #expect(try Merged(folders) == Merged([whole]))
  }

  /// Runs a copy of the same sweep when it sees a certain row.
  private struct Rival: SweepObserver {
    let row: Int
    let copy: @Sendable () -> Void
    mutating func succeeded(_ index: Int, metrics: Span<Double>) { if index == row { copy() } }
    mutating func failed(_ index: Int, _ failure: RunFailure) {}
    var isSatisfied: Bool { false }
  }

  /// twin: a copy that is through first, and removes the other's rows, leaves both with the right ones.
  @Test(arguments: [0, 50, 99]) func aFasterCopyDoesNoHarm(row: Int) throws {
    let (folder, peace) = (TemporaryFolder(), TemporaryFolder())
    var (recorder, ignored) = (Recorder(), Recorder())
    _ = try sweep(TestModel(), 100, threads: 1, in: peace, observer: &ignored)
    let engine = SweepEngine(
      model: TestModel(), plan: TestModel.plan(100), options: SweepOptions(threads: 1, flushInterval: 10))
    let path = folder.path
    var rival = Rival(row: row) {
      var nobody = NoObserver()
      let report = try? engine.run(in: path, observer: &nobody)
      #expect(report?.ending == .complete)
    }
    #expect(try engine.run(in: folder.path, observer: &rival).ending == .complete)
    #expect(folder.names == ["shard-000000-of-000001.rows"])
    #expect(try Merged([folder]) == Merged([peace]))
    _ = try sweep(TestModel(), 100, threads: 1, in: folder, observer: &recorder)
    #expect(recorder.seen == Array(0..<100))
  }

  /// twin: a sweep stopped again and again ends with the same bytes and runs nothing twice.
  @Test func stoppingAndGoingOnLosesNothing() throws {
    let (whole, parts) = (TemporaryFolder(), TemporaryFolder())
    var (reference, last) = (Recorder(), Recorder())
    _ = try sweep(TestModel(failureEvery: 11), 600, threads: 1, in: whole, observer: &reference)
    let calls = TestModel.Counter()
    var rows = 0
    for round in 1...4 {
      let request = StopRequest()
      let model = TestModel(
        wait: 100, failureEvery: 11, stopAt: (run: round * 120, request: request), calls: calls)
      last = Recorder()
      let report = try engine(model, 600, threads: 2).run(in: parts.path, observer: &last, stop: request)
      #expect(report.resumed == rows && report.rows > round * 120)
      #expect(report.ending == (report.rows == 600 ? .complete : .interrupted))
      rows = report.rows
    }
    last = Recorder()
    let report = try sweep(
      TestModel(failureEvery: 11, calls: calls), 600, threads: 2, in: parts, observer: &last)
    #expect(report.ending == .complete)
    #expect(calls.count.load(ordering: .relaxed) == 600)
    #expect(last.seen == reference.seen && last.sum == reference.sum && last.failures == reference.failures)
    #expect(try Merged([whole]) == Merged([parts]))
    // Once more: nothing to do, and the observer still sees every row.
    var again = Recorder()
    let repeated = try sweep(TestModel(calls: calls), 600, threads: 2, in: parts, observer: &again)
    #expect(repeated.resumed == 600 && repeated.ending == .complete && again.sum == reference.sum)
    #expect(calls.count.load(ordering: .relaxed) == 600)
  }

  /// unit: the stopping rule is judged in index order, so its last row is the same for any number of threads.
  @Test(arguments: [1, 2, 5]) func untilStopsAtTheSameRow(threads: Int) throws {
    let folder = TemporaryFolder()
    var recorder = Recorder(enough: 321)
    let report = try sweep(TestModel(wait: 50), 2000, threads: threads, in: folder, observer: &recorder)
    #expect(report == SweepReport(ending: .satisfied, rows: 321, resumed: 0, failures: 0))
    #expect(recorder.seen == Array(0..<321))
    #expect(try ShardSet(folders: [folder.path]).isComplete)
    // Run again it has nothing to do; with a stricter rule it goes on from there.
    recorder = Recorder(enough: 321)
    #expect(try sweep(TestModel(), 2000, threads: 1, in: folder, observer: &recorder).resumed == 321)
    recorder = Recorder(enough: 500)
    let longer = try sweep(TestModel(), 2000, threads: threads, in: folder, observer: &recorder)
    #expect(longer == SweepReport(ending: .satisfied, rows: 500, resumed: 321, failures: 0))
    #expect(try Merged([folder]).seen == Array(0..<500))
  }

  /// unit: abort keeps the rows before the first failing index; skip then goes on.
  @Test func abortStopsAtTheLowestFailure() throws {
    let folder = TemporaryFolder()
    var recorder = Recorder()
    let model = TestModel(wait: 100, failureEvery: 40)
    let report = try sweep(model, 400, threads: 3, in: folder, observer: &recorder) { $0.failures = .abort }
    let failure = RunFailure(what: "run 39 is infeasible", place: "corner")
    #expect(report == SweepReport(ending: .aborted(index: 39, failure), rows: 40, resumed: 0, failures: 1))
    #expect(recorder.seen == Array(0..<40))
    recorder = Recorder()
    let again = try sweep(model, 400, threads: 3, in: folder, observer: &recorder) { $0.failures = .abort }
    #expect(again.ending == report.ending && again.resumed == 40)
    recorder = Recorder()
    let skipped = try sweep(model, 400, threads: 3, in: folder, observer: &recorder)
    #expect(skipped == SweepReport(ending: .complete, rows: 400, resumed: 40, failures: 10))
  }

  /// unit: a retried run is tried so often, each time with a new worker; its row is that of one tried once.
  @Test func retryTriesAgain() throws {
    let folder = TemporaryFolder()
    var recorder = Recorder()
    let model = TestModel(failureEvery: 10)
    let report = try sweep(model, 20, threads: 1, in: folder, observer: &recorder) { $0.failures = .retry(2) }
    #expect(report.failures == 2 && recorder.failures == [9, 19])
    #expect(model.calls.count.load(ordering: .relaxed) == 24)
    #expect(model.calls.workers.load(ordering: .relaxed) == 7)
    let reader = try ShardSet(folders: [folder.path]).makeReader()
    while reader.next() {
      let failed = reader.index % 10 == 9
      #expect(reader.failure?.attempts == (failed ? 1 : nil))
      if failed { #expect(reader.withBytes(of: 0) { $0.count } == 0) }
    }
  }

  /// A model whose first run asks to stop and fails, slowly, whenever it is tried.
  private struct Stubborn: SweepModel {
    let request: StopRequest
    func makeWorker() -> Int { 0 }
    func run(_ index: Int, worker: inout Int, into row: inout RowBuffer) throws(RunFailure) {
      row.text.append(text: "row\n")
      row.nextOutput()
      guard index == 0 else { return }
      request.make()
      usleep(50_000)
      throw RunFailure(what: "never", place: "start")
    }
  }

  /// unit: a sweep that is asked to stop tries a failing run no further, whatever waits behind it, and goes on.
  @Test func retriesEndWithTheSweep() throws {
    let (folder, peace) = (TemporaryFolder(), TemporaryFolder())
    let request = StopRequest()
    func run(_ failures: FailurePolicy, in folder: TemporaryFolder, stop: StopRequest?) throws -> SweepReport
    {
      var nobody = NoObserver()
      return try SweepEngine(
        model: Stubborn(request: request), plan: TestModel.plan(3000),
        options: SweepOptions(threads: 2, failures: failures)
      ).run(in: folder.path, observer: &nobody, stop: stop)
    }
    let report = try run(.retry(FailurePolicy.mostRetries), in: folder, stop: request)
    #expect(report == SweepReport(ending: .interrupted, rows: 0, resumed: 0, failures: 0))
    #expect(try run(.retry(1), in: folder, stop: nil).failures == 1)
    #expect(try run(.skip, in: peace, stop: nil).failures == 1)
    #expect(bytes(of: folder.path + "/" + folder.names[0]) == bytes(of: peace.path + "/" + peace.names[0]))
  }

  /// twin: forcing rows to the device again and again changes nothing about them.
  @Test func syncingChangesNoRow() throws {
    let (folder, peace) = (TemporaryFolder(), TemporaryFolder())
    var (one, other) = (Recorder(), Recorder())
    let model = TestModel(wait: 500)
    let options = SweepOptions(threads: 2, flushInterval: 0, syncInterval: 0)
    _ = try SweepEngine(model: model, plan: TestModel.plan(300), options: options)
      .run(in: folder.path, observer: &one)
    _ = try sweep(model, 300, threads: 1, in: peace, observer: &other)
    #expect(try one.sum == other.sum && Merged([folder]) == Merged([peace]))
  }

  /// unit: a deadline that has passed ends the sweep at once, and it can go on.
  @Test func deadlineInterrupts() throws {
    let folder = TemporaryFolder()
    var recorder = Recorder()
    let model = TestModel(wait: 2000)
    let report = try sweep(model, 5000, threads: 2, in: folder, observer: &recorder) { $0.deadline = 0 }
    #expect(report.ending == .deadline && report.rows < 5000 && recorder.seen == Array(0..<report.rows))
    recorder = Recorder()
    #expect(try sweep(TestModel(), 5000, threads: 2, in: folder, observer: &recorder).ending == .complete)
    #expect(recorder.seen == Array(0..<5000))
  }

  /// unit: large rows go through a ring that holds only a few of them.
  @Test func largeRowsNarrowTheRing() throws {
    let (folder, wide) = (TemporaryFolder(), TemporaryFolder())
    var (recorder, other) = (Recorder(), Recorder())
    let model = TestModel(wait: 300, filling: 20_000)
    _ = try sweep(model, 300, threads: 3, in: folder, observer: &recorder) { $0.ringBytes = 1 }
    _ = try sweep(model, 300, threads: 3, in: wide, observer: &other)
    #expect(recorder.seen == Array(0..<300))
    #expect(try Merged([folder]) == Merged([wide]))
  }

  /// unit: without a folder the observer alone sees the rows; a sweep of no runs is complete.
  @Test func foldersAreOptional() throws {
    var (recorder, other) = (Recorder(), Recorder())
    let engine = SweepEngine(model: TestModel(), plan: TestModel.plan(100), options: SweepOptions(threads: 2))
    #expect(try engine.run(in: nil, observer: &recorder).ending == .complete)
    #expect(recorder.seen == Array(0..<100))
    let folder = TemporaryFolder()
    #expect(try sweep(TestModel(), 0, threads: 2, in: folder, observer: &other).ending == .complete)
    #expect(try ShardSet(folders: [folder.path]).isComplete)
  }

  /// unit: where the system has no thread a sweep says so and loses nothing: it goes on once there is one.
  @Test func missingThreadsAreTold() throws {
    let folder = TemporaryFolder()
    var (nobody, recorder) = (Recorder(), Recorder())
    var engine = SweepEngine(model: TestModel(), plan: TestModel.plan(20), options: SweepOptions(threads: 2))
    engine.startThread = { _ in nil }
    for path in [folder.path, nil] {
      #expect(throws: SweepProblem.noThread) { try engine.run(in: path, observer: &nobody) }
    }
    #expect(nobody.seen.isEmpty)
    engine.startThread = { WorkerThread($0) }
    #expect(try engine.run(in: folder.path, observer: &recorder).ending == .complete)
    #expect(recorder.seen == Array(0..<20))
  }

  /// unit: a single run gives the bytes that the sweep wrote.
  @Test func replayGivesTheSameBytes() throws {
    let folder = TemporaryFolder()
    var recorder = Recorder()
    _ = try sweep(TestModel(), 50, threads: 2, in: folder, observer: &recorder)
    let reader = try ShardSet(folders: [folder.path]).makeReader()
    let engine = SweepEngine(model: TestModel(), plan: TestModel.plan(50), options: SweepOptions(threads: 1))
    while reader.next() {
      let row = try engine.replay(reader.index)
      for output in 0..<2 {
        let written = reader.withBytes(of: output) { Array($0) }
        #expect(row.withBytes(of: output) { Array($0) } == written)
      }
    }
  }

  /// unit: a pilot tries some runs, writes nothing and scales up what it saw.
  @Test func pilotsForecast() throws {
    let engine = SweepEngine(
      model: TestModel(failureEvery: 10), plan: TestModel.plan(200), options: SweepOptions(threads: 1))
    let all = try #require(engine.pilot(seconds: 1000))
    #expect(all.tried == 200 && all.failures == 20)
    var bytes = 0
    for index in 0..<200 {
      guard let row = try? engine.replay(index) else { continue }
      for output in 0..<2 { bytes += row.withBytes(of: output) { $0.count } }
    }
    #expect(abs(all.bytes(runs: 200) - Double(bytes)) < 1e-6)
    #expect(engine.pilot(seconds: 0)?.tried == 1)
    #expect(abs(all.seconds(runs: 10, threads: 2) - 5 * all.secondsPerRun) < 1e-12)
    let none = SweepEngine(model: TestModel(), plan: TestModel.plan(0), options: SweepOptions(threads: 1))
    #expect(none.pilot(seconds: 1) == nil)
  }

  /// unit: progress counts rows up to the total while the sweep runs.
  @Test func progressIsTold() throws {
    var recorder = Recorder()
    var told: [SweepProgress] = []
    let calls = TestModel.Counter()
    let engine = SweepEngine(
      model: TestModel(waitsToBeTold: 59, calls: calls), plan: TestModel.plan(60),
      options: SweepOptions(threads: 1))
    _ = try engine.run(in: nil, observer: &recorder) {
      told.append($0)
      calls.isTold.store(true, ordering: .relaxed)
    }
    #expect(!told.isEmpty && told.allSatisfy { $0.total == 60 && $0.rows <= 60 && $0.resumed == 0 })
    #expect(told.map(\.rows) == told.map(\.rows).sorted())
  }

  /// unit: rows of another plan or division are refused, and the message names the file.
  @Test func otherSweepsAreRefused() throws {
    let folder = TemporaryFolder()
    var recorder = Recorder()
    _ = try sweep(TestModel(), 10, threads: 1, in: folder, observer: &recorder)
    let options = SweepOptions(threads: 1)
    let file = folder.path + "/shard-000000-of-000001.rows"
    let expected = SweepIdentity(hashing: "other")
    #expect(
      throws: SweepProblem.otherSweep(file: file, found: SweepIdentity(hashing: "test"), expected: expected)
    ) {
      try SweepEngine(model: TestModel(), plan: TestModel.plan(10, identity: "other"), options: options)
        .run(in: folder.path, observer: &recorder)
    }
    #expect(throws: SweepProblem.self) {
      try SweepEngine(model: TestModel(), plan: TestModel.plan(11), options: options)
        .run(in: folder.path, observer: &recorder)
    }
    #expect(throws: SweepProblem.noFolder("/nonexistent")) {
      try SweepEngine(model: TestModel(), plan: TestModel.plan(11), options: options)
        .run(in: "/nonexistent", observer: &recorder)
    }
  }
}
