import Synchronization
import Tables

extension ShardSet {
  /// Writes all rows in index order, each output to its file after its header line, and shows them to the
  /// observer.
  ///
  /// The bytes are those of a sweep that was never divided or interrupted. Returns what each file holds.
  /// Throws when a shard turns out damaged or a file cannot be written; the files are then of no use.
  public func merge(
    outputs: [MergedOutput], observer: inout some SweepObserver
  ) throws(SweepProblem) -> [FileRecord] {
    precondition(outputs.count == plan.outputs, "each output has its file")
    var writers: [MergeWriter] = []
    for output in outputs { writers.append(MergeWriter(output)) }
    let reader = makeReader()
    while reader.next() {
      for output in writers.indices { reader.withBytes(of: output) { writers[output].append($0) } }
      reader.show(to: &observer)
      if reader.index & 0xffff == 0 && writers.contains(where: { $0.hasFailed }) { break }
    }
    var records: [FileRecord] = []
    do throws(WriteProblem) {
      for writer in writers { records.append(try writer.finish()) }
    } catch {
      for writer in writers { _ = try? writer.finish() }
      throw .write(error)
    }
    if let problem = reader.problem { throw .write(problem) }
    if let shard = reader.damagedShard { throw .damaged(shard: shard) }
    return records
  }
}

/// The file that an output is merged into.
public struct MergedOutput: Sendable {
  /// Where it is created.
  public let path: String
  /// What stands before the rows, line end included; may be empty.
  public let header: String

  public init(path: String, header: String) {
    self.path = path
    self.header = header
  }
}

/// Gathers rows and passes them in large pieces to a thread of its own, which hashes and writes them.
private final class MergeWriter: @unchecked Sendable {
  private static let pieceSize = 1 << 18
  private let gate = Gate()
  private var gathering = ByteBuffer(capacity: MergeWriter.pieceSize + 4096)
  private let failed = Atomic<Bool>(false)

  // Handed over by `turn`: the thread touches these while it is set, the merge while it is not.
  private let turn = Atomic<Bool>(false)
  private var writing = ByteBuffer(capacity: MergeWriter.pieceSize + 4096)
  private var isLast = false
  private var record: Result<FileRecord, WriteProblem>?
  private var thread: WorkerThread?
  private let output: MergedOutput

  init(_ output: MergedOutput) {
    self.output = output
    gathering.append(text: output.header)
    thread = WorkerThread { [unowned self] in write() }
    precondition(thread != nil, "the system can start no thread")
  }

  /// Whether a write has failed, so that going on is of no use.
  var hasFailed: Bool { failed.load(ordering: .acquiring) }

  func append(_ bytes: UnsafeRawBufferPointer) {
    if gathering.count + bytes.count > Self.pieceSize { handOver() }
    gathering.append(bytes: bytes)
  }

  /// Writes the rest and waits for the thread; harmless when repeated.
  func finish() throws(WriteProblem) -> FileRecord {
    if let thread {
      handOver(isLast: true)
      thread.join()
      self.thread = nil
    }
    return try record!.get()
  }

  private func handOver(isLast: Bool = false) {
    while turn.load(ordering: .acquiring) {
      gate.wait(milliseconds: 100) { !turn.load(ordering: .acquiring) }
    }
    swap(&gathering, &writing)
    gathering.removeAll()
    self.isLast = isLast
    turn.store(true, ordering: .releasing)
    gate.wakeAll()
  }

  /// The thread: takes each piece in turn; after a failure it drops them.
  private func write() {
    do throws(WriteProblem) {
      var sink = try FileSink(creating: output.path)
      while true {
        waitForPiece()
        try sink.write(writing)
        if isLast { break }
        turn.store(false, ordering: .releasing)
        gate.wakeAll()
      }
      record = .success(try sink.finish())
    } catch {
      record = .failure(error)
      failed.store(true, ordering: .releasing)
      while true {
        waitForPiece()
        if isLast { return }
        turn.store(false, ordering: .releasing)
        gate.wakeAll()
      }
    }
  }

  private func waitForPiece() {
    while !turn.load(ordering: .acquiring) {
      gate.wait(milliseconds: 100) { turn.load(ordering: .acquiring) }
    }
  }
}
