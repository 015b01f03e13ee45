import struct SimulationKernel.RunFailure
import Tables

/// Runs a sweep, or one shard of it, on several threads: the same rows for any number of them.
///
/// Rows go to the folder's journal in index order, so a process killed at any moment loses a fraction of a
/// second of work at most, and running again goes on where the rows end. The journal is forced to the device
/// every few seconds, and what comes back after a loss of power is whole rows. The model's runs may end in any
/// order.
///
/// In the steady state a run allocates nothing beyond what the model does.
public struct SweepEngine<Model: SweepModel>: Sendable {
  public let model: Model
  public let plan: SweepPlan
  public let options: SweepOptions
  /// How a worker's thread is started; a test's way to have none.
  var startThread: @Sendable (@escaping @Sendable () -> Void) -> WorkerThread? = { WorkerThread($0) }

  public init(model: Model, plan: SweepPlan, options: SweepOptions) {
    self.model = model
    self.plan = plan
    self.options = options
  }

  /// Runs what is missing of a shard and says how it ended.
  ///
  /// - Parameters:
  ///   - folder: An existing folder for the shard's files; nil keeps no rows: the observer alone sees them.
  ///   - shard: The part of the sweep to run.
  ///   - observer: Sees each row in index order, those of earlier processes first.
  ///   - stop: Ends the sweep after the current runs when made.
  ///   - progress: Called about ten times a second on the calling thread.
  /// - Throws: A problem with the folder's contents, or with writing, after which rows written before it stay valid; or
  ///   that there is no thread to be had.
  public func run<Observer: SweepObserver>(
    in folder: String?, shard: Shard = .whole, observer: inout Observer, stop: StopRequest? = nil,
    progress: ((SweepProgress) -> Void)? = nil
  ) throws(SweepProblem) -> SweepReport {
    let total = shard.count(ofRuns: plan.runs)
    guard let folder else {
      return try run(Preparation(total: total), nil, shard, &observer, stop, progress)
    }
    let files = ShardFolder(path: folder, plan: plan, shard: shard)
    var ready = Preparation(total: total)
    var chain = try files.chain()
    while ready.ending == nil, chain.next() { replay(chain, shard, &observer, &ready) }
    if let problem = chain.problem { throw .write(problem) }
    if ready.ending == nil && ready.rows == total { ready.ending = .complete }
    if let ending = ready.ending {
      if ending.isFinal { try finish(files, ready) }
      return SweepReport(ending: ending, rows: ready.rows, resumed: ready.rows, failures: ready.failures)
    }
    return try run(ready, files, shard, &observer, stop, progress)
  }

  /// Runs one index by itself and returns its row, to compare with what a sweep has written.
  public func replay(_ index: Int) throws(RunFailure) -> RowBuffer {
    var worker = model.makeWorker()
    return try replay(index, worker: &worker)
  }

  /// The same with a worker that the model has made and that is kept from run to run, such as a process.
  public func replay(_ index: Int, worker: inout Model.Worker) throws(RunFailure) -> RowBuffer {
    precondition(index >= 0 && index < plan.runs)
    var row = RowBuffer(outputs: plan.outputs, metrics: plan.metrics)
    do throws(RunFailure) { try model.run(index, worker: &worker, into: &row) } catch {
      model.renew(&worker)
      throw error
    }
    return row
  }
}

/// What earlier processes have left.
private struct Preparation {
  let total: Int
  var rows = 0
  var failures = 0
  var ending: SweepEnding?
}

extension SweepEngine {
  /// Shows the observer a row that is already there, and lets it end the sweep as a new row would.
  private func replay<Observer: SweepObserver>(
    _ chain: RowChain, _ shard: Shard, _ observer: inout Observer, _ ready: inout Preparation
  ) {
    let reader = chain.reader!
    let index = shard.index(ready.rows, ofRuns: plan.runs)
    ready.rows += 1
    reader.show(index, to: &observer)
    if let failure = reader.failure {
      ready.failures += 1
      if options.failures == .abort { ready.ending = .aborted(index: index, failure) }
    }
    if ready.ending == nil && observer.isSatisfied { ready.ending = .satisfied }
  }

  /// Writes the complete shard unless it is there already.
  private func finish(_ files: ShardFolder, _ ready: Preparation) throws(SweepProblem) {
    if let reader = try SweepProblem.open(files.finalPath), reader.skip(to: ready.rows), !reader.next(),
      reader.isEnded
    {
      return
    }
    try files.finish(rows: ready.rows)
  }

  private func run<Observer: SweepObserver>(
    _ ready: Preparation, _ files: ShardFolder?, _ shard: Shard, _ observer: inout Observer,
    _ stop: StopRequest?, _ progress: ((SweepProgress) -> Void)?
  ) throws(SweepProblem) -> SweepReport {
    let attempt = files.map { "\($0.path)/\($0.stem).\(ShardFolder.attemptName())" }
    let boards = try files?.files(ending: ".claims") ?? []
    let deaths = ClaimBoard.deaths(in: boards)
    let condemned = deaths.filter { options.deathsAllowed > 0 && $0.value >= options.deathsAllowed }.keys
      .sorted()
    if options.deathsAllowed > 0 { TrapMarker.install() }
    let core: SweepCore<Model, Observer>
    let reason: SweepEnding?
    let outcome: (observer: Observer, whole: String?)
    var hasThreads = true
    do throws(WriteProblem) {
      let board = try ClaimBoard(
        path: attempt.map { $0 + ".claims" }, workers: options.threads, deaths: deaths)
      for old in boards where ClaimBoard.isMarked(old) { FileRemoval.remove(old) }
      var journal: JournalWriter?
      if let attempt {
        journal = try JournalWriter.create(
          attempt + ".part", JournalHeader(plan: plan, shard: shard, start: ready.rows))
      }
      core = SweepCore(
        self, shard, condemned: condemned, journal: journal, observer: observer,
        written: (ready.rows, ready.failures))
      let threads = start(core, board)
      hasThreads = !threads.isEmpty
      reason = supervise(core, threads, ready, files, stop, progress)
      outcome = try core.close()
      if deaths.isEmpty { board.remove() }
    } catch {
      throw .write(error)
    }
    if !hasThreads { throw .noThread }
    observer = outcome.observer
    var done = ready
    done.rows = core.rows
    done.ending = core.ending ?? (core.rows == ready.total ? .complete : reason ?? .interrupted)
    if let files, let ending = done.ending, ending.isFinal {
      let isAdopted = outcome.whole.map { files.adopt($0) } ?? false
      if !isAdopted { try finish(files, done) }
    }
    return SweepReport(
      ending: done.ending ?? .interrupted, rows: done.rows, resumed: ready.rows, failures: core.failures)
  }

  /// Starts the workers: as many as the system has threads for, none perhaps.
  private func start<Observer: SweepObserver>(
    _ core: SweepCore<Model, Observer>, _ board: borrowing ClaimBoard
  ) -> [WorkerThread] {
    var threads: [WorkerThread] = []
    for worker in 0..<options.threads {
      let claims = SlotAddress(slot: board.slot(worker))
      let thread = startThread {
        core.work(claims.slot)
        core.leave()
      }
      if let thread { threads.append(thread) } else { core.leave() }
    }
    return threads
  }

  /// Watches over the workers until they are done; returns why they were stopped, if so.
  private func supervise<Observer: SweepObserver>(
    _ core: SweepCore<Model, Observer>, _ threads: [WorkerThread], _ ready: Preparation,
    _ files: ShardFolder?, _ stop: StopRequest?, _ progress: ((SweepProgress) -> Void)?
  ) -> SweepEnding? {
    let start = SteadyClock.seconds
    var (reported, synced) = (start, start)
    var reason: SweepEnding?
    while core.isWorking {
      core.gate.wait(milliseconds: 20) { !core.isWorking }
      let now = SteadyClock.seconds
      if reason == nil {
        if let stop, stop.isMade { reason = .interrupted }
        if let deadline = options.deadline, now - start >= deadline { reason = reason ?? .deadline }
        if reason != nil { core.stop() }
      }
      core.write(flushing: true)
      if now - synced >= options.syncInterval {
        core.sync()
        files?.syncNames()
        synced = SteadyClock.seconds
      }
      if let progress, now - reported >= 0.1 {
        reported = now
        progress(
          SweepProgress(
            total: ready.total, rows: core.rows, resumed: ready.rows, failures: core.failures,
            seconds: now - start))
      }
    }
    for thread in threads { thread.join() }
    return reason
  }
}

/// A worker's slot on its way to the worker's thread, which alone writes there.
private struct SlotAddress: @unchecked Sendable {
  let slot: UnsafeMutablePointer<UInt64>
}
