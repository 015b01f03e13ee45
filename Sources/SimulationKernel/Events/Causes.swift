/// Which event scheduled which, found from the order of scheduling alone: the event list carries nothing for it.
///
/// Whatever is scheduled while an event is handled was caused by it. Ask before every pull:
///
/// ```swift
/// var causes = Causes()
/// while true {
///   let cause = causes.ofNext(in: scheduler)
///   guard let event = scheduler.next(until: end) else { break }
///   // event number scheduler.eventsProcessed was scheduled by event number cause
/// }
/// ```
///
/// Events are numbered from 1 in the order in which they are pulled; 0 stands for what happened before the
/// first. A cause is always less than the number of the event itself. Memory: sixteen bytes for each of at most
/// about twice the pending events.
public struct Causes: Sendable {
  /// An event in the order of scheduling, with the number of the one that scheduled it.
  private struct Entry: BitwiseCopyable {
    var sequence: UInt32
    var cause: Int
    static let pulled = -1
  }

  /// Ascending by sequence; entries of events that have been pulled go when they are the greater part.
  private var entries: [Entry] = []
  private var pulled = 0
  /// The entry last asked for, and how many events had been pulled then.
  private var asked: Int?
  private var processed = 0
  /// The part of the order of scheduling that is in `entries`.
  private var noted: UInt32 = 0
  private var renumberings = 0

  /// Knows of no event yet; for a scheduler that is new or was just reset.
  public init() {}

  /// Forgets everything and keeps the memory; for a scheduler that was just reset.
  public mutating func reset() {
    entries.removeAll(keepingCapacity: true)
    pulled = 0
    asked = nil
    processed = 0
    noted = 0
    renumberings = 0
  }

  /// The number of the event that scheduled the next one, 0 if that was before the first; nil when nothing is
  /// pending.
  ///
  /// Must be called right before every pull, on one and the same scheduler. O(log n) for n pending events, and O(1) for
  /// each that was scheduled since the last call, both on average.
  public mutating func ofNext<Event>(in scheduler: borrowing Scheduler<Event>) -> Int? {
    precondition(scheduler.eventsProcessed - processed <= 1, "causes are asked for before every pull")
    if let asked, scheduler.eventsProcessed > processed {
      entries[asked].cause = Entry.pulled
      pulled += 1
    }
    processed = scheduler.eventsProcessed
    note(scheduler)
    guard let sequence = scheduler.peekSequence else {
      asked = nil
      return nil
    }
    let place = place(of: sequence)
    asked = place
    return entries[place].cause
  }

  /// Notes what the event last pulled has scheduled.
  private mutating func note<Event>(_ scheduler: borrowing Scheduler<Event>) {
    let isRenumbered = scheduler.renumberings != renumberings
    if isRenumbered || (pulled > 64 && pulled * 2 > entries.count) {
      entries.removeAll { $0.cause == Entry.pulled }
      pulled = 0
    }
    if isRenumbered {
      // What was pending has its new numbers in the same order, before all that came since.
      for index in entries.indices { entries[index].sequence = UInt32(index) }
      noted = UInt32(entries.count)
      renumberings = scheduler.renumberings
    }
    while noted < scheduler.sequence {
      entries.append(Entry(sequence: noted, cause: processed))
      noted += 1
    }
  }

  /// The entry of a pending event, by bisection.
  private func place(of sequence: UInt32) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].sequence < sequence { low = middle + 1 } else { high = middle }
    }
    precondition(low < entries.count && entries[low].sequence == sequence, "the scheduler is another one")
    return low
  }
}
