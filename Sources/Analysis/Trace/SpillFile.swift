import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Rows of a table on their way from the process that makes them to the one that writes the table, in a file.
///
/// The file holds whole rows at any time, so that those of a process that died are of use.
final class SpillFile {
  private static let pieceSize = 1 << 18
  private let path: String
  private var encoder: CSVEncoder
  private var sink: FileSink?
  /// Why rows could not be written; the file is gone then.
  private(set) var problem: WriteProblem?

  /// Starts a file of rows of `schema` at `path`, anew if there is one.
  init(_ schema: TableSchema, at path: String) {
    self.path = path
    encoder = CSVEncoder(schema, capacity: SpillFile.pieceSize + 4096)
    do throws(WriteProblem) { sink = try FileSink(creating: path) } catch { abandon(error) }
  }

  /// Appends one row, whose cells `fill` appends.
  func append(_ fill: (inout CSVEncoder) -> Void) {
    fill(&encoder)
    encoder.endRow()
    if encoder.buffer.count >= SpillFile.pieceSize { flush() }
  }

  /// Writes the rows that wait.
  func flush() {
    do throws(WriteProblem) { try sink?.write(encoder.buffer) } catch { abandon(error) }
    encoder.removeAll()
  }

  /// A file without all its rows goes.
  private func abandon(_ why: WriteProblem) {
    problem = why
    sink = nil
    unlink(path)
  }

  /// Appends all rows of the file at `path` to a table, and removes it. Memory: a piece of 256 KB.
  static func move(_ path: String, to file: TextFile) throws(FolderProblem) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw problem(path, .open) }
    defer {
      close(descriptor)
      unlink(path)
    }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = read(descriptor, piece.baseAddress, piece.count)
      if count == 0 { return }
      if count < 0 {
        if errno == EINTR { continue }
        throw problem(path, .read)
      }
      try file.append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(piece)[..<count]))
    }
  }

  private static func problem(_ path: String, _ action: WriteProblem.Action) -> FolderProblem {
    FolderProblem(WriteProblem(path: path, action: action, cause: .init(errorNumber: errno)))
  }
}
