#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Tables

/// The files of one shard in a sweep's folder.
///
/// Every process that works on the shard appends to a part of its own, starting where the whole rows of the
/// others end, and never touches another's part: two copies of a shard do no harm, and no lock is needed.
/// The rows of the shard are the chain of all parts. When all are there, they are written aside in one
/// piece, forced to the device and renamed; the parts then go.
struct ShardFolder {
  let path: String
  let plan: SweepPlan
  let shard: Shard

  /// What all file names of the shard begin with.
  var stem: String { "shard-\(Self.padded(shard.number))-of-\(Self.padded(shard.of))" }

  /// The number of shards that a name of a shard's rows speaks of; nil for other names.
  static func division(of name: String) -> Int? {
    guard name.hasPrefix("shard-"), name.hasSuffix(".rows") || name.hasSuffix(".part") else { return nil }
    let stem = name.prefix { $0 != "." }
    return stem.split(separator: "-").last.flatMap { Int($0) }
  }

  /// The file of the complete shard.
  var finalPath: String { "\(path)/\(stem).rows" }

  /// The machine's name as the names of its files have it.
  static var hostName: String {
    var host = [CChar](repeating: 0, count: 65)
    _ = gethostname(&host, 64)
    return String(
      host.prefix { $0 != 0 }.map { byte -> Character in
        let character = Character(Unicode.Scalar(UInt8(bitPattern: byte)))
        return character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
      })
  }

  /// A name that no other process has: host, process, time and chance.
  static func attemptName() -> String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let chance = String(UInt32.random(in: 0...UInt32.max), radix: 16)
    return "\(hostName).\(getpid()).\(String(time.tv_sec, radix: 16)).\(chance)"
  }

  /// The paths of the shard's files with this ending, sorted.
  func files(ending: String) throws(SweepProblem) -> [String] {
    guard let names = FolderNames.sorted(in: path) else { throw .noFolder(path) }
    return names.filter { $0.hasPrefix(stem + ".") && $0.hasSuffix(ending) }.map { path + "/" + $0 }
  }

  /// The shard's rows, from all its files.
  ///
  /// Throws when a file belongs to another sweep or division.
  func chain() throws(SweepProblem) -> RowChain {
    var links: [RowChain.Link] = []
    for file in try files(ending: ".rows") + files(ending: ".part") {
      guard let reader = try SweepProblem.open(file) else { continue }
      try SweepProblem.check(reader.header, of: file, plan, shard)
      if reader.header.shard != shard { throw .misnamed(file: file, holds: reader.header.shard.number) }
      links.append(RowChain.Link(path: file, start: reader.header.start))
    }
    return RowChain(links: links)
  }

  /// Writes the first `rows` rows of the shard as its complete file and removes the parts.
  ///
  /// Another copy of the shard may do the same just now and remove the parts; its complete file is then
  /// read instead.
  func finish(rows: Int) throws(SweepProblem) {
    let aside = "\(path)/.\(stem).\(Self.attemptName()).tmp"
    for _ in 0..<3 {
      let chain = try self.chain()
      do throws(WriteProblem) {
        if try copy(chain, rows, to: aside) {
          try publish(aside)
          removeParts()
          return
        }
        FileRemoval.remove(aside)
      } catch {
        FileRemoval.remove(aside)
        throw .write(error)
      }
    }
    throw .damaged(shard: shard.number)
  }

  /// Makes a part that holds the whole shard, as a copy would hold it, the complete file; false when it cannot
  /// be, as when another copy of the shard was first and has removed it.
  func adopt(_ part: String) -> Bool {
    do throws(WriteProblem) { try publish(part) } catch { return false }
    removeParts()
    return true
  }

  /// Copies rows into a complete file and forces it to the device; false when there are not as many.
  private func copy(_ rows: RowChain, _ count: Int, to aside: String) throws(WriteProblem) -> Bool {
    var chain = rows
    var writer = try JournalWriter.create(aside, JournalHeader(plan: plan, shard: shard, start: 0))
    while writer.next < count, chain.next() {
      try chain.reader!.withRecord { (record) throws(WriteProblem) in try writer.append(record: record) }
    }
    if let problem = chain.problem { throw problem }
    if writer.next < count { return false }
    try writer.flush(isLast: true)
    try writer.sync()
    return true
  }

  private func removeParts() {
    for name in FolderNames.sorted(in: path) ?? [] where name.hasPrefix(stem + ".") {
      if name.hasSuffix(".part") || name.hasSuffix(".claims") { FileRemoval.remove(path + "/" + name) }
    }
  }

  private func publish(_ aside: String) throws(WriteProblem) {
    if rename(aside, finalPath) != 0 {
      throw WriteProblem(path: finalPath, action: .rename, cause: .init(errorNumber: errno))
    }
    syncNames()
  }

  /// Forces the names in the folder to the device, where the file system can.
  func syncNames() {
    let folder = Retry.onInterrupt { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  static func describe(_ plan: SweepPlan, _ shard: Shard) -> String {
    "\(plan.runs) runs in \(shard.of) \(shard.layout) shards"
      + " with \(plan.outputs) outputs and \(plan.metrics) metrics"
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}

/// The names in a folder, sorted, so that no order of the file system's is ever seen.
enum FolderNames {
  /// Nil when the folder cannot be read.
  static func sorted(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.sorted()
  }
}

/// Removes files that have served.
enum FileRemoval {
  static func remove(_ path: String) { unlink(path) }
}
