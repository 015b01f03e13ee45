extension SobolDirectionNumbers {
  /// The 32 direction numbers of each of the first dimensions, bits reversed: bit 0 is worth one half.
  ///
  /// With the polynomial x^s + a1 x^(s-1) + ... + 1 and v_k = m_k 2^(32-k), Joe and Kuo's recurrence is v_k
  /// = a1 v_(k-1) ^ ... ^ a_(s-1) v_(k-s+1) ^ v_(k-s) ^ (v_(k-s) >> s). In the first dimension every m is
  /// 1.
  static func reversedDirections(dimensions: Int) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(dimensions * 32)
    guard dimensions > 0 else { return [] }
    for bit: UInt32 in 0..<32 { result.append(1 << bit) }
    var reader = PackedBits(packed)
    var degree = 1
    var leftOfDegree = dimensionsByDegree[0]
    for _ in 1..<dimensions {
      if leftOfDegree == 0 {
        degree += 1
        leftOfDegree = dimensionsByDegree[degree - 1]
      }
      leftOfDegree -= 1
      let coefficients = reader.next(degree - 1)
      var numbers: [UInt32] = []
      for k in 1...32 {
        if k <= degree {
          numbers.append((reader.next(k - 1) << 1 | 1) << UInt32(32 - k))
          continue
        }
        let oldest = numbers[k - 1 - degree]
        var number = oldest ^ (oldest >> UInt32(degree))
        for back in 1..<max(degree, 1) where coefficients >> UInt32(degree - 1 - back) & 1 == 1 {
          number ^= numbers[k - 1 - back]
        }
        numbers.append(number)
      }
      for number in numbers { result.append(number.reversedBits) }
    }
    return result
  }
}

/// Reads bits, most significant first, from base 64 text.
private struct PackedBits {
  private let text: StaticString
  private var position = 0

  init(_ text: StaticString) { self.text = text }

  mutating func next(_ count: Int) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      let sextet = Self.sextet(text.utf8Start[position / 6])
      value = value << 1 | sextet >> UInt32(5 - position % 6) & 1
      position += 1
    }
    return value
  }

  private static func sextet(_ character: UInt8) -> UInt32 {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    default: 63
    }
  }
}
