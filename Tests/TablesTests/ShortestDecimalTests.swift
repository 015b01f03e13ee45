import Testing

@testable import Tables

@Suite("Shortest decimals")
struct ShortestDecimalTests {
  @Test(
    "unit: the layout of plain and scientific texts",
    arguments: [
      (0.0, "0"), (-0.0, "-0"), (3.0, "3"), (-3.0, "-3"), (0.25, "0.25"), (123456.7, "123456.7"),
      (0.1 + 0.2, "0.30000000000000004"), (1e-5, "0.00001"), (9.999e-6, "9.999e-06"), (1.5e-7, "1.5e-07"),
      (1e15, "1000000000000000"), (9.999999999999998e15, "9999999999999998"), (1e16, "1e+16"),
      (-1.25e100, "-1.25e+100"), (.leastNonzeroMagnitude, "5e-324"), (2 * .leastNonzeroMagnitude, "1e-323"),
      (1.7976931348623157e308, "1.7976931348623157e+308"),
      (2.2250738585072014e-308, "2.2250738585072014e-308"), (9_007_199_254_740_992, "9007199254740992"),
      (9_007_199_254_740_994, "9007199254740994"), (0.000123, "0.000123"), (1e23, "1e+23"),
      (0.5, "0.5"), (10.5, "10.5"), (1e22, "1e+22"), (12345678.125, "12345678.125"),
    ] as [(Double, String)])
  func layout(value: Double, text: String) {
    #expect(ShortestDecimal.text(value) == text)
  }

  @Test(
    "unit: values without digits are empty", arguments: [Double.nan, .infinity, -.infinity, .signalingNaN])
  func empty(value: Double) {
    #expect(ShortestDecimal.text(value) == "")
  }

  @Test("twin: random bit patterns agree with the standard library's description")
  func randomPatterns() {
    var state: UInt64 = 0x0123_4567_89ab_cdef
    var faults: [String] = []
    for _ in 0..<200_000 {
      let value = Double(bitPattern: mixed(&state))
      guard value.isFinite else { continue }
      if let fault = fault(of: value) { faults.append(fault) }
    }
    #expect(faults.prefix(5) == [])
  }

  @Test("twin: everyday magnitudes agree with the standard library's description")
  func everydayMagnitudes() {
    var state: UInt64 = 42
    var faults: [String] = []
    for _ in 0..<100_000 {
      let share = Double(mixed(&state) >> 11) * 0x1p-53
      for value in [share, share * 1000, (share * 1e6).rounded() / 100, share * 1e15, share * 1e17] {
        if let fault = fault(of: value) { faults.append(fault) }
      }
    }
    #expect(faults.prefix(5) == [])
  }

  @Test("twin: edges: powers of two and ten, subnormals, neighbours of 2^53")
  func edges() {
    var values: [Double] = [.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude]
    for exponent in -1074...1023 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      values += [power, power.nextUp, power.nextDown, -power]
    }
    for exponent in -323...308 {
      if let power = Double("1e\(exponent)") { values += [power, power.nextUp, power.nextDown] }
    }
    for bits in UInt64(1)...2000 { values.append(Double(bitPattern: bits)) }
    for offset in -50...50 { values.append(9_007_199_254_740_992 + Double(offset)) }
    #expect(values.compactMap { fault(of: $0) }.prefix(5) == [])
  }

  @Test("unit: no text is longer than promised")
  func longest() {
    let value = -2.2250738585072014e-308
    #expect(ShortestDecimal.text(value).utf8.count == 24)
    #expect(ShortestDecimal.text(-1.2345678901234567e-5).utf8.count <= ShortestDecimal.longest)
  }

  @Test("twin: whole numbers of every length agree with the standard library's description")
  func wholeNumbers() {
    var numbers = [0, .max, .min]
    var power = 1
    for _ in 0..<18 {
      power *= 10
      numbers += [power - 1, power, power + 1, 12_345_678_987_654_321 % power, -power]
    }
    for number in numbers {
      var buffer = ByteBuffer()
      buffer.append(integer: number)
      #expect(buffer.makeString() == number.description)
    }
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 8)
    defer { memory.deallocate() }
    for half in UInt64(0)..<10_000 {
      let number = half * 10_000 + (9999 - half)
      DecimalDigits.write(number, length: 8, to: memory)
      let value = (0..<8).reduce(0) { $0 * 10 + UInt64(memory[$1]) - 48 }
      if value != number { Issue.record("\(number) is written as \(value)") }
    }
  }

  @Test("law: the scaled powers of ten bracket the exact powers")
  func powersOfTen() {
    #expect(PowersOfTen.scaled(0) == .init(high: 1 << 63, low: 0))
    #expect(PowersOfTen.scaled(1) == .init(high: 0xa000_0000_0000_0000, low: 0))
    // 1/10 = 0x1.999...p-4 without end, rounded up.
    #expect(PowersOfTen.scaled(-1) == .init(high: 0xcccc_cccc_cccc_cccc, low: 0xcccc_cccc_cccc_cccd))
    // 10^27 = 5^27 2^27 still has fewer than 64 bits of significand; 10^55 is the last with no more than 128.
    #expect(PowersOfTen.scaled(27).low == 0)
    #expect(PowersOfTen.scaled(28).low != 0)
    for exponent in PowersOfTen.lowest...PowersOfTen.highest {
      #expect(PowersOfTen.scaled(exponent).high >> 63 == 1)
    }
  }

  /// What is wrong with the text of `value`; nil if it reads back to the same bits with as few digits as
  /// `description`.
  private func fault(of value: Double) -> String? {
    let text = ShortestDecimal.text(value)
    guard let back = Double(text), back.bitPattern == value.bitPattern else {
      return "\(value) gives \(text)"
    }
    let same = digits(text) == digits(value.description)
    return same ? nil : "\(value) has digits \(digits(text))"
  }

  /// The digits that matter: those of the significand without zeros at either end.
  private func digits(_ text: String) -> String {
    let significand = text.prefix { $0 != "e" }.filter(\.isNumber)
    var digits = significand.drop { $0 == "0" }
    while digits.last == "0" { digits.removeLast() }
    return String(digits)
  }

  private func mixed(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}
