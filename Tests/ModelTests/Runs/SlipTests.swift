import Testing

@testable import Model

@Suite("law: a longer slip never brings anything earlier")
struct SlipTests {
  @Test(
    "a fab project, whatever was stated first: its date or its announcement",
    arguments: ["2025-01", "2029-01"])
  func fabProjects(_ announced: String) throws {
    let project = "fabs.tsmc_cowos.projects.end_2027"
    let ends = try ["1", "2", "6"].map { slip in
      let model = try ShippedScenario.model(
        "base",
        [
          "end=\"2028-01-01\"", "\(project).ready=\"2027-01\"", "\(project).announced=\"\(announced)\"",
          "\(project).slip=\(slip)", "fabs.tsmc_cowos.tool_install=3 month",
          "fabs.*.line=none",
        ])
      var simulation = Simulation(model, seed: 1)
      try simulation.run(replication: 0)
      let fab = try #require(model.scenario.ids["fabs"]?.firstIndex(of: "tsmc_cowos"))
      return simulation.world.fabs.capacity[fab]
    }
    #expect(ends[0] >= ends[1] && ends[1] >= ends[2])
    if announced == "2025-01" { #expect(ends[0] > ends[2]) }
  }
}
