/// A published result beside what the model's mechanics give from the study's inputs.
struct Study {
  let name: String
  let inputs: String
  let unit: String
  let published: Double
  let given: Double
  /// Largest relative difference that the test allows, and why it is not zero.
  let tolerance: Double
  let difference: String

  var holds: Bool { abs(given - published) <= tolerance * abs(published) }

  /// A number as the table shows it: three significant digits.
  static func text(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return "\(value)" }
    var digits = 0
    var size = abs(value)
    while size >= 1000 { (size, digits) = (size / 10, digits - 1) }
    while size < 100 { (size, digits) = (size * 10, digits + 1) }
    var scale = 1.0
    for _ in 0..<abs(digits) { scale *= 10 }
    if digits <= 0 { return "\(Int((value / scale).rounded() * scale))" }
    let text = "\((value * scale).rounded() / scale)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  var row: String {
    "| \(name) | \(inputs) | \(Study.text(published)) \(unit) | \(Study.text(given)) \(unit) | \(difference) |"
  }
}
