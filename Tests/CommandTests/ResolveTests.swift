import ScenarioFormat
import Testing

@testable import Commands

@Suite("twin: a resolved scenario is the scenario")
struct ResolveTests {
  private func resolved(_ text: String) -> (LoadedScenario?, String) {
    let (loaded, problems) = BrokenScenario("resolve", text, messages: []).source.compile("s.json")
    #expect(problems.map(\.description) == [])
    return (loaded, loaded?.resolved.serialized() ?? "")
  }

  @Test("resolving again gives the same bytes and the same inputs")
  func idempotence() {
    let (first, once) = resolved(
      #"""
      {"extends": "base.json", "labs": {"openai": {"boldness": {"value": "0.2 to 0.5", "source": "a \"paper\""}}},
       "shocks": {"strike": {"input": "lithography.price", "factor": {"value": 2, "note": "twice"}, "date": "2028"}}}
      """#)
    let (second, twice) = resolved(once)
    #expect(once == twice)
    #expect(first?.model.scenario.uncertain.map(\.path) == second?.model.scenario.uncertain.map(\.path))
    #expect(
      first?.model.scenario.places.map(\.value.written) == second?.model.scenario.places.map(\.value.written))
    #expect(second?.model.scenario.place("labs.openai.boldness")?.value.provenance?.source == #"a "paper""#)
  }

  @Test("every input of every group is stated, entities in the order of their ids")
  func completeness() {
    let node = resolved(SmallScenario.text).0?.resolved ?? .null()
    #expect(node.value(atPath: "labs.openai.take_or_pay")?.string == "5 year")
    #expect(node["extends"] == nil)
    #expect(node["fabs"]?.members.map(\.key) == ["sk_hynix", "tsmc_cowos", "tsmc_n3", "tsmc_n5"])
    for input in DeclaredInput.all where !input.segments.contains("*") {
      #expect(node.value(at: NodePath(input.segments)) != nil, "\(input.path) is left out")
    }
  }

  @Test(
    "golden: the shipped scenarios resolve to themselves",
    arguments: ["base", "space", "space-as-stated", "strait"])
  func shipped(_ name: String) throws {
    let source = ScenarioSource(path: Repository.scenario(name))
    let once = try source.load().resolved.serialized()
    let folder = TemporaryFolder(["all.json": once])
    let twice = try ScenarioSource(path: folder.path + "/all.json").load().resolved.serialized()
    #expect(once == twice)
  }
}
