import struct SimulationKernel.RunFailure
import Synchronization

extension SweepCore {
  /// One worker's life: claim, run, deliver, and write when it is one's turn.
  ///
  /// Short runs are claimed several at a time, so many that a claim lasts up to about a millisecond.
  func work(_ claims: UnsafeMutablePointer<UInt64>) {
    let stack = UnsafeMutableRawBufferPointer.allocate(
      byteCount: TrapMarker.alternateStackSize, alignment: 16)
    if options.deathsAllowed > 0 {
      TrapMarker.useAlternateStack(stack)
      TrapMarker.use(claims)
    }
    var worker = model.makeWorker()
    var chunk = 1
    let largestChunk = max(1, min(64, options.ringRows / (4 * options.threads)))
    var started = SteadyClock.seconds
    loop: while true {
      let ordinals = claim(chunk)
      if ordinals.isEmpty { break }
      for ordinal in ordinals {
        guard let slot = slot(for: ordinal) else { break loop }
        claims[0] = UInt64(ordinal) + 1
        let isDone = run(ordinal, &worker, slot)
        claims[0] = 0
        if !isDone {
          abandon()
          break loop
        }
        deliver(ordinal)
      }
      write()
      let now = SteadyClock.seconds
      if now - started < 0.0002 {
        chunk = min(chunk * 2, largestChunk)
      } else if now - started > 0.001 {
        chunk = max(chunk / 2, 1)
      }
      started = now
    }
    TrapMarker.use(nil)
    if options.deathsAllowed > 0 { TrapMarker.useAlternateStack(nil) }
    stack.deallocate()
  }

  /// Runs one ordinal into a slot, as often as the policy says; false when the sweep stopped before its last
  /// attempt.
  private func run(
    _ ordinal: Int, _ worker: inout Model.Worker, _ slot: UnsafeMutablePointer<RingSlot>
  ) -> Bool {
    if !condemned.isEmpty && isCondemned(ordinal) {
      slot.pointee.row.reset()
      slot.pointee.failure = RunFailure(
        kind: .trapped, what: "the process died in this run", place: "run", attempts: options.deathsAllowed)
      return true
    }
    let index = shard.index(ordinal, ofRuns: plan.runs)
    var retries = 0
    if case .retry(let count) = options.failures { retries = count }
    while true {
      slot.pointee.row.reset()
      do throws(RunFailure) {
        try model.run(index, worker: &worker, into: &slot.pointee.row)
        return true
      } catch {
        slot.pointee.row.reset()
        model.renew(&worker)
        if retries == 0 {
          slot.pointee.failure = error
          return true
        }
        if isStopping { return false }
        retries -= 1
      }
    }
  }

  /// Looks for an ordinal among the condemned ones, which ascend. Complexity: O(log n).
  private func isCondemned(_ ordinal: Int) -> Bool {
    var (low, high) = (0, condemned.count)
    while low < high {
      let middle = (low + high) / 2
      if condemned[middle] < ordinal { low = middle + 1 } else { high = middle }
    }
    return low < condemned.count && condemned[low] == ordinal
  }
}
