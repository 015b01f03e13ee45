import Inputs
import Testing

@testable import Model

/// A structure that history leaves open is an input too: a choice that is drawn once a run.
@Suite("law: structures that are drawn")
struct StructureLaws {
  private static let count: UInt64 = 8
  private static let short = "end=2028-01-01"

  @Test(
    "a run is, to the bit, that of the structure it drew, and the other structure makes another world",
    arguments: [
      ("lines.turbines.policy", "answer", "plan"), ("lines.turbines.price", "cost_plus", "clearing"),
      ("labs.openai.boldness_policy", "given", "newsvendor"),
      ("vendors.nvidia.allocation", "pro_rata", "first_come"),
    ])
  func twins(path: String, first: String, second: String) throws {
    func model(_ value: String) throws -> Model {
      try ShippedScenario.model("base", [Self.short, "\(path)=\(value)"])
    }
    let drawn = try model(#"{"chances": {"\#(first)": 0.5, "\#(second)": 0.5}}"#)
    let input = try #require(drawn.scenario.uncertain(path))
    let fixed = [first: try model(first), second: try model(second)]
    var seen: Set<String> = []
    for replication in 0..<Self.count {
      let word = try #require(input.word(seed: 1, replication: replication))
      let bits = try Run(drawn, replication: replication).bits()
      for (other, model) in fixed {
        let isSame = try Run(model, replication: replication).bits() == bits
        #expect(isSame == (other == word), "run \(replication) drew \(word)")
      }
      seen.insert(word)
    }
    #expect(seen == [first, second])
  }

  @Test("what decides which world there is, and what a claim says, is the same in every run")
  func fixed() throws {
    let drawable = Set(Self.choices(of: WorldInputs.groupType, drawable: true))
    #expect(drawable == ["lines.policy", "lines.price", "labs.boldness_policy", "vendors.allocation"])
    #expect(
      Set(Self.choices(of: WorldInputs.groupType, drawable: false)) == [
        "processes.kind", "claims.reading", "claims.comparison",
      ])
  }

  private static func choices(of group: GroupType, drawable: Bool, under path: String = "") -> [String] {
    group.declarations.flatMap { declaration -> [String] in
      switch declaration.kind {
      case .group(let nested), .entities(let nested, _):
        choices(of: nested, drawable: drawable, under: path + declaration.name + ".")
      case .choice: declaration.isDrawable == drawable ? [path + declaration.name] : []
      case .quantity, .trajectory, .variate, .moment, .flag, .reference, .weights, .text, .identity: []
      }
    }
  }
}
