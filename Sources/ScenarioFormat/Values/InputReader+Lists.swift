import SimulationKernel

extension InputReader {
  /// Reads `{"distribution": "discrete", "values": […], "weights": […]}` or `empirical` with values alone.
  mutating func listed(_ name: DistributionName, _ node: Node, path: String, _ request: Request) -> Reading? {
    let isDiscrete = name == .discrete
    let before = problems.count
    let known = ["distribution", "values"] + (isDiscrete ? ["weights"] : []) + InputForm.provenanceKeys
    problems.append(contentsOf: unknownKeys(in: node, known: known, path: path))
    let values = list("values", in: node, path: path, request)
    var weights: [Point] = []
    if isDiscrete {
      weights = list("weights", in: node, path: path, .number(0...Double.greatestFiniteMagnitude))
      if problems.count == before, weights.count != values.count {
        problems.append(
          path: path, at: node.location,
          "the number of values is \(values.count), that of weights \(weights.count)",
          hint: "give each value its weight")
      }
    }
    guard problems.count == before else { return nil }
    let shown = values.prefix(6).map(\.written).joined(separator: ", ") + (values.count > 6 ? ", …" : "")
    if !isDiscrete {
      return Reading(value: .empirical(values: values.map(\.value).sorted()), written: "empirical: \(shown)")
    }
    let sum = weights.reduce(0) { $0 + $1.value }
    guard sum > 0, sum.isFinite else {
      problems.append(
        path: path, at: node.location, "the weights sum to \(sum)",
        hint: "give at least one weight above zero")
      return nil
    }
    let pairs = zip(values, weights).filter { $0.1.value > 0 }.map { ($0.0.value, $0.1.value / sum) }
    let sorted = pairs.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
    let weightText =
      weights.prefix(6).map(\.written).joined(separator: ", ") + (weights.count > 6 ? ", …" : "")
    return Reading(
      value: .discrete(values: sorted.map(\.element.0), weights: sorted.map(\.element.1)),
      written: "discrete: \(shown) with weights \(weightText)")
  }

  private mutating func list(_ key: String, in node: Node, path: String, _ request: Request) -> [Point] {
    let listPath = NodePath.child(key, of: path)
    guard let list = node[key] else {
      problems.append(path: path, at: node.location, "'\(key)' is missing", hint: "give an array of \(key)")
      return []
    }
    guard case .array(let elements) = list.content, !elements.isEmpty else {
      let found = list.kindName == "an array" ? "an empty one" : list.kindName
      problems.append(
        path: listPath, at: list.location,
        "'\(key)' is an array with at least one element, not \(found)",
        hint: "write for example [\(request.example)]")
      return []
    }
    var points: [Point] = []
    for (index, element) in elements.enumerated() {
      if let point = point(element, path: NodePath.child(String(index), of: listPath), request) {
        points.append(point)
      }
    }
    return points
  }
}
