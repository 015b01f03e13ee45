#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Tables

/// What a folder of rows tells of itself without its rows being read.
extension ShardSet {
  /// The divisions of which a folder holds files, by their number of shards, ascending; none if it cannot be read.
  ///
  /// Names are looked at alone, so it is quick whatever the folder holds.
  public static func divisions(in folder: String) -> [Int] {
    var found: [Int] = []
    for name in FolderNames.sorted(in: folder) ?? [] {
      guard let count = ShardFolder.division(of: name), !found.contains(count) else { continue }
      found.append(count)
    }
    return found.sorted()
  }

  /// The different plans that a folder's rows are of, as the headers of `limit` files at most say, or of all.
  ///
  /// Files whose header is not whole hold no rows that could be read and are passed over. Throws when the folder or
  /// a file cannot be read.
  public static func plans(in folder: String, limit: Int? = nil) throws(SweepProblem) -> [SweepPlan] {
    guard let names = FolderNames.sorted(in: folder) else { throw .noFolder(folder) }
    var plans: [SweepPlan] = []
    for name in names.filter({ ShardFolder.division(of: $0) != nil }).prefix(limit ?? .max) {
      guard let plan = try SweepProblem.open(folder + "/" + name)?.header.plan, !plans.contains(plan) else {
        continue
      }
      plans.append(plan)
    }
    return plans
  }

  /// A part that another host has added rows to in the last two minutes: the host, and how many seconds ago.
  ///
  /// A file system that several hosts share need not tell one what the others hold open.
  public static func recentPart(elsewhereIn folder: String) -> (host: String, seconds: Int)? {
    let here = ShardFolder.hostName
    for name in FolderNames.sorted(in: folder) ?? [] where name.hasSuffix(".part") {
      let pieces = name.split(separator: ".")
      var information = stat()
      guard pieces.count == 6, pieces[1] != here, stat(folder + "/" + name, &information) == 0 else {
        continue
      }
      let seconds = time(nil) - information.modificationTime
      if seconds < 120 { return (String(pieces[1]), max(seconds, 0)) }
    }
    return nil
  }
}

extension stat {
  /// When the contents last changed, in seconds since 1970.
  fileprivate var modificationTime: Int {
    #if canImport(Darwin)
      st_mtimespec.tv_sec
    #else
      st_mtim.tv_sec
    #endif
  }
}
