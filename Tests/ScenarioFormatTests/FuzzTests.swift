import Testing

@testable import ScenarioFormat

@Suite("fuzz: any text is answered")
struct FuzzTests {
  static let scenario = #"""
    {"extends": "base.json", "a": {"payload": "38 t to 100 t", "x": [1, -2.5e3, true, null, "\u00b5é"]},
     "b": {"low": "1 USD/(kW*year)", "central": "2 USD/(kW*year)", "high": "3 USD/(kW*year)", "source": "s"},
     "c": {"2026": "60 /year", "2028-07": "90 to 110 /year", "interpolation": "log"},
     "d": {"distribution": "discrete", "values": ["1 t", "2 t"], "weights": [1, 3]}}
    """#

  /// Some bytes changed, inserted, removed or repeated.
  private func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    let alphabet = Array("{}[]\",:\\0123456789.eE+-tfnu/*#' \n%^()kMGWt".utf8)
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
      let position = Int.random(in: 0..<bytes.count, using: &generator)
      let pick = Int.random(in: 0..<alphabet.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.insert(alphabet[pick], at: position)
      case 2: bytes.remove(at: position)
      case 3: bytes[position] = alphabet[pick]
      default:
        let end = min(bytes.count, position + Int.random(in: 1...20, using: &generator))
        bytes.insert(contentsOf: bytes[position..<end], at: position)
      }
    }
    return bytes
  }

  /// A node without problems reads back; problems stand inside the text.
  private func check(_ bytes: [UInt8], seed: UInt64) {
    let (node, problems) = JSONReader.read(bytes, file: "f")
    #expect(node != nil || !problems.isEmpty, "seed \(seed): silence about \(bytes)")
    #expect(problems.count <= JSONReader.mostProblems + 1, "seed \(seed)")
    let lines = bytes.count { $0 == 10 } + 1
    for problem in problems {
      let line = problem.location?.line ?? 0
      let column = problem.location?.column ?? 0
      #expect(
        line >= 1 && line <= lines && column >= 1 && column <= bytes.count + 1, "seed \(seed): \(problem)")
    }
    guard let node, problems.isEmpty else { return }
    let again = JSONReader.read(Array(node.serialized().utf8), file: "f")
    #expect(again.0 == node && again.1.isEmpty, "seed \(seed): \(bytes)")
  }

  @Test("random bytes", arguments: [UInt64](1...20))
  func randomBytes(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    for _ in 0..<50 {
      let count = Int.random(in: 0...60, using: &generator)
      check((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }, seed: seed)
    }
  }

  @Test("mutations of a scenario, read as values too", arguments: [UInt64](1...20))
  func mutations(seed: UInt64) {
    var generator = SeededGenerator(state: seed &+ 1000)
    for _ in 0..<40 {
      let bytes = mutated(Array(FuzzTests.scenario.utf8), &generator)
      check(bytes, seed: seed)
      guard let root = JSONReader.read(bytes, file: "f").0 else { continue }
      for member in root.members {
        var reader = InputReader()
        let value = reader.read(
          member.value, path: member.key, unit: unit("t"), kinds: [.uncertain, .trajectory])
        #expect((value == nil) != reader.problems.isEmpty, "seed \(seed): \(member.value.serialized())")
      }
    }
  }

  @Test("mutations of units and values", arguments: [UInt64](1...20))
  func units(seed: UInt64) {
    var generator = SeededGenerator(state: seed &+ 2000)
    let texts = [
      "USD/(kW*year)", "million wafer passes/year", "38 t to 100 t", "mm^2", "2027-10 to 2030-01",
      "%/quarter",
    ]
    for _ in 0..<100 {
      let original = texts[Int.random(in: 0..<texts.count, using: &generator)]
      let text = String(decoding: mutated(Array(original.utf8), &generator), as: UTF8.self)
      if case .success(let unit) = Unit.parse(text) {
        #expect(unit.scale > 0 && unit.scale.isFinite, "seed \(seed): \(text)")
        #expect(unit.dimension.suggestions.isEmpty == false, "seed \(seed): \(text)")
      }
      for kinds: InputKinds in [.uncertain, [.uncertain, .date, .never]] {
        var reader = InputReader()
        let value = reader.read(.string(text), path: "p", unit: unit("t"), kinds: kinds)
        #expect((value == nil) != reader.problems.isEmpty, "seed \(seed): \(text)")
      }
    }
  }

  @Test("mutations of overrides", arguments: [UInt64](1...10))
  func overrides(seed: UInt64) {
    var generator = SeededGenerator(state: seed &+ 3000)
    for _ in 0..<100 {
      let text = String(decoding: mutated(Array(#"a."x.y".b={"low": [1]}"#.utf8), &generator), as: UTF8.self)
      guard case .success(let override) = Override.parse(text) else { continue }
      var node = Node.object([])
      var problems = Problems()
      override.apply(to: &node, &problems)
      #expect(problems.isEmpty, "seed \(seed): \(text)")
      if !override.value.isNull { #expect(node.value(at: override.path) != nil, "seed \(seed): \(text)") }
    }
  }
}
