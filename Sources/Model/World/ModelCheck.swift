import Inputs
import ScenarioFormat

/// What a scenario must hold beyond each input by itself.
enum ModelCheck {
  /// Problems that only show when inputs are seen together.
  static func problems(_ node: Node, _ compiled: CompiledScenario) -> [Problem] {
    var problems: [Problem] = []
    for collection in ["processes", "fabs", "vendors", "accelerators", "regions", "power_technologies", "labs"]
    where (compiled.ids[collection] ?? []).isEmpty {
      problems.append(
        Problem(
          path: collection, location: node[collection]?.location ?? node.location, message: "there is nothing in '\(collection)'",
          hint: "extend base.json, or add at least one"))
    }
    if node["installed_base"]?.string == "none" {
      problems.append(
        Problem(
          path: "installed_base", location: node["installed_base"]?.location,
          message: "a design must stand for what runs at the start"))
    }
    let kinds = Dictionary(
      (node["processes"]?.members ?? []).map { ($0.key, $0.value["kind"]?.string ?? "") }, uniquingKeysWith: { $1 })
    for design in node["accelerators"]?.members ?? [] {
      let path = NodePath.child(design.key, of: "accelerators")
      expect(design.value["memory"], "dram", kinds, path + ".memory", &problems)
      expect(design.value["packaging"], "packaging", kinds, path + ".packaging", &problems)
      for die in design.value["dies"]?.members ?? [] {
        expect(die.value["process"], "logic", kinds, "\(path).dies.\(die.key).process", &problems)
      }
    }
    problems.append(contentsOf: labs(node))
    return problems
  }

  private static func expect(
    _ node: Node?, _ kind: String, _ kinds: [String: String], _ path: String, _ problems: inout [Problem]
  ) {
    guard let node, let id = node.string, let found = kinds[id], found != kind else { return }
    problems.append(
      Problem(
        path: path, location: node.location, message: "'\(id)' is a \(found) process, but a \(kind) process is needed",
        hint: "name one of " + kinds.filter { $0.value == kind }.keys.sorted().joined(separator: ", ")))
  }

  private static func labs(_ node: Node) -> [Problem] {
    var problems: [Problem] = []
    for lab in node["labs"]?.members ?? [] {
      let path = NodePath.child(lab.key, of: "labs")
      if lab.value["provider"]?.string == lab.key {
        problems.append(
          Problem(
            path: path + ".provider", location: lab.value["provider"]?.location,
            message: "'\(lab.key)' cannot be its own provider"))
      }
      for key in ["regions", "vendors"] where (lab.value[key]?.members ?? []).isEmpty {
        problems.append(
          Problem(
            path: path + "." + key, location: lab.value[key]?.location ?? lab.keyLocation,
            message: "'\(lab.key)' names no \(key)", hint: "give at least one a weight above zero"))
      }
    }
    return problems
  }
}
