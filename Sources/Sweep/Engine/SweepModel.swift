import struct SimulationKernel.RunFailure

/// What a sweep runs: a function from a run's index to a row, given a worker's reusable memory.
///
/// The row must depend on the index alone, never on which worker ran it or on what that worker ran before.
/// The model is shared by all threads; what changes during a run lives in the worker.
public protocol SweepModel: Sendable {
  /// One thread's memory, made once and used for all its runs.
  associatedtype Worker

  /// Makes a worker.
  func makeWorker() -> Worker

  /// Makes a worker fit for further runs after a run that failed, which may have left it in any state.
  ///
  /// Unless a model knows better, the worker is made anew.
  func renew(_ worker: inout Worker)

  /// Runs `index` and writes its row. What a failed run has written is dropped.
  func run(_ index: Int, worker: inout Worker, into row: inout RowBuffer) throws(RunFailure)
}

extension SweepModel {
  public func renew(_ worker: inout Worker) { worker = makeWorker() }
}

/// What a sweep does about a failed run.
public enum FailurePolicy: Sendable, Equatable {
  /// Stops at the failure with the lowest index; the rows before it are kept.
  case abort
  /// Records the failure and goes on.
  case skip
  /// Runs it again up to so many more times, at most `mostRetries`, then records it and goes on.
  ///
  /// Runs are functions of their index, so this helps only where a failure came from outside, such as a lack
  /// of memory. A sweep that is stopped tries no further; the run is then left for the next process.
  case retry(Int)

  /// The most retries of a run.
  public static let mostRetries = 100
}

/// Sees every row in the order of the indices, for aggregates and stopping rules.
///
/// It is called by one thread at a time, though not always the same. On resume it first sees the rows that
/// are already there, so that its state is that of an uninterrupted sweep.
public protocol SweepObserver: Sendable {
  /// The run `index` wrote these bytes, valid until this returns, to an output; told for each output in turn,
  /// before `succeeded`.
  mutating func wrote(_ index: Int, output: Int, bytes: UnsafeRawBufferPointer)
  /// The run `index` succeeded with these metrics.
  mutating func succeeded(_ index: Int, metrics: Span<Double>)
  /// The run `index` failed.
  mutating func failed(_ index: Int, _ failure: RunFailure)
  /// Whether the sweep may stop after the row just seen: the rule `until`. Asked after each row, so that
  /// the last row does not depend on threads or time.
  var isSatisfied: Bool { get }
}

extension SweepObserver {
  public mutating func wrote(_ index: Int, output: Int, bytes: UnsafeRawBufferPointer) {}
  public var isSatisfied: Bool { false }
}

/// An observer that looks away.
public struct NoObserver: SweepObserver {
  public init() {}
  public mutating func succeeded(_ index: Int, metrics: Span<Double>) {}
  public mutating func failed(_ index: Int, _ failure: RunFailure) {}
}
