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

  /// unit: summaries of a whole sweep count what succeeded.
  @Test func summariesAddUp() throws {
    var summaries = MetricSummaries(metrics: 2)
    _ = try sweep(TestModel(failureEvery: 20), 200, &summaries)
    #expect(summaries.failures == 10 && summaries.tallies[0].count == 190)
    #expect(summaries.sketches[1].count == 190 && summaries.sketches[1].maximum == 198)
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
