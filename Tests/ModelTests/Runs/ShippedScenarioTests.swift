import Testing

@testable import Model

@Suite("unit: the shipped scenarios run")
struct ShippedScenarioTests {
  @Test("every shipped scenario runs and loses nothing", arguments: ["base", "space", "space-as-stated", "strait"])
  func runsToTheEnd(_ name: String) throws {
    // initial + produced + bought = consumed + sold + scrapped + in stock + in transit, at every report, or the run fails.
    let model = try ShippedScenario.model(name, ["end=2029-01-01"])
    for run in try runs(model, count: 2) {
      #expect(run.record.reports == model.reportDates.count)
      #expect(run.value("compute_online_h100e") > run.value("compute_online_h100e", at: 0))
    }
  }
}
