#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Model
import ScenarioFormat
import SimulationKernel
import Sweep
import Testing

@testable import Analysis
@testable import Tables

/// The bytes of a file; none if it cannot be read.
func bytes(of path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { return bytes }
    bytes.append(contentsOf: chunk[..<count])
  }
}

func text(of path: String) -> String { String(decoding: bytes(of: path), as: UTF8.self) }

/// Where the shipped scenarios lie, found from this file.
let scenarios: String = {
  let parts = #filePath.split(separator: "/").dropLast(3)
  return "/" + parts.joined(separator: "/") + "/Scenarios"
}()

/// A shipped scenario over a short time.
func shortModel(_ name: String = "space", _ settings: String...) throws -> Model {
  var overrides: [Override] = []
  for setting in ["end=2027-01-01"] + settings { overrides.append(try Override.parse(setting).get()) }
  let (node, problems) = ScenarioLoader(readFile: { bytes(of: $0) }).load(
    "\(scenarios)/\(name).json", overrides: overrides)
  #expect(problems == [])
  let (model, mistakes) = Model.compile(try #require(node))
  #expect(mistakes.errors == [])
  return try #require(model)
}

/// A folder for one test, removed with all it holds.
final class TemporaryFolder {
  let path: String

  init() {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var random = SystemRandomNumberGenerator()
    path = "\(base)/capsim-analysis-\(UInt64.random(in: 0...UInt64.max, using: &random))"
    #expect(mkdir(path, 0o777) == 0)
  }

  deinit { try? FileSystem.removeAll(path) }

  /// The names in it, sorted.
  var names: [String] { FileSystem.names(in: path) }
}

/// Runs a plan into a folder; the names of its files.
@discardableResult
func fill(_ path: String, _ plan: ReplicationPlan, threads: Int) throws -> RunSummary {
  let results = try RunResults(plan, in: ResultsFolder(at: path))
  let report = try run(plan, results, threads: threads)
  #expect(report.ending == .complete && results.problem == nil)
  try results.commit()
  return results.summary
}

/// Runs a plan's replications, except for those that are told to fail, before an observer.
func run<Observer: SweepObserver>(
  _ plan: ReplicationPlan, _ observer: Observer, threads: Int, failing: [Int: RunFailure] = [:],
  stop: StopRequest? = nil
) throws -> SweepReport {
  let model = FailingModel(
    base: ReplicationModel(plan, traces: (observer as? RunResults)?.traces), failures: failing)
  var observer = observer
  let options = SweepOptions(threads: threads, deathsAllowed: 0, ringRows: 2 * threads)
  return try SweepEngine(model: model, plan: plan.sweep, options: options)
    .run(in: nil, observer: &observer, stop: stop)
}

/// A plan's replications, some of which fail after all at their end.
struct FailingModel: SweepModel {
  let base: ReplicationModel
  let failures: [Int: RunFailure]

  func makeWorker() -> ReplicationWorker { base.makeWorker() }

  func run(_ index: Int, worker: inout ReplicationWorker, into row: inout RowBuffer) throws(RunFailure) {
    try base.run(index, worker: &worker, into: &row)
    if let failure = failures[index] { throw failure }
  }
}

/// A CSV file read back by the rules of RFC 4180: a header and rows of cells.
struct ParsedTable {
  var header: [String]
  var rows: [[String]]

  init(_ text: String) {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var previousQuote = false
    for byte in text.utf8 {
      if isQuoted, byte == UInt8(ascii: "\"") {
        isQuoted = false
        previousQuote = true
        continue
      }
      if byte == UInt8(ascii: "\""), !isQuoted {
        if previousQuote { cell.append(byte) }
        isQuoted = true
      } else if byte == UInt8(ascii: ","), !isQuoted {
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
      } else if byte == UInt8(ascii: "\n"), !isQuoted {
        row.append(String(decoding: cell, as: UTF8.self))
        rows.append(row)
        (row, cell) = ([], [])
      } else {
        cell.append(byte)
      }
      previousQuote = false
    }
    header = rows.first ?? []
    self.rows = Array(rows.dropFirst())
  }

  /// The numbers of a column in the rows that satisfy a condition; missing ones are left out.
  func numbers(_ column: String, where condition: ([String]) -> Bool) -> [Double] {
    guard let place = header.firstIndex(of: column) else { return [] }
    return rows.filter(condition).compactMap { Double($0[place]) }
  }

  /// The cells of a column.
  func column(_ name: String) -> [String] {
    guard let place = header.firstIndex(of: name) else { return [] }
    return rows.map { $0[place] }
  }
}

/// The names in a folder in order; nil if there is none.
func names(of folder: String) -> [String]? {
  access(folder, F_OK) == 0 ? FileSystem.names(in: folder) : nil
}
