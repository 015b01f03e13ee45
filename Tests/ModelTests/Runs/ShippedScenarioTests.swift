import Testing

@testable import Model

@Suite("unit: the shipped scenarios run")
struct ShippedScenarioTests {
  @Test(
    "every shipped scenario runs and loses nothing",
    arguments: ["base", "space", "space-as-stated", "strait"])
  func runsToTheEnd(_ name: String) throws {
    // initial + produced + bought = consumed + sold + scrapped + in stock + in transit, at every report, or the run
    // fails.
    let model = try ShippedScenario.model(name, ["end=2029-01-01"])
    for run in try runs(model, count: 2) {
      #expect(run.record.reports == model.reportDates.count)
      #expect(run.value("compute_online_h100e") > run.value("compute_online_h100e", at: 0))
    }
  }

  /// Claims of the farther future that stand in the scenario for those who let it run longer.
  static let beyond = ["claims.launch-terawatt-ceiling.by", "claims.starships-30.by"]

  @Test(
    "no shipped scenario has a warning, but for claims of the farther future",
    arguments: ["base", "space", "space-as-stated", "strait"])
  func warnings(_ name: String) throws {
    let (_, problems) = Model.compile(try ShippedScenario.node(name))
    let others = problems.filter { !ShippedScenarioTests.beyond.contains($0.path) }
    #expect(others.map(\.description) == [])
  }
}
