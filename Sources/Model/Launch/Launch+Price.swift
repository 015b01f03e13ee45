#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import SimulationKernel

extension Launch {
  /// A month's end: the price of a launch from what it costs at today's cadence.
  mutating func count(_ exchange: inout Exchange) {
    settle(&exchange)
    let days = exchange.now - lastCount
    guard days > 0 else { return }
    let rate = Double(flights - flightsAtCount) * Time.year / days
    flightsAtCount = flights
    lastCount = exchange.now
    recent += (rate - recent) * min(1, days / (0.5 * Time.year))
    price(&exchange)
  }

  /// USD/kg to the target orbit with the newest vehicle that has flown or can fly.
  mutating func price(_ exchange: inout Exchange) {
    let inputs = exchange.inputs.pointee.launch
    guard let vehicle = quotedVehicle(exchange.inputs.pointee, exchange.now) else {
      exchange.prices.launch = .infinity
      payloadCapacity = 0
      return
    }
    let entry = inputs.vehicles[vehicle]
    let payload = entry.payload.value(at: exchange.now)
    payloadCapacity = payload
    guard payload > 0 else {
      exchange.prices.launch = .infinity
      return
    }
    let learned = LearningCurve.factor(
      ratio: experience(exchange.inputs.pointee) / inputs.openingFlights.value, rate: entry.costLearning.value
    )
    let propellant =
      (entry.methane.value * inputs.methaneCost.value + entry.oxygen.value * inputs.oxygenCost.value) * 1e-6
    let failure = failureProbability(vehicle, exchange.inputs.pointee)
    let flightsPerShip = min(entry.flightsPerShip.value(at: exchange.now), 1 / max(1e-6, failure))
    let hardware =
      entry.shipCost.value / flightsPerShip + entry.boosterCost.value / entry.flightsPerBooster.value
    // A price is quoted at a cadence that is worth running a programme for: a launch a month.
    let fixed = inputs.fixedCost.value * 1000 / max(12, recent)
    let million = (hardware + entry.refurbishment.value) * learned + propellant + fixed
    exchange.prices.launch = million * (1 + inputs.margin.value) * 1e6 / (payload * 1000)
  }

  /// Probability that a launch quoted now would fail.
  func quotedFailure(_ inputs: borrowing WorldInputs, _ time: Double) -> Double {
    guard let vehicle = quotedVehicle(inputs, time) else { return 1 }
    return failureProbability(vehicle, inputs)
  }

  /// The newest vehicle available at `time`, else the first to come.
  func quotedVehicle(_ inputs: borrowing WorldInputs, _ time: Double) -> Int? {
    var found: Int?
    var latest = -Double.infinity
    for vehicle in ready.indices {
      let first = Launch.available(vehicle, inputs)
      if first <= time, first > latest {
        latest = first
        found = vehicle
      }
    }
    if found != nil { return found }
    var earliest = Double.infinity
    for vehicle in ready.indices {
      let first = Launch.available(vehicle, inputs)
      if first < earliest {
        earliest = first
        found = vehicle
      }
    }
    return found
  }

  /// Launches a year that satellites could have soon: the recent cadence and the ships about to be built, less other payloads.
  func spareLaunches(_ exchange: borrowing Exchange) -> Double {
    let inputs = exchange.inputs
    let soon = exchange.now + Time.year
    var ability = 0.0
    for vehicle in ready.indices where Launch.available(vehicle, inputs.pointee) <= soon {
      let entry = inputs.pointee.launch.vehicles[vehicle]
      let done = experience(inputs.pointee) / inputs.pointee.launch.openingFlights.value
      let turnaround = max(
        entry.turnaroundFloor.value,
        entry.turnaround.value * LearningCurve.factor(ratio: done, rate: entry.turnaroundLearning.value))
      let flights = min(entry.flightsPerShip.value(at: soon), Time.year / turnaround)
      ability += entry.buildRate.value(at: soon) * flights
    }
    var licences = 0.0
    for site in sites.indices { licences += inputs.pointee.launch.sites[site].licences.value(at: soon) }
    let others = inputs.pointee.launch.otherFirst ? inputs.pointee.launch.otherPayloads.value(at: soon) : 0
    return max(0, min(ability, licences, max(6, recent * 2)) - others - otherWaiting)
  }

  /// Propellant in the tanks in tonnes, for the balance.
  var oxygen: Double { sites.reduce(0) { $0 + $1.oxygen } }
  var methane: Double { sites.reduce(0) { $0 + $1.methane } }
}
