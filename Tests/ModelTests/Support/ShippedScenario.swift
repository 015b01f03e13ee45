#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import ScenarioFormat
import SimulationKernel

@testable import Model

/// Why a scenario of a test could not be made.
struct BrokenScenario: Error, CustomStringConvertible {
  let description: String
}

/// The shipped scenarios, read from the repository's folder.
enum ShippedScenario {
  /// Path of a file from the repository's root.
  static func path(_ name: String, file: String = #filePath) -> String {
    // .../Tests/ModelTests/Support/ShippedScenario.swift: four names up is the root.
    let parts = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    return parts.joined(separator: "/") + "/" + name
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw BrokenScenario(description: "cannot open \(path)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return bytes
  }

  /// Reads `Scenarios/<name>.json` with overrides written as on the command line (`path=value`).
  static func node(_ name: String = "base", _ overrides: [String] = []) throws -> Node {
    var parsed: [Override] = []
    for text in overrides {
      switch Override.parse(text) {
      case .success(let override): parsed.append(override)
      case .failure(let problem): throw BrokenScenario(description: "\(text): \(problem)")
      }
    }
    let loader = ScenarioLoader { try bytes($0) }
    let (node, problems) = loader.load(path("Scenarios/\(name).json"), overrides: parsed)
    guard let node, problems.isEmpty else { throw BrokenScenario(description: "\(problems)") }
    return node
  }

  /// Compiles `Scenarios/<name>.json` with overrides.
  static func model(_ name: String = "base", _ overrides: [String] = []) throws -> Model {
    let (model, problems) = Model.compile(try node(name, overrides))
    guard let model, problems.errors.isEmpty else {
      throw BrokenScenario(description: problems.map(\.description).joined(separator: "\n"))
    }
    return model
  }
}

/// What one replication of a scenario observed, read by the names of columns.
struct Run {
  let record: Record
  let events: Int

  /// Runs one replication of a model in a fresh simulation.
  init(_ model: Model, seed: UInt64 = 1, replication: UInt64 = 0) throws {
    var simulation = Simulation(model, seed: seed)
    try simulation.run(replication: replication)
    record = simulation.record
    events = simulation.events
  }

  init(_ simulation: borrowing Simulation) {
    record = simulation.record
    events = simulation.events
  }

  var last: Int { record.reports - 1 }

  /// The value of a column at a report (the last one by default). Precondition: the column exists.
  func value(_ name: String, at report: Int? = nil) -> Double {
    guard let column = record.layout.index(of: name) else { preconditionFailure("no column '\(name)'") }
    return record.value(column, at: report ?? last)
  }

  /// All values of a column.
  func values(_ name: String) -> [Double] { (0..<record.reports).map { value(name, at: $0) } }

  /// Every number of the first `reports` reports, by its bits: not-a-number equals itself.
  func bits(reports: Int? = nil) -> [UInt64] {
    record.values.prefix((reports ?? record.reports) * record.layout.width).map(\.bitPattern)
  }
}

/// Runs the replications `0..<count` of a model, each in the same simulation.
func runs(_ model: Model, seed: UInt64 = 1, count: Int) throws -> [Run] {
  var simulation = Simulation(model, seed: seed)
  var runs: [Run] = []
  for replication in 0..<UInt64(count) {
    try simulation.run(replication: replication)
    runs.append(Run(simulation))
  }
  return runs
}

/// The middle of some numbers; the mean of the two middle ones of an even count.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  guard !sorted.isEmpty else { return .nan }
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

/// Whether two numbers are within a relative tolerance of the second.
func isClose(_ value: Double, _ expected: Double, relative: Double) -> Bool {
  abs(value - expected) <= relative * abs(expected)
}
