#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The clocks that benchmarks go by.
public enum Seconds {
  /// Of a clock that never jumps.
  public static var onTheWall: Double { read(CLOCK_MONOTONIC) }

  /// Of processor time of this thread, from which what else runs on the machine takes less than from the clock.
  public static var ofThisThread: Double { read(CLOCK_THREAD_CPUTIME_ID) }

  /// Of processor time of all threads.
  public static var ofAllThreads: Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// How long the work took, in seconds.
public func seconds(_ work: () -> Void) -> Double {
  let start = Seconds.onTheWall
  work()
  return Seconds.onTheWall - start
}

/// The most memory the process has had, in MB.
public var peakMegabytes: Double {
  var usage = rusage()
  #if canImport(Glibc)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  #else
    getrusage(RUSAGE_SELF, &usage)
  #endif
  return Double(usage.ru_maxrss) / 1024
}

/// The middle of some numbers, at least one; the mean of the two middle ones of an even count.
public func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? 0.5 * (sorted[middle - 1] + sorted[middle]) : sorted[middle]
}

/// A number with so many decimals, right-aligned.
public func text(_ value: Double, decimals: Int = 2, width: Int = 0) -> String {
  var unit = 1.0
  for _ in 0..<decimals { unit *= 10 }
  var digits = String(Int((value.magnitude * unit).rounded()))
  if digits.utf8.count <= decimals {
    digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
  }
  if decimals > 0 { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals)) }
  if value < 0 { digits = "-" + digits }
  return String(repeating: " ", count: max(0, width - digits.utf8.count)) + digits
}
