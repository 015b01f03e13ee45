import struct SimulationKernel.RunFailure
import Tables

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

/// Writes the outputs of the rows it sees to files, hashed and durable, each file on a thread of its own.
///
/// As the observer of a whole sweep it has the merged files ready when the sweep ends, with the bytes that
/// `ShardSet.merge` would give: rows that are there on resume are seen first. The files are of no use before
/// `finish`, nor after a sweep whose ending is not final; the journal alone is what a killed sweep goes on from.
public struct MergedFiles: SweepObserver {
  private let writers: [RowWriter]

  /// Creates the files, one for each output of the sweep, and writes their headers.
  public init(_ outputs: [MergedOutput]) throws(WriteProblem) {
    var writers: [RowWriter] = []
    for output in outputs {
      let writer = RowWriter(try FileSink(creating: output.path))
      writer.append(text: output.header)
      writers.append(writer)
    }
    self.writers = writers
  }

  public mutating func wrote(_ index: Int, output: Int, bytes: UnsafeRawBufferPointer) {
    writers[output].append(bytes)
  }

  public mutating func succeeded(_ index: Int, metrics: Span<Double>) {}

  public mutating func failed(_ index: Int, _ failure: RunFailure) {}

  /// Whether a write has failed, so that going on is of no use.
  public var haveFailed: Bool { writers.contains { $0.hasFailed } }

  /// Forces the files to the device and says what each holds; nothing may be added after that.
  public func finish() throws(WriteProblem) -> [FileRecord] {
    var records: [FileRecord] = []
    for writer in writers { records.append(try writer.finish()) }
    return records
  }
}
