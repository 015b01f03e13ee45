#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// What a lab foresees and believes, by its policies alone.
@Suite("rule: foresight of labs")
struct LabForesight {
  @Test("forecasts decay to the long run, and their error widens with the root of time")
  func forecast() {
    let forecast = Forecast(longRun: 0.2, shrink: 0.5, error: 0.3, lasting: 0.5)
    let calm = Forecast.Sight(demand: 1000, growth: 1.2, luck: 0)
    for horizon in [0.5, 2, 10] {
      let expected = 1000 * exp(0.2 * horizon + (1.2 - 0.2) * (1 - exp(-0.5 * horizon)) / 0.5)
      let middle = forecast.demand(calm, horizon: horizon, quantile: 0.5)
      #expect(isClose(middle, expected, relative: 1e-9))
      // One standard deviation is the quantile 0.8413.
      let bold = forecast.demand(calm, horizon: horizon, quantile: 0.841344746)
      #expect(isClose(log(bold / middle), 0.3 * horizon.squareRoot(), relative: 1e-6))
      let lucky = Forecast.Sight(demand: 1000, growth: 1.2, luck: 2)
      let rise = log(forecast.demand(lucky, horizon: horizon, quantile: 0.5) / middle)
      #expect(isClose(rise, 0.3 * horizon.squareRoot(), relative: 1e-6), "half of two deviations lasts")
    }
    let still = Forecast(longRun: 0.2, shrink: 0, error: 0.3, lasting: 0.5)
    #expect(isClose(still.demand(calm, horizon: 2, quantile: 0.5), 1000 * exp(2.4), relative: 1e-5))
  }

  @Test("income grows with demand as prices fall, and by half at worst")
  func income() {
    let forecast = Forecast(longRun: 0, shrink: 1e-9, error: 0, lasting: 0.5)
    func factor(_ growth: Double) -> Double {
      forecast.income(
        Forecast.Sight(demand: 10, growth: growth, luck: 0), horizon: 2, quantile: 0.5, priceFall: 0.3)
    }
    #expect(isClose(factor(0.8), exp(1), relative: 1e-5))
    #expect(factor(-5) == 0.5)
  }

  @Test("a newsvendor buys more, the more a unit short would cost and the less one too many")
  func newsvendor() {
    let vendor = Boldness(policy: .newsvendor, given: 0.7, resale: 0.5)
    // Too many lose 2 - 0.5 * 2 = 1; too few lose the price less 2.
    for (price, quantile) in [(3.0, 0.5), (5, 0.75), (2.25, 0.2), (1, 0.01), (1e6, 0.99)] {
      let prices = Boldness.Prices(own: price, spot: 2, contract: 2)
      #expect(isClose(vendor.quantile(prices), quantile, relative: 1e-9))
    }
    let given = Boldness(policy: .given, given: 0.7, resale: 0.5)
    #expect(given.quantile(Boldness.Prices(own: 5, spot: 2, contract: 2)) == 0.7)
  }

  @Test("beliefs follow what is seen, and a year of it takes them most of the way")
  func beliefs() {
    let rules = Beliefs(growthMemory: 1, leadMemory: 0.75)
    var (growth, received, lead) = (0.0, 0.0, 1.0)
    for _ in 0..<12 {
      growth = rules.growth(growth, demand: exp(1.0 / 12), before: 1)
      received = rules.received(received, arrived: 10)
      lead = rules.lead(lead, told: 2)
    }
    #expect(isClose(growth, 1 - exp(-1), relative: 1e-9))
    #expect(isClose(lead, 2 - exp(-1 / 0.75), relative: 1e-9))
    #expect(received > 100 && received < 120)
    #expect(isClose(rules.growth(0, demand: 1e9, before: 1), 4 * (1 - exp(-1.0 / 12)), relative: 1e-9))
    #expect(isClose(rules.growth(0, demand: 1e-9, before: 1), -3 * (1 - exp(-1.0 / 12)), relative: 1e-9))
    // Luck keeps its spread: what fades is replaced.
    let kept = Beliefs.luck(1, draw: 0)
    #expect(isClose(kept * kept + pow(Beliefs.luck(0, draw: 1), 2), 1, relative: 1e-9))
  }

  @Test("lead times are what lines take, within what anybody reckons with")
  func leadTimes() {
    func years(_ backlog: Double, _ yearly: Double) -> Double {
      LeadTime.machines(backlog: backlog, daily: yearly / Time.year)
    }
    #expect(isClose(years(200, 100), 2.25, relative: 1e-9))
    #expect(years(1000, 100) == 3.25 && years(1, 100) == 0.75)
    #expect(years(1, 0) == 3.25 && years(0, 0) == 0.75)
    #expect(LeadTime.sites(quoted: 2.5) == 2.5 && LeadTime.sites(quoted: 9) == 5)
    #expect(LeadTime.sites(quoted: 0) == 1 && LeadTime.sites(quoted: nil) == 3)
  }

  @Test("a lab differs from what is drawn for all labs by a multiple of its own")
  func ownViews() throws {
    let bare = try BareWorld([
      "labs.google.expected_growth=2", "labs.google.growth_fade=3", "labs.google.cost_weight=0.5",
      "labs.google.delay_weight=1.5", "labs.google.research_return=1.5",
    ])
    let inputs = bare.world.exchange.inputs
    let (own, other) = (try bare.index("google", in: "labs"), try bare.index("meta", in: "labs"))
    let (foresight, usual) = (Forecast(inputs, lab: own), Forecast(inputs, lab: other))
    #expect(usual.longRun == inputs.market.longRunGrowth.value && foresight.longRun == 2 * usual.longRun)
    #expect(usual.shrink == inputs.market.forecastShrink.value && foresight.shrink == 3 * usual.shrink)
    let (choice, usualChoice) = (VenueChoice(inputs, lab: own), VenueChoice(inputs, lab: other))
    #expect(usualChoice.cost == inputs.market.venueCost.value && choice.cost == usualChoice.cost / 2)
    #expect(usualChoice.delay == inputs.market.venueDelay.value && choice.delay == 1.5 * usualChoice.delay)
    let (use, usualUse) = (ComputeUse(inputs, lab: own), ComputeUse(inputs, lab: other))
    #expect(usualUse.knee == inputs.market.knee.value && use.knee == 1.5 * usualUse.knee)
  }
}
