#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Synchronization
import Testing

/// What a paired experiment found of one law: a number of each pair of runs, and where their median must lie.
///
/// Each finding is a row of `Laws.md`. A test that finds another number than the row fails, and `make laws`, which sets
/// LAWS=record, writes all of them anew.
struct Finding {
  /// What is measured.
  var what: String
  /// Where the median must lie; an end that is infinite is none.
  var least = -Double.infinity
  var most = Double.infinity
  /// Whether the world is known to break it: then it is an error if it holds after all.
  var isOpen = false
  /// How many pairs of runs are behind it: a number each, or one over all of them.
  var pairs: Int
  var values: [Double]

  init(
    _ what: String, atLeast least: Double = -.infinity, atMost most: Double = .infinity, isOpen: Bool = false,
    pairs: Int? = nil, _ values: [Double]
  ) {
    self.what = what
    self.isOpen = isOpen
    self.pairs = pairs ?? values.count
    self.least = least
    self.most = most
    self.values = values
  }

  var middle: Double { median(values) }

  /// Where the median of such pairs lies in 95 of 100 cases, by the order of the values: distribution-free.
  var interval: ClosedRange<Double> {
    let sorted = values.sorted()
    let half = 1.96 * Double(sorted.count).squareRoot() / 2
    let low = max(0, Int((Double(sorted.count) / 2 - half).rounded(.down)))
    return sorted[low]...sorted[sorted.count - 1 - low]
  }

  private var must: String {
    if most == .infinity { return "at least \(text(least))" }
    return least == -.infinity ? "at most \(text(most))" : "\(text(least)) to \(text(most))"
  }

  fileprivate func row(_ law: String, _ change: String) -> String {
    let found =
      values.count > 1
      ? "\(text(middle)) (\(text(interval.lowerBound)) to \(text(interval.upperBound)))" : text(middle)
    let bounds = isOpen ? "\(must): does not hold" : must
    return "| \(law) | \(change) | \(what) | \(bounds) | \(found) | \(pairs) |"
  }

  /// Three digits.
  private func text(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    let size = value == 0 ? 0 : Int(log10(abs(value)).rounded(.down))
    let scale = pow(10, Double(2 - size))
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}

/// The table of laws in the documentation.
enum Law {
  private static let path =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    + "/Sources/Model/Model.docc/Laws.md"
  private static let isRecording = getenv("LAWS").map { String(cString: $0) } == "record"
  /// Where a rule is switched off, bounds alone are to notice it.
  private static let isMutant = getenv("CAPSIM_MUTANT") != nil
  private static let heading = "| law | change | what follows | must be | found: median (95 %) | pairs |"
  /// The rows recorded so far.
  private static let rows = Mutex<[String]>([])

  /// Checks what must follow from a change, and that the documentation says what was found.
  static func check(
    _ number: String, _ change: String, _ findings: [Finding],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for finding in findings {
      #expect(
        (finding.middle >= finding.least && finding.middle <= finding.most) != finding.isOpen,
        "law \(number), \(change): \(finding.what) is \(finding.middle), \(finding.interval)",
        sourceLocation: sourceLocation)
      let row = finding.row(number, change)
      guard !isMutant else { continue }
      if isRecording {
        record(row)
      } else {
        #expect(
          text.contains(row + "\n"), "Laws.md says another thing: make laws", sourceLocation: sourceLocation)
      }
    }
  }

  private static let text = read()

  /// A number of a row to sort by, `39a` after 39.
  private static func order(_ row: String) -> (Int, String) {
    let number = row.dropFirst(2).prefix { $0.isNumber }
    return (Int(number) ?? 0, row)
  }

  private static func record(_ row: String) {
    rows.withLock { rows in
      rows.append(row)
      rows.sort { order($0) < order($1) }
      let before = read().split(separator: heading, maxSplits: 1, omittingEmptySubsequences: false)[0]
      let table = "\(heading)\n| --- | --- | --- | --- | --- | --- |\n" + rows.map { $0 + "\n" }.joined()
      write(before + table)
    }
  }

  private static func read() -> String {
    guard let file = fopen(path, "rb") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part.prefix(count) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ text: String) {
    guard let file = fopen(path, "wb") else { return }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
  }
}
