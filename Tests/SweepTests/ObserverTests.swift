import SimulationKernel
import Sweep
import Synchronization
import Testing

@Suite struct ObserverTests {
  private func sweep(
    _ model: some SweepModel, _ runs: Int, _ observer: inout some SweepObserver,
    in folder: TemporaryFolder? = nil,
    identity: String = "test"
  ) throws -> SweepReport {
    try SweepEngine(
      model: model, plan: TestModel.plan(runs, identity: identity), options: SweepOptions(threads: 2)
    ).run(in: folder?.path, observer: &observer)
  }

  /// unit: points are told in order with their own replications, and whole-sweep summaries count what
  /// succeeded.
  @Test func summariesAddUp() throws {
    let told = Told()
    let layout = RunLayout(points: 40, replications: 5)
    let points = PointSummaries(layout, metrics: 2) { point, tallies, failures in
      told.add(point, tallies[1], failures)
    }
    var both = BothObservers(points, MetricSummaries(metrics: 2))
    _ = try sweep(TestModel(failureEvery: 20), 200, &both)
    #expect(told.points == Array(0..<40))
    #expect(told.failures == (0..<40).map { $0 % 4 == 3 ? 1 : 0 })
    // Metric 1 is the index: without failures a point's mean is that of its five indices.
    #expect(told.means[0] == 2 && told.means[10] == 52)
    #expect(both.second.failures == 10 && both.second.tallies[0].count == 190)
    #expect(both.second.sketches[1].count == 190 && both.second.sketches[1].maximum == 198)
  }

  private final class Told: @unchecked Sendable {
    // Called by one thread at a time, and read after the sweep.
    var points: [Int] = []
    var means: [Double] = []
    var failures: [Int] = []
    func add(_ point: Int, _ tally: Tally, _ failed: Int) {
      points.append(point)
      means.append(tally.mean)
      failures.append(failed)
    }
  }

  /// A model whose rows depend on point and replication alone.
  private struct PointModel: SweepModel {
    let layout: RunLayout
    let calls = TestModel.Counter()
    func makeWorker() -> Int { 0 }
    func run(_ index: Int, worker: inout Int, into row: inout RowBuffer) throws(RunFailure) {
      calls.count.add(1, ordering: .relaxed)
      let run = layout.run(index)
      if run.point == 7 { throw RunFailure(what: "point 7", place: "corner") }
      row.text.append(text: "\(run.point),\(run.replication)\n")
      row.nextOutput()
      row.set(0, to: Double(run.point))
    }
  }

  /// twin: an extended sweep runs only what is new, and has the bytes of one that runs it all.
  @Test func extensionReusesRows() throws {
    let (small, large, whole) = (TemporaryFolder(), TemporaryFolder(), TemporaryFolder())
    let (before, after) = (RunLayout(points: 20, replications: 3), RunLayout(points: 30, replications: 5))
    var observer = Recorder()
    _ = try sweep(PointModel(layout: before), before.count, &observer, in: small, identity: "small")
    let base = PointModel(layout: after)
    let extended = ExtendedModel(
      base, rows: try ShardSet(folders: [small.path]), layout: after, earlierLayout: before)
    _ = try sweep(extended, after.count, &observer, in: large)
    #expect(base.calls.count.load(ordering: .relaxed) == after.count - before.count)
    _ = try sweep(PointModel(layout: after), after.count, &observer, in: whole)
    let (a, b) = (try Merged([large]), try Merged([whole]))
    #expect(a.outputs == b.outputs && a.failures == b.failures && a.failures.count == 5)
  }

  /// unit: an axis takes a distribution of the kernel's.
  @Test func axesTakeDistributions() {
    let axis = Axis(name: "cost", values: .interval(Distribution.uniform(low: 10, high: 20)))
    #expect(axis.value(at: 0.25) == .number(12.5) && axis.levels == nil)
  }

  /// unit: a complete file that was damaged afterwards is noticed when it is read.
  @Test func damageAfterCompletionIsNoticed() throws {
    let folder = TemporaryFolder()
    var observer = Recorder()
    _ = try sweep(TestModel(), 20_000, &observer, in: folder)
    let path = folder.path + "/" + folder.names[0]
    var content = bytes(of: path)
    content[content.count / 2] ^= 1
    write(content, to: path)
    let set = try ShardSet(folders: [folder.path])
    let outputs = (0..<2).map { MergedOutput(path: "\(folder.path)/o\($0)", header: "") }
    var ignored = Recorder()
    #expect(throws: SweepProblem.damaged(shard: 0)) { try set.merge(outputs: outputs, observer: &ignored) }
    #expect(throws: SweepProblem.self) {
      try set.merge(
        outputs: (0..<2).map { MergedOutput(path: "/nonexistent/o\($0)", header: "") }, observer: &ignored)
    }
    // The sweep itself trusts nothing either: it runs what is no longer whole.
    var again = Recorder()
    let report = try sweep(TestModel(), 20_000, &again, in: folder)
    #expect(report.ending == .complete && report.resumed < 20_000 && again.sum == observer.sum)
    #expect(try ShardSet(folders: [folder.path]).merge(outputs: outputs, observer: &ignored).count == 2)
  }
}
