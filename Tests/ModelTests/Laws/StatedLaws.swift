import Testing

@testable import Model

/// What comes of it when every stated number and date comes true: either the stated volumes, or the page on the model
/// says which stated number contradicts which other.
@Suite("law: as stated")
struct StatedLaws {
  private static let count = 8

  private static func stated(_ end: String, _ overrides: [String] = []) throws -> [Run] {
    try runs(ShippedScenario.model("space-as-stated", ["end=\(end)"] + overrides), count: count)
  }

  /// Report of the first of January of a year.
  private func report(_ year: Int) -> Int { (year - 2026) * 12 }

  private func values(_ runs: [Run], _ metric: String, _ year: Int) -> [Double] {
    runs.map { $0.value(metric, at: report(year)) }
  }

  @Test(
    "all comes true as stated: wafers, payload, satellites and price come out, volumes three years late and more"
  )
  func law36() throws {
    let runs = try Self.stated("2034-02-01")
    let cost = runs.map { run in
      (0...report(2029)).map { run.value("orbit_over_ground_cost", at: $0) }.filter { !$0.isNaN }.min()
        ?? .nan
    }
    let added = "orbit_added_gw_per_year"
    Law.check(
      "36", "every stated number and date comes true (space-as-stated)",
      [
        Finding(
          "thousand wafers a month of the newcomer at the end of 2030", atLeast: 999,
          values(runs, "fabs.terafab.capacity_kwafer_per_month", 2031)),
        Finding(
          "tonnes of payload a flight in 2031", atLeast: 200,
          values(runs, "launch.starship_v4.payload_t", 2031)),
        Finding(
          "watts a kilogram of satellite in 2031", atLeast: 99.9,
          values(runs, "satellite_specific_power_w_per_kg", 2031)),
        Finding(
          "energy of an array in orbit over one on the ground", atLeast: 5,
          values(runs, "orbit_over_ground_array_energy", 2026)),
        Finding("lowest cost in orbit over that on the ground by 2029", atMost: 0.8, cost),
        Finding("GW of power added in orbit in 2033", atLeast: 100, values(runs, added, 2034)),
        Finding("GW of power added in orbit in 2030", atLeast: 200, isOpen: true, values(runs, added, 2031)),
        Finding(
          "power added in orbit in 2030 over all on the ground", atLeast: 1, isOpen: true,
          values(runs, "orbit_added_over_ground", 2031)),
      ])
  }

  private static let chips = "processes.*.relief=10"
  private static let ships = "launch.vehicles.*.build_rate=200 ship/year"

  @Test(
    "for hundreds of gigawatts a year by 2031 both chips with their memory and ships are too few by what is stated"
  )
  func contradiction() throws {
    for (change, overrides, isOpen) in [
      ("as stated, but ten times the chips and memory from every wafer", [Self.chips], true),
      ("as stated, but 200 ships a year of each version", [Self.ships], true),
      (
        "as stated, but ten times the chips and memory and 200 ships a year", [Self.chips, Self.ships], false
      ),
    ] {
      let runs = try Self.stated("2031-02-01", overrides)
      Law.check(
        "36", change,
        [
          Finding(
            "GW of power added in orbit in 2030", atLeast: 200, isOpen: isOpen,
            values(runs, "orbit_added_gw_per_year", 2031))
        ])
    }
  }

  @Test(
    "thirty ships that fly every thirty hours lift less than 200 GW a year at the stated payload and W/kg")
  func thirtyShips() throws {
    let bare = try BareWorld([], of: "space-as-stated")
    let (vehicle, inputs) = (try bare.index("starship_v4", in: "launch.vehicles"), bare.world.exchange.inputs)
    let ship = inputs.launch.vehicles[vehicle]
    let flights = 30 * Time.year / ship.turnaroundFloor.value
    let gigawatts = flights * ship.payload.value(at: 0) * Satellite.specificPower(at: 0, inputs.orbit) * 1e-6
    Law.check(
      "36", "30 ships are never on the ground longer than the stated 30 hours",
      [Finding("GW a year that they lift", atLeast: 200, isOpen: true, pairs: 1, [gigawatts])])
  }
}
