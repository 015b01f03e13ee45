/// The clock of a simulation and the list of what is still to happen.
///
/// A model schedules small events and then pulls them, one at a time, in order:
///
/// ```swift
/// var scheduler = Scheduler<Event>(capacity: 64)
/// scheduler.schedule(.arrival, at: 0)
/// while let event = scheduler.next(until: 365) {
///   switch event {
///   case .arrival: scheduler.schedule(.departure, after: 0.5)
///   case .departure: break
///   }
/// }
/// ```
///
/// **Order.** Events have one total order: by time; at equal times by priority, lower first; at equal
/// priorities by the order in which they were scheduled. It depends on nothing else, so a run repeats
/// exactly.
///
/// **Events** are values of at most four bytes without references: an enum whose cases carry a small index
/// is typical. An event that is no longer wanted is left in place and recognised when it comes, by a
/// generation counter in the model; see <doc:DefenceOfDesign>.
///
/// **Time** is a non-negative finite number of whatever unit the model chooses; the calendar types count
/// days. It never runs backwards.
///
/// Scheduling and pulling take O(log n) for n pending events and allocate nothing while n stays within the
/// capacity. At most 2²³ = 8,388,608 events may be pending.
@frozen
public struct Scheduler<Event: BitwiseCopyable>: ~Copyable {
  /// The present moment: the time of the event last pulled, or the end of the last period pulled to.
  @inlinable public var now: Double { clock }

  /// The number of events pulled since the start or the last reset.
  @inlinable public var eventsProcessed: Int { processed }

  /// The number of events that are pending.
  @inlinable public var count: Int { heap.count }

  /// Whether nothing is pending.
  @inlinable public var isEmpty: Bool { heap.count == 0 }

  /// The time of the next event, or nil when nothing is pending. O(1).
  @inlinable public var peekTime: Double? { heap.count == 0 ? nil : EventKey.time(heap.keys[0]) }

  // Scheduling and pulling are always inlined: the call alone would cost a small model's loop five percent.
  @usableFromInline var heap: EventHeap
  @usableFromInline var clock: Double
  @usableFromInline var processed = 0
  @usableFromInline var sequence: UInt32 = 0
  /// How often the order of scheduling was numbered anew since the start or the last reset.
  @usableFromInline var renumberings = 0

  /// Creates an empty scheduler.
  ///
  /// - Parameters:
  ///   - start: the time at which the clock stands; non-negative and finite.
  ///   - capacity: how many events may be pending before the list must allocate again.
  @inlinable
  public init(start: Double = 0, capacity: Int) {
    precondition(MemoryLayout<Event>.size <= 4, "an event of a scheduler is at most 4 bytes")
    precondition(start >= 0 && start < .infinity, "a scheduler starts at a non-negative, finite time")
    heap = EventHeap(capacity: capacity)
    clock = start + 0.0
  }

  /// Schedules an event at a moment, now or later.
  ///
  /// - Parameters:
  ///   - event: what will happen.
  ///   - time: when; finite and not before ``now``. Anything else, NaN included, is a programming error.
  ///   - priority: decides between events at the same time; the lower comes first.
  @inlinable @inline(__always)
  public mutating func schedule(_ event: Event, at time: Double, priority: UInt8 = 0) {
    precondition(time >= clock, "an event was scheduled in the past, or at a time that is not a number")
    precondition(time < .infinity, "an event was scheduled at an infinite time; leave out what never happens")
    if sequence == EventKey.sequenceLimit { renumber() }
    heap.push(EventKey.pack(event, time: time, priority: priority, sequence: sequence))
    sequence &+= 1
  }

  /// Schedules an event some time from now.
  ///
  /// - Parameters:
  ///   - event: what will happen.
  ///   - delay: how long from now; finite and not negative.
  ///   - priority: decides between events at the same time; the lower comes first.
  @inlinable @inline(__always)
  public mutating func schedule(_ event: Event, after delay: Double, priority: UInt8 = 0) {
    schedule(event, at: clock + delay, priority: priority)
  }

  /// Pulls the next event and moves the clock to its time.
  ///
  /// Returns nil when nothing is pending at or before `end`; the clock then stands at `end`, if `end` is
  /// finite and later than now, and events after it stay pending.
  @inlinable @inline(__always)
  public mutating func next(until end: Double = .infinity) -> Event? {
    if heap.count > 0 {
      let time = EventKey.time(heap.keys[0])
      if time <= end {
        clock = time
        processed &+= 1
        return EventKey.event(heap.popMinimum(), as: Event.self)
      }
    }
    precondition(end == end, "events cannot be pulled up to a time that is not a number")
    if end > clock && end < .infinity { clock = end }
    return nil
  }

  /// Forgets all that is pending and sets the clock, keeping the memory. O(1), allocates nothing.
  @inlinable
  public mutating func reset(start: Double = 0) {
    precondition(start >= 0 && start < .infinity, "a scheduler starts at a non-negative, finite time")
    heap.count = 0
    clock = start + 0.0
    processed = 0
    sequence = 0
    renumberings = 0
  }

  /// Closes the gaps that pulled events left in the order of scheduling, when its numbers run out.
  ///
  /// Half of the numbers are then free, so the cost per event stays small.
  @usableFromInline @inline(never)
  mutating func renumber() {
    precondition(heap.count <= EventKey.sequenceLimit / 2, "more than 8,388,608 events are pending")
    heap.renumber()
    sequence = UInt32(heap.count)
    renumberings += 1
  }

  /// The place of the next event in the order of scheduling; nil when nothing is pending. O(1).
  var peekSequence: UInt32? { heap.count == 0 ? nil : EventKey.sequence(heap.keys[0]) }

  /// Uses up numbers of the order of scheduling, as if that many events had come and gone. For tests.
  mutating func skipSequence(leaving remaining: UInt32) {
    sequence = max(sequence, EventKey.sequenceLimit - remaining)
  }
}
