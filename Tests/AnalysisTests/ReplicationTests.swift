import Model
import ScenarioFormat
import SimulationKernel
import Sweep
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

  /// unit: a replication does not depend on which came before it.
  @Test func replicationsStandAlone() throws {
    let model = try shortModel()
    var rows: [Int: String] = [:]
    for plan in [
      ReplicationPlan(model, count: 4, command: ""), ReplicationPlan(model, first: 2, count: 2, command: ""),
      ReplicationPlan(model, first: 3, count: 1, command: ""),
    ] {
      let seen = KeptRows()
      _ = try run(plan, seen, threads: 1)
      for (index, text) in seen.texts {
        let replication = plan.replication(index)
        #expect(rows[replication] == nil || rows[replication] == text)
        rows[replication] = text
      }
    }
    #expect(rows.count == 4)
    #expect(rows[2] != rows[3])
  }

  /// unit: results come in order, also where there are many more than the ring holds.
  @Test func resultsComeInOrder() throws {
    let plan = ReplicationPlan(try shortModel("space", "end=2026-02-01"), first: 5, count: 20, command: "")
    let seen = KeptRows()
    #expect(try run(plan, seen, threads: 3).ending == .complete)
    #expect(seen.order == Array(0..<20))
  }

  /// unit: a set of runs that is stopped says so and ends; nothing is left of its folder.
  @Test func stoppingLeavesNothing() throws {
    let folder = TemporaryFolder()
    let plan = ReplicationPlan(try shortModel("space", "end=2026-02-01"), count: 5000, command: "")
    let stop = StopRequest()
    do {
      let results = try RunResults(plan, in: ResultsFolder(at: folder.path + "/out"))
      stop.make()
      let report = try run(plan, results, threads: 2, stop: stop)
      #expect(report.ending == .interrupted)
      #expect(results.summary.succeeded == report.rows && report.rows < 5000)
    }
    #expect(folder.names == [])
  }

  /// unit: where a file cannot be written the runs end, it is said why, and nothing is left of the folder.
  @Test func failedWritingLeavesNothing() throws {
    let folder = TemporaryFolder()
    let plan = ReplicationPlan(
      try shortModel("space", "end=2026-02-01"), count: 50, isTraced: true, command: "")
    do {
      let results = try RunResults(plan, in: ResultsFolder(at: folder.path + "/out"))
      // A run whose trace is not where it should be.
      var observer = results
      let report = try SweepEngine(
        model: ReplicationModel(plan), plan: plan.sweep, options: SweepOptions(threads: 2, deathsAllowed: 0)
      ).run(in: nil, observer: &observer)
      #expect(report.rows == 1 && report.ending == .satisfied)
      guard case .write(let problem) = results.problem else {
        Issue.record("\(String(describing: results.problem))")
        return
      }
      #expect(problem.cause == .missing && problem.path.hasSuffix("trace-0-events.part"))
    }
    #expect(folder.names == [])
  }

  /// unit: a run that could not go on is a row with its replay line, and outcomes and aggregates leave it out.
  @Test func failuresAreRows() throws {
    let folder = TemporaryFolder()
    let plan = ReplicationPlan(
      try shortModel("space", "end=2026-02-01"), seed: 9, count: 3, command: "capsim run 'my space.json'")
    let results = try RunResults(plan, in: ResultsFolder(at: folder.path + "/out"))
    let failures = [
      1: RunFailure(what: "HBM: 1 counted, 2 booked", place: "2026-01-11"),
      2: RunFailure(kind: .trapped, what: "died", place: "", attempts: 2),
    ]
    #expect(try run(plan, results, threads: 1, failing: failures).failures == 2)
    try results.commit()
    #expect(results.summary.succeeded == 1 && results.summary.failed == 2)
    let ids = (0..<3).map { plan.identity.id(replication: $0) }
    #expect(
      text(of: folder.path + "/out/failures.csv")
        == """
        run,replication,date,what,replay
        \(ids[1]),1,2026-01-11,"HBM: 1 counted, 2 booked",capsim run 'my space.json' --seed 9 --first 1 --replications 1
        \(ids[2]),2,,died,capsim run 'my space.json' --seed 9 --first 2 --replications 1

        """)
    let series = ParsedTable(text(of: folder.path + "/out/series.csv"))
    #expect(series.column("replication").allSatisfy { $0 == "0" } && !series.rows.isEmpty)
    #expect(results.summary.failures.map(\.run) == [ids[1], ids[2]])
    #expect(results.summary.failures.map(\.what) == ["HBM: 1 counted, 2 booked", "died"])
    let quantiles = ParsedTable(text(of: folder.path + "/out/quantiles.csv"))
    #expect(Set(quantiles.column("count")).isSubset(of: ["0", "1"]))
    // A failed run has its inputs as drawn, and no outcomes.
    try fill(folder.path + "/whole", plan, threads: 1)
    let runs = ParsedTable(text(of: folder.path + "/out/runs.csv"))
    let whole = ParsedTable(text(of: folder.path + "/whole/runs.csv"))
    let inputs = 5..<(5 + plan.model.scenario.uncertain.count)
    #expect(runs.rows[0] == whole.rows[0])
    #expect(runs.rows[1].prefix(5) == [ids[1], "1", "9", "failed", ""])
    #expect(runs.rows[1][inputs] == whole.rows[1][inputs])
    #expect(runs.rows[1][inputs.upperBound...].allSatisfy { $0.isEmpty })
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

/// The rows of all tables that runs wrote, in the order in which they came.
private final class KeptRows: SweepObserver, @unchecked Sendable {
  private(set) var order: [Int] = []
  private(set) var texts: [Int: String] = [:]

  func wrote(_ index: Int, output: Int, bytes: UnsafeRawBufferPointer) {
    texts[index, default: ""] += String(decoding: bytes, as: UTF8.self)
  }

  func succeeded(_ index: Int, metrics: Swift.Span<Double>) { order.append(index) }

  func failed(_ index: Int, _ failure: RunFailure) {}
}

/// The files of a results folder.
enum FileNames {
  static let all =
    ([
      "claims.csv", "datapackage.json", "failures.csv", "inputs.csv", "load.py", "load.sql", "manifest.json",
      "quantiles.csv", "runs.csv", "series.csv",
    ] + Layout.tableNames.map { $0 + ".csv" }).sorted()
}
