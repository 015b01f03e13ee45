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
    /// The count of uses at which it was used last.
    var lastUse = 0

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
  private var uses = 0

  /// The design point of the run at hand, and its replication.
  private(set) var run: (point: Int, replication: Int) = (-1, 0)
  /// Its coordinates, the numbers of its axes, and the number of its combination of levels.
  private(set) var coordinates: [Double]
  private(set) var values: [Double]
  private(set) var combination = -1
  private var held: (combination: Int, structure: Result<Structure, StructureCache.Fault>)?
  private var identity: PointIdentity

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
    identity = PointIdentity(study)
  }

  /// Turns to a run: computes its point, unless it is the one at hand.
  func prepare(_ index: Int) {
    let point = run.point
    run = study.layout.run(index)
    if run.point == point { return }
    var span = coordinates.mutableSpan
    study.design.fill(run.point, into: &span)
    for index in study.axes.indices {
      let axis = study.axes[index]
      values[index] = axis.isStructural ? 0 : axis.number(at: coordinates[index])
    }
    combination = structures.combination(coordinates)
    identity.clear()
  }

  /// The structure of the run at hand, or why there is none; looked up when the combination changes.
  var structure: Result<Structure, StructureCache.Fault> {
    if let held, held.combination == combination { return held.structure }
    let structure = structures.structure(combination)
    held = (combination, structure)
    return structure
  }

  /// Runs what was prepared and fills its row; a trace takes down all that happens.
  func run(_ trace: TracePart? = nil, into row: inout RowBuffer) throws(RunFailure) {
    let bench = try bench()
    var place = 0
    for index in study.axes.indices where !study.axes[index].isStructural {
      let axis = study.axes[index]
      let shift =
        axis.column.kind == .date ? study.model.scenario.epoch - bench.structure.model.scenario.epoch : 0
      for _ in axis.inputs.indices {
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
      throw error
    }
    appendRow(bench.structure.reader, bench.simulation.record, to: &row)
    if study.readings.series != nil {
      row.nextOutput()
      appendSeries(bench.structure.reader, bench.simulation.record, to: &row)
    }
  }

  /// The id of the prepared run: `r` and sixteen hexadecimal digits that depend on what is run alone.
  func id() -> String {
    withID { $0.makeString() }
  }

  /// Gives `body` the id of the prepared run.
  func withID<Result>(_ body: (borrowing ByteBuffer) -> Result) -> Result {
    if !identity.isSet {
      switch structure {
      case .success(let structure): identity.set(study, structure.hash, values)
      case .failure:
        let names = structures.levels(combination).map(\.name).joined(separator: "\n")
        identity.set(study, "\(study.scenarioHash)\n\(names)", values)
      }
    }
    return identity.withID(replication: run.replication, body)
  }

  private func bench() throws(RunFailure) -> Bench {
    uses += 1
    for place in benches.indices where benches[place].combination == combination {
      let bench = benches[place]
      bench.lastUse = uses
      return bench
    }
    switch structure {
    case .failure(let fault): throw RunFailure(what: fault.what, place: "")
    case .success(let structure):
      if benches.count == StudyWorker.keptBenches,
        let oldest = benches.indices.min(by: { benches[$0].lastUse < benches[$1].lastUse })
      {
        benches.remove(at: oldest)
      }
      let bench = Bench(combination, structure, seed: study.seed)
      bench.lastUse = uses
      benches.append(bench)
      return bench
    }
  }
}
