import Inputs
import Model
import Tables

/// The JSON Schema of a scenario file, generated from the declarations.
enum ScenarioSchema {
  /// The schema as indented JSON; the same program always gives the same text.
  static func text() -> String {
    let root = WorldInputs.groupType
    var properties = members(of: root)
    properties.append(.init("extends", extends))
    properties.append(
      .init("$schema", ["type": "string", "description": "Where this schema is, for editors."]))
    let schema: JSONText = [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "A scenario of capsim",
      "type": "object",
      "properties": .object(properties),
      "additionalProperties": false,
      // What a file extends may state the rest, so only a file that stands alone must state everything.
      "if": ["required": ["extends"]],
      "else": completeness(of: root) ?? true,
      "$defs": .object(SchemaValues.definitions),
    ]
    return schema.pretty + "\n"
  }

  private static let extends: JSONText = [
    "description":
      "A file, or files in order, that this one is laid over, key by key and each value whole; paths are relative to this file.",
    "anyOf": [
      ["type": "string", "minLength": 1],
      ["type": "array", "items": ["type": "string", "minLength": 1]],
    ],
  ]

  private static func members(of group: GroupType) -> [JSONText.Member] {
    group.declarations.filter { !$0.name.isEmpty }.map { .init($0.name, schema(of: $0)) }
  }

  /// The schema of one input. Anywhere `null` may stand: it removes what an extended file says.
  private static func schema(of declaration: InputDeclaration) -> JSONText {
    var parts: [JSONText.Member] = [.init("description", .text(description(of: declaration)))]
    switch declaration.kind {
    case .quantity(let unit):
      parts.append(reference(SchemaValues.quantity(takesNumbers: SchemaValues.takesNumbers(unit))))
    case .trajectory(let unit):
      parts.append(reference(SchemaValues.trajectory(takesNumbers: SchemaValues.takesNumbers(unit))))
    case .variate(let unit):
      parts.append(reference(SchemaValues.quantity(takesNumbers: SchemaValues.takesNumbers(unit))))
    case .moment: parts.append(reference("date"))
    case .flag: parts.append(reference("flag"))
    case .text: parts.append(reference("text"))
    case .reference: parts.append(reference("text"))
    case .choice(let names, _):
      let word: JSONText = ["enum": .array(names.map { .text($0) })]
      let forms = declaration.isDrawable ? [word, SchemaValues.chances(of: names)] : [word]
      parts.append(.init("anyOf", .array(forms + forms.map(SchemaValues.wrapped) + [["type": "null"]])))
    case .weights:
      parts += [
        .init("type", ["object", "null"]),
        .init("additionalProperties", .object([reference(SchemaValues.quantity(takesNumbers: true))])),
      ]
    case .group(let group): parts += object(group)
    case .entities(let group, let noun):
      let entity: [JSONText.Member] = [.init("description", .text("One \(noun)."))] + object(group)
      parts += [.init("type", ["object", "null"]), .init("additionalProperties", .object(entity))]
    case .identity: break
    }
    return .object(parts)
  }

  private static func object(_ group: GroupType) -> [JSONText.Member] {
    [
      .init("type", ["object", "null"]), .init("properties", .object(members(of: group))),
      .init("additionalProperties", false),
    ]
  }

  private static func reference(_ name: String) -> JSONText.Member {
    .init("$ref", .text("#/$defs/\(name)"))
  }

  /// Meaning, type, range and default, as an editor shows them.
  private static func description(of declaration: InputDeclaration) -> String {
    var facts = [declaration.typeWords]
    if let range = declaration.rangeWords { facts.append(range) }
    if let text = declaration.defaultWords, !text.isEmpty { facts.append("default \(text)") }
    return "\(declaration.meaning) (\(facts.joined(separator: "; ")))"
  }

  /// What a file that extends nothing must state, at all depths; nil if that is nothing.
  private static func completeness(of group: GroupType) -> JSONText? {
    let required = group.declarations.filter { !$0.name.isEmpty && $0.isRequired }
    var nested: [JSONText.Member] = []
    for declaration in group.declarations {
      switch declaration.kind {
      case .group(let inner):
        if let rule = completeness(of: inner) { nested.append(.init(declaration.name, rule)) }
      case .entities(let inner, _):
        guard let rule = completeness(of: inner) else { continue }
        nested.append(.init(declaration.name, ["additionalProperties": rule]))
      case .quantity, .trajectory, .variate, .moment, .flag, .choice, .reference, .weights, .text, .identity:
        break
      }
    }
    var parts: [JSONText.Member] = []
    if !required.isEmpty { parts.append(.init("required", .array(required.map { .text($0.name) }))) }
    if !nested.isEmpty { parts.append(.init("properties", .object(nested))) }
    return parts.isEmpty ? nil : .object(parts)
  }
}
