import ScenarioFormat

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

enum File {
  static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw Problem(path: path, location: nil, message: "cannot be opened")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count <= 0 { return bytes }
      bytes.append(contentsOf: buffer[0..<count])
    }
  }

  static func write(_ path: String, _ text: String) {
    guard let file = fopen(path, "wb") else { return print("\(path) cannot be written") }
    fputs(text, file)
    fclose(file)
  }
}

/// Processor time of this thread: what else runs on the machine takes less from it than from the clock on the wall.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

func peakMegabytes() -> Double {
  var usage = rusage()
  #if canImport(Glibc)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  #else
    getrusage(RUSAGE_SELF, &usage)
  #endif
  return Double(usage.ru_maxrss) / 1024
}

/// The middle of some numbers, at least one.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted[sorted.count / 2]
}

/// A number with so many decimals, right-aligned.
func text(_ value: Double, _ decimals: Int, _ width: Int) -> String {
  var unit = 1.0
  for _ in 0..<decimals { unit *= 10 }
  let rounded = (value * unit).rounded() / unit
  let digits = decimals == 0 ? "\(Int(rounded))" : "\(rounded)"
  return String(repeating: " ", count: max(0, width - digits.utf8.count)) + digits
}
