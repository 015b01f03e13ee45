#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One line on a terminal that says how far the work is, rewritten in place about ten times a second.
///
/// For use from one thread. The clock and the place to write are given, so that tests can pin the text.
public struct ProgressMeter: ~Copyable {
  /// Where the line is shown.
  public struct Screen {
    /// Whether anything is written at all.
    let isEnabled: Bool
    /// Columns.
    var width = 80
    var style = Style.plain
    let write: (String) -> Void
  }

  /// Seconds between two rewritings.
  static let interval = 0.1
  /// Seconds over which the rate is smoothed.
  static let memory = 10.0

  private let label: String
  private let total: Int?
  private let screen: Screen
  private let now: () -> Double

  private var start: Double
  private var shownAt: Double?
  private var shownWidth = 0
  private var rate: Double?
  private var rateAt: Double
  private var rateDone: Int

  /// Makes a meter for `total` runs (nil if nobody knows), of which `done` were done before; it shows nothing
  /// yet.
  ///
  /// `now` gives seconds on a clock that never goes back.
  init(
    label: String = "runs", total: Int?, done: Int = 0, on screen: Screen, now: @escaping () -> Double
  ) {
    self.label = label
    self.total = total
    self.screen = screen
    self.now = now
    start = now()
    rateAt = start
    rateDone = done
  }

  /// Makes a meter on standard error, enabled if that is a terminal that can rewrite a line and `isQuiet` is
  /// false.
  public static func standardError(
    label: String = "runs", total: Int?, done: Int = 0, isQuiet: Bool, environment: [String: String]
  ) -> ProgressMeter {
    let isTerminal = Terminal.isTerminal(2)
    let stream = StandardStream.error()
    let screen = Screen(
      isEnabled: isTerminal && !isQuiet && !Style.isDumb(environment),
      width: Terminal.width(2, environment: environment),
      style: Style(environment: environment, isTerminal: isTerminal)
    ) { text in
      // A terminal that has gone is no reason to stop the work.
      try? stream.write(text)
      try? stream.flush()
    }
    return ProgressMeter(
      label: label, total: total, done: done, on: screen, now: ProgressMeter.monotonicSeconds)
  }

  /// Notes how far the work is, and rewrites the line if the last time is long enough ago.
  public mutating func update(done: Int, failed: Int = 0, headline: String = "") {
    guard screen.isEnabled else { return }
    let time = now()
    if let shownAt, time - shownAt < ProgressMeter.interval { return }
    smooth(done: done, time: time)
    shownAt = time
    show(line(done: done, failed: failed, headline: headline), failed: failed)
  }

  /// Clears the line, for instance before a note is printed; the next update writes it again.
  public mutating func clear() {
    if shownWidth > 0 { screen.write("\r" + String(repeating: " ", count: shownWidth) + "\r") }
    shownWidth = 0
    shownAt = nil
  }

  /// Clears the line for good.
  public consuming func finish() {
    clear()
  }

  /// Mixes the rate since the last look into the smoothed rate, by how long that was against `memory`.
  private mutating func smooth(done: Int, time: Double) {
    let span = time - rateAt
    guard span > 0 else { return }
    let recent = Double(done - rateDone) / span
    // The memory grows with the time seen, so that the first rates are plain averages.
    let seen = min(ProgressMeter.memory, time - start)
    let weight = min(1, span / seen)
    rate = rate.map { $0 + weight * (recent - $0) } ?? recent
    rateAt = time
    rateDone = done
  }

  private func line(done: Int, failed: Int, headline: String) -> String {
    var parts: [String] = []
    if let total {
      let percent = total > 0 ? min(100, 100 * done / total) : 100
      parts.append("\(label) \(done)/\(total)")
      parts.append("\(percent) %")
    } else {
      parts.append("\(label) \(done)")
    }
    if let rate, rate > 0 {
      parts.append(ProgressMeter.rateText(rate))
      if let total { parts.append("ETA " + DurationText.clock(Double(max(0, total - done)) / rate)) }
    }
    if failed > 0 { parts.append("\(failed) failed") }
    if !headline.isEmpty { parts.append(headline) }
    // The last column stays free, since some terminals begin a new line there.
    return String(parts.joined(separator: "  ").prefix(screen.width - 1))
  }

  /// Rewrites the line; spaces cover what is left of a longer one before it, which needs no escape sequence.
  private mutating func show(_ line: String, failed: Int) {
    let cover = String(repeating: " ", count: max(0, shownWidth - line.count))
    screen.write("\r" + (failed > 0 ? screen.style.bold(line) : line) + cover)
    shownWidth = line.count
  }

  private static func rateText(_ rate: Double) -> String {
    if rate >= 10 { return "\(Int(min(rate, 1e15).rounded()))/s" }
    let tenths = Int((rate * 10).rounded())
    if tenths >= 10 { return "\(tenths / 10).\(tenths % 10)/s" }
    return "\(Int((rate * 3600).rounded()))/h"
  }

  /// Seconds on the system's monotonic clock.
  public static func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
