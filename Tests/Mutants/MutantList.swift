/// Reads the lists in `Tests/Mutants/Rules`.
///
/// A list is text. A line `[name]` begins a mutant, lines `key: value` say what it is, `#` begins a comment.
/// Keys: `rule`, `file`, `source`, `instead` (an expression) or `instead do` (statements; may be empty), `tests`
/// (filters, apart by spaces, asked in turn) and `excuse`. `file` and `tests` before the first mutant hold for all
/// that do not say otherwise.
enum MutantList {
  /// All mutants of some lists, in order. Throws the first fault with its place.
  static func read(_ paths: [String]) throws(GateProblem) -> [Mutant] {
    var mutants: [Mutant] = []
    for path in paths { mutants += try parse(try Files.text(path), path) }
    var seen: Set<String> = []
    for mutant in mutants where !seen.insert(mutant.name).inserted {
      throw GateProblem(description: "\(mutant.origin): a second mutant is called '\(mutant.name)'")
    }
    return mutants
  }

  private static func parse(_ text: String, _ path: String) throws(GateProblem) -> [Mutant] {
    var mutants: [Mutant] = []
    var common = Mutant(name: "", origin: path)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let place = "\(path):\(index + 1)"
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        var mutant = Mutant(name: String(line.dropFirst().dropLast()), origin: place)
        mutant.file = common.file
        mutant.tests = common.tests
        mutants.append(mutant)
        continue
      }
      guard let colon = line.firstIndex(of: ":") else {
        throw GateProblem(description: "\(place): neither '[name]' nor 'key: value'")
      }
      let value = String(line[line.index(after: colon)...].drop { $0 == " " })
      if mutants.isEmpty {
        try set(line[..<colon], value, &common, place)
      } else {
        try set(line[..<colon], value, &mutants[mutants.count - 1], place)
      }
    }
    for mutant in mutants {
      let missing =
        mutant.rule.isEmpty ? "rule" : mutant.file.isEmpty ? "file" : mutant.tests.isEmpty ? "tests" : nil
      if let missing {
        throw GateProblem(description: "\(mutant.origin): '\(mutant.name)' has no '\(missing)'")
      }
    }
    return mutants
  }

  private static func set(_ key: Substring, _ value: String, _ mutant: inout Mutant, _ place: String)
    throws(GateProblem)
  {
    switch key {
    case "rule": mutant.rule = value
    case "file": mutant.file = value
    case "source": mutant.source = value
    case "instead": mutant.replacement = .expression(value)
    case "instead do": mutant.replacement = .statements(value)
    case "tests": mutant.tests = value.split(separator: " ").map(String.init)
    case "excuse": mutant.excuse = value
    case _: throw GateProblem(description: "\(place): no mutant has a '\(key)'")
    }
  }
}
