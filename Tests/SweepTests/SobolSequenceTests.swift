@testable import Sweep
import TestSupport
import Testing

@Suite struct SobolSequenceTests {
  /// golden: the sequence of Joe and Kuo's numbers, all 1,024 dimensions, as another program generates it.
  ///
  /// Recorded from scipy.stats.qmc.Sobol(1024, scramble=False, bits=32), whose point n is ours at n ^ (n >>
  /// 1).
  @Test func unscrambledPointsAreJoeAndKuos() {
    let sequence = SobolSequence(dimensions: 1024, seed: nil)
    func word(_ index: UInt32, _ dimension: Int) -> UInt32 {
      UInt32(sequence.coordinate(index, dimension: dimension) * 0x1p32 - 0.5)
    }
    let dimensions = [0, 1, 2, 3, 19, 511, 1023]
    let known: [(UInt32, [UInt32])] = [
      (
        700,
        [1_027_604_480, 734_003_200, 499_122_176, 1_245_708_288, 3_300_917_248, 2_688_548_864, 801_112_064]
      ),
      (
        1023,
        [
          4_290_772_992, 1_094_713_344, 3_141_533_696, 1_891_631_104, 1_799_356_416, 2_394_947_584,
          641_728_512,
        ]
      ),
    ]
    for (index, words) in known { #expect(dimensions.map { word(index, $0) } == words) }
    var sum: UInt64 = 0
    for index: UInt32 in 0..<1024 {
      for dimension in 0..<1024 {
        sum = sum &* 6_364_136_223_846_793_005 &+ UInt64(word(index, dimension)) &+ 1_442_695_040_888_963_407
      }
    }
    #expect(sum == 5_149_982_128_088_285_184)
  }

  /// law: every aligned block of 2^m scrambled points has one point in each of 2^m equal intervals of each
  /// column.
  @Test func columnsAreStratified() {
    let sequence = SobolSequence(dimensions: 300, seed: 99)
    for dimension in stride(from: 0, to: 300, by: 13) {
      for block: UInt32 in [0, 1, 5, 1000] {
        let cells = (0..<64).map { Int(sequence.coordinate(block * 64 + $0, dimension: dimension) * 64) }
        #expect(cells.sorted() == Array(0..<64))
      }
    }
  }

  /// law: the first two columns are a (0, m, 2)-net: one of 2^m points in each box of area 2^-m.
  @Test func firstTwoColumnsAreANet() {
    let sequence = SobolSequence(dimensions: 2, seed: 5)
    for split in 0...8 {
      var boxes = Set<Int>()
      for index: UInt32 in 0..<256 {
        let x = Int(sequence.coordinate(index, dimension: 0) * Double(1 << split))
        let y = Int(sequence.coordinate(index, dimension: 1) * Double(1 << (8 - split)))
        boxes.insert(x << 8 | y)
      }
      #expect(boxes.count == 256)
    }
  }

  /// A scrambling that draws every node's flip by itself: Owen's definition, the oracle of the hash.
  private func exact(_ reversed: UInt32, key: UInt64) -> UInt32 {
    var result: UInt32 = 0
    for bit: UInt32 in 0..<32 {
      let before = reversed & ((1 << bit) - 1)
      let flip = UInt32(truncatingIfNeeded: KeyedHash.word(key, UInt64(bit), UInt64(before)) >> 63)
      result |= (reversed >> bit & 1 ^ flip) << bit
    }
    return result
  }

  /// twin: the hash keeps prefixes, as every nested scrambling does, and is a bijection.
  @Test func scramblingIsNested() {
    var generator = Chance("SobolSequenceTests.scramblingIsNested")
    for seed: UInt64 in 0..<40 {
      let scramble = OwenScramble(seed: seed, dimension: 3)
      for bits in 1..<32 {
        let prefix = UInt32.random(in: 0...UInt32.max, using: &generator)
        let other = prefix ^ (1 << UInt32(bits))
        let difference = scramble(prefix) ^ scramble(other)
        #expect(difference.trailingZeroBitCount == bits)
      }
    }
  }

  /// twin: integrals over scrambled points scatter as they do under Owen's own scrambling.
  ///
  /// The variance over 300 seeds of the mean of x y exp(x - z); the ratio of two such variances is within a
  /// factor of 1.4 with 99.7 % (F distribution with 299 and 299 degrees).
  @Test func scatterIsOwens() {
    let plain = SobolSequence(dimensions: 3, seed: nil)
    let points = (0..<64 as Range<UInt32>).map { index in
      (0..<3).map { UInt32(plain.coordinate(index, dimension: $0) * 0x1p32 - 0.5).reversedBits }
    }
    func variance(_ scramble: (UInt64, Int, UInt32) -> UInt32) -> Double {
      var (sum, squares) = (0.0, 0.0)
      for seed: UInt64 in 0..<300 {
        var mean = 0.0
        for point in points {
          let u = (0..<3).map { (Double(scramble(seed, $0, point[$0]).reversedBits) + 0.5) * 0x1p-32 }
          mean += u[0] * u[1] * (1 + u[0] - u[2]) / 64
        }
        sum += mean
        squares += mean * mean
      }
      return squares / 300 - sum / 300 * (sum / 300)
    }
    let hashed = variance { seed, dimension, word in OwenScramble(seed: seed, dimension: dimension)(word) }
    let owens = variance { seed, dimension, word in
      exact(word, key: seed &* 64 &+ UInt64(dimension) &+ 1_000_000)
    }
    #expect(hashed / owens < 1.4 && owens / hashed < 1.4)
  }
}
