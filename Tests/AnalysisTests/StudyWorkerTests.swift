import AllocationCounter
@testable import Analysis
import Model
import struct SimulationKernel.RunFailure
import Sweep
import Tables
import Testing

/// What a worker makes of a run beside running it: its id, its row, its memory.
struct StudyWorkerTests {
  private static let payload = "launch.vehicles.starship_v3.payload"
  private static let power = "orbit.specific_power"

  /// twin: ids are the hash of their text, written down plainly, for numbers of every size and for every form.
  @Test func idsAreHashesOfWhatIsRun() throws {
    let study = SweepSupport.study(
      SweepSupport.request([
        (Self.power, "30 W/kg..200 W/kg"), (Self.payload, "10 t, 33.25 t"), ("orbit.allowed", "true,false"),
        ("orbit.first_launch", "2027-10, never"), ("claims.china-3x.threshold", "0.00001, 0.1"),
      ]) {
        $0.design = .random
        $0.samples = 40
        $0.seed = 12345
      })
    let model = study.makeModel()
    let worker = model.makeWorker()
    var forms: Set<String> = []
    for index in [0, 1, 0] + Array(0..<study.plan.runs) {
      worker.prepare(index)
      let structure = try model.structures.structure(worker.combination).get()
      forms.insert(structure.hash)
      var text =
        "capsim \(Engine.version)\n\(structure.hash)\nseed 12345\nreplication \(worker.run.replication)\n"
      for (axis, value) in zip(study.axes, worker.values).sorted(by: { $0.0.path < $1.0.path })
      where !axis.isStructural {
        text += "\(axis.path) = \(value) \(axis.unit)\n"
      }
      #expect(worker.id() == "r" + SHA256.hex(of: text).prefix(16))
    }
    #expect(forms.count >= 2)
  }

  /// law: a run of a sweep allocates nothing beyond what its simulation does, in the steady state.
  @Test func runsAllocateNothing() async {
    // In a process of its own, where nothing else allocates.
    _ = await #expect(processExitsWith: .success) {
      let study = SweepSupport.study(
        SweepSupport.request([
          ("launch.vehicles.starship_v3.payload", "10 t, 33.3 t"), ("orbit.allowed", "true,false"),
        ]) { $0.series = ["dark_share"] })
      let model = study.makeModel()
      var worker = model.makeWorker()
      var row = RowBuffer(outputs: study.plan.outputs, metrics: study.plan.metrics)
      func sweep() throws -> Int {
        let before = allocation_count()
        for index in 0..<study.plan.runs {
          row.reset()
          try model.run(index, worker: &worker, into: &row)
        }
        return allocation_count() - before
      }
      // The same runs without a sweep around them.
      func simulation(_ combination: Int) throws -> Simulation {
        let structure = try model.structures.structure(combination).get()
        var simulation = Simulation(structure.model, seed: study.seed)
        simulation.overrides = structure.overrides
        return simulation
      }
      var first = try simulation(0)
      var second = try simulation(1)
      func bare() throws -> Int {
        let before = allocation_count()
        for level in 0..<2 {
          let payload = level == 0 ? 10 : 33.3
          for replication: UInt64 in 0..<2 {
            first.overrides.values[0] = payload
            try first.run(replication: replication)
            second.overrides.values[0] = payload
            try second.run(replication: replication)
          }
        }
        return allocation_count() - before
      }
      _ = (try sweep(), try sweep(), try bare(), try bare())
      let (more, least) = (try sweep(), try bare())
      #expect(more <= least, "\(more - least) more in \(study.plan.runs) runs")
    }
  }

  /// twin: threads that need the same forms at once, more of them than are kept, get the rows of one alone.
  @Test func structuresAreSharedByThreads() throws {
    let dates = (1...9).map { "2027-0\($0)" }.joined(separator: ",")
    let study = SweepSupport.study(
      SweepSupport.request([
        ("orbit.first_launch", dates), ("orbit.allowed", "true,false"), ("end", "2026-01-20, 2026-01-25"),
        ("start", "2026-01-01, 2026-01-22"),
      ]) {
        $0.design = .random
        $0.samples = 150
        $0.replications = 1
      })
    struct Trace: SweepObserver {
      var values: [Double] = []
      var failures: [Int] = []
      mutating func succeeded(_ index: Int, metrics: Span<Double>) { values.append(metrics[0]) }
      mutating func failed(_ index: Int, _ failure: RunFailure) { failures.append(index) }
    }
    func trace(_ threads: Int) throws -> Trace {
      var trace = Trace()
      _ = try SweepEngine(
        model: study.makeModel(), plan: study.plan, options: SweepOptions(threads: threads)
      ).run(in: nil, observer: &trace)
      return trace
    }
    let (one, four) = (try trace(1), try trace(4))
    #expect(one.values == four.values && one.failures == four.failures)
    #expect(one.values.count > 80 && one.failures.count > 10)
  }
}
