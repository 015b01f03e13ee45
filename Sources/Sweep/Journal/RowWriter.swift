import Synchronization
import Tables

/// Gathers rows and passes them in large pieces to a thread of its own, which hashes and writes them.
///
/// Two pieces are in memory. One thread at a time may add rows.
public final class RowWriter: @unchecked Sendable {
  fileprivate static let pieceSize = 1 << 18
  private var gathering = ByteBuffer(capacity: pieceSize)
  private let lane: Lane
  /// Nil where the system had none: then writing has failed from the start.
  private let thread: WorkerThread?
  private var isFinished = false

  /// Starts to write to a file.
  public convenience init(_ sink: consuming FileSink) {
    self.init(sink) { WorkerThread($0) }
  }

  /// Starts to write to a file with a thread that `startThread` makes; a test's way to have none.
  init(_ sink: consuming FileSink, startThread: (@escaping @Sendable () -> Void) -> WorkerThread?) {
    let path = sink.path
    let lane = Lane(sink)
    thread = startThread { lane.write() }
    if thread == nil { lane.fail(WriteProblem(path: path, action: .write, cause: .noThread)) }
    self.lane = lane
  }

  deinit { _ = try? finish() }

  /// Whether a write has failed, so that going on is of no use.
  public var hasFailed: Bool { lane.failed.load(ordering: .acquiring) }

  /// Adds whole rows.
  public func append(_ rows: UnsafeRawBufferPointer) {
    precondition(!isFinished, "the file is finished already")
    if thread == nil { return }
    if gathering.count + rows.count > Self.pieceSize { lane.take(&gathering) }
    gathering.append(bytes: rows)
  }

  /// Adds whole rows as text.
  public func append(text: String) {
    var copy = text
    copy.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Writes the rest, forces the file to the device and says what it holds; no rows may be added after that.
  public func finish() throws(WriteProblem) -> FileRecord {
    if let thread, !isFinished {
      lane.take(&gathering, isLast: true)
      thread.join()
    }
    isFinished = true
    return try lane.record!.get()
  }
}

/// What the two threads share. The writing thread touches it while `turn` is set, the other while it is not.
private final class Lane: @unchecked Sendable {
  let failed = Atomic<Bool>(false)
  private(set) var record: Result<FileRecord, WriteProblem>?
  private let gate = Gate()
  private let turn = Atomic<Bool>(false)
  private var piece = ByteBuffer(capacity: RowWriter.pieceSize)
  private var isLast = false
  private var sink: FileSink?

  init(_ sink: consuming FileSink) { self.sink = consume sink }

  /// Says that nothing can be written: there is no other thread.
  func fail(_ problem: WriteProblem) {
    sink = nil
    record = .failure(problem)
    failed.store(true, ordering: .releasing)
  }

  /// Takes a full piece and gives back an empty one, once the piece before it is written.
  func take(_ full: inout ByteBuffer, isLast: Bool = false) {
    wait(untilTurn: false)
    swap(&full, &piece)
    full.removeAll()
    self.isLast = isLast
    pass(turn: true)
  }

  /// The writing thread: takes each piece in turn; after a failure it drops them.
  func write() {
    guard var sink = sink.take() else { return }
    var problem: WriteProblem?
    while true {
      wait(untilTurn: true)
      do throws(WriteProblem) {
        if problem == nil { try sink.write(piece) }
      } catch {
        problem = error
        failed.store(true, ordering: .releasing)
      }
      if isLast { break }
      pass(turn: false)
    }
    if let problem {
      record = .failure(problem)
    } else {
      do throws(WriteProblem) { record = .success(try sink.finish()) } catch { record = .failure(error) }
    }
  }

  private func wait(untilTurn turn: Bool) {
    while self.turn.load(ordering: .acquiring) != turn {
      gate.wait(milliseconds: 100) { self.turn.load(ordering: .acquiring) == turn }
    }
  }

  private func pass(turn: Bool) {
    self.turn.store(turn, ordering: .releasing)
    gate.wakeAll()
  }
}
