import SimulationKernel

extension InputReader {
  /// Chances are summed to so many parts of 1.
  private static let parts = 1e9

  /// Whether a node states chances of words: `{"chances": {"answer": 0.8, "plan": 0.2}}`, perhaps as its `value`.
  public static func statesChances(_ node: Node) -> Bool { (node["value"] ?? node)["chances"] != nil }

  /// Reads the chances of words, with their provenance beside or around them; nil, with the reasons in `problems`,
  /// when they cannot be used.
  ///
  /// The value is discrete: places among `words`, in their order, however the text orders them. A word that is not
  /// named has no chance.
  /// - Precondition: the node states chances.
  public mutating func readChances(_ node: Node, path: String, of words: [String]) -> InputValue? {
    guard let body = unwrapped(node, path: path), let stated = body.node["chances"] else { return nil }
    let before = problems.count
    let known = ["chances"] + InputForm.provenanceKeys
    problems.append(contentsOf: unknownKeys(in: body.node, known: known, path: body.path))
    let points = chances(stated, path: NodePath.child("chances", of: body.path), of: words)
    guard body.isSound, problems.count == before else { return nil }
    let sum = points.reduce(0) { $0 + $1.point.value }
    let possible = points.filter { $0.point.value > 0 }
    let knot = InputValue.Knot(
      date: nil,
      value: .discrete(
        values: possible.map { Double($0.index) }, weights: possible.map { $0.point.value / sum }))
    return InputValue(
      knots: [knot], provenance: body.provenance,
      written: points.map { "\(words[$0.index]) \($0.point.written)" }.joined(separator: ", "),
      location: node.location)
  }

  /// The chance of each word that is named, in the order of `words`; whatever is wrong is a problem.
  private mutating func chances(
    _ node: Node, path: String, of words: [String]
  ) -> [(index: Int, point: Point)] {
    let before = problems.count
    var points: [(index: Int, point: Point)] = []
    for member in node.members {
      let memberPath = NodePath.child(member.key, of: path)
      if let index = words.firstIndex(of: member.key) {
        if let point = point(member.value, path: memberPath, .number(0...1)) { points.append((index, point)) }
      } else {
        problems.append(
          path: memberPath, at: member.keyLocation,
          "'\(QuantityText.shortened(member.key))' is not one of " + words.joined(separator: ", "),
          hint: Spelling.hint(for: member.key, in: words))
      }
    }
    guard problems.count == before else { return [] }
    points.sort { $0.index < $1.index }
    let example = "write for example {\"\(words[0])\": 0.5, \"\(words[1])\": 0.5}"
    let sum = (points.reduce(0) { $0 + $1.point.value } * InputReader.parts).rounded() / InputReader.parts
    if !node.isObject {
      problems.append(
        path: path, at: node.location, "chances are numbers keyed by words, not \(node.kindName)",
        hint: example)
    } else if points.isEmpty {
      problems.append(path: path, at: node.location, "no word has a chance", hint: example)
    } else if points.count == 1 {
      let word = words[points[0].index]
      problems.append(
        path: path, at: node.location, "'\(word)' alone has a chance, so nothing is drawn",
        hint: "write \"\(word)\" in the place of its chances, or name another word")
    } else if sum != 1 {
      problems.append(
        path: path, at: node.location, "the chances sum to \(Unit.one.text(sum))", hint: "make them sum to 1")
    }
    return points
  }
}
