import ScenarioFormat
import Testing

@testable import Commands

@Suite("unit: the JSON Schema says what the declarations say")
struct SchemaTests {
  private let schema: Node = JSONReader.read(Array(ScenarioSchema.text().utf8), file: "schema").0 ?? .null()

  /// The schema of an input, through properties and entities.
  private func node(of input: DeclaredInput) -> Node? {
    var node: Node? = schema
    for segment in input.segments {
      node = segment == "*" ? node?["additionalProperties"] : node?["properties"]?[segment]
    }
    return node
  }

  @Test("every input has its property with its meaning, and no other key may stand there")
  func properties() {
    for input in DeclaredInput.all {
      let node = node(of: input)
      #expect(node?["description"]?.string?.hasPrefix(input.declaration.meaning) == true, "\(input.path)")
      if case .group = input.declaration.kind {
        #expect(node?["additionalProperties"]?.bool == false, "\(input.path)")
      }
    }
    #expect(schema["additionalProperties"]?.bool == false)
    #expect(schema["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test("every reference leads to a definition")
  func references() {
    let definitions = Set(schema["$defs"]?.members.map(\.key) ?? [])
    var found = 0
    func walk(_ node: Node) {
      if let text = node["$ref"]?.string {
        found += 1
        #expect(text.hasPrefix("#/$defs/") && definitions.contains(String(text.dropFirst(8))), "\(text)")
      }
      for member in node.members { walk(member.value) }
      for element in node.elements { walk(element) }
    }
    walk(schema)
    #expect(found > DeclaredInput.all.count / 2)
  }

  @Test("what must be stated is required only of files that extend nothing")
  func required() {
    #expect(schema["required"] == nil)
    #expect(schema["if"]?["required"]?.elements.compactMap(\.string) == ["extends"])
    let top = schema["else"]?["required"]?.elements.compactMap(\.string)
    #expect(top == ["start", "end", "installed_base"])
    for input in DeclaredInput.all where input.declaration.isRequired && input.segments.count > 1 {
      var rule = schema["else"]
      for segment in input.segments.dropLast() {
        rule = segment == "*" ? rule?["additionalProperties"] : rule?["properties"]?[segment]
      }
      let names = rule?["required"]?.elements.compactMap(\.string) ?? []
      #expect(names.contains(input.declaration.name), "\(input.path)")
    }
  }

  @Test("choices are enumerated, numbers may be bare only without a unit")
  func kinds() {
    let kind = schema.value(atPath: "properties.processes.additionalProperties.properties.kind.anyOf.0.enum")
    #expect(kind?.elements.compactMap(\.string) == ["logic", "dram", "packaging"])
    let policy = schema.value(
      atPath: "properties.labs.additionalProperties.properties.boldness_policy.anyOf")?.elements
    #expect(policy?[0]["enum"]?.elements.compactMap(\.string) == ["given", "newsvendor"])
    let chances = policy?[1].value(atPath: "properties.chances.properties")
    #expect(chances?.members.map(\.key) == ["given", "newsvendor"], "a choice that may be drawn")
    #expect(
      schema.value(atPath: "properties.processes.additionalProperties.properties.kind.anyOf")?.elements.count
        == 3)
    let lab = schema.value(atPath: "properties.labs.additionalProperties.properties")
    #expect(lab?["cash"]?["$ref"]?.string == "#/$defs/quantity")
    #expect(lab?["boldness"]?["$ref"]?.string == "#/$defs/number")
    #expect(lab?["demand_growth"]?["$ref"]?.string == "#/$defs/quantity_by_date")
    let names = schema.value(atPath: "$defs.number.anyOf")?.elements
      .compactMap { $0["properties"]?["distribution"]?["const"]?.string }
    #expect(names == DistributionForm.all.map(\.name))
  }
}
