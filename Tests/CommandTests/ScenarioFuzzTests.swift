import ScenarioFormat
import Testing

@testable import Commands

@Suite("fuzz: any scenario either compiles or has problems")
struct ScenarioFuzzTests {
  /// Texts put in the place of others: units, forms and names of all kinds.
  private static let values = [
    "\"60 t\"", "\"1e400 USD\"", "\"0 to 0\"", "\"5 to 1 year\"", "-1", "1e300", "0", "null", "true", "{}",
    "[]",
    "\"never\"", "\"2026-02-30\"", "{\"2026\": 1}", "{\"low\": 1, \"high\": 2}", "\"none\"", "\"\"",
    "\"40 %/year\"",
    "{\"distribution\": \"beta\", \"alpha\": 0}", "{\"value\": 1, \"source\": \"s\"}", "\"1970 to 2100\"",
  ]

  /// The text with one to three values replaced, keys misspelt, lines removed or bytes changed.
  private func mutated(_ text: [UInt8], _ generator: inout SplitMix) -> [UInt8] {
    var bytes = text
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let position = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0, 1:
        // Replaces the value after the next colon, up to the comma or brace behind it.
        guard let colon = bytes[position...].firstIndex(of: UInt8(ascii: ":")) else { continue }
        let end = bytes[(colon + 1)...].firstIndex { [44, 125, 10].contains($0) } ?? bytes.count
        let value = Self.values[Int.random(in: 0..<Self.values.count, using: &generator)]
        bytes.replaceSubrange((colon + 1)..<end, with: Array(value.utf8))
      case 2:
        let end = bytes[position...].firstIndex(of: 10) ?? bytes.count
        bytes.removeSubrange(position..<end)
      default:
        bytes[position] = UInt8.random(in: 32...126, using: &generator)
      }
    }
    return bytes
  }

  private func check(_ text: String, seed: UInt64, count: Int) {
    var generator = SplitMix(state: seed)
    let original = Array(text.utf8)
    for round in 0..<count {
      let bytes = mutated(original, &generator)
      var source = ScenarioSource(path: "f.json")
      source.readFile = { _ in bytes }
      let (loaded, problems) = source.compile("f.json")
      #expect((loaded == nil) == !problems.errors.isEmpty, "seed \(seed), round \(round)")
      for problem in problems {
        #expect(
          !problem.message.isEmpty && problem.location != nil, "seed \(seed), round \(round): \(problem)")
      }
    }
  }

  @Test("the small scenario", arguments: [UInt64](1...12))
  func small(seed: UInt64) { check(SmallScenario.text, seed: seed, count: 20) }

  @Test("the shipped scenario", arguments: [UInt64](101...104))
  func base(seed: UInt64) {
    let text = TemporaryFolder.text(of: Repository.scenario("base"))
    #expect(!text.isEmpty)
    check(text, seed: seed, count: 15)
  }
}

/// A small generator for tests, so that a printed seed repeats a run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
