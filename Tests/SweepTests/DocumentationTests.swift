import struct SimulationKernel.RunFailure
import Sweep
import Testing

/// The example of the documentation, as it stands there.
@Suite struct DocumentationTests {
  struct Square: SweepModel {
    let design: Design
    func makeWorker() -> [Double] { [0, 0] }
    func run(_ index: Int, worker: inout [Double], into row: inout RowBuffer) throws(RunFailure) {
      var point = worker.mutableSpan
      design.fill(index, into: &point)
      if point[0] > 0.99 { throw RunFailure(what: "out of range", place: "x") }
      row.text.append(number: point[0] * point[0] + point[1])
      row.text.append(byte: UInt8(ascii: "\n"))
      row.set(0, to: point[0] * point[0] + point[1])
    }
  }

  /// law: f = x^2 + y has S_y = (1/12)/(1/12 + 4/45) on the unit square, nearly so without the rows above 0.99.
  @Test func theExampleWorks() throws {
    let folder = TemporaryFolder()
    let saltelli = try SaltelliDesign(dimensions: 2, baseSamples: 1024, seed: 1)
    let design = Design.saltelli(saltelli)
    let plan = SweepPlan(identity: SweepIdentity(hashing: "square, seed 1"), runs: design.count, metrics: 1)
    let engine = SweepEngine(model: Square(design: design), plan: plan, options: SweepOptions(threads: 2))
    var indices = SensitivityObserver(saltelli, metrics: 1, seed: 2)
    let report = try engine.run(in: folder.path, observer: &indices)
    let output = MergedOutput(path: folder.path + "/runs.csv", header: "area\n")
    var nobody = NoObserver()
    #expect(report.ending.isFinal && report.failures > 0)
    _ = try ShardSet(folders: [folder.path]).merge(outputs: [output], observer: &nobody)
    let lines = bytes(of: output.path).count { $0 == UInt8(ascii: "\n") }
    #expect(lines == 1 + report.rows - report.failures)
    guard case .sobol(let found) = indices.estimates else { return }
    let theory = (1.0 / 12) / (1.0 / 12 + 4.0 / 45)
    #expect(found[0].dropped > 0 && abs(found[0].estimates()[1].first.value - theory) < 0.05)
  }
}
