@testable import Analysis
import Inputs
import Model
import ScenarioFormat
import Testing

/// Numbers put over a compiled scenario, against the scenario compiled with them.
struct SweepOverrideTests {
  /// twin: for inputs of every kind spread over the scenario, a run with an override is, number for number, the run
  /// of the scenario that says so.
  @Test func overridesEqualCompiling() throws {
    let places = SweepSupport.model.scenario.places.filter { !InputTarget.isFixed($0.path) }
    var simulation = Simulation(SweepSupport.model, seed: 7)
    var tried = 0
    for index in stride(from: 3, to: places.count, by: SweepOverrideTests.step) {
      let place = places[index]
      guard let (model, value) = changed(place) else { continue }
      tried += 1
      simulation.overrides = InputOverrides([place])
      simulation.overrides.values[0] = value
      try simulation.run(replication: 3)
      var compiled = Simulation(model, seed: 7)
      try compiled.run(replication: 3)
      #expect(same(simulation.record, compiled.record), "\(place.path) = \(value)")
    }
    #expect(tried >= 10)
  }

  /// Prime, so that inputs of all kinds come up.
  private static let step = 149

  /// The scenario with an input a tenth larger (a date 40 days later), compiled, and the number it has there.
  private func changed(_ place: InputPlace) -> (Model, Double)? {
    let old = place.value.knots[0].value.central
    let text: String
    switch place.declaration.kind {
    case .moment:
      guard old.isFinite else { return nil }
      let date = SweepSupport.model.start.adding(days: Int(old) + 40)
      text = date.description
    case .quantity, .trajectory, .variate, .flag, .choice, .reference, .weights, .text, .group, .entities,
      .identity:
      let range = place.declaration.range
      let larger = old == 0 ? 0.5 : old * 1.1
      let value = larger > range.upperBound ? old * 0.9 : larger
      text = place.declaration.unitSymbol.isEmpty ? "\(value)" : "\(value) \(place.declaration.unitSymbol)"
    }
    guard case .success(let path) = NodePath.parse(place.path) else { return nil }
    var node = SweepSupport.scenario
    var problems = Problems()
    Override(path: path, value: .string(text)).apply(to: &node, &problems)
    guard !problems.hasErrors, let model = Model.compile(node).0, let found = model.scenario.place(place.path)
    else {
      return nil
    }
    return (model, found.value.knots[0].value.central)
  }

  private func same(_ one: Record, _ other: Record) -> Bool {
    one.reports == other.reports
      && zip(one.values, other.values).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }

  /// unit: without overrides nothing changes, and an override lasts until it is taken away.
  @Test func overridesCanBeTakenAway() throws {
    let model = SweepSupport.model
    let place = try #require(model.scenario.place("launch.vehicles.starship_v3.payload"))
    var simulation = Simulation(model, seed: 1)
    try simulation.run(replication: 0)
    let before = simulation.record
    simulation.overrides = InputOverrides([place])
    simulation.overrides.values[0] = 200
    try simulation.run(replication: 0)
    #expect(!same(before, simulation.record))
    simulation.overrides = InputOverrides()
    try simulation.run(replication: 0)
    #expect(same(before, simulation.record))
  }
}
