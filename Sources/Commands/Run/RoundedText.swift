#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers as a reader wants them: rounded to what can be taken in.
enum RoundedText {
  /// A number with three significant digits: `12,300`, `12.3`, `0.0123`, and two in `1.2e-05`; `-` for NaN and
  /// the infinities.
  static func text(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    if value == 0 { return "0" }
    var exponent = Int(floor(log10(value.magnitude)))
    var digits = Int((value.magnitude * pow(10, Double(2 - exponent))).rounded())
    if digits >= 1000 {
      digits /= 10
      exponent += 1
    }
    let sign = value < 0 ? "-" : ""
    switch exponent {
    case 2..<15:
      var whole = digits
      for _ in 2..<exponent { whole *= 10 }
      return sign + grouped(whole)
    case -3..<2:
      let places = 2 - exponent
      let text = String(digits)
      let padded = String(repeating: "0", count: max(0, places + 1 - text.count)) + text
      return sign + padded.dropLast(places) + "." + padded.suffix(places)
    default:
      let tenths = Int((Double(digits) / 10).rounded())
      let (shown, power) = tenths >= 100 ? (10, exponent + 1) : (tenths, exponent)
      let magnitude = power.magnitude < 10 ? "0\(power.magnitude)" : "\(power.magnitude)"
      return "\(sign)\(shown / 10).\(shown % 10)e\(power < 0 ? "-" : "+")\(magnitude)"
    }
  }

  /// A share in whole percent without the sign: `0`, `<1`, `42`, `>99`, `100`; `-` for NaN.
  static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "-" }
    let percent = share * 100
    if percent > 0, percent < 0.5 { return "<1" }
    if percent < 100, percent >= 99.5 { return ">99" }
    return String(Int(percent.rounded()))
  }

  /// A number of two digits or more: `0.35`, `2.1`, `17`, `1,250`.
  static func brief(_ value: Double) -> String {
    guard value.isFinite, value >= 0, value < 1e15 else { return text(value) }
    switch value {
    case ..<0.1: return text(value)
    case ..<10:
      let tenths = Int((value * 10).rounded())
      return "\(tenths / 10).\(tenths % 10)"
    default: return grouped(Int(value.rounded()))
    }
  }

  /// A whole number with a comma between thousands.
  static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
