#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many processors this process may use, which on a cluster or in a container is fewer than the machine
/// has.
public enum Processors {
  /// The number of processors granted, at least 1.
  ///
  /// `SLURM_CPUS_PER_TASK`, else `SLURM_CPUS_ON_NODE`, else the processors that the kernel lets the process
  /// run on, else those online; and no more than the control group's quota, rounded up. `readFile` gives a
  /// system file's text, or nil if there is none.
  public static func granted(
    environment: [String: String], readFile: (String) -> String? = SystemFile.read
  ) -> Int {
    let scheduler = ["SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE"].lazy
      .compactMap { environment[$0].flatMap { Int($0) } }.first { $0 > 0 }
    let count = scheduler ?? allowed(readFile) ?? online
    return max(1, min(count, quota(readFile) ?? count))
  }

  /// How many processors a list such as `0-3,8,10-11` names; nil if it is not such a list.
  static func count(list: some StringProtocol) -> Int? {
    var total = 0
    for part in list.split(separator: ",") {
      let ends = part.split(separator: "-").map { Int($0) }
      guard let first = ends.first ?? nil, ends.count <= 2, let last = ends.last ?? nil, last >= first
      else { return nil }
      total += last - first + 1
    }
    return total > 0 ? total : nil
  }

  private static func allowed(_ readFile: (String) -> String?) -> Int? {
    guard let status = readFile("/proc/self/status") else { return nil }
    let key = "Cpus_allowed_list:"
    let line = status.split(separator: "\n").first { $0.hasPrefix(key) }
    return line.flatMap { count(list: $0.dropFirst(key.count).filter { $0 != " " && $0 != "\t" }) }
  }

  private static var online: Int {
    Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  // MARK: - Control groups

  /// The smallest quota of the process's control group and the groups around it, in processors.
  private static func quota(_ readFile: (String) -> String?) -> Int? {
    guard let groups = readFile("/proc/self/cgroup") else { return nil }
    var quotas: [Int] = []
    for line in groups.split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let controllers = fields[1].split(separator: ",")
      for folder in foldersUpwards(from: fields[2]) {
        if controllers.isEmpty {
          let text = readFile("/sys/fs/cgroup" + folder + "/cpu.max")
          let parts = text?.split(whereSeparator: \.isWhitespace) ?? []
          if parts.count == 2, let count = processors(parts[0], parts[1]) { quotas.append(count) }
        } else if controllers.contains("cpu") {
          let base = "/sys/fs/cgroup/" + fields[1] + folder
          if let limit = readFile(base + "/cpu.cfs_quota_us"),
            let period = readFile(base + "/cpu.cfs_period_us"),
            let count = processors(trimmed(limit), trimmed(period))
          {
            quotas.append(count)
          }
        }
      }
    }
    return quotas.min()
  }

  /// `/a/b`, `/a` and the root, which is the empty text.
  private static func foldersUpwards(from path: Substring) -> [String] {
    let names = path.split(separator: "/").filter { $0 != ".." }
    return (0...names.count).reversed().map { count in
      names.prefix(count).map { "/" + $0 }.joined()
    }
  }

  /// `quota / period` rounded up; nil where there is no limit (`max`, or a negative quota).
  private static func processors(_ quota: Substring, _ period: Substring) -> Int? {
    guard let quota = Int(quota), let period = Int(period), quota > 0, period > 0 else { return nil }
    return (quota + period - 1) / period
  }

  private static func trimmed(_ text: String) -> Substring {
    text.split(whereSeparator: \.isWhitespace).first ?? ""
  }
}
