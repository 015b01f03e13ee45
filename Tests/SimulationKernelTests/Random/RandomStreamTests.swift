import Testing

@testable import SimulationKernel

struct RandomStreamTests {
  /// Known answers of xoshiro256++ from state (1, 2, 3, 4), as its authors' C program prints them.
  @Test func theGeneratorIsXoshiro256PlusPlus() {
    var stream = RandomStream(seed: 0, replication: 0, key: 0)
    (stream.first, stream.second, stream.third, stream.fourth) = (1, 2, 3, 4)
    let expected: [UInt64] = [
      41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205,
    ]
    #expect(expected.map { _ in stream.next() } == expected)
  }

  /// Golden: these values may never change, or every recorded result would.
  @Test func streamsAndKeysArePinned() {
    #expect(StreamKey(name: "").bits == 17_627_392_377_773_990_798)
    #expect(StreamKey(name: "launch").bits == 3_335_497_419_210_522_760)
    #expect(StreamKey(name: "launch").child(7).bits == 4_453_775_007_845_809_651)
    #expect(StreamKey(name: "launch").child("outcome").bits == 4_589_972_020_891_215_289)
    var stream = RandomStream(seed: 1, replication: 2, key: StreamKey(name: "launch"))
    #expect(stream.next() == 6_043_378_053_908_199_019)
    #expect(stream.uniform() == 0.6997600258551643)
    #expect(stream.uniformOpen() == 0.9983432394736115)
    #expect(stream.exponential() == 1.0903732196586202)
    #expect(stream.normal() == 0.17812901050123267)
    #expect(stream.index(below: 1000) == 100)
  }

  @Test func namesThatDifferALittleGiveOtherKeys() {
    let names = [
      "", "\0", "a", "a\0", "aa", "ab", "b", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaa\0", "é", "e\u{301}",
    ]
    var keys = names.map { StreamKey(name: $0).bits }
    let parent = StreamKey(name: "a")
    keys += [parent.child("a").bits, parent.child(0).bits, parent.child("").bits, parent.child(1).bits]
    keys += [parent.child(-1).bits, parent.child(0).child(1).bits, parent.child(1).child(0).bits]
    #expect(Set(keys).count == keys.count)
  }

  @Test func aHundredThousandStreamsAreAllDifferent() {
    var firsts: [UInt64] = []
    for seed in 0..<10 as Range<UInt64> {
      for replication in 0..<100 as Range<UInt64> {
        for name in 0..<100 {
          let key = StreamKey(name: "thing").child(name)
          var stream = RandomStream(seed: seed, replication: replication, key: key)
          firsts.append(stream.next())
        }
      }
    }
    firsts.sort()
    #expect(zip(firsts, firsts.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// Law: for independent uniforms, corr(U_r, U_(r + 1)) has mean 0 and standard error 1 / √n.
  @Test(arguments: ["replication", "seed", "key"])
  func neighbouringStreamsAreUncorrelated(varying: String) {
    let count = 40_000
    var previous = 0.5
    var sums = [0.0, 0.0]
    for index in 0..<UInt64(count) {
      var stream =
        switch varying {
        case "replication": RandomStream(seed: 1, replication: index, key: 1)
        case "seed": RandomStream(seed: index, replication: 0, key: 1)
        default: RandomStream(seed: 1, replication: 0, key: index)
        }
      let value = stream.uniform()
      sums[0] += (value - 0.5) * (previous - 0.5) * 12
      previous = value
      sums[1] += (stream.uniform() - 0.5) * (value - 0.5) * 12  // within a stream
    }
    for sum in sums { #expect(abs(sum / Double(count)) < 4 / Double(count).squareRoot()) }
  }

  /// Trap guarded against: a replication's stream must not be a shifted copy of a neighbour's.
  @Test func neighbouringStreamsAreNotShiftedCopies() {
    var seen: [UInt64] = []
    for replication in 0..<50 as Range<UInt64> {
      var stream = RandomStream(seed: 9, replication: replication, key: 3)
      for _ in 0..<200 { seen.append(stream.next()) }
    }
    #expect(Set(seen).count == seen.count)
  }

  /// Law: Σ (observed − expected)² / expected is chi-square with 255 degrees: mean 255, deviation √510.
  @Test func bytesAreUniform() {
    for shift in [0, 8, 30, 56] as [UInt64] {
      var counts = [Double](repeating: 0, count: 256)
      var stream = RandomStream(seed: 3, replication: shift, key: StreamKey(name: "bytes"))
      for _ in 0..<51_200 { counts[Int((stream.next() >> shift) & 255)] += 1 }
      let statistic = counts.reduce(0) { $0 + ($1 - 200) * ($1 - 200) / 200 }
      #expect(abs(statistic - 255) < 4 * 510.0.squareRoot(), "bits from \(shift)")
    }
  }

  @Test func rangesAreKept() {
    var stream = RandomStream(seed: 4, replication: 0, key: 1)
    var counts = [0, 0, 0]
    for _ in 0..<30_000 {
      let half = stream.uniform()
      let open = stream.uniformOpen()
      #expect(half >= 0 && half < 1 && open > 0 && open < 1)
      counts[stream.index(below: 3)] += 1
    }
    for count in counts { #expect(abs(Double(count) - 10_000) < 4 * (30_000.0 * 2 / 9).squareRoot()) }
    // The extremes of uniformOpen, from the extreme bits.
    #expect((Double(UInt64.max >> 12) + 0.5) * 0x1p-52 < 1)
  }
}
