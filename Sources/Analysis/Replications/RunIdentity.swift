import Model
import ScenarioFormat
import Tables

/// The version of the simulator; a run's result depends on it.
public enum Engine {
  public static let version = "0.1.0"
}

/// What makes a run what it is: the resolved scenario, the engine's version, the seed and the replication.
public struct RunIdentity: Sendable {
  /// The SHA-256 of the resolved scenario as compact JSON, in hexadecimal.
  public let scenarioHash: String
  public let seed: UInt64

  /// Hashes a model's resolved scenario. Complexity: O(length of its text).
  public init(_ model: Model, seed: UInt64) {
    scenarioHash = SHA256.hex(of: JSONText(model.scenario.resolved).compact)
    self.seed = seed
  }

  /// The id of a replication: sixteen hexadecimal digits, the same wherever and whenever it is run.
  public func id(replication: Int) -> String {
    let text = "capsim \(Engine.version)\n\(scenarioHash)\nseed \(seed)\nreplication \(replication)\n"
    return String(SHA256.hex(of: text).prefix(16))
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
