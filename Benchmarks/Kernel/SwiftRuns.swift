import SimulationKernel

/// What a run of the M/M/1 queue reports, to be compared with the C twin's.
struct QueueResult: Equatable {
  var meanQueueLength: Double
  var endTime: Double
  var served: UInt64
}

enum QueueEvent: UInt8, BitwiseCopyable {
  case arrival, departure
}

/// One server with exponential arrivals and services, stopped after a number of events.
func runQueue(seed: UInt64, arrivalRate: Double, serviceRate: Double, events: UInt64) -> QueueResult {
  var scheduler = Scheduler<QueueEvent>(capacity: 16)
  return runQueue(
    seed: seed, arrivalRate: arrivalRate, serviceRate: serviceRate, events: events, on: &scheduler)
}

/// The same on a scheduler that exists already.
func runQueue(
  seed: UInt64, arrivalRate: Double, serviceRate: Double, events: UInt64,
  on scheduler: inout Scheduler<QueueEvent>
) -> QueueResult {
  scheduler.reset()
  var arrivals = RandomStream(seed: seed, replication: 0, key: 1)
  var services = RandomStream(seed: seed, replication: 0, key: 2)
  let arrivalMean = 1 / arrivalRate
  let serviceMean = 1 / serviceRate
  var present = 0
  var served: UInt64 = 0
  var area = 0.0
  var last = 0.0
  scheduler.schedule(.arrival, at: arrivalMean * arrivals.exponential())
  var done: UInt64 = 0
  while done < events, let event = scheduler.next() {
    done &+= 1
    area += Double(present) * (scheduler.now - last)
    last = scheduler.now
    switch event {
    case .arrival:
      present += 1
      if present == 1 { scheduler.schedule(.departure, after: serviceMean * services.exponential()) }
      scheduler.schedule(.arrival, after: arrivalMean * arrivals.exponential())
    case .departure:
      present -= 1
      served += 1
      if present > 0 { scheduler.schedule(.departure, after: serviceMean * services.exponential()) }
    }
  }
  return QueueResult(meanQueueLength: area / scheduler.now, endTime: scheduler.now, served: served)
}

/// Pulls the next event and schedules it again an exponential time later, with so many events pending.
func runHold(seed: UInt64, pending: Int, steps: Int) -> Double {
  var scheduler = Scheduler<UInt32>(capacity: pending + 1)
  var gaps = RandomStream(seed: seed, replication: 0, key: 3)
  for index in 0..<pending { scheduler.schedule(UInt32(index), at: gaps.exponential()) }
  var done = 0
  while done < steps, let event = scheduler.next() {
    done &+= 1
    scheduler.schedule(event, after: gaps.exponential())
  }
  return scheduler.now
}
