#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Nanoseconds of a clock that never jumps.
func nanoseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// How long the work took, in nanoseconds.
func timed(_ work: () -> Void) -> Double {
  let start = nanoseconds()
  work()
  return nanoseconds() - start
}

/// The middle of some numbers, at least one.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? 0.5 * (sorted[middle - 1] + sorted[middle]) : sorted[middle]
}

/// A number with so many decimals, right-aligned.
func text(_ value: Double, decimals: Int = 1, width: Int = 8) -> String {
  var unit = 1.0
  for _ in 0..<decimals { unit *= 10 }
  let rounded = Int((value.magnitude * unit).rounded())
  var digits = String(rounded)
  if digits.utf8.count <= decimals {
    digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
  }
  if decimals > 0 { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals)) }
  if value < 0 { digits = "-" + digits }
  return String(repeating: " ", count: max(0, width - digits.utf8.count)) + digits
}
