import ScenarioFormat
import SimulationKernel
import Testing

@testable import Inputs
@testable import Model

/// One thing of the base scenario under another name that stands in the same place of the alphabet: sums are made in
/// the order of names, and another order would round in another way.
struct Renaming: CustomTestStringConvertible {
  /// What kind of thing it is, in a word.
  let noun: String
  let old: String
  let new: String

  var testDescription: String { noun }

  /// The base scenario in which it has the other name wherever it is named.
  func model() throws -> Model {
    let loader = ScenarioLoader { path in
      var text = try ShippedScenario.bytes(path)
      for (before, after) in [("\"", "\""), (".", "."), (".", "\"")] {
        text = replaced(text, before + old + after, before + new + after)
      }
      return text
    }
    let (node, problems) = loader.load(ShippedScenario.path("Scenarios/base.json"), overrides: [])
    guard let node, problems.isEmpty else { throw BrokenScenario(description: "\(problems)") }
    let (model, others) = Model.compile(node)
    guard let model else { throw BrokenScenario(description: "\(others)") }
    return model
  }

  /// The scenario of the other name with the luck of the old one: of its inputs, and of all that happens to it.
  func keepingLuck(_ scenario: CompiledScenario) -> CompiledScenario {
    var template = scenario.template
    // Whatever has inputs may have luck of its own: the thing, and what belongs to it.
    var paths: Set<String> = []
    for place in scenario.places where former(place.path) != place.path {
      let segments = place.path.split(separator: ".")
      for count in segments.indices { paths.insert(segments[..<count].joined(separator: ".")) }
    }
    for path in paths.sorted() where former(path) != path {
      replaceKey(key(path), by: key(former(path)), in: &template)
    }
    let uncertain = scenario.uncertain.map { input in
      UncertainInput(
        path: input.path, unitSymbol: input.unitSymbol, meaning: input.meaning, value: input.value,
        key: key(former(input.path)), knots: input.knots, words: input.words)
    }
    let apart = CompiledScenario(
      epoch: scenario.epoch, template: template, collections: scenario.collections, uncertain: uncertain,
      ids: scenario.ids, places: scenario.places, choices: scenario.choices, texts: scenario.texts,
      resolved: scenario.resolved)
    return apart.correlating(Correlation.compile(scenario)) ?? apart
  }

  /// The path as it was before.
  private func former(_ path: String) -> String {
    path.split(separator: ".").map { $0 == new ? old : String($0) }.joined(separator: ".")
  }

  private func key(_ path: String) -> UInt64 { StreamKey(name: path).bits }

  /// Puts a key in the place of another, wherever it stands.
  private func replaceKey(_ old: UInt64, by new: UInt64, in bytes: inout [UInt8]) {
    let (before, after) = (Self.bytes(old), Self.bytes(new))
    for start in stride(from: 0, to: bytes.count - 7, by: 8)
    where bytes[start] == before[0] && Array(bytes[start..<start + 8]) == before {
      bytes.replaceSubrange(start..<start + 8, with: after)
    }
  }

  private static func bytes(_ key: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: key >> ($0 * 8)) }
  }

  private func replaced(_ text: [UInt8], _ old: String, _ new: String) -> [UInt8] {
    let (before, after) = (Array(old.utf8), Array(new.utf8))
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var place = 0
    while place < text.count {
      let end = place + before.count
      if text[place] == before[0], end <= text.count, text[place..<end].elementsEqual(before) {
        result += after
        place = end
      } else {
        result.append(text[place])
        place += 1
      }
    }
    return result
  }
}
