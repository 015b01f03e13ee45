import Synchronization
import Tables

/// The state that the workers of a running sweep share.
///
/// Workers claim ordinals from one counter and leave each result in the ring at ordinal mod capacity.
/// Whoever finds the oldest result ready and the writer's seat free takes the seat and writes all that is
/// ready, in order. So there is one writer at a time and no thread that only writes; what it reaches
/// (journal, observer, counts) needs no other lock.
final class SweepCore<Model: SweepModel, Observer: SweepObserver>: @unchecked Sendable {
  let model: Model
  let plan: SweepPlan
  let shard: Shard
  let options: SweepOptions
  /// The runs of the shard.
  let total: Int
  /// Runs that have killed the process too often, ascending.
  let condemned: [Int]
  let gate = Gate()

  private let capacity: Int
  private let slots: UnsafeMutablePointer<RingSlot>
  private let claimed: Atomic<Int>
  private let written: Atomic<Int>
  private let window: Atomic<Int>
  private let stopping = Atomic<Bool>(false)
  private let seatTaken = Atomic<Bool>(false)
  private let working: Atomic<Int>
  private let failed: Atomic<Int>
  private let cutOff = Atomic<Bool>(false)

  // Only whoever has the writer's seat touches these.
  private var journal: JournalWriter?
  private var observer: Observer
  private var largestRow = 1
  private(set) var ending: SweepEnding?
  private(set) var problem: WriteProblem?

  // Only the watching thread touches these.
  private let handle: JournalHandle?
  private var syncProblem: WriteProblem?

  /// The state at the first row that is not there yet; `written` says how many rows, and how many failures among
  /// them, are.
  init(
    _ engine: SweepEngine<Model>, _ shard: Shard, condemned: [Int], journal: consuming JournalWriter?,
    observer: Observer, written: (rows: Int, failures: Int)
  ) {
    model = engine.model
    plan = engine.plan
    self.shard = shard
    options = engine.options
    self.condemned = condemned
    handle = journal?.handle
    self.journal = journal
    self.observer = observer
    failed = Atomic(written.failures)
    total = shard.count(ofRuns: plan.runs)
    capacity = options.ringRows
    slots = .allocate(capacity: capacity)
    for slot in 0..<capacity {
      (slots + slot).initialize(to: RingSlot(outputs: plan.outputs, metrics: plan.metrics))
    }
    claimed = Atomic(written.rows)
    self.written = Atomic(written.rows)
    window = Atomic(capacity)
    working = Atomic(options.threads)
  }

  deinit {
    slots.deinitialize(count: capacity)
    slots.deallocate()
  }

  /// The rows written so far.
  var rows: Int { written.load(ordering: .acquiring) }

  /// How many of them are failures.
  var failures: Int { failed.load(ordering: .relaxed) }

  /// Whether workers are still at it.
  var isWorking: Bool { working.load(ordering: .acquiring) > 0 }

  /// Lets the workers finish what they have claimed and claim no more.
  func stop() {
    stopping.store(true, ordering: .releasing)
    gate.wakeAll()
  }

  /// Ends a worker's part.
  func leave() {
    working.subtract(1, ordering: .acquiringAndReleasing)
    gate.wakeAll()
  }

  /// Claims up to `count` ordinals; an empty range when there are none left or the sweep is stopping.
  func claim(_ count: Int) -> Range<Int> {
    if isStopping { return 0..<0 }
    let first = claimed.add(count, ordering: .relaxed).oldValue
    return first >= total ? 0..<0 : first..<min(first + count, total)
  }

  /// Waits until the ring has room for `ordinal` and returns its slot; nil when the sweep has ended without
  /// it.
  func slot(for ordinal: Int) -> UnsafeMutablePointer<RingSlot>? {
    while ordinal - written.load(ordering: .acquiring) >= window.load(ordering: .relaxed) {
      if isCutOff { return nil }
      write()
      gate.wait(milliseconds: 20) {
        isCutOff || ordinal - written.load(ordering: .acquiring) < window.load(ordering: .relaxed)
      }
    }
    return isCutOff ? nil : slots + ordinal % capacity
  }

  /// Gives up a claimed ordinal because the sweep is stopping: the rows end before it.
  func abandon() {
    cutOff.store(true, ordering: .releasing)
    gate.wakeAll()
  }

  /// Whether the sweep has been stopped.
  var isStopping: Bool { stopping.load(ordering: .acquiring) }

  /// Whether no later row will be written, whatever the workers do.
  private var isCutOff: Bool { cutOff.load(ordering: .acquiring) }

  /// Hands over the result in the ordinal's slot.
  func deliver(_ ordinal: Int) {
    slots[ordinal % capacity].ready.store(ordinal + 1, ordering: .sequentiallyConsistent)
  }

  /// Writes every result that is next in order, unless another thread is at it.
  ///
  /// After leaving the seat it looks again, so a result delivered while the seat was taken is never left
  /// lying.
  func write(flushing: Bool = false) {
    repeat {
      if seatTaken.exchange(true, ordering: .sequentiallyConsistent) { return }
      let before = written.load(ordering: .relaxed)
      var next = before
      while ending == nil, problem == nil, next < total,
        slots[next % capacity].ready.load(ordering: .acquiring) == next + 1
      {
        take(next)
        next += 1
        written.store(next, ordering: .releasing)
      }
      if flushing { flushIfDue() }
      seatTaken.store(false, ordering: .sequentiallyConsistent)
      if next > before && claimed.load(ordering: .relaxed) - before >= window.load(ordering: .relaxed) / 2 {
        gate.wakeAll()
      }
    } while isNextReady
  }

  private var isNextReady: Bool {
    let next = written.load(ordering: .sequentiallyConsistent)
    return !isCutOff && next < total
      && slots[next % capacity].ready.load(ordering: .sequentiallyConsistent) == next + 1
  }

  /// Writes the result of `ordinal` and shows it to the observer.
  private func take(_ ordinal: Int) {
    let index = shard.index(ordinal, ofRuns: plan.runs)
    do throws(WriteProblem) {
      if let failure = slots[ordinal % capacity].failure {
        if failure.kind == .prevented { return end(.aborted(index: index, failure)) }
        try journal?.append(failure)
        failed.add(1, ordering: .relaxed)
        observer.failed(index, failure)
        slots[ordinal % capacity].failure = nil
        if options.failures == .abort { end(.aborted(index: index, failure)) }
      } else {
        try journal?.append(slots[ordinal % capacity].row)
        for output in 0..<plan.outputs {
          slots[ordinal % capacity].row.withBytes(of: output) {
            observer.wrote(index, output: output, bytes: $0)
          }
        }
        slots[ordinal % capacity].row.withMetrics { observer.succeeded(index, metrics: $0) }
      }
      if ending == nil && observer.isSatisfied { end(.satisfied) }
    } catch {
      problem = error
      cutOff.store(true, ordering: .releasing)
      stop()
    }
    narrow(ordinal)
  }

  private func end(_ how: SweepEnding) {
    ending = how
    cutOff.store(true, ordering: .releasing)
    stop()
  }

  /// Keeps the bytes in the ring bounded: large rows narrow the window and give their memory back.
  private func narrow(_ ordinal: Int) {
    let held = slots[ordinal % capacity].row.capacity
    if held > largestRow {
      largestRow = held
      window.store(min(capacity, max(options.ringBytes / held, 2 * options.threads)), ordering: .relaxed)
    }
    if held > options.ringBytes / capacity { slots[ordinal % capacity].row.shrink() }
  }

  /// Makes rows durable that have waited; those of a fast sweep never wait long for their block to fill.
  private func flushIfDue() {
    guard problem == nil, let flushed = journal?.flushed,
      SteadyClock.seconds - flushed >= options.flushInterval
    else { return }
    do throws(WriteProblem) { try journal?.flush() } catch {
      problem = error
      cutOff.store(true, ordering: .releasing)
      stop()
    }
  }

  /// Forces the rows that have gone out to the device, without the writer's seat: no worker waits for it.
  func sync() {
    guard let handle, syncProblem == nil else { return }
    do throws(WriteProblem) { try handle.sync() } catch {
      syncProblem = error
      cutOff.store(true, ordering: .releasing)
      stop()
    }
  }

  /// Gives back the observer and makes the rows durable; only when no worker is left.
  ///
  /// Also gives the path of the journal if that holds the whole shard, block for block as a copy would.
  func close() throws(WriteProblem) -> (observer: Observer, whole: String?) {
    write()
    if let problem = problem ?? syncProblem { throw problem }
    let isFinal = ending == .satisfied || (ending == nil && rows == total)
    try journal?.flush(isLast: isFinal)
    try journal?.sync()
    let isWhole = isFinal && journal?.isCanonical == true
    return (observer, isWhole ? journal?.path : nil)
  }
}
