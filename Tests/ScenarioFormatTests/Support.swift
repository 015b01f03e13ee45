import Testing

@testable import ScenarioFormat

/// A broken text and every message about it, in document order.
struct Broken: Sendable, CustomTestStringConvertible {
  var text: String
  var unit: String
  var kinds: InputKinds
  var range: ClosedRange<Double>
  var messages: [String]

  init(
    _ text: String, unit: String = "", kinds: InputKinds = [.uncertain, .trajectory],
    range: ClosedRange<Double> = 0...1000, _ messages: String...
  ) {
    self.text = text
    self.unit = unit
    self.kinds = kinds
    self.range = range
    self.messages = messages
  }

  var testDescription: String { text }
}

/// Reads sound JSON text.
func node(_ text: String, file: String = "f") -> Node {
  let (node, problems) = JSONReader.read(Array(text.utf8), file: file)
  precondition(problems.isEmpty, "the text of the test is broken: \(problems)")
  return node ?? .null()
}

/// A unit that is known to be one.
func unit(_ text: String) -> Unit {
  switch Unit.parse(text) {
  case .success(let unit): return unit
  case .failure(let error): preconditionFailure("\(text): \(error.message)")
  }
}

/// What reading a value text gives, with the descriptions of every problem.
func read(
  _ text: String, _ unitText: String, _ kinds: InputKinds = [.uncertain, .trajectory],
  range: ClosedRange<Double> = -Double.infinity...Double.infinity, epoch: Double = 0
) -> (value: InputValue?, problems: [String]) {
  var reader = InputReader(epoch: epoch)
  let value = reader.read(node(text), path: "p", unit: unit(unitText), range: range, kinds: kinds)
  return (value, reader.problems.all.map(\.description))
}

/// A small generator for tests (SplitMix64), so that a printed seed repeats a run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
