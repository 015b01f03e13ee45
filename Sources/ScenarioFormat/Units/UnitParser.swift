/// Reads the text of a unit.
///
/// Grammar, with spaces free between tokens:
/// ```
/// unit    = [ "/" ] term { ("*" | "/" | "per") term }   only the "/" that starts it may lack a left side
/// term    = word { word } [ "^" power ] | [ "sqrt" ] "(" unit ")" [ "^" power ] | "1"
/// power   = integer | "0.5"
/// ```
/// Words stand side by side only as `million H100e` or `wafer passes`. A product after a slash needs
/// parentheses, because people read `USD/kW*year` in two ways.
struct UnitParser {
  private let text: String
  private var scalars: [Unicode.Scalar]
  private var index = 0
  private var depth = 0
  private static let longest = 200
  private static let deepest = 8

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
    while let last = scalars.last, last.value <= 32 { scalars.removeLast() }
    while index < scalars.count, scalars[index].value <= 32 { index += 1 }
  }

  /// A size and what it measures, on the way to a unit.
  private struct Measure {
    var dimension = Dimension.none
    var numerator = 1.0
    var denominator = 1.0
    /// Whether the measure has more than one word, so that a power behind it would be ambiguous.
    var kind = UnitWord.Kind.measure
  }

  mutating func unit() throws(UnitError) -> Unit {
    let start = index
    if start >= scalars.count { return .one }
    if scalars.count > UnitParser.longest {
      throw UnitError(message: "the unit is longer than any unit can be")
    }
    let measure = try product()
    skipSpace()
    if index < scalars.count {
      throw UnitError(
        message: "unexpected '\(scalars[index])' in the unit '\(trimmed)'", hint: hint(at: index))
    }
    return Unit(
      symbol: trimmed, dimension: measure.dimension, numerator: measure.numerator,
      denominator: measure.denominator)
  }

  private var trimmed: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars.drop { $0.value <= 32 })
    return String(view)
  }

  private mutating func product() throws(UnitError) -> Measure {
    var result = Measure()
    var hasDivided = false
    var divides = takeSlash()
    if !divides { result = try term() }
    var isFirst = true
    while true {
      if !isFirst || !divides {
        if takeSlash() {
          divides = true
        } else if take("*") || take("·") {
          divides = false
          if hasDivided {
            throw UnitError(
              message: "'\(trimmed)' can be read in two ways", hint: "use parentheses, as in USD/(kW*year)")
          }
        } else {
          return result
        }
      }
      isFirst = false
      let right = try term()
      hasDivided = hasDivided || divides
      result = try combine(result, right, divides: divides)
    }
  }

  private func combine(_ left: Measure, _ right: Measure, divides: Bool) throws(UnitError) -> Measure {
    let dimension = divides ? left.dimension / right.dimension : left.dimension * right.dimension
    let ratio =
      divides
      ? Ratio(left.numerator * right.denominator, left.denominator * right.numerator)
      : Ratio(left.numerator * right.numerator, left.denominator * right.denominator)
    let measure = Measure(dimension: dimension, numerator: ratio.numerator, denominator: ratio.denominator)
    try check(measure)
    return measure
  }

  private func check(_ measure: Measure) throws(UnitError) {
    let size = measure.numerator / measure.denominator
    guard measure.dimension.isReasonable, size.isFinite, size > 0, measure.numerator.isFinite,
      measure.denominator.isFinite
    else { throw UnitError(message: "the powers in '\(trimmed)' are too high") }
  }

  private mutating func term() throws(UnitError) -> Measure {
    skipSpace()
    guard index < scalars.count else {
      throw UnitError(message: "the unit '\(trimmed)' is not finished")
    }
    if take("(") {
      let inner = try parenthesis()
      return try power(of: inner)
    }
    if scalars[index] == "1", index + 1 == scalars.count || !isWordScalar(scalars[index + 1]) {
      index += 1
      return Measure()
    }
    if takeRoot() {
      guard take("(") else {
        throw UnitError(
          message: "a ( is missing after sqrt in the unit '\(trimmed)'", hint: "for example /sqrt(year)")
      }
      return try root(of: parenthesis())
    }
    return try words()
  }

  /// Reads what stands between an opening parenthesis, which is taken, and its end.
  private mutating func parenthesis() throws(UnitError) -> Measure {
    depth += 1
    if depth > UnitParser.deepest { throw UnitError(message: "the unit has too many parentheses") }
    let inner = try product()
    guard take(")") else {
      throw UnitError(message: "a ) is missing in the unit '\(trimmed)'")
    }
    depth -= 1
    return inner
  }

  private func root(of measure: Measure) throws(UnitError) -> Measure {
    guard let dimension = measure.dimension.root else {
      throw UnitError(message: "the unit '\(trimmed)' has a root of a root")
    }
    return Measure(
      dimension: dimension, numerator: measure.numerator.squareRoot(),
      denominator: measure.denominator.squareRoot())
  }

  /// Reads words that stand side by side.
  private mutating func words() throws(UnitError) -> Measure {
    let start = index
    guard var result = try word() else {
      throw UnitError(
        message: "unexpected '\(scalars[index])' in the unit '\(trimmed)'", hint: hint(at: index))
    }
    var last = result.kind
    result = try power(of: result)
    while true {
      let mark = index
      skipSpace()
      if nextIsPer || index >= scalars.count || !startsWord(scalars[index]) {
        index = mark
        return result
      }
      if last == .measure {
        let left = String(String.UnicodeScalarView(scalars[start..<mark]))
        throw UnitError(
          message: "an operator is missing after '\(left)' in the unit '\(trimmed)'",
          hint: "write * or / between them")
      }
      guard let right = try word() else { return result }
      if last == .noun, right.kind == .measure {
        throw UnitError(
          message: "an operator is missing in the unit '\(trimmed)'", hint: "write * or / between the words")
      }
      last = right.kind
      result = try combine(result, try power(of: right), divides: false)
    }
  }

  /// Reads one word; nil when none stands here.
  private mutating func word() throws(UnitError) -> Measure? {
    let start = index
    guard startsWord(scalars[index]) else { return nil }
    if scalars[index] == "%" {
      index += 1
    } else {
      while index < scalars.count, isWordScalar(scalars[index]) { index += 1 }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<index])
    let spelling = String(view)
    guard let word = UnitTable.word(spelling) else {
      throw UnitError(
        message: "unknown unit '\(spelling)'", hint: UnitTable.hint(for: spelling))
    }
    return Measure(
      dimension: word.dimension, numerator: word.numerator, denominator: word.denominator, kind: word.kind)
  }

  private mutating func power(of measure: Measure) throws(UnitError) -> Measure {
    guard take("^") else { return measure }
    skipSpace()
    let isNegative = take("-")
    let start = index
    var exponent = 0
    while index < scalars.count, let digit = digit(scalars[index]), index < start + 3 {
      exponent = exponent * 10 + digit
      index += 1
    }
    if exponent == 0, index == start + 1, isHalf {
      index += 2
      let root = try root(of: measure)
      return isNegative ? try combine(Measure(), root, divides: true) : root
    }
    if start == index {
      throw UnitError(
        message: "a whole number is missing after ^ in the unit '\(trimmed)'", hint: "for example m^2")
    }
    if exponent > Dimension.largestExponent {
      throw UnitError(message: "the powers in '\(trimmed)' are too high")
    }
    var result = Measure()
    for _ in 0..<exponent { result = try combine(result, measure, divides: isNegative) }
    return result
  }

  /// Whether `.5` stands here, the rest of the only power that is not whole.
  private var isHalf: Bool {
    index + 1 < scalars.count && scalars[index] == "." && scalars[index + 1] == "5"
      && (index + 2 == scalars.count || digit(scalars[index + 2]) == nil)
  }

  private func digit(_ scalar: Unicode.Scalar) -> Int? {
    scalar.value >= 48 && scalar.value <= 57 ? Int(scalar.value) - 48 : nil
  }

  private mutating func skipSpace() {
    while index < scalars.count, scalars[index].value <= 32 { index += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    let mark = index
    skipSpace()
    if index < scalars.count, scalars[index] == scalar {
      index += 1
      return true
    }
    index = mark
    return false
  }

  /// Takes a slash or the word `per`.
  private mutating func takeSlash() -> Bool {
    if take("/") { return true }
    let mark = index
    skipSpace()
    if nextIsPer {
      index += 3
      return true
    }
    index = mark
    return false
  }

  /// Takes the word `sqrt`.
  private mutating func takeRoot() -> Bool {
    let root: [Unicode.Scalar] = ["s", "q", "r", "t"]
    guard scalars[index...].starts(with: root),
      index + 4 == scalars.count || !isWordScalar(scalars[index + 4])
    else { return false }
    index += 4
    return true
  }

  private var nextIsPer: Bool {
    index + 3 < scalars.count && scalars[index] == "p" && scalars[index + 1] == "e"
      && scalars[index + 2] == "r"
      && !isWordScalar(scalars[index + 3])
  }

  private func startsWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "%" || (isWordScalar(scalar) && digit(scalar) == nil)
  }

  private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    case "$", "€", "°", "µ", "μ", "²", "³", "Ω": true
    default: false
    }
  }

  private func hint(at position: Int) -> String? {
    digit(scalars[position]) == nil ? nil : "a number stands before the unit, a power after ^"
  }
}
