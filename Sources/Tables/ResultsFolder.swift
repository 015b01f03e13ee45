#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of results that is complete or absent.
///
/// Files are written to a temporary folder beside the target, `.NAME.partial-<host>-<process>-<random>`;
/// `commit` forces them to the device and renames the folder into place in one step. If that never happens,
/// by an error or by `discard` or because the last reference goes, the temporary folder is removed and the
/// target is as it was. What a killed process leaves behind is never taken for results and never in the way
/// of another run; the next run on the same host with the same target removes it, once nobody holds its lock.
public final class ResultsFolder {
  /// The file whose presence says that a folder holds results.
  public static let manifestName = Manifest.fileName

  /// The target, without a trailing slash; what it points to if it is a symbolic link to a folder.
  public let path: String
  /// The folder in which the files are written until `commit`.
  public let temporaryPath: String
  /// What has been written so far, in the order in which it was finished.
  public private(set) var files: [FileRecord] = []
  private let parent: String
  private let replaces: Bool
  private var isOpen = true
  /// Says to other processes that the temporary folder is in use; nil where that cannot be said.
  private var lock: FolderLock?
  /// False where the file system is known not to exchange two folders in one step.
  var canExchange = true

  /// Makes the temporary folder for results at `path`.
  ///
  /// Throws if the target is there and `replace` is false, if it is there and holds anything but results as they
  /// were written, or if its parent cannot be written to.
  public init(at path: String, replace: Bool = false) throws(FolderProblem) {
    var trimmed = FileSystem.resolvedLink(path) ?? path
    while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
    let name = trimmed.split(separator: "/").last.map(String.init) ?? ""
    if ["", ".", ".."].contains(name) { throw .unusableName(path) }
    let above = trimmed.dropLast(name.count)
    parent = above.isEmpty ? "." : above == "/" ? "/" : String(above.dropLast())
    self.path = trimmed
    replaces = replace
    try ResultsFolder.checkParent(parent)
    try ResultsFolder.checkTarget(trimmed, replace: replace)

    let ours = ".\(name).partial-\(FileSystem.hostName)-"
    ResultsFolder.removeAbandoned(in: parent, beginningWith: ours)
    do {
      (temporaryPath, lock) = try ResultsFolder.makeTemporary("\(above)\(ours)\(getpid())-")
    } catch {
      switch error.cause {
      case .permissionDenied, .readOnly: throw .parentNotWritable(parent)
      case .diskFull, .closedPipe, .missing, .notFolder, .exists, .deviceError, .noThread, .other:
        throw FolderProblem(error)
      }
    }
  }

  deinit {
    if isOpen { try? FileSystem.removeAll(temporaryPath) }
  }

  /// Creates a file in the temporary folder; hand its record to `add` once it is finished.
  public func create(_ name: String) throws(FolderProblem) -> FileSink {
    precondition(isOpen, "the folder has been committed or discarded")
    precondition(!name.isEmpty && !name.contains("/"), "a file name, not a path")
    do {
      return try FileSink(creating: temporaryPath + "/" + name, named: path + "/" + name)
    } catch {
      throw FolderProblem(error)
    }
  }

  /// Creates the file of a table and writes its header line.
  public func createTable(_ schema: TableSchema) throws(FolderProblem) -> CSVWriter {
    CSVWriter(schema, to: try create(schema.fileName))
  }

  /// Notes a finished file.
  public func add(_ file: FileRecord) {
    files.append(file)
  }

  /// Writes a whole file at once.
  @discardableResult
  public func write(_ name: String, text: String) throws(FolderProblem) -> FileRecord {
    var sink = try create(name)
    do {
      try sink.write(text: text)
      let file = try sink.finish()
      add(file)
      return file
    } catch {
      throw FolderProblem(error)
    }
  }

  /// Writes the manifest, an object with the member `files` as `fileList` has it, and seals it with its own hash.
  public func writeManifest(_ manifest: JSONText) throws(FolderProblem) {
    try write(Manifest.fileName, text: Manifest.text(manifest))
  }

  /// What has been written so far, as the manifest has it.
  public var fileList: JSONText {
    .array(files.map { ["name": .text($0.name), "bytes": .integer($0.bytes), "sha256": .text($0.sha256)] })
  }

  /// Forces everything to the device and puts the folder in its place in one step.
  ///
  /// A results folder that is to be replaced is exchanged with the new one, and removed only when that is on the
  /// device, and only if nobody has put anything else into it meanwhile. Where the file system cannot exchange two
  /// folders, the old one is set aside first and put back if the new one cannot follow.
  public func commit() throws(FolderProblem) {
    precondition(isOpen, "the folder has been committed or discarded")
    try ResultsFolder.checkTarget(path, replace: replaces)
    do {
      try FileSystem.syncFolder(temporaryPath)
      var old: String?
      if FileSystem.entry(at: path) == .folder {
        old = try swapIn()
      } else {
        try FileSystem.rename(temporaryPath, to: path)
      }
      isOpen = false
      lock = nil
      try FileSystem.syncFolder(parent)
      if let old, (try? ResultsFolder.checkTarget(old, replace: true)) != nil {
        try? FileSystem.removeAll(old)
      }
    } catch {
      throw error.cause == .exists ? .exists(path) : FolderProblem(error)
    }
  }

  /// Removes the temporary folder and leaves the target as it was.
  public func discard() {
    guard isOpen else { return }
    isOpen = false
    try? FileSystem.removeAll(temporaryPath)
    lock = nil
  }

  /// Puts the new folder in the place of the old one; returns where the old one is now.
  private func swapIn() throws(WriteProblem) -> String {
    if canExchange && FileSystem.exchange(temporaryPath, path) { return temporaryPath }
    let aside = temporaryPath + ".replaced"
    try FileSystem.rename(path, to: aside)
    do {
      try FileSystem.rename(temporaryPath, to: path)
    } catch {
      try FileSystem.rename(aside, to: path)
      throw error
    }
    return aside
  }

  private static func checkParent(_ parent: String) throws(FolderProblem) {
    switch FileSystem.entry(at: parent) {
    case .folder: break
    case .other: throw .parentNotFolder(parent)
    case .missing: throw .parentMissing(parent)
    case .unreachable(EACCES): throw .parentNotWritable(parent)
    case .unreachable(let number):
      throw FolderProblem(WriteProblem(path: parent, action: .open, errorNumber: number))
    }
    if access(parent, W_OK | X_OK) != 0 { throw .parentNotWritable(parent) }
  }

  private static func checkTarget(_ path: String, replace: Bool) throws(FolderProblem) {
    switch FileSystem.entry(at: path) {
    case .missing: break
    case .other: throw .notFolder(path)
    case .unreachable(let number):
      throw FolderProblem(WriteProblem(path: path, action: .open, errorNumber: number))
    case .folder:
      guard replace else { throw .exists(path) }
      try checkReplaceable(path)
    }
  }
}
