import Inputs
import ScenarioFormat

extension Sites {
  /// What a scenario says of datacenters.
  public struct Inputs: InputGroup {
    public let shell: Variate<Month>
    public let shellSlip: Quantity<One>
    public let shellCost: Quantity<MillionUSDPerMegawatt>
    public let deposit: Quantity<One>
    public let shellLife: Quantity<Year>
    public let systemCost: Quantity<USDPerKilowatt>
    public let facilityToIT: Quantity<One>
    public let campus: Quantity<Megawatt>
    public let operation: Quantity<PerYear>
    public let utilisation: Quantity<One>
    public let replacementGain: Quantity<One>
    public let openingPipeline: Quantity<Year>
    public let openingPipelineGrowth: Quantity<PerYear>
    public let openingSlack: Quantity<One>
    public let openingGrowth: Quantity<PerYear>
    public let openingDelay: Quantity<One>
    public let realisedSize: Quantity<One>
    public let openingSitePrice: Quantity<One>
    public let sitePriceSpeed: Quantity<PerYear>
    public let sitePriceHaste: Quantity<One>
    public let siteMargin: Quantity<One>
    public let siteBargain: Quantity<One>
    public let siteBargainRise: Quantity<One>
    public let siteGlut: Quantity<One>
    public let siteGlutBand: Quantity<One>

    public static let inputs: [Input<Self>] = halls + openings + trading

    private static let halls: [Input<Self>] = [
      .variate(
        "shell", \.shell, in: 0...120, "Time to build a hall, in parallel with its power, per project."),
      .quantity(
        "shell_slip", \.shellSlip, default: "0.9 to 1.2", in: 0.1...10,
        "Factor on every hall's time in this run: what the trade gets wrong together."),
      .quantity(
        "shell_cost", \.shellCost, in: 0...200,
        "Capital per megawatt of IT power: hall, cooling, electrical plant."),
      .quantity(
        "deposit", \.deposit, default: "0.3", in: 0...1,
        "Part of a site's cost that is paid when its permits are in; the rest is paid when it has power.",
        source: "project estimate"),
      .quantity(
        "shell_life", \.shellLife, default: "15 year", in: 1...60, "Time over which a hall is written off."),
      .quantity(
        "system_cost", \.systemCost, default: "8000 USD/kW to 16000 USD/kW", in: 0...1e5,
        "Servers, racks, network and storage around accelerators, per kilowatt of IT power, on the ground or in orbit.",
        source:
          "SemiAnalysis 2026: B300 servers at about 62 thousand USD a package, of which the package is 37"),
      .quantity(
        "campus", \.campus, default: "1000 MW to 3000 MW", in: 50...1e6,
        "Largest site that is asked for, permitted, built and powered as one: what is wanted beyond it is several.",
        source:
          "announced for the largest of 2025: Abilene 1.2 GW, Colossus 2 about 1, Hyperion 2 of 5 by 2030"),
      .quantity("facility_to_it", \.facilityToIT, in: 1...3, "Facility power over IT power."),
      .quantity(
        "operation", \.operation, default: "4 %/year", in: 0...1,
        "Staff, maintenance and network a year, as a share of the hall's and a tenth of the chips' capital."),
      .quantity(
        "utilisation", \.utilisation, default: "0.8", in: 0.05...1, "Share of full IT power drawn on average."
      ),
      .quantity(
        "replacement_gain", \.replacementGain, default: "1.5 to 3", in: 1...100,
        "Compute per watt of a machine without power, over that of an installed one, from which it takes the other's place.",
        source: "project estimate"),
      .quantity(
        "realised_size", \.realisedSize, default: "0.4 to 0.554", in: 0.01...1,
        "Power that a site will use over what is asked of the grid for it.",
        source: "ERCOT 2025: peaks of 49.8 % of what was asked for, 55.4 % of what officers had sworn to"),
    ]

    private static let openings: [Input<Self>] = [
      .quantity(
        "opening_pipeline", \.openingPipeline, default: "1.5 year to 2.5 year", in: 0...10,
        "How far ahead sites are under construction at the start: they come on line at the rate at which machines were then sold, and growing.",
        source: "project estimate"
      ).readAtTheStart,
      .quantity(
        "opening_pipeline_growth", \.openingPipelineGrowth, default: "0.2 /year to 0.5 /year", in: -1...3,
        "Log growth a year of that rate.", source: "project estimate"
      ).readAtTheStart,
      .quantity(
        "opening_slack", \.openingSlack, default: "0.06", in: 0...2,
        "Powered but empty capacity at the start, as a fraction of what is live."
      ).readAtTheStart,
      .quantity(
        "opening_growth", \.openingGrowth, default: "1.05 /year", in: 0...5,
        "Log growth of the fleet before the start: sets the age of what is installed."
      ).readAtTheStart,
      .quantity(
        "opening_delay", \.openingDelay, default: "1.1 to 1.4", in: 0.5...5,
        "How many times as long as quoted power takes, as labs have seen it by the start: they go on by what they see.",
        source: "project estimate"
      ).readAtTheStart,
    ]

    private static let trading: [Input<Self>] = [
      .quantity(
        "opening_site_price", \.openingSitePrice, default: "1.27", in: 1...100,
        "Multiple of the cost of its hall for which a site with power is traded at the start.",
        source:
          "halls let at 195 USD a kilowatt and month in 2025 (CBRE), 25 of them for running, over 12 million USD/MW at 13.4 % a year"
      ).readAtTheStart,
      .quantity(
        "site_price_speed", \.sitePriceSpeed, default: "0.3 /year", in: 0...50,
        "Rate at which that price goes to where tightness puts it.",
        source: "fit to rents of 2022 to 2024"),
      .quantity(
        "site_price_haste", \.sitePriceHaste, default: "2", in: 0...50,
        "Factor less one by which it goes faster where power is short by the whole of what there is.",
        source: "project estimate"),
      .quantity(
        "site_margin", \.siteMargin, default: "0.3", in: 0...1,
        "Part of the price of compute that a site's owner could ask for its power at most.",
        source:
          "SemiAnalysis 2025: 11 billion USD a gigawatt-year, of which three tenths are left after machines and energy"
      ),
      .quantity(
        "site_bargain", \.siteBargain, default: "0.28", in: 0...20,
        "What owners get of that when power is in balance, as `1 - e^-x`.",
        source: "fit to rents of 2022 to 2024"),
      .quantity(
        "site_bargain_rise", \.siteBargainRise, default: "0.5", in: 0...20,
        "Rise of that x with what is wanted over what there will be, less one.",
        source: "fit to rents of 2022 to 2024"),
      .quantity(
        "site_glut", \.siteGlut, default: "0.06", in: 0...10,
        "Part of the power that may stand free before the price falls to the cost of a hall.",
        source: "project estimate"),
      .quantity(
        "site_glut_band", \.siteGlutBand, default: "0.1", in: 0.001...10,
        "Further part over which it falls there.", source: "project estimate"),
    ]
  }
}
