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
        "sold by \(vendor) over the quarter before", atLeast: 0.85, atMost: 1.15, isOpen: vendor == "amd",
        ratios)
    }
    Law.check("43", "none, first quarter", findings)
  }
}
