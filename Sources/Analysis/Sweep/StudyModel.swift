import Inputs
import Model
import SimulationKernel
import Sweep
import Tables

/// A study as its engine runs it: from a run's index to its row of runs.csv and its numbers.
///
/// The metrics of a row are the outcomes, then for each claim 1 for yes, 0 for no and not-a-number otherwise.
public struct StudyModel: SweepModel {
  public let study: SweepStudy
  let structures: StructureCache

  init(_ study: SweepStudy) {
    self.study = study
    structures = StructureCache(study)
  }

  public func makeWorker() -> StudyWorker { StudyWorker(study, structures) }

  public func run(
    _ index: Int, worker: inout StudyWorker, into row: inout RowBuffer
  ) throws(Sweep.RunFailure) {
    worker.prepare(index)
    try worker.run(into: &row)
  }
}

/// One thread's memory: the simulations of the structures met last, and the point at hand.
public final class StudyWorker {
  private final class Bench {
    let combination: Int
    let structure: Structure
    var simulation: Simulation

    init(_ combination: Int, _ structure: Structure, seed: UInt64) {
      self.combination = combination
      self.structure = structure
      simulation = Simulation(structure.model, seed: seed)
      simulation.overrides = structure.overrides
    }
  }

  /// Simulations that a worker keeps: a few megabytes each.
  private static let keptBenches = 4
  private let study: SweepStudy
  private let structures: StructureCache
  private var coordinates: [Double]
  private var values: [Double]
  private var combination = 0
  private var benches: [Bench] = []
  private var encoder: CSVEncoder
  /// Numeric axes in the order of their paths, for ids.
  private let numericByPath: [Int]

  /// Takes down all that happens in the runs from now on; nil unless somebody wants to know.
  var trace: TracePart?

  /// The design point of the run at hand, and its replication.
  private(set) var run: (point: Int, replication: Int) = (0, 0)

  init(_ study: SweepStudy, _ structures: StructureCache) {
    self.study = study
    self.structures = structures
    coordinates = Array(repeating: 0, count: study.axes.count)
    values = coordinates
    encoder = CSVEncoder(study.tables.runs)
    numericByPath = study.axes.indices.filter { !study.axes[$0].isStructural }
      .sorted { study.axes[$0].path < study.axes[$1].path }
  }

  /// Turns to a run: computes its point.
  func prepare(_ index: Int) {
    run = study.layout.run(index)
    var point = coordinates.mutableSpan
    study.design.fill(run.point, into: &point)
    for (index, axis) in study.axes.enumerated() {
      values[index] = axis.isStructural ? 0 : axis.number(at: coordinates[index])
    }
    combination = structures.combination(coordinates)
  }

  /// Runs what was prepared and fills its row.
  func run(into row: inout RowBuffer) throws(Sweep.RunFailure) {
    let bench = try bench()
    var place = 0
    for (index, axis) in study.axes.enumerated() where !axis.isStructural {
      let shift =
        axis.column.kind == .date ? study.model.scenario.epoch - bench.structure.model.scenario.epoch : 0
      bench.simulation.overrides.values[place] = values[index] + shift
      place += 1
    }
    trace?.begin(replication: run.replication, start: bench.structure.model.start)
    bench.simulation.trace(to: trace)
    do {
      try bench.simulation.run(replication: UInt64(run.replication))
    } catch {
      benches.removeAll()
      let start = bench.structure.model.start
      let date = error.day.isFinite ? start.adding(days: Int(error.day.rounded(.down))).description : ""
      throw Sweep.RunFailure(what: error.what, place: date)
    }
    appendDesign(to: &encoder, status: .ok)
    for index in study.outcomes.indices {
      let value = bench.structure.reader.value(index, bench.simulation.record)
      encoder.append(number: value)
      row.set(index, to: value)
    }
    for index in study.claims.indices {
      guard let verdict = bench.structure.reader.verdict(index, bench.simulation.record) else {
        encoder.appendEmpty()
        continue
      }
      encoder.append(text: verdict.word)
      switch verdict {
      case .yes: row.set(study.outcomes.count + index, to: 1)
      case .no: row.set(study.outcomes.count + index, to: 0)
      case .undecided: break
      }
    }
    encoder.endRow()
    row.text.append(contentsOf: encoder.buffer)
    encoder.removeAll()
  }

  /// Appends the row of the prepared run without outcomes.
  func appendFailedRow(_ status: SweepTables.Status, to encoder: inout CSVEncoder) {
    appendDesign(to: &encoder, status: status)
    for _ in 0..<(study.outcomes.count + study.claims.count) { encoder.appendEmpty() }
    encoder.endRow()
  }

  /// Appends the leading cells of the prepared run and its axis values.
  func appendDesign(to encoder: inout CSVEncoder, status: SweepTables.Status?) {
    encoder.append(text: id())
    encoder.append(integer: run.point)
    encoder.append(integer: run.replication)
    appendAxes(to: &encoder)
    if let status { encoder.append(text: status.rawValue) }
  }

  /// Appends the axis values of the prepared run.
  func appendAxes(to encoder: inout CSVEncoder) {
    for (index, axis) in study.axes.enumerated() {
      if let levels = axis.levels {
        encoder.append(text: levels[axis.level(at: coordinates[index])].name)
      } else if axis.column.kind != .date {
        encoder.append(number: values[index])
      } else if values[index].isFinite {
        encoder.append(day: Int((study.model.scenario.epoch + values[index]).rounded(.down)))
      } else {
        encoder.appendEmpty()
      }
    }
  }

  /// The id of the prepared run: sixteen hexadecimal digits that depend on what is run alone.
  func id() -> String {
    var text = "capsim \(Engine.version)\n"
    switch structures.structure(combination) {
    case .success(let structure): text += structure.hash
    case .failure:
      let names = structures.levels(combination).map(\.name).joined(separator: "\n")
      text += "\(study.scenarioHash)\n\(names)"
    }
    text += "\nseed \(study.seed)\nreplication \(run.replication)\n"
    for index in numericByPath {
      text += "\(study.axes[index].path) = \(values[index]) \(study.axes[index].unit)\n"
    }
    return String(SHA256.hex(of: text).prefix(16))
  }

  private func bench() throws(Sweep.RunFailure) -> Bench {
    if let found = benches.first(where: { $0.combination == combination }) { return found }
    switch structures.structure(combination) {
    case .failure(let fault): throw Sweep.RunFailure(what: fault.what, place: "")
    case .success(let structure):
      if benches.count == StudyWorker.keptBenches { benches.removeFirst() }
      let bench = Bench(combination, structure, seed: study.seed)
      benches.append(bench)
      return bench
    }
  }
}
