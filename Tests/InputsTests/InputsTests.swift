import ScenarioFormat
import SimulationKernel
import Testing

@testable import Inputs

@Suite("unit: every kind of input lands in its field")
struct LayoutTests {
  @Test("defaults fill what a scenario leaves out")
  func defaults() {
    let block = ParameterBlock<TestWorld>(compiled("{}"))
    let world = block.root
    #expect(world.mass.value == 2000)
    #expect(world.rate.value(at: 0) == 0.5)
    // The geometric mean of its interval, but for what the range of 0 to 20 years cuts off.
    #expect(abs(world.delay.median - 2) < 1e-6)
    #expect(world.opening.days == .infinity)
    #expect(world.isOpen)
    #expect(world.colour == .green)
    #expect(world.ships.count == 0)
    #expect(world.office.rooms.value == 3)
    // 2030-01-01 lies four years, one of them a leap year, after 2026-01-01.
    #expect(world.office.lease.days == 1461)
  }

  @Test("values land in the unit of their field")
  func values() {
    let scenario = compiled(
      #"""
      {"mass": "3 t", "delay": "2 year", "opening": "2026-01-31", "is_open": false, "colour": "blue", "title": "T",
       "ports": {"b": {"depth": 7}, "a": {"depth": 5}},
       "ships": {"z": {"mass": "1 kg", "home": "b", "visits": {"a": 0.25}}, "y": {"mass": "2 kg"}}}
      """#)
    let block = ParameterBlock<TestWorld>(scenario)
    let world = block.root
    #expect(world.mass.value == 3000 && world.delay.median == 2 && world.opening.days == 30)
    #expect(!world.isOpen && world.colour == .blue && scenario.texts[Int(world.title.index)] == "T")
    #expect(scenario.ids["ports"] == ["a", "b"] && scenario.ids["ships"] == ["y", "z"])
    #expect(world.ports.indices.map { world.ports[$0].depth.value } == [5, 7])
    let (y, z) = (world.ships[0], world.ships[1])
    #expect(y.mass.value == 2 && y.home.isNone && y.visits[0] == 0)
    #expect(z.mass.value == 1 && z.home.asInt == 1 && z.visits[0] == 0.25 && z.visits[1] == 0)
    #expect(y.identity.key == StreamKey(name: "ships.y").bits && y.identity.key != z.identity.key)
  }

  @Test("a trajectory counts its dates from the start")
  func trajectory() {
    // 2026-01-01 is day 0 and 2027-01-01 day 365.
    #expect(rates(#"{"2026": 1, "2027": 3}"#, at: [-100, 0, 182.5, 365, 900]) == [1, 1, 2, 3, 3])
    #expect(rates(#"{"2026": 1, "2027": 3, "interpolation": "step"}"#, at: [0, 364.9, 365]) == [1, 1, 3])
    let log = rates(#"{"2026": 1, "2027": 4, "interpolation": "log"}"#, at: [182.5])
    #expect(abs(log[0] - 2) < 1e-12)
  }

  private func rates(_ text: String, at days: [Double]) -> [Double] {
    let block = ParameterBlock<TestWorld>(compiled(#"{"rate": \#(text)}"#))
    let rates = days.map { block.root.rate.value(at: $0) }
    withExtendedLifetime(block) {}
    return rates
  }

  @Test("sixteen dates fit, seventeen are a problem")
  func trajectoryCapacity() {
    func text(_ count: Int) -> String {
      let dates = (0..<count).map { "\"\(2026 + $0)\": \(Double($0) / 10)" }
      return "{\(dates.joined(separator: ", "))}"
    }
    #expect(rates(text(16), at: [20 * 365.25]) == [1.5])
    #expect(
      compilation(#"{"rate": \#(text(17))}"#).problems.map(\.description) == [
        "f:1:10: rate: 17 dates, but one input holds at most 16; "
          + "leave out dates between which a straight line is good enough"
      ])
  }

  @Test("weights name at most 24 entities")
  func weightsCapacity() {
    let ports = (10..<35).map { "\"p\($0)\": {}" }.joined(separator: ", ")
    let problems = compilation(
      "{\"ports\": {\(ports)}, \"ships\": {\"s\": {\"mass\": \"1 kg\", \"visits\": {\"p33\": 1, \"p34\": 1}}}}"
    ).problems
    #expect(problems.map(\.path) == ["ships.s.visits.p34"])
    #expect(problems.map(\.message) == ["'ports' has more than the 24 entities that weights may name"])
  }

  @Test("provenance survives, also beside names and flags")
  func provenance() {
    let scenario = compiled(
      #"""
      {"mass": {"value": "3 t", "source": "a paper", "as_of": "2025", "confidence": "H", "note": "n"},
       "is_open": {"value": false, "source": "seen"}, "colour": {"value": "red", "note": "faded"}}
      """#)
    let provenance = scenario.place("mass")?.value.provenance
    #expect(provenance == Provenance(source: "a paper", asOf: "2025", confidence: .high, note: "n"))
    let world = ParameterBlock<TestWorld>(scenario).root
    #expect(!world.isOpen && world.colour == .red)
    #expect(scenario.resolved.value(atPath: "is_open.source")?.string == "seen")
    let wrong = compilation(#"{"colour": {"value": "red", "sauce": "faded"}}"#).problems
    #expect(wrong.map(\.description) == ["f:1:29: colour.sauce: unknown key 'sauce'; did you mean 'source'?"])
  }

  @Test("what resolve shows compiles to the same bytes")
  func resolve() {
    let scenario = compiled(
      #"{"ports": {"b": {}, "a": {"depth": 5}}, "ships": {"z": {"mass": "1 kg", "home": "b", "visits": {"a": 0.25}}}}"#
    )
    let again = compiled(scenario.resolved.serialized())
    #expect(again.template == scenario.template)
    #expect(again.uncertain.map(\.path) == scenario.uncertain.map(\.path))
    #expect(again.resolved.serialized() == scenario.resolved.serialized())
    #expect(scenario.resolved.value(atPath: "ships.z.home")?.string == "b")
    #expect(scenario.resolved.members.map(\.key) == TestWorld.inputs.map(\.declaration.name))
  }
}

@Suite("unit: what cannot be compiled")
struct CompilationTests {
  @Test("missing, dangling, and of the wrong kind")
  func problems() {
    let problems = compilation(
      #"{"ships": {"s": {"home": "c"}}, "ports": {"a": {}}, "is_open": 1, "colour": "gren", "office": []}"#
    ).problems
    #expect(
      problems.map(\.description) == [
        "f:1:17: ships.s: 'mass' is missing: Mass of the ship; give it in kg",
        "f:1:26: ships.s.home: there is no 'c' in 'ports'; known: a",
        "f:1:64: is_open: expected true or false, found the number 1",
        "f:1:77: colour: 'gren' is not one of red, green, blue; did you mean 'green'?",
        "f:1:95: office: expected an object, found an array; write { ... }",
      ])
  }

  @Test("of a part only what is there is checked")
  func part() {
    let part = compilation(#"{"ships": {"s": {"home": "c"}}, "mass": "3 year"}"#, isWhole: false)
    #expect(part.scenario == nil)
    #expect(part.problems.map(\.path) == ["mass"])
    #expect(compilation("{}", isWhole: false).scenario == nil)
    #expect(part.ids["ships"] == ["s"] && part.ids["ports"] == [])
  }

  @Test("too many entities are one problem")
  func mostEntities() {
    let most = InputDeclaration.mostEntities
    func text(_ count: Int) -> String {
      "{\"ports\": {\((0..<count).map { "\"p\($0)\": {}" }.joined(separator: ", "))}}"
    }
    #expect(compilation(text(most)).problems.isEmpty)
    #expect(
      compilation(text(most + 1)).problems.map(\.message) == [
        "\(most + 1) entities, but there may be at most \(most)"
      ])
  }

  @Test("places are found by path, and only there")
  func places() {
    let scenario = compiled(#"{"ports": {"a": {}}, "ships": {"s": {"mass": "1 kg", "visits": {"a": 0.5}}}}"#)
    let paths = scenario.places.map(\.path)
    #expect(paths == paths.sorted())
    for path in paths { #expect(scenario.place(path)?.path == path) }
    #expect(paths.contains("ships.s.visits.a") && paths.contains("office.lease"))
    for path in ["", "mas", "mass.x", "ships.s", "zzz", "colour"] { #expect(scenario.place(path) == nil) }
  }
}
