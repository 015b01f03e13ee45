import Model
import ScenarioFormat
import Tables

/// What makes a run what it is: the resolved scenario, the engine's version, the seed and the replication.
///
/// The hash of the model is no part of it: the same run has the same id in every build, which says whether two
/// builds' results for it differ; which model made them, manifests say.
public struct RunIdentity: Sendable {
  /// The SHA-256 of the resolved scenario as compact JSON, in hexadecimal.
  public let scenarioHash: String
  public let seed: UInt64

  /// Hashes a model's resolved scenario. Complexity: O(length of its text).
  public init(_ model: Model, seed: UInt64) {
    scenarioHash = SHA256.hex(of: JSONText(model.scenario.resolved).compact)
    self.seed = seed
  }

  /// What every id of a run begins with: a letter, so that no reader takes an id of digits alone, or of digits with
  /// an `e` between them, for a number.
  public static let prefix: Character = "r"

  /// The id of a replication: `r` and sixteen hexadecimal digits, the same wherever and whenever it is run.
  public func id(replication: Int) -> String {
    let text = "capsim \(Engine.version)\n\(scenarioHash)\nseed \(seed)\nreplication \(replication)\n"
    return String(Self.prefix) + SHA256.hex(of: text).prefix(16)
  }
}

extension JSONText {
  /// A scenario's node as JSON to write; numbers take their shortest digits.
  public init(_ node: Node) {
    switch node.content {
    case .null: self = .null
    case .bool(let value): self = .boolean(value)
    case .number(let value, _): self = .number(value)
    case .string(let text): self = .text(text)
    case .array(let elements): self = .array(elements.map { JSONText($0) })
    case .object(let members): self = .object(members.map { Member($0.key, JSONText($0.value)) })
    }
  }
}
