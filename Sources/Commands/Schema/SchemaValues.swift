import ScenarioFormat
import Tables

/// The forms that a value may take, as definitions that all inputs share.
enum SchemaValues {
  /// The name of the definition of a number, whose texts may lack a unit where `takesNumbers` is true.
  static func quantity(takesNumbers: Bool) -> String { takesNumbers ? "number" : "quantity" }

  /// The name of the definition of a number by date.
  static func trajectory(takesNumbers: Bool) -> String { quantity(takesNumbers: takesNumbers) + "_by_date" }

  /// True if a bare number will do for values of a unit.
  static func takesNumbers(_ unit: Unit) -> Bool {
    unit.dimension.isNone && (unit.scale == 1 || unit.symbol == "%")
  }

  /// All definitions.
  static var definitions: [JSONText.Member] {
    let texts: JSONText = ["type": "string"]
    let flags: JSONText = ["type": "boolean"]
    return [
      .init("text", ["anyOf": [texts, wrapped(texts), ["type": "null"]]]),
      .init("flag", ["anyOf": [flags, wrapped(flags), ["type": "null"]]]),
    ] + values("quantity", point: quantityText)
      + values("number", point: ["anyOf": [["type": "number"], quantityText]])
      + dates
  }

  /// A number with its unit, or an interval of two.
  private static let quantityText: JSONText = [
    "type": "string", "pattern": #"^\s*[-+]?(\d|\.\d)"#, "examples": ["60 t", "38 t to 100 t", "40 %/year"],
  ]

  private static let dateText: JSONText = [
    "type": "string",
    "pattern": #"^\s*(never|\d{4}(-\d{2}(-\d{2})?)?(\s+to\s+\d{4}(-\d{2}(-\d{2})?)?)?)\s*$"#,
    "examples": ["2027", "2027-10", "2027-10-31", "2027 to 2030", "never"],
  ]

  /// Who says so: may stand beside every value.
  static let provenance: [JSONText.Member] = [
    .init(
      "source", ["type": "string", "description": "The publication, person or reasoning behind the value."]),
    .init(
      "as_of",
      ["type": "string", "pattern": #"^\d{4}(-\d{2}(-\d{2})?)?$"#, "description": "The date of the source."]),
    .init("confidence", ["enum": ["high", "medium", "low", "H", "M", "L", "h", "m", "l"]]),
    .init("note", ["type": "string", "description": "A remark."]),
  ]

  /// A value inside an object with its provenance.
  static func wrapped(_ value: JSONText) -> JSONText {
    object([.init("value", value)], required: ["value"])
  }

  /// Words with the chance of each, and provenance.
  static func chances(of words: [String]) -> JSONText {
    let chances: JSONText = [
      "type": "object", "properties": .object(words.map { .init($0, ref("number_point")) }),
      "additionalProperties": false, "minProperties": 2,
    ]
    return object([.init("chances", chances)], required: ["chances"])
  }

  /// An object of these members and provenance, and no others.
  private static func object(_ members: [JSONText.Member], required: [JSONText] = []) -> JSONText {
    var parts: [JSONText.Member] = [
      .init("type", "object"), .init("properties", .object(members + provenance)),
      .init("additionalProperties", false),
    ]
    if required.isEmpty {
      parts.append(.init("anyOf", .array(members.map { ["required": [.text($0.name)]] })))
    } else {
      parts.append(.init("required", .array(required)))
    }
    return .object(parts)
  }

  private static func ref(_ name: String) -> JSONText { ["$ref": .text("#/$defs/\(name)")] }

  /// The definitions of a kind of value: a point, a plain or uncertain value, and values by date.
  private static func values(_ name: String, point: JSONText) -> [JSONText.Member] {
    let byDate: JSONText = .object([
      .init("type", "object"),
      .init("properties", .object([.init("interpolation", interpolation)] + provenance)),
      .init("patternProperties", [#"^\d{4}(-\d{2}(-\d{2})?)?$"#: ref(name)]),
      .init("additionalProperties", false),
    ])
    return [
      .init("\(name)_point", point),
      .init(name, ["anyOf": .array(uncertain(name) + [wrapped(ref(name)), ["type": "null"]])]),
      .init(
        "\(name)_by_date",
        [
          "anyOf": [
            ref(name), byDate,
            object(
              [.init("value", ref("\(name)_by_date")), .init("interpolation", interpolation)],
              required: ["value"]),
          ]
        ]),
    ]
  }

  private static var dates: [JSONText.Member] {
    [
      .init("date_point", dateText),
      .init("date", ["anyOf": .array(uncertain("date") + [wrapped(ref("date")), ["type": "null"]])]),
    ]
  }

  private static let interpolation: JSONText = [
    "enum": .array(InputValue.Interpolation.allCases.map { .text($0.rawValue) }),
    "description": "How the value runs between the dates.",
  ]

  /// A point, low-central-high, percentiles, and every named distribution.
  private static func uncertain(_ name: String) -> [JSONText] {
    let point = ref("\(name)_point")
    func all(_ keys: [String]) -> [JSONText.Member] { keys.map { .init($0, point) } }
    return [point, object(all(["low", "central", "high"])), object(all(["p10", "p50", "p90"]))]
      + DistributionForm.all.map { distribution($0, point) }
  }

  /// One named distribution; a file laid over another may state some of its parameters alone.
  private static func distribution(_ form: DistributionForm, _ point: JSONText) -> JSONText {
    let number: JSONText = ["anyOf": [["type": "number"], quantityText]]
    let span = ref("quantity_point")
    var members: [JSONText.Member] = [.init("distribution", ["const": .text(form.name)])]
    for parameter in form.parameters {
      let own: JSONText = ["anyOf": [point, span]]
      members.append(.init(parameter.key, parameter.isPlainNumber ? number : own))
    }
    if form.isList { members.append(.init("values", ["type": "array", "items": point, "minItems": 1])) }
    if form.isWeighted {
      members.append(.init("weights", ["type": "array", "items": number, "minItems": 1]))
    }
    return object(members, required: ["distribution"])
  }
}
