/// Spans of time as people type and read them.
public enum DurationText {
  /// Reads one or more numbers with units, such as `20m`, `1h30m`, `90 s`, `2.5h` or `500ms`; nil if it is
  /// not that.
  ///
  /// The units are `ms`, `s`, `m` or `min`, `h` and `d`. A bare number, a sign, or anything beyond 100 years
  /// is refused.
  public static func parse(_ text: String) -> Duration? {
    var rest = text.filter { $0 != " " }[...]
    guard !rest.isEmpty else { return nil }
    var seconds = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      guard digits.first != ".", let amount = Double(digits) else { return nil }
      switch unit {
      case "ms": seconds += amount / 1000
      case "s": seconds += amount
      case "m", "min": seconds += amount * 60
      case "h": seconds += amount * 3600
      case "d": seconds += amount * 86_400
      default: return nil
      }
    }
    return seconds <= 3_155_760_000 ? .seconds(seconds) : nil
  }

  /// A span in seconds as a clock shows it: `0:07`, `12:34`, `3:25:00`, or `4d 03:00` from a day on.
  public static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return "--:--" }
    let whole = Int(seconds.rounded(.toNearestOrAwayFromZero))
    let (days, hours, minutes) = (whole / 86_400, whole / 3600 % 24, whole / 60 % 60)
    if days > 0 { return "\(days)d \(twoDigits(hours)):\(twoDigits(minutes))" }
    if hours > 0 { return "\(hours):\(twoDigits(minutes)):\(twoDigits(whole % 60))" }
    return "\(minutes):\(twoDigits(whole % 60))"
  }

  private static func twoDigits(_ value: Int) -> String {
    value < 10 ? "0\(value)" : "\(value)"
  }
}
