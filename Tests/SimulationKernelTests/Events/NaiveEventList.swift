/// What an event list means, written so that it is plainly right: the oracle of ``Scheduler``.
///
/// A list kept in order by comparing time, then priority, then order of scheduling. Scheduling takes O(n).
/// Tests run it beside the fast list; a model never needs it.
struct NaiveEventList<Event> {
  struct Entry {
    let event: Event
    let time: Double
    let priority: UInt8
  }

  private(set) var now: Double
  private var pending: [Entry] = []

  init(start: Double = 0) { now = start }

  var count: Int { pending.count }
  var peekTime: Double? { pending.first?.time }

  mutating func schedule(_ event: Event, at time: Double, priority: UInt8 = 0) {
    precondition(time >= now, "an event cannot be scheduled in the past")
    let later = pending.firstIndex { ($0.time, $0.priority) > (time, priority) }
    pending.insert(Entry(event: event, time: time, priority: priority), at: later ?? pending.count)
  }

  mutating func next(until end: Double = .infinity) -> Event? {
    guard let first = pending.first, first.time <= end else {
      if end.isFinite { now = max(now, end) }
      return nil
    }
    now = first.time
    return pending.removeFirst().event
  }
}
