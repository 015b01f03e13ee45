import Inputs
import SimulationKernel

// What makers ask for lift, and which of them satellites take.
extension Launch {
  /// Whether an offer is open to all labs.
  func isOpen(_ offer: Int, _ inputs: View<WorldInputs>) -> Bool {
    offer < families.count || !inputs.launch.rockets[offer - families.count].restricted
  }

  /// How satellites choose, by what they were worth at the last count.
  func choice(_ inputs: View<WorldInputs>) -> LiftChoice {
    LiftChoice(worth: worth, waiting: inputs.launch.waiting.value)
  }

  /// USD per kg that satellites are worth: bus and accelerators.
  mutating func countWorth(_ exchange: borrowing Exchange) {
    let specific = Satellite.specificPower(at: exchange.now, exchange.inputs.orbit)
    let machines = exchange.posted.costs.machines[exchange.places.orbit] / 1000
    worth =
      (exchange.posted.orbit.busPrice + machines * (1 + exchange.inputs.orbit.spares.value)) * specific
  }

  /// What each maker asks today.
  func makeOffers(_ exchange: inout Exchange) {
    for family in families.indices { post(familyOffer(family, exchange), family, &exchange) }
    for rocket in rockets.indices {
      let entry = exchange.inputs.launch.rockets[rocket]
      let payload = entry.payload.value(at: exchange.now)
      let rate = rocketRate(rocket, exchange)
      let offer = LiftChoice.Offer(
        price: payload > 0 && rate > 0 ? entry.price.value(at: exchange.now) * 1e3 / payload : .infinity,
        payload: payload, failure: rocketFailure(rocket, exchange.inputs), rate: rate)
      post(offer, families.count + rocket, &exchange)
    }
  }

  /// Days until an offer's launch after the `queue` tonnes that wait, in years.
  func wait(_ offer: Int, queue: Double, _ exchange: borrowing Exchange) -> Double {
    let grounded =
      offer < families.count
      ? families[offer].groundedUntil : rockets[offer - families.count].groundedUntil
    let asked = exchange.posted.launch.offers[offer]
    return max(grounded - exchange.now, asked.first, 0) / Time.year
      + LiftChoice.years(asked, queue: queue, satellite: satellite(exchange))
  }

  /// Tonnes that a satellite weighs as it is built today.
  func satellite(_ exchange: borrowing Exchange) -> Double {
    Orbit.mass(at: exchange.now, exchange.inputs)
  }

  /// Tonnes that an offer's launch would carry today of what waits.
  func load(_ offer: LiftChoice.Offer, _ exchange: borrowing Exchange) -> Double {
    min(offer.payload, exchange.posted.orbit.ready.tonnes)
  }

  /// Whether no other maker would lift those that wait at less cost, the wait for it included.
  func isBest(_ offer: Int, cost: Double, _ exchange: borrowing Exchange) -> Bool {
    let choice = choice(exchange.inputs)
    let queue = exchange.posted.orbit.ready.tonnes
    for other in exchange.posted.launch.offers.indices where other != offer && isOpen(other, exchange.inputs)
    {
      let asked = exchange.posted.launch.offers[other]
      let load = load(asked, exchange)
      guard asked.payload >= exchange.posted.orbit.ready.lightest,
        choice.cost(asked, load: load, years: 0) < cost
      else { continue }
      let years = wait(other, queue: queue, exchange)
      if choice.cost(asked, load: load, years: years) < cost { return false }
    }
    return true
  }

  /// Whether a family's next launch is what satellites that wait would take.
  func isChosen(_ family: Int, _ exchange: borrowing Exchange) -> Bool {
    guard exchange.posted.launch.offers.count > 1 else { return true }
    let offer = exchange.posted.launch.offers[family]
    return isBest(
      family, cost: choice(exchange.inputs).cost(offer, load: load(offer, exchange), years: 0), exchange)
  }

  /// Puts families in order: the cheapest first.
  mutating func sortFamilies(_ exchange: borrowing Exchange) {
    let offers = exchange.posted.launch.offers
    for place in order.indices.dropFirst() {
      var here = place
      while here > 0, offers[order[here]].price < offers[order[here - 1]].price {
        let earlier = order[here - 1]
        order[here - 1] = order[here]
        order[here] = earlier
        here -= 1
      }
    }
  }
}
