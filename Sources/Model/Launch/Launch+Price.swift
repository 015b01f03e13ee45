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
  /// A programme's launches a year grow at most so much in a year, as those who plan with it reckon.
  private static let yearlyGrowth = 2.0

  /// A month's end: the cadence by which launches are priced.
  mutating func count(_ exchange: inout Exchange) {
    settle(&exchange)
    let days = exchange.now - lastCount
    guard days > 0 else { return }
    for family in families.indices {
      let rate = Double(families[family].flights - families[family].flightsAtCount) * Time.year / days
      families[family].flightsAtCount = families[family].flights
      families[family].recent += (rate - families[family].recent) * min(1, days / (0.5 * Time.year))
    }
    lastCount = exchange.now
    countWorth(exchange)
  }

  /// USD/kg to the target orbit on the cheapest maker with room: the one whose lift costs least with the wait behind
  /// those who wait already. Where no satellite of today would fit on any, the lowest price per kilogram.
  mutating func price(_ exchange: inout Exchange) {
    makeOffers(&exchange)
    sortFamilies(exchange)
    let choice = choice(exchange.inputs)
    let satellite = satellite(exchange)
    let queue = exchange.posted.orbit.ready.tonnes
    var found: Int?
    var lowest: Int?
    var least = Double.infinity
    let offers = exchange.posted.launch.offers
    for index in offers.indices where isOpen(index, exchange.inputs) && offers[index].price.isFinite {
      let offer = offers[index]
      if lowest.map({ offer.price < offers[$0].price }) ?? true { lowest = index }
      let cost = choice.cost(
        offer, load: LiftChoice.whole(offer.payload, satellite: satellite),
        years: wait(index, queue: queue, exchange))
      guard cost < least else { continue }
      (found, least) = (index, cost)
    }
    let offer = (found ?? lowest).map { offers[$0] } ?? LiftChoice.Offer()
    post(price: offer.price, payload: offer.payload, failure: offer.failure, &exchange)
    post(costOfLift: least, &exchange)
  }

  /// What a family asks: the price of its cheapest vehicle that carries payloads, or else of the first to come.
  func familyOffer(_ family: Int, _ exchange: borrowing Exchange) -> LiftChoice.Offer {
    let (inputs, now) = (exchange.inputs, exchange.now)
    guard isPossible(family, exchange) else { return LiftChoice.Offer() }
    var first = Double.infinity
    for vehicle in ready.indices where Launch.family(of: vehicle, inputs) == family {
      first = min(first, firstPayload(vehicle, exchange))
    }
    guard first < Time.never else { return LiftChoice.Offer() }
    var best: Int?
    var least = Double.infinity
    for vehicle in ready.indices
    where Launch.family(of: vehicle, inputs) == family && firstPayload(vehicle, exchange) <= max(first, now) {
      let cost = cost(of: vehicle, inputs, now)
      guard cost < least else { continue }
      (best, least) = (vehicle, cost)
    }
    guard let best else { return LiftChoice.Offer() }
    let markup = (1 + inputs.launch.families[family].margin.value) * scarcity(family, exchange)
    return LiftChoice.Offer(
      price: least * markup, payload: inputs.launch.vehicles[best].payload.value(at: now),
      failure: failureProbability(best, inputs), rate: spareLaunches(family, exchange),
      first: max(0, first - now))
  }

  /// Day of a vehicle's first flight with payload, as its cadence lets those expect who plan with it.
  func firstPayload(_ vehicle: Int, _ exchange: borrowing Exchange) -> Double {
    let inputs = exchange.inputs
    let available = Launch.available(vehicle, inputs)
    let left = Double(testsLeft(vehicle, inputs))
    guard left > 0 else { return available }
    let recent = families[Launch.family(of: vehicle, inputs)].recent
    return max(available, exchange.now) + left * Time.year / max(Launch.leastCadence, recent)
  }

  /// Cost in USD/kg of a launch with a vehicle at today's cadence; infinite if it lifts nothing.
  private func cost(of vehicle: Int, _ inputs: View<WorldInputs>, _ time: Double) -> Double {
    let entry = inputs.launch.vehicles[vehicle]
    let family = entry.family.asInt
    let payload = entry.payload.value(at: time)
    guard payload > 0 else { return .infinity }
    let learned = LearningCurve.factor(ratio: doublings(family, inputs), rate: entry.costLearning.value)
    let propellant =
      (entry.methane.value * inputs.launch.methaneCost.value
        + entry.oxygen.value * inputs.launch.oxygenCost.value) * 1e-6
    let failure = failureProbability(vehicle, inputs)
    let flightsPerShip = min(entry.flightsPerShip.value(at: time), 1 / max(1e-6, failure))
    let hardware =
      entry.shipCost.value / flightsPerShip
      + entry.boosterCost.value / entry.flightsPerBooster.value(at: time)
    // A price is quoted at a cadence that is worth running a programme for: a launch a month.
    let fixed = inputs.launch.families[family].fixedCost.value * 1000 / max(12, families[family].recent)
    return ((hardware + entry.refurbishment.value) * learned + propellant + fixed) * 1e6 / (payload * 1000)
  }

  /// Launches a year that satellites could have of a family soon: the recent cadence and the ships about to be built,
  /// less other payloads.
  func spareLaunches(_ family: Int, _ exchange: borrowing Exchange) -> Double {
    let inputs = exchange.inputs
    let entry = inputs.launch.families[family]
    let soon = exchange.now + Time.year
    let leader = leader(family, by: soon, exchange)
    var ability = 0.0
    for vehicle in ready.indices
    where Launch.family(of: vehicle, inputs) == family && firstPayload(vehicle, exchange) <= soon {
      let entry = inputs.launch.vehicles[vehicle]
      let turnaround = max(
        entry.turnaroundFloor.value,
        entry.turnaround.value
          * LearningCurve.factor(ratio: doublings(family, inputs), rate: entry.turnaroundLearning.value))
      let flights = min(entry.flightsPerShip.value(at: soon), Time.year / turnaround)
      ability += yardRate(vehicle, leader: leader, at: soon, inputs) * families[family].grown.ships * flights
    }
    let licences = exchange.capacity(
      line: entry.licenceLine, plan: announcedLicences(family, at: soon, inputs))
    let cadence = max(Launch.leastCadence, families[family].recent * Launch.yearlyGrowth)
    let launches = min(ability, licences, cadence)
    let left = max(0, launches - entry.otherPayloads.value(at: soon))
    // Without first claim of others, satellites whose queue is as long get half.
    return entry.otherFirst ? left : max(left, launches / 2)
  }

  /// Launches a year that satellites could have soon, each as large as the quoted one: of all makers whose lift costs
  /// no more than the quote with its wait.
  func spareLaunches(_ exchange: borrowing Exchange) -> Double {
    let choice = choice(exchange.inputs)
    let satellite = satellite(exchange)
    let quoted = LiftChoice.whole(exchange.posted.launch.payloadCapacity, satellite: satellite)
    var sum = 0.0
    let offers = exchange.posted.launch.offers
    for index in offers.indices where isOpen(index, exchange.inputs) {
      let load = LiftChoice.whole(offers[index].payload, satellite: satellite)
      guard choice.cost(offers[index], load: load, years: 0) <= exchange.posted.launch.costOfLift else {
        continue
      }
      let rate =
        index < families.count
        ? spareLaunches(index, exchange) : rocketRate(index - families.count, exchange)
      sum += quoted > 0 ? rate * load / quoted : rate
    }
    return sum
  }

  /// Propellant in the tanks in tonnes, for the balance.
  var oxygen: Double { sites.indices.reduce(0) { $0 + sites[$1].oxygen } }
  var methane: Double { sites.indices.reduce(0) { $0 + sites[$1].methane } }
}
