/// A rule has no literal numbers: they stand in an input or in a constant with a name.
enum LiteralNumbers {
  /// What needs no name: counting, halves, months of a year, and powers of a thousand between units.
  static let plain: Set<Double> = [0, 1, 2, 3, 4, 12, 0.5, 1e3, 1e6, 1e9, 1e-3, 1e-6, 1e-9]

  /// Whether a file of the model holds rules rather than declarations of inputs and outputs, or of the opening.
  static func holdsRules(_ path: String) -> Bool {
    guard path.hasPrefix("Sources/Model/") else { return false }
    let folders = ["Observation", "Trace"]
    let parts = path.split(separator: "/")
    if parts.count == 4, folders.contains(String(parts[2])) { return false }
    let file = parts.last ?? ""
    let names = ["+Inputs.swift", "+Postings.swift", "+Opening.swift"]
    return !names.contains { file.hasSuffix($0) } && file != "Units.swift" && !file.hasPrefix("ModelCheck")
  }

  /// Numbers without a name. `allowances` says how many of them a file may still have.
  static func findings(_ files: [SourceFile], allowances: [String: Int]) -> [Finding] {
    Ratchet.findings(
      files.filter { holdsRules($0.path) }, allowances: allowances, what: "numbers without a name"
    ) {
      file in
      bare(in: file).map {
        Finding(
          path: file.path, line: $0.line,
          message: "\($0.text) in a rule: make it an input, or a constant with a name in its type")
      }
    }
  }

  /// The numbers in a file that have no name.
  static func bare(in file: SourceFile) -> [Token] {
    var bare: [Token] = []
    var isMembers = [true]
    var isHeading = false
    var index = 0
    while index < file.code.count {
      let token = file.code[index]
      if token.is("{") {
        isMembers.append(isHeading)
        isHeading = false
      } else if token.is("}") {
        if isMembers.count > 1 { isMembers.removeLast() }
      } else if token.kind == .word, Declaration.types.contains(token.text), !file.token(index - 1).is(".") {
        isHeading = true
      } else if token.is("let") || token.is("var") || token.is("case"), isMembers.last == true {
        index = endOfConstant(file, index)
        continue
      } else if token.kind == .number, !file.token(index - 1).is("."), !isPlain(token.text) {
        bare.append(token)
      }
      index += 1
    }
    return bare
  }

  /// The place after a constant of a type: what follows `=` up to the end of its line, or of its brackets. A computed
  /// property is none.
  private static func endOfConstant(_ file: SourceFile, _ index: Int) -> Int {
    var place = index + 1
    while place < file.code.count, !file.code[place].is("="), !file.code[place].is("{"),
      file.code[place].line == file.code[index].line
    {
      place += 1
    }
    guard file.token(place).is("=") else { return index + 1 }
    var line = file.code[place].line
    // A value that begins on the next line is still its value.
    if file.token(place + 1).line == line + 1 { line += 1 }
    while place < file.code.count, file.code[place].line <= line, !file.code[place].is("{") {
      if file.code[place].is("(") || file.code[place].is("[") {
        place = file.closing(place)
        line = file.code[place].lastLine
      }
      place += 1
    }
    return place
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let value = Double(text.filter { $0 != "_" }) else { return false }
    return plain.contains(value)
  }
}
