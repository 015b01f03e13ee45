/// A row of numbers as a row of small bars.
public enum Sparkline {
  /// One character for each value, from the lowest to the highest bar; a space for NaN and the infinities.
  ///
  /// Values that are all equal get bars of middle height.
  public static func text(_ values: [Double], style: Style = .plain) -> String {
    let bars = Array(style.allowsUnicode ? "▁▂▃▄▅▆▇█" : "_.-:=+*#")
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else {
      return String(repeating: " ", count: values.count)
    }
    // Halved before the difference, which could overflow.
    let span = high / 2 - low / 2
    return String(
      values.map { value -> Character in
        guard value.isFinite else { return " " }
        guard span > 0 else { return bars[bars.count / 2] }
        let share = (value / 2 - low / 2) / span
        return bars[min(bars.count - 1, Int(share * Double(bars.count)))]
      })
  }
}
