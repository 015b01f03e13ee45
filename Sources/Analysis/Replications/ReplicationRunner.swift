import Sweep

/// Runs a plan's replications on several threads and hands their results on in order.
///
/// A replication depends on model, seed and its number alone, and results are consumed in the order of the
/// numbers by the calling thread. So whatever is made of them is the same, to the byte, for any number of
/// threads. A run that fails is a result like any other.
public struct ReplicationRunner: Sendable {
  public let plan: ReplicationPlan
  /// How many runs go on at once.
  public let threads: Int
  private let traceFolder: String?

  /// Prepares to run `plan` on `threads` threads, at least one.
  ///
  /// The runs are traced if there is a folder for the parts of traces that wait for their turn.
  public init(_ plan: ReplicationPlan, threads: Int, traceFolder: String? = nil) {
    precondition(threads > 0, "runs need a thread")
    self.plan = plan
    self.threads = min(threads, plan.count)
    self.traceFolder = traceFolder
  }

  /// Runs everything; true if every replication was consumed, false if it was cancelled before.
  ///
  /// `isCancelled` is asked before each run, from every thread; the runs that are under way are finished and
  /// dropped. What `consume` throws ends the work in the same way and is thrown on. A result belongs to
  /// `consume` until it returns. Memory: two results a thread.
  public func run<Failure: Error>(
    unless isCancelled: @escaping @Sendable () -> Bool = { false },
    consume: (ReplicationResult) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    let ring = ReorderRing((0..<(2 * threads)).map(makeResult), count: plan.count)
    let workers = start(ring, isCancelled)
    defer {
      ring.stop()
      for worker in workers { worker.join() }
    }
    if workers.isEmpty { return try runAlone(isCancelled, consume) }
    var done = 0
    while !isCancelled(), let result = ring.next() {
      try consume(result)
      ring.release()
      done += 1
    }
    return done == plan.count
  }

  private func makeResult(_ place: Int) -> ReplicationResult {
    ReplicationResult(plan.tables, trace: traceFolder.map { TracePart(in: $0, named: "trace-\(place)") })
  }

  /// Starts as many workers as the system lets us have.
  private func start(_ ring: ReorderRing, _ isCancelled: @escaping @Sendable () -> Bool) -> [WorkerThread] {
    var workers: [WorkerThread] = []
    let plan = plan
    for _ in 0..<threads {
      ring.join()
      let thread = WorkerThread {
        var worker = ReplicationWorker(plan)
        while !isCancelled(), let (index, result) = ring.claim() {
          worker.run(plan.first + index, into: result)
          ring.deliver(index)
        }
        ring.leave()
      }
      guard let thread else {
        ring.leave()
        break
      }
      workers.append(thread)
    }
    return workers
  }

  /// The same on the calling thread, where there is no other.
  func runAlone<Failure: Error>(
    _ isCancelled: () -> Bool, _ consume: (ReplicationResult) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    var worker = ReplicationWorker(plan)
    let result = makeResult(0)
    for index in 0..<plan.count {
      if isCancelled() { return false }
      worker.run(plan.first + index, into: result)
      try consume(result)
    }
    return true
  }
}
