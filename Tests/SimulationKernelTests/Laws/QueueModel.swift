import SimulationKernel

/// A station of equal servers with one line, fed from outside or by machines that break down.
struct QueueModel: ~Copyable {
  enum Event: UInt8, BitwiseCopyable { case arrival, departure }

  /// What one replication measured, after its warm-up.
  struct Result {
    var meanPresent: Double
    var meanWaiting: Double
    var meanStay: Double
    var throughput: Double
  }

  let servers: Int
  let interarrival: Distribution
  let service: Distribution
  let machines: Int?  // a closed system of so many machines; else an open one

  /// Runs one replication and leaves out the first tenth.
  func run(replication: Int, events: Int) -> Result {
    var scheduler = Scheduler<Event>(capacity: (machines ?? 1) + servers)
    let key = StreamKey(name: "station")
    var arrivals = RandomStream(seed: 31, replication: UInt64(replication), key: key.child("arrivals"))
    var services = RandomStream(seed: 31, replication: UInt64(replication), key: key.child("services"))
    var present = TimeWeightedStatistic()
    var waiting = TimeWeightedStatistic()
    var stays = Tally()
    var arrivalTimes: [Double] = []  // of those in line, in order; stays are measured with one server
    var served = 0
    for _ in 0..<(machines ?? 1) {
      scheduler.schedule(.arrival, after: interarrival.sample(using: &arrivals))
    }
    while let event = scheduler.next(), scheduler.eventsProcessed <= events {
      let now = scheduler.now
      switch event {
      case .arrival:
        arrivalTimes.append(now)
        present.add(1, at: now)
        if Int(present.level) <= servers {
          scheduler.schedule(.departure, after: service.sample(using: &services))
        }
        if machines == nil { scheduler.schedule(.arrival, after: interarrival.sample(using: &arrivals)) }
      case .departure:
        stays.insert(now - arrivalTimes.removeFirst())
        served += 1
        present.add(-1, at: now)
        if Int(present.level) >= servers {
          scheduler.schedule(.departure, after: service.sample(using: &services))
        }
        if machines != nil { scheduler.schedule(.arrival, after: interarrival.sample(using: &arrivals)) }
      }
      waiting.update(max(0, present.level - Double(servers)), at: now)
      if scheduler.eventsProcessed == events / 10 {
        present.restart(at: now)
        waiting.restart(at: now)
        stays = Tally()
        served = 0
      }
    }
    return Result(
      meanPresent: present.mean, meanWaiting: waiting.mean, meanStay: stays.mean,
      throughput: Double(served) / present.duration)
  }

  /// The tally of one measure over replications.
  func replicate(_ count: Int = 24, events: Int = 10_000, _ measure: (Result) -> Double) -> Tally {
    var tally = Tally()
    for replication in 0..<count { tally.insert(measure(run(replication: replication, events: events))) }
    return tally
  }
}
