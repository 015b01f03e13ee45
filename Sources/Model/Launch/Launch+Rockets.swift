#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel

// Older rockets: capacity and a price, by the week. What they fly for others is counted and not followed flight by
// flight; what they lift of satellites with compute is an event of its own, and can be lost.
extension Launch {
  struct Rocket: BitwiseCopyable {
    /// Launches since the start: all of them, and those with satellites that compute.
    var flights = 0.0
    var satelliteFlights = 0
    var failures = 0
    /// Launches that satellites could have today.
    var room = 0.0
    var groundedUntil = -1.0
    /// Weeks in which it flew for others.
    var weeks = 0
  }

  mutating func openRockets() {
    for rocket in rockets.indices { rockets[rocket] = Rocket() }
  }

  /// Launches with satellites that compute since the start.
  var rocketLaunches: Double { rockets.indices.reduce(0) { $0 + Double(rockets[$1].satelliteFlights) } }

  /// Probability that a rocket's next flight fails.
  func rocketFailure(_ rocket: Int, _ inputs: View<WorldInputs>) -> Double {
    let entry = inputs.launch.rockets[rocket]
    return ReliabilityGrowth.failureProbability(
      flights: entry.openingFlights.value + rockets[rocket].flights, scale: entry.failureScale.value,
      shape: entry.failureShape.value, floor: entry.failureFloor.value)
  }

  /// Launches a year that a rocket has for satellites with compute: what its maker and earlier customers leave.
  func rocketRate(_ rocket: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.launch.rockets[rocket]
    return entry.cadence.value(at: exchange.now) * (1 - entry.captive.value) * (1 - entry.booked.value)
  }

  /// A week of a rocket: it flies for others, which may ground it, and has so much room for satellites. What nobody
  /// took of that goes to others, but for one launch.
  mutating func prepare(_ rocket: Int, _ exchange: borrowing Exchange) {
    guard exchange.now >= rockets[rocket].groundedUntil else { return }
    let entry = exchange.inputs.launch.rockets[rocket]
    let all = entry.cadence.value(at: exchange.now) * Time.week / Time.year
    let room = rocketRate(rocket, exchange) * Time.week / Time.year
    let ready = rockets[rocket].room + room
    rockets[rocket].room = min(ready, room + 1)
    let others = all - room + ready - rockets[rocket].room
    guard others > 0 else { return }
    rockets[rocket].weeks += 1
    let failure = rocketFailure(rocket, exchange.inputs)
    rockets[rocket].flights += others
    var stream = exchange.luck(entry.identity, .fleet, rockets[rocket].weeks)
    if stream.uniform() < 1 - pow(1 - failure, others) { ground(rocket: rocket, exchange) }
  }

  /// A failure of a rocket grounds its own kind.
  private mutating func ground(rocket: Int, _ exchange: borrowing Exchange) {
    rockets[rocket].failures += 1
    let entry = exchange.inputs.launch.rockets[rocket]
    var stream = exchange.luck(entry.identity, .investigation, rockets[rocket].failures)
    rockets[rocket].groundedUntil = exchange.now + entry.investigation.sample(using: &stream)
    rockets[rocket].room = 0
  }

  /// Flies satellites with compute on the older rocket that lifts them at least cost, if no family's next launch is
  /// worth the wait; nil when none is left that does.
  mutating func nextRocket(_ exchange: inout Exchange) -> Flight? {
    let choice = choice(exchange.inputs)
    var (found, least): (Int?, Double) = (nil, .infinity)
    for rocket in rockets.indices
    where rockets[rocket].room >= 1 && exchange.now >= rockets[rocket].groundedUntil {
      let restricted = exchange.inputs.launch.rockets[rocket].restricted
      let offer = exchange.posted.launch.offers[families.count + rocket]
      let ready = restricted ? exchange.posted.orbit.restricted : exchange.posted.orbit.ready
      guard ready.isLoad(payload: offer.payload, at: exchange.now) else { continue }
      let cost = choice.cost(offer, load: min(offer.payload, ready.tonnes), years: 0)
      guard cost < least, isBest(families.count + rocket, cost: cost, exchange) else { continue }
      (found, least) = (rocket, cost)
    }
    guard let found else { return nil }
    return fly(rocket: found, &exchange)
  }

  private mutating func fly(rocket: Int, _ exchange: inout Exchange) -> Flight {
    let inputs = exchange.inputs
    let entry = inputs.launch.rockets[rocket]
    let failure = rocketFailure(rocket, inputs)
    rockets[rocket].room -= 1
    rockets[rocket].flights += 1
    rockets[rocket].satelliteFlights += 1
    var stream = exchange.luck(entry.identity, .outcome, rockets[rocket].satelliteFlights)
    let failed = stream.uniform() < failure
    if failed { ground(rocket: rocket, exchange) }
    return Flight(
      payload: exchange.posted.launch.offers[families.count + rocket].payload, succeeded: !failed,
      price: entry.price.value(at: exchange.now) * 1e-3, restricted: entry.restricted)
  }
}
