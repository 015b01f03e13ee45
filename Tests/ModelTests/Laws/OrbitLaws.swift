#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// How much goes to orbit when it is clearly cheaper, and when it is clearly dearer: paired runs of base, whose labs
/// are quoted a ratio to the cheapest region from 2032 on.
@Suite("law: orbit by price")
struct OrbitLaws {
  private static let count = 8

  private static func paired(_ overrides: [String]) throws -> [Run] {
    try runs(ShippedScenario.model("base", ["end=2041-01-01"] + overrides), count: count)
  }

  private static let base = Result { try paired([]) }

  private static func quoted(_ ratio: Double) -> String {
    #"orbit.cost_over_ground={"2031-12-30": 0, "2032-01-01": \#(ratio)}"#
  }

  /// Report of the first of January of a year.
  private func report(_ year: Int) -> Int { (year - 2026) * 12 }

  /// Share of orbit in the IT power that was added over so many years before the first of January of a year.
  private func share(_ run: Run, _ year: Int, over years: Int = 1) -> Double {
    func added(_ metric: String) -> Double {
      run.value(metric, at: report(year)) - run.value(metric, at: report(year - years))
    }
    let orbit = added("orbit_added_total_gw")
    return orbit / (orbit + max(0, added("power_ground_gw")))
  }

  @Test("at 0.7 of the ground's cost from 2032, more is wanted than can fly, and lines grow at their limits")
  func cheaper() throws {
    let runs = try Self.paired([Self.quoted(0.7)])
    let ratio = zip(runs, try Self.base.get()).map {
      $0.value("power_orbit_gw", at: report(2040)) / max(1e-3, $1.value("power_orbit_gw", at: report(2040)))
    }
    let licences = runs.map {
      pow(
        $0.value("lines.launch_licences.capacity", at: report(2040))
          / $0.value("lines.launch_licences.capacity", at: report(2033)), 1 / 7)
    }
    let queue = runs.map {
      $0.value("lines.launch_licences.book", at: report(2037))
        / $0.value("launches_per_year", at: report(2037))
    }
    Law.check(
      "32", "orbit quoted at 0.7 of the ground from 2032",
      [
        Finding("launches that wait in 2037, in years of launches", atLeast: 1, queue),
        // 40 to 60 % in whole per cent.
        Finding("growth a year of launch licences, 2033 to 2040", atLeast: 1.395, atMost: 1.605, licences),
        // Licences and pads grow at their limits in both, since other payloads want more than flies.
        Finding("IT power in orbit in 2040, over the paired run", atLeast: 10, isOpen: true, ratio),
      ])
  }

  @Test("at twice the ground's cost little of the new power is in orbit, but of who leans that way")
  func dearer() throws {
    let runs = try Self.paired([Self.quoted(2), "labs.*.orbit_leaning=0"])
    Law.check(
      "33", "orbit quoted at twice the ground from 2032, nobody leaning",
      [
        Finding("share of power added from 2035 to 2040", atMost: 0.03, runs.map { share($0, 2040, over: 5) })
      ])
  }

  @Test(
    "a radiator a fifth hotter in kelvin: 1.2^4 of the heat, a lighter satellite, and chips that fail more often"
  )
  func law37() throws {
    let satellite = [
      "orbit.emissivity=0.9", "orbit.absorbed=200 W/m2", "orbit.radiator_mass=4 kg/m2",
      "orbit.structure=20 %",
      "orbit.array_power=1.25", "orbit.failure_doubling=20 K",
    ]
    let cold = try BareWorld(satellite + ["orbit.coolant=300 K"])
    let hot = try BareWorld(satellite + ["orbit.coolant=360 K"])
    let (before, after) = (cold.world.exchange.inputs.orbit, hot.world.exchange.inputs.orbit)
    // 1250 W through panels of 4 kg/m2, and as much again for a fifth of the whole that is structure.
    func radiator(_ coolant: Double) -> Double {
      1250 / (2 * 0.9 * 5.670374e-8 * pow(coolant, 4) - 200) * 4 / 0.8
    }
    let mass = 1000 / Satellite.specificPower(at: 0, before)
    let lighter = mass / (mass - radiator(300) + radiator(360))
    let power = Satellite.specificPower(at: 0, after) / Satellite.specificPower(at: 0, before)
    let (least, most) = (0.9999, 1.0001)
    Law.check(
      "37", "the radiator 20 % hotter in kelvin",
      [
        Finding(
          "heat that a square metre gives off, over 1.2^4", atLeast: least, atMost: most, pairs: 1,
          [Satellite.emitted(after) / Satellite.emitted(before) / 2.0736]),
        Finding("specific power", atLeast: 1.01, pairs: 1, [power]),
        Finding(
          "specific power, over what the radiator weighed less", atLeast: least, atMost: most, pairs: 1,
          [power / lighter]),
        Finding(
          "failures of chips, over two to the power of 60 K over those that double them", atLeast: least,
          atMost: most, pairs: 1, [Satellite.failure(after) / Satellite.failure(before) / 8]),
      ])
  }
}
