import Inputs
import Model
import SimulationKernel
import Sweep
import Tables

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
  let study: SweepStudy
  let structures: StructureCache
  private var benches: [Bench] = []
  /// Numeric axes in the order of their paths, for ids.
  private let numericByPath: [Int]

  /// The design point of the run at hand, and its replication.
  private(set) var run: (point: Int, replication: Int) = (0, 0)
  /// Its coordinates, the numbers of its axes, and the number of its combination of levels.
  private(set) var coordinates: [Double]
  private(set) var values: [Double]
  private(set) var combination = 0

  /// Takes down all that happens in the runs from now on; nil unless somebody wants to know.
  var trace: TracePart?

  /// Memory for the texts of rows.
  var runEncoder: CSVEncoder
  var seriesEncoder: CSVEncoder?

  init(_ study: SweepStudy, _ structures: StructureCache) {
    self.study = study
    self.structures = structures
    coordinates = Array(repeating: 0, count: study.axes.count)
    values = coordinates
    runEncoder = CSVEncoder(study.tables.runs)
    seriesEncoder = study.tables.series.map { CSVEncoder($0) }
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
      for _ in axis.inputs {
        bench.simulation.overrides.values[place] = values[index] + shift
        place += 1
      }
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
    appendRow(bench.structure.reader, bench.simulation.record, to: &row)
    if study.readings.series != nil {
      row.nextOutput()
      appendSeries(bench.structure.reader, bench.simulation.record, to: &row)
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
