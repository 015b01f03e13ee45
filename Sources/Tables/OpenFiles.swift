#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many files this process may have open at once.
public enum OpenFiles {
  /// What a process has open beside what it counts.
  public static let others = 32

  /// Raises the limit as far as `count` files need and the system grants; returns the limit if that is too low.
  public static func allow(_ count: Int) -> Int? {
    var limit = rlimit()
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    guard getrlimit(resource, &limit) == 0 else { return nil }
    let needed = rlim_t(count + others)
    if limit.rlim_cur >= needed { return nil }
    limit.rlim_cur = min(needed, limit.rlim_max)
    if setrlimit(resource, &limit) == 0 && limit.rlim_cur >= needed { return nil }
    return Int(clamping: limit.rlim_cur)
  }
}
