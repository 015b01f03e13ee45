import Model
import ScenarioFormat
import SimulationKernel
import Synchronization
import Tables
import Testing

@testable import Analysis

/// Replications on several threads.
@Suite struct ReplicationTests {
  /// twin: every file has the same bytes for one, two and three threads.
  @Test func threadsDoNotShow() throws {
    let folder = TemporaryFolder()
    let plan = ReplicationPlan(try shortModel(), count: 7, interval: .month, command: "capsim run space.json")
    for threads in 1...3 { try fill("\(folder.path)/threads\(threads)", plan, threads: threads) }
    let names = FileNames.all
    for name in names {
      let one = bytes(of: "\(folder.path)/threads1/\(name)")
      #expect(!one.isEmpty)
      #expect(one == bytes(of: "\(folder.path)/threads2/\(name)"), "\(name)")
      #expect(one == bytes(of: "\(folder.path)/threads3/\(name)"), "\(name)")
    }
  }

  /// twin: without other threads the rows are the same.
  @Test func runsAlone() throws {
    let plan = ReplicationPlan(try shortModel(), count: 3, command: "")
    var together: [String] = []
    var alone: [String] = []
    let runner = ReplicationRunner(plan, threads: 2)
    let first = runner.run { together += $0.rows.map { $0.encoder.buffer.makeString() } }
    let second = runner.runAlone({ false }) { alone += $0.rows.map { $0.encoder.buffer.makeString() } }
    #expect(first && second && together == alone)
  }

  /// unit: a replication does not depend on which came before it.
  @Test func replicationsStandAlone() throws {
    let model = try shortModel()
    var rows: [Int: String] = [:]
    for plan in [
      ReplicationPlan(model, count: 4, command: ""), ReplicationPlan(model, first: 2, count: 2, command: ""),
      ReplicationPlan(model, first: 3, count: 1, command: ""),
    ] {
      _ = ReplicationRunner(plan, threads: 1).run { result in
        let text = result.rows.map { $0.encoder.buffer.makeString() }.joined()
        #expect(rows[result.replication] == nil || rows[result.replication] == text)
        rows[result.replication] = text
      }
    }
    #expect(rows.count == 4)
    #expect(rows[2] != rows[3])
  }

  /// unit: results come in order, also where there are many more than the ring holds.
  @Test func resultsComeInOrder() throws {
    let plan = ReplicationPlan(try shortModel("space", "end=2026-02-01"), first: 5, count: 20, command: "")
    var seen: [Int] = []
    let isDone = ReplicationRunner(plan, threads: 3).run { seen.append($0.replication) }
    #expect(isDone && seen == Array(5..<25))
  }

  /// unit: a cancelled set of runs says so and ends; nothing is left of its folder.
  @Test func cancellationLeavesNothing() throws {
    let folder = TemporaryFolder()
    let plan = ReplicationPlan(try shortModel("space", "end=2026-02-01"), count: 50, command: "")
    let flag = Flag()
    do {
      let results = try RunResults(plan, in: ResultsFolder(at: folder.path + "/out"))
      let isDone = try ReplicationRunner(plan, threads: 2).run(unless: { flag.isRaised }) {
        (result) throws(FolderProblem) in
        try results.add(result)
        if result.replication == 4 { flag.raise() }
      }
      #expect(!isDone)
      #expect(results.summary.succeeded == 5)
    }
    #expect(folder.names == [])
  }

  /// unit: what the consumer throws comes back, and nothing is left of the folder.
  @Test func failedWritingLeavesNothing() throws {
    let folder = TemporaryFolder()
    let plan = ReplicationPlan(try shortModel("space", "end=2026-02-01"), count: 50, command: "")
    let problem = FolderProblem(WriteProblem(path: "series.csv", action: .write, cause: .diskFull))
    do {
      let results = try RunResults(plan, in: ResultsFolder(at: folder.path + "/out"))
      #expect(throws: problem) {
        try ReplicationRunner(plan, threads: 2).run { (result) throws(FolderProblem) in
          try results.add(result)
          if result.replication == 3 { throw problem }
        }
      }
    }
    #expect(folder.names == [])
  }

  /// unit: a run that could not go on is a row with its replay line, and outcomes and aggregates leave it out.
  @Test func failuresAreRows() throws {
    let folder = TemporaryFolder()
    let plan = ReplicationPlan(
      try shortModel("space", "end=2026-02-01"), seed: 9, count: 2, command: "capsim run 'my space.json'")
    let results = try RunResults(plan, in: ResultsFolder(at: folder.path + "/out"))
    let isDone = try ReplicationRunner(plan, threads: 1).run { (result) throws(FolderProblem) in
      if result.replication == 1 { fail(result, plan) }
      try results.add(result)
    }
    #expect(isDone)
    try results.commit()
    #expect(results.summary.succeeded == 1 && results.summary.failed == 1)
    let id = plan.identity.id(replication: 1)
    #expect(
      text(of: folder.path + "/out/failures.csv")
        == """
        run,replication,date,what,replay
        \(id),1,2026-01-11,"HBM: 1 counted, 2 booked",capsim run 'my space.json' --seed 9 --first 1 --replications 1

        """)
    let series = ParsedTable(text(of: folder.path + "/out/series.csv"))
    #expect(series.column("replication").allSatisfy { $0 == "0" } && !series.rows.isEmpty)
    #expect(results.summary.failures == [.init(run: id, replication: 1, what: "HBM: 1 counted, 2 booked")])
    let quantiles = ParsedTable(text(of: folder.path + "/out/quantiles.csv"))
    #expect(Set(quantiles.column("count")).isSubset(of: ["0", "1"]))
  }

  /// Turns a result into one of a run that failed on its tenth day.
  private func fail(_ result: ReplicationResult, _ plan: ReplicationPlan) {
    result.clear()
    result.fail(RunFailure(what: "HBM: 1 counted, 2 booked", day: 10.5), plan)
  }

  /// unit: the id of a run names scenario, seed and replication, and nothing else.
  @Test func idsNameContent() throws {
    let model = try shortModel()
    let identity = RunIdentity(model, seed: 1)
    #expect(identity.id(replication: 3) == RunIdentity(try shortModel(), seed: 1).id(replication: 3))
    let others = [
      identity.id(replication: 4), RunIdentity(model, seed: 2).id(replication: 3),
      RunIdentity(try shortModel("space", "orbit.sunlit=0.9"), seed: 1).id(replication: 3),
      RunIdentity(try shortModel("base"), seed: 1).id(replication: 3),
    ]
    #expect(!others.contains(identity.id(replication: 3)))
    #expect(Set(others).count == 4)
    #expect(identity.id(replication: 3).utf8.count == 17)
  }

  /// unit: intervals keep the start, the end and the first of their months.
  @Test func intervals() throws {
    let model = try shortModel("space", "start=2026-02-10", "end=2028-01-15")
    func dates(_ interval: ReportInterval) -> [String] {
      interval.reports(of: model).map { model.reportDates[$0].description }
    }
    #expect(dates(.year) == ["2026-02-10", "2027-01-01", "2028-01-01", "2028-01-15"])
    #expect(dates(.quarter).prefix(4) == ["2026-02-10", "2026-04-01", "2026-07-01", "2026-10-01"])
    #expect(dates(.month).count == model.reportDates.count)
  }
}

/// A flag that threads may raise.
private final class Flag: Sendable {
  private let value = Atomic<Bool>(false)
  var isRaised: Bool { value.load(ordering: .relaxed) }
  func raise() { value.store(true, ordering: .relaxed) }
}

/// The files of a results folder.
enum FileNames {
  static let all = [
    "bottlenecks.csv", "claims.csv", "costs.csv", "datapackage.json", "fabs.csv", "failures.csv",
    "inputs.csv",
    "labs.csv", "launch.csv", "load.py", "load.sql", "manifest.json", "power.csv", "quantiles.csv",
    "runs.csv", "series.csv",
    "technologies.csv",
  ]
}
