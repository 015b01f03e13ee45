import TestSupport
import Testing

@testable import Tables

/// Outcomes are written with nine digits.
@Suite("law: significant digits")
struct SignificantDigitsTests {
  @Test(
    "nine digits of any number",
    arguments: [
      (19_908_495.689_614_22, "19908495.7"), (0.1 + 0.2, "0.3"), (-1.0 / 3, "-0.333333333"), (1.12, "1.12"),
      (123_456_789_012.0, "123456789000"), (999_999_999.6, "1000000000"), (0.0, "0"), (5.0, "5"),
      (1.5e-30, "1.5e-30"),
    ] as [(Double, String)])
  func text(_ value: Double, _ text: String) {
    #expect(ShortestDecimal.text(SignificantDigits.rounded(value)) == text)
  }

  @Test("what is written is within half a unit of the ninth digit, and has no more than nine")
  func anyNumber() {
    var chance = Chance(seed: 1)
    for _ in 0..<20_000 {
      var value = Double.random(in: -1...1, using: &chance)
      for _ in 0..<Int.random(in: 0...16, using: &chance) { value *= 10 }
      let rounded = SignificantDigits.rounded(value)
      #expect(abs(rounded - value) <= 5.01e-9 * abs(value))
      let digits = ShortestDecimal.text(rounded).prefix { $0 != "e" }.filter(\.isNumber)
      let significant = digits.drop { $0 == "0" }.reversed().drop { $0 == "0" }
      #expect(significant.count <= 9, "\(value) is written \(rounded)")
    }
    #expect(SignificantDigits.rounded(.nan).isNaN && SignificantDigits.rounded(.infinity) == .infinity)
  }
}
