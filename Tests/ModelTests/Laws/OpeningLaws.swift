import Testing

@testable import Model

/// The first quarter goes on as the last of history ended, vendor by vendor: base as shipped.
@Suite("law: opening")
struct OpeningLaws {
  @Test("every vendor sells in the first quarter what it sold in the last one, within 15 %")
  func vendors() throws {
    let model = try ShippedScenario.model("base", ["end=2026-04-02"])
    let runs = try runs(model, count: 32)
    let findings = try #require(model.scenario.ids["vendors"]).enumerated().map { index, vendor in
      let ratios = runs.enumerated().map { replication, run in
        let bare = BareWorld(model, replication: UInt64(replication))
        let quarter = 3 * bare.world.exchange.inputs.vendors[index].openingRate.value * 1000
        return run.value("vendors.\(vendor).sold_total_h100e", at: 3) / quarter
      }
      return Finding(
        "sold by \(vendor) over the quarter before", atLeast: 0.85, atMost: 1.15, ratios)
    }
    Law.check("43", "none, first quarter", findings)
  }

  /// Power in MW that came on line in the quarter before the start, by region: what fed the machines then sold.
  private func quarter(_ bare: borrowing BareWorld) -> [Double] {
    let inputs = bare.world.exchange.inputs
    let all = bare.world.power.openingFlow(inputs) * inputs.datacenters.facilityToIT.value / 4
    var sum = 0.0
    var regions = inputs.regions.indices.map { _ in 0.0 }
    for lab in inputs.labs.indices {
      let weight = bare.world.power.growthWeight(lab, inputs)
      let leanings = inputs.regions.indices.map { inputs.labs[lab].regions[$0] }
      sum += weight
      for region in regions.indices {
        regions[region] += weight * leanings[region] / leanings.reduce(0, +)
      }
    }
    return regions.map { all * $0 / sum }
  }

  @Test("in every region as much power comes on line in the first quarter as in the last one, within 15 %")
  func regions() throws {
    let model = try ShippedScenario.model("base", ["end=2026-04-02"])
    let runs = try runs(model, count: 32)
    let before = runs.indices.map { quarter(BareWorld(model, replication: UInt64($0))) }
    let findings = try #require(model.scenario.ids["regions"]).enumerated().map { index, region in
      let ratios = runs.indices.map { run in
        let live = "power.\(region).live_gw"
        return (runs[run].value(live, at: 3) - runs[run].value(live, at: 0)) * 1000 / before[run][index]
      }
      return Finding(
        "power that comes on line in \(region) over the quarter before", atLeast: 0.85, atMost: 1.15, ratios)
    }
    Law.check("43", "none, first quarter", findings)
  }
}
