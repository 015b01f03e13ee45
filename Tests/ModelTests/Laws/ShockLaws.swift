import Testing

@testable import Model

/// That a shock acts on its own days, whatever their length, and that one which can do nothing is refused: base.
@Suite("law: dates of shocks")
struct ShockLaws {
  private static let change = "grid power at twice its price in the United States from 5 to 30 March"

  /// Base with that shock, at a factor.
  private func model(_ factor: Double, to end: String) throws -> Model {
    let shock =
      #"{"input":"regions.us.price","factor":\#(factor),"date":"2026-03-05","length":"25 day"}"#
    return try ShippedScenario.model("base", ["end=\(end)", "shocks.s=\(shock)"])
  }

  private func ratio(_ metric: String, on end: String) throws -> [Double] {
    [try Run(model(2, to: end)).value(metric) / Run(model(1, to: end)).value(metric)]
  }

  @Test("a shock of 25 days in the middle of a month acts on these days, and is gone after")
  func within() throws {
    let price = "power.us.grid_price_usd_per_mwh"
    let energy = "costs.us.energy_usd_per_kw_year"
    Law.check(
      "41", Self.change,
      [
        Finding("price on 3 March", atLeast: 1, atMost: 1, try ratio(price, on: "2026-03-03")),
        Finding("price on 20 March", atLeast: 1.99, atMost: 2.01, try ratio(price, on: "2026-03-20")),
        Finding("price on 31 March", atLeast: 0.99, atMost: 1.01, try ratio(price, on: "2026-03-31")),
        Finding("energy in a quote on 20 March", atLeast: 1.05, try ratio(energy, on: "2026-03-20")),
        Finding(
          "energy in a quote on 31 March", atLeast: 0.99, atMost: 1.01, try ratio(energy, on: "2026-03-31")),
      ])
  }

  @Test("what a lab pays more in March is 25 days of its power, not the month's")
  func paid() throws {
    let us = try #require(ShippedScenario.model("base").scenario.ids["regions"]?.firstIndex(of: "us"))
    /// Profit since the start of all labs, and what their power costs a year, in billions of USD.
    func labs(_ factor: Double) throws -> (profit: Double, power: Double) {
      var simulation = Simulation(try model(factor, to: "2026-04-02"), seed: 1)
      try simulation.run(replication: 0)
      let halls = simulation.world.exchange.inputs.datacenters
      let hours = halls.facilityToIT.value * halls.utilisation.value * Time.hoursPerYear
      var sums = (profit: 0.0, power: 0.0)
      for lab in simulation.world.labs.states.indices {
        let cell = simulation.world.exchange.places.cell(lab, us)
        let megawatts = simulation.world.exchange.posted.drawn(cell)
        sums.profit += simulation.world.labs.states[lab].profitTotal
        sums.power += megawatts * hours * simulation.world.exchange.gridPrice(us) * 1e-9
      }
      return sums
    }
    let (plain, dear) = (try labs(1), try labs(2))
    let paid = (plain.profit - dear.profit) / (plain.power * 25 / Time.year)
    Law.check(
      "41", Self.change,
      [Finding("what labs pay for it, over 25 days of their power", atLeast: 0.999, atMost: 1.001, [paid])])
  }

  @Test("a shock on what is read only at the start is refused")
  func refused() throws {
    let places = try ShippedScenario.model("base").scenario.places.filter { place in
      if case .moment = place.declaration.kind { return false }
      return place.declaration.reading == .start && !place.path.hasPrefix("claims.")
    }
    let shocks = places.enumerated().map { index, place in
      #"shocks.s\#(index)={"input":"\#(place.path)","factor":0.5,"date":"2026-03-05"}"#
    }
    let (_, problems) = Model.compile(try ShippedScenario.node("base", shocks))
    let refusals = problems.errors.filter { $0.description.contains("read only at the start") }
    Law.check(
      "41", "a shock on each input that is read only at the start, \(places.count) in all",
      [
        Finding(
          "share that `check` refuses", atLeast: 1, atMost: 1,
          [Double(refusals.count) / Double(places.count)])
      ])
  }
}
