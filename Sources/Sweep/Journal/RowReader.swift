import struct SimulationKernel.RunFailure
import Tables

/// Reads the rows of a sweep in index order.
///
/// With N shards, N files may be open; memory is a block of each that is being read.
public final class RowReader {
  /// The index of the current run.
  public private(set) var index = -1
  /// Why the current run has no row; nil when it has one.
  public var failure: RunFailure? { chains[current].reader?.failure }
  /// Why a journal could not be read, if `next` stopped for that.
  public private(set) var problem: WriteProblem?
  /// The shard whose rows ended too soon, if `next` stopped for that.
  public private(set) var damagedShard: Int?
  /// The plan of the sweep.
  public let plan: SweepPlan

  private var chains: [RowChain]
  private let shards: [Shard]
  private let rows: [Int]
  private var current = 0

  init(chains: [RowChain], shards: [Shard], rows: [Int], plan: SweepPlan) {
    self.chains = chains
    self.shards = shards
    self.rows = rows
    self.plan = plan
  }

  /// Makes the next run that is there current; false after the last.
  public func next() -> Bool {
    while index + 1 < plan.runs {
      if !findShard(of: index + 1) { return false }
      index += 1
      if chains[current].rows < rows[current] {
        if chains[current].next() { return true }
        problem = chains[current].problem
        if problem == nil { damagedShard = current }
        return false
      }
    }
    return false
  }

  /// Turns to the shard of `next`; false when no shard has rows left.
  private func findShard(of next: Int) -> Bool {
    switch shards[0].layout {
    case .strided:
      current = next % shards.count
      if current == 0 && !chains.indices.contains(where: { chains[$0].rows < rows[$0] }) { return false }
    case .contiguous:
      while next >= shards[current].index(shards[current].count(ofRuns: plan.runs), ofRuns: plan.runs) {
        chains[current].close()
        current += 1
      }
    }
    return true
  }

  /// Gives `body` the metrics of the current run.
  public func withMetrics<Result>(_ body: (Span<Double>) -> Result) -> Result {
    chains[current].reader!.withMetrics(body)
  }

  /// Gives `body` the bytes that the current run wrote to an output; none for a failure.
  public func withBytes<Result, Failure: Error>(
    of output: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try chains[current].reader!.withBytes(of: output, body)
  }

  /// Shows the current run to an observer.
  public func show(to observer: inout some SweepObserver) {
    chains[current].reader!.show(index, to: &observer)
  }
}
