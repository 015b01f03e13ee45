import Testing

@testable import Model

@Suite("law: competition")
struct CompetitionTests {
  @Test("Cournot: a lab's markup is its share over the elasticity")
  func cournot() throws {
    // Lerner index (p - c) / p = s / e; the revenue-weighted mean is the concentration (sum of squared shares) over e.
    let model = try ShippedScenario.model("base", ["end=2026-07-01", "market.elasticity=1.4"])
    var bare = BareWorld(model, seed: 4)
    // The market looks at revenue as booked last time: a day before its second clearing shows what it will see.
    bare.run(until: 2 * Time.month - 1)
    let states = bare.world.labs.states
    bare.run(until: 2 * Time.month + 0.5)
    let revenue = states.reduce(0) { $0 + $1.revenue }
    var concentration = 0.0
    var markup = 0.0
    for lab in states.indices {
      let share = states[lab].revenue / revenue
      #expect(isClose(bare.world.market.lerner(of: lab), share / 1.4, relative: 1e-9))
      concentration += share * share
      markup += share * bare.world.market.lerner(of: lab)
    }
    #expect(isClose(markup, concentration / 1.4, relative: 1e-9))
  }
}
