import ScenarioFormat
import SimulationKernel
import Tables
import TestSupport
import Testing

@testable import Analysis
@testable import Model

/// The event log of runs as tables.
@Suite struct TraceTests {
  /// twin: the same bytes for any number of threads, and all other tables as without a trace.
  @Test func bytesDoNotDependOnThreadsOrTracing() throws {
    let folder = TemporaryFolder()
    let model = try shortModel()
    let plan = ReplicationPlan(model, seed: 4, count: 5, isTraced: true, command: "")
    let plain = ReplicationPlan(model, seed: 4, count: 5, command: "")
    try fill(folder.path + "/plain", plain, threads: 1)
    for threads in 1...3 { try fill("\(folder.path)/\(threads)", plan, threads: threads) }
    let traced = (FileNames.all + ["events.csv", "movements.csv"]).sorted()
    for threads in 1...3 {
      #expect(names(of: "\(folder.path)/\(threads)") == traced)
      for name in traced {
        #expect(
          bytes(of: "\(folder.path)/\(threads)/\(name)") == bytes(of: "\(folder.path)/1/\(name)"), "\(name)")
      }
    }
    // The manifest, the data package and the script that follows from it name every file.
    for name in FileNames.all where !["manifest.json", "datapackage.json", "load.sql"].contains(name) {
      #expect(bytes(of: "\(folder.path)/1/\(name)") == bytes(of: "\(folder.path)/plain/\(name)"), "\(name)")
    }
    // Much of it went through files, and none was left.
    #expect(bytes(of: folder.path + "/1/movements.csv").count > 3 << 20)
  }

  /// law: in every replication events are numbered without a gap, causes come earlier, movements belong to events.
  @Test func tablesHoldTogether() throws {
    let folder = TemporaryFolder()
    let model = try shortModel("space", "end=2026-04-01")
    try fill(
      folder.path + "/out", ReplicationPlan(model, first: 7, count: 2, isTraced: true, command: ""),
      threads: 2)
    let events = ParsedTable(text(of: folder.path + "/out/events.csv"))
    let runs = ParsedTable(text(of: folder.path + "/out/runs.csv"))
    #expect(events.header == TraceTables.events.columns.map(\.name))
    #expect(TraceTables.events.validate() == [] && TraceTables.movements.validate() == [])
    for (place, replication) in ["7", "8"].enumerated() {
      let rows = events.rows.filter { $0[0] == replication }
      #expect(rows.count - 1 == Int(runs.column("events")[place]))
      #expect(rows[0] == [replication, "0", "0.0", "2026-01-01", "opening", "", "", "", ""])
      for (number, row) in rows.enumerated().dropFirst() {
        let cause = try #require(Int(row[5]))
        #expect(row[1] == "\(number)" && cause >= 0 && cause < number)
      }
      #expect(rows.last?[3] == "2026-04-01" && rows.last?[4] == "report")
    }
    let movements = ParsedTable(text(of: folder.path + "/out/movements.csv"))
    #expect(movements.header == TraceTables.movements.columns.map(\.name))
    var last = (replication: "7", number: 0, event: 0)
    for row in movements.rows {
      if row[0] != last.replication { last = (row[0], 0, 0) }
      let event = try #require(Int(row[2]))
      #expect(row[1] == "\(last.number + 1)" && event >= last.event)
      last = (row[0], last.number + 1, event)
    }
    #expect(last.replication == "8")
  }

  /// unit: the trace of a run that failed is written like any other, and that of one that died as far as it goes.
  @Test func failedRunsKeepTheirTrace() throws {
    let folder = TemporaryFolder()
    let plan = ReplicationPlan(
      try shortModel("space", "end=2026-02-01"), count: 3, isTraced: true, command: "")
    let results = try RunResults(plan, in: ResultsFolder(at: folder.path + "/out"))
    let parts = try #require(results.traces)
    let part = parts.begin(0)
    part.begin(replication: 0, start: plan.model.start)
    part.record(
      TracedEvent(
        sequence: 0, day: 0, kind: "opening", cause: nil, entity: "", lab: "", venue: ""))
    part.record(
      TracedEvent(
        sequence: 1, day: 3.75, kind: "report", cause: 0, entity: "x", lab: "", venue: "us"))
    try part.finish()
    #expect(parts.lastEvent(0) == "2026-01-04 in event 1, report of x, us")
    results.failed(0, RunFailure(what: "HBM: 1 counted, 2 booked", place: "2026-01-04"))
    results.failed(1, RunFailure(kind: .trapped, what: "died", place: "", attempts: 2))
    #expect(results.problem == nil && parts.lastEvent(0) == nil)
    try results.commit()
    #expect(results.summary.failed == 2)
    #expect(
      text(of: folder.path + "/out/events.csv").hasSuffix(
        "\n0,0,0.0,2026-01-01,opening,,,,\n0,1,3.75,2026-01-04,report,0,x,,us\n"))
  }

  /// unit: an eager trace is in its file before the event happens.
  @Test func eagerTracesAreThereAtOnce() throws {
    let folder = TemporaryFolder()
    for isEager in [true, false] {
      let parts = TraceParts(in: folder.path, isEager: isEager)
      let part = parts.begin(0)
      part.begin(replication: 0, start: try shortModel().start)
      part.record(
        TracedEvent(sequence: 0, day: 0, kind: "opening", cause: nil, entity: "", lab: "", venue: ""))
      #expect((parts.lastEvent(0) != nil) == isEager)
      try part.finish()
    }
  }

  /// unit: what cannot be kept for later is said when the run ends, and when its turn comes.
  @Test func lostRowsAreAProblem() throws {
    let folder = TemporaryFolder()
    let results = try ResultsFolder(at: folder.path + "/out")
    let parts = TraceParts(in: folder.path + "/nowhere")
    let part = parts.begin(0)
    part.begin(replication: 0, start: try shortModel().start)
    #expect(throws: RunFailure.self) { try part.finish() }
    let files = try TraceFiles(in: results)
    #expect(throws: FolderProblem.self) { try parts.move(0, to: files, mayBeMissing: false) }
    #expect(throws: Never.self) { try parts.move(0, to: files, mayBeMissing: true) }
  }

  /// twin: a replication run again from its manifest gives its row and its trace; another row is refused.
  @Test func replicationsAgain() throws {
    let folder = TemporaryFolder()
    let plan = ReplicationPlan(
      try shortModel("space", "end=2026-03-01"), seed: 6, count: 3, isTraced: true, command: "")
    try fill(folder.path + "/out", plan, threads: 1)
    let (manifest, _) = JSONReader.read(bytes(of: folder.path + "/out/manifest.json"), file: "manifest.json")
    let (again, problems) = ReplicationAgain.read(try #require(manifest))
    #expect(problems.errors == [])
    let source = try #require(again)
    let lines = text(of: folder.path + "/out/runs.csv").split(separator: "\n").map { String($0) + "\n" }
    let results = try ReplayResults(source.schema, in: ResultsFolder(at: folder.path + "/replay"))
    let run = try #require(source.replay(lines[2], to: results))
    #expect(run.row == lines[2] && run.failure == nil && !run.hasTrapped)
    try results.commit(run, of: source.origin)
    #expect(
      names(of: folder.path + "/replay") == [
        "datapackage.json", "events.csv", "load.py", "load.sql", "manifest.json", "movements.csv", "runs.csv",
      ])
    for name in ["events.csv", "movements.csv", "runs.csv"] {
      let all = text(of: "\(folder.path)/out/\(name)").split(separator: "\n")
      let place = name == "runs.csv" ? 1 : 0
      let own = all.filter { $0.split(separator: ",", omittingEmptySubsequences: false)[place] == "1" }
      #expect(
        text(of: "\(folder.path)/replay/\(name)") == ([all[0]] + own).joined(separator: "\n") + "\n",
        "\(name)")
    }
    #expect(source.replay("0000" + String(lines[2].dropFirst(4))) == nil)
    #expect(source.replay("1,2\n") == nil)
    let (other, refusals) = ReplicationAgain.read(.object([]))
    #expect(other == nil && refusals.count == 1)
  }

}
