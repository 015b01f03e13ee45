import struct SimulationKernel.RunFailure

/// A model that takes the rows which an earlier sweep has already made, and runs only the rest.
///
/// For a sweep with more points or replications of the same scenario: `earlier` says under which index the
/// earlier sweep has a run, if at all, and grows with the index. Each worker reads the earlier rows from
/// front to back. The rows must not contain anything that the extension changes, such as the index itself.
public struct ExtendedModel<Base: SweepModel>: SweepModel {
  /// A worker of the base model, with its place in the earlier rows.
  public struct Worker {
    fileprivate var base: Base.Worker
    fileprivate var reader: RowReader
  }

  private let base: Base
  private let rows: ShardSet
  private let earlier: @Sendable (Int) -> Int?

  public init(_ base: Base, rows: ShardSet, earlier: @escaping @Sendable (Int) -> Int?) {
    self.base = base
    self.rows = rows
    self.earlier = earlier
  }

  /// For a sweep whose runs are numbered by `layout`, extending one numbered by `earlierLayout`.
  public init(_ base: Base, rows: ShardSet, layout: RunLayout, earlierLayout: RunLayout) {
    self.init(base, rows: rows) { index in
      let run = layout.run(index)
      return earlierLayout.index(point: run.point, replication: run.replication)
    }
  }

  public func makeWorker() -> Worker {
    Worker(base: base.makeWorker(), reader: rows.makeReader())
  }

  public func run(_ index: Int, worker: inout Worker, into row: inout RowBuffer) throws(RunFailure) {
    guard let wanted = earlier(index), advance(&worker.reader, to: wanted) else {
      return try base.run(index, worker: &worker.base, into: &row)
    }
    if let failure = worker.reader.failure { throw failure }
    for output in 0..<row.outputs {
      if output > 0 { row.nextOutput() }
      worker.reader.withBytes(of: output) { row.text.append(bytes: $0) }
    }
    worker.reader.withMetrics { metrics in
      for metric in metrics.indices { row.set(metric, to: metrics[metric]) }
    }
  }

  /// Goes on to an earlier row; false when the earlier sweep does not have it.
  private func advance(_ reader: inout RowReader, to wanted: Int) -> Bool {
    // After a failed run or a retry the same row may be wanted again.
    if reader.index > wanted { reader = rows.makeReader() }
    while reader.index < wanted {
      if !reader.next() { return false }
    }
    return reader.index == wanted && reader.damagedShard == nil && reader.problem == nil
  }
}
