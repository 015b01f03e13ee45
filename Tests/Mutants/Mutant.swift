/// One rule and what stands in its place when it is switched off.
struct Mutant {
  /// What takes the place of the marked source.
  enum Replacement {
    case expression(String)
    /// Statements; none leaves the marked ones out.
    case statements(String)
  }

  /// What it is called; unique.
  let name: String
  /// Where it is written: file and line of the list.
  let origin: String
  /// What is gone, in words.
  var rule = ""
  /// The source file it changes, from the package's folder.
  var file = ""
  /// Source text that stands once in the file, with the part to be replaced between « and ».
  var source = ""
  var replacement = Replacement.statements("")
  /// Filters of tests that may notice, in the order in which they are asked.
  var tests: [String] = []
  /// Why it may live; nil where a test must notice.
  var excuse: String?

  /// The module in which it stands.
  var module: String { file.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
}

/// A fault in the list or between the list and the sources, told to whoever runs the gate.
struct GateProblem: Error, CustomStringConvertible {
  let description: String
}
