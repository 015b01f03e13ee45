#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel

extension Launch {
  /// Launches a year that a programme counts for at least, however little it has flown: one in two months.
  private static let leastCadence = 6.0

  /// A month's end: the cadence by which launches are priced.
  mutating func count(_ exchange: inout Exchange) {
    settle(&exchange)
    let days = exchange.now - lastCount
    guard days > 0 else { return }
    let rate = Double(flights - flightsAtCount) * Time.year / days
    flightsAtCount = flights
    lastCount = exchange.now
    recent += (rate - recent) * min(1, days / (0.5 * Time.year))
  }

  /// USD/kg to the target orbit with the cheapest vehicle that can fly, or else with the first to come; what older
  /// rockets ask is the most that anyone pays.
  mutating func price(_ exchange: inout Exchange) {
    let inputs = exchange.inputs
    var best = Double.infinity
    var payload = 0.0
    var failure = 1.0
    var first = Double.infinity
    for vehicle in ready.indices { first = min(first, Launch.available(vehicle, inputs)) }
    for vehicle in ready.indices
    where Launch.available(vehicle, inputs) <= max(first, exchange.now) {
      let price = cost(of: vehicle, inputs, exchange.now)
      guard price < best else { continue }
      best = price
      payload = inputs.launch.vehicles[vehicle].payload.value(at: exchange.now)
      failure = failureProbability(vehicle, inputs)
    }
    let asked = best * (1 + inputs.launch.margin.value) * scarcity(exchange)
    let price =
      !isPossible(exchange)
      ? .infinity : asked.isFinite ? min(asked, inputs.launch.priceOfOthers.value) : asked
    post(price: price, payload: payload, failure: failure, &exchange)
  }

  /// Cost in USD/kg of a launch with a vehicle at today's cadence; infinite if it lifts nothing.
  private func cost(of vehicle: Int, _ inputs: View<WorldInputs>, _ time: Double) -> Double {
    let entry = inputs.launch.vehicles[vehicle]
    let payload = entry.payload.value(at: time)
    guard payload > 0 else { return .infinity }
    let learned = LearningCurve.factor(
      ratio: experience(inputs) / inputs.launch.openingFlights.value, rate: entry.costLearning.value)
    let propellant =
      (entry.methane.value * inputs.launch.methaneCost.value
        + entry.oxygen.value * inputs.launch.oxygenCost.value) * 1e-6
    let failure = failureProbability(vehicle, inputs)
    let flightsPerShip = min(entry.flightsPerShip.value(at: time), 1 / max(1e-6, failure))
    let hardware =
      entry.shipCost.value / flightsPerShip
      + entry.boosterCost.value / entry.flightsPerBooster.value(at: time)
    // A price is quoted at a cadence that is worth running a programme for: a launch a month.
    let fixed = inputs.launch.fixedCost.value * 1000 / max(12, recent)
    return ((hardware + entry.refurbishment.value) * learned + propellant + fixed) * 1e6 / (payload * 1000)
  }

  /// Launches a year that satellites could have soon: the recent cadence and the ships about to be built, less other
  /// payloads.
  func spareLaunches(_ exchange: borrowing Exchange) -> Double {
    let inputs = exchange.inputs
    let soon = exchange.now + Time.year
    var ability = 0.0
    for vehicle in ready.indices where Launch.available(vehicle, inputs) <= soon {
      let entry = inputs.launch.vehicles[vehicle]
      let done = experience(inputs) / inputs.launch.openingFlights.value
      let turnaround = max(
        entry.turnaroundFloor.value,
        entry.turnaround.value * LearningCurve.factor(ratio: done, rate: entry.turnaroundLearning.value))
      let flights = min(entry.flightsPerShip.value(at: soon), Time.year / turnaround)
      ability += entry.buildRate.value(at: soon) * grown.ships * flights
    }
    let licences = exchange.capacity(
      line: inputs.launch.licenceLine, plan: announcedLicences(at: soon, inputs))
    let launches = min(ability, licences, max(Launch.leastCadence, recent * 2))
    let left = max(0, launches - inputs.launch.otherPayloads.value(at: soon))
    // Without first claim of others, satellites whose queue is as long get half.
    return inputs.launch.otherFirst ? left : max(left, launches / 2)
  }

  /// Propellant in the tanks in tonnes, for the balance.
  var oxygen: Double { sites.indices.reduce(0) { $0 + sites[$1].oxygen } }
  var methane: Double { sites.indices.reduce(0) { $0 + sites[$1].methane } }
}
