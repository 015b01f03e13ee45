import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Rows of a table on their way from a worker to the one who writes the table; what is much waits in a file.
final class SpillFile {
  private static let pieceSize = 1 << 18
  private let path: String
  private var encoder: CSVEncoder
  private var sink: FileSink?
  /// Why rows were lost; whoever takes the rows is told.
  private var problem: WriteProblem?

  /// Rows of `schema`; the file at `path` is made once it is needed, and goes when its rows do.
  init(_ schema: TableSchema, at path: String) {
    self.path = path
    encoder = CSVEncoder(schema, capacity: SpillFile.pieceSize + 4096)
  }

  deinit { if sink != nil { unlink(path) } }

  /// Forgets all rows.
  func removeAll() {
    encoder.removeAll()
    if sink != nil { unlink(path) }
    sink = nil
    problem = nil
  }

  /// Appends one row, whose cells `fill` appends.
  func append(_ fill: (inout CSVEncoder) -> Void) {
    fill(&encoder)
    encoder.endRow()
    if encoder.buffer.count >= SpillFile.pieceSize { spill() }
  }

  private func spill() {
    do throws(WriteProblem) {
      if sink == nil { sink = try FileSink(creating: path) }
      try sink!.write(encoder.buffer)
    } catch {
      if problem == nil { problem = error }
    }
    encoder.removeAll()
  }

  /// Appends all rows to a table and forgets them. Memory: a piece of 256 KB.
  func move(to file: TextFile) throws(FolderProblem) {
    if let problem { throw FolderProblem(problem) }
    if sink != nil { try copySpilled(to: file) }
    try file.append(encoder)
    removeAll()
  }

  private func copySpilled(to file: TextFile) throws(FolderProblem) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      throw FolderProblem(WriteProblem(path: path, action: .open, cause: .init(errorNumber: errno)))
    }
    defer { close(descriptor) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: SpillFile.pieceSize, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = read(descriptor, piece.baseAddress, piece.count)
      if count == 0 { return }
      if count < 0 {
        if errno == EINTR { continue }
        throw FolderProblem(WriteProblem(path: path, action: .open, cause: .init(errorNumber: errno)))
      }
      try file.append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(piece)[..<count]))
    }
  }
}
