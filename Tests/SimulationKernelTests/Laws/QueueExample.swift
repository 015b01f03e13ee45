import SimulationKernel

// example begins
enum QueueEvent: UInt8, BitwiseCopyable {
  case arrival, departure
}

/// The mean number of customers in a shop with one clerk, over a long time.
func meanCustomers(seed: UInt64, arrivalsPerDay: Double, servicesPerDay: Double, days: Double) -> Double {
  let shop = StreamKey(name: "shop")
  var arrivals = RandomStream(seed: seed, replication: 0, key: shop.child("arrivals"))
  var services = RandomStream(seed: seed, replication: 0, key: shop.child("services"))
  let interarrivalTime = Distribution.exponential(mean: 1 / arrivalsPerDay)
  let serviceTime = Distribution.exponential(mean: 1 / servicesPerDay)

  var scheduler = Scheduler<QueueEvent>(capacity: 8)
  var customers = TimeWeightedStatistic()
  scheduler.schedule(.arrival, after: interarrivalTime.sample(using: &arrivals))

  while let event = scheduler.next(until: days) {
    switch event {
    case .arrival:
      customers.add(1, at: scheduler.now)
      if customers.level == 1 { scheduler.schedule(.departure, after: serviceTime.sample(using: &services)) }
      scheduler.schedule(.arrival, after: interarrivalTime.sample(using: &arrivals))
    case .departure:
      customers.add(-1, at: scheduler.now)
      if customers.level > 0 { scheduler.schedule(.departure, after: serviceTime.sample(using: &services)) }
    }
  }
  customers.advance(to: days)
  return customers.mean
}
// example ends
