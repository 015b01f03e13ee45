/// A function, initialiser, subscript or computed property, as it stands in a file.
struct Function {
  struct Parameter {
    let label: String
    /// What it is called inside.
    let name: String
  }

  let name: String
  let line: Int
  /// The line of the brace that ends it, or of its own last word where it has no body.
  let lastLine: Int
  let parameters: [Parameter]
  /// Whether it puts each parameter into the property of its name.
  let isMemberwise: Bool

  var lines: Int { lastLine - line + 1 }

  /// Every one in a file, those within others too.
  static func all(in file: SourceFile) -> [Function] {
    file.code.indices.compactMap { index in
      switch file.code[index].text {
      case "func" where isKeyword(file, index), "init" where isKeyword(file, index) && opensInit(file, index),
        "subscript" where isKeyword(file, index) && file.token(index + 1).text == "(":
        callable(file, index)
      case "var" where isKeyword(file, index): property(file, index)
      case _: nil
      }
    }
  }

  private static func isKeyword(_ file: SourceFile, _ index: Int) -> Bool {
    file.code[index].kind == .word && !file.token(index - 1).is(".")
  }

  private static func opensInit(_ file: SourceFile, _ index: Int) -> Bool {
    ["(", "?", "!", "<"].contains(file.token(index + 1).text)
  }

  private static func callable(_ file: SourceFile, _ index: Int) -> Function? {
    guard let open = (index..<file.code.count).first(where: { file.code[$0].is("(") }) else { return nil }
    let close = file.closing(open)
    let parameters = parameters(file, open, close)
    let body = body(file, after: close)
    let last = body.map { file.closing($0) } ?? close
    let isMemberwise = file.code[index].is("init") && body.map { sets(file, $0, last, parameters) } ?? false
    let name = file.code[index].is("func") ? file.token(index + 1).text : file.code[index].text
    return Function(
      name: name, line: file.code[index].line, lastLine: file.code[last].lastLine, parameters: parameters,
      isMemberwise: isMemberwise)
  }

  private static func property(_ file: SourceFile, _ index: Int) -> Function? {
    guard file.token(index + 2).is(":"), let body = body(file, after: index + 2) else { return nil }
    let last = file.closing(body)
    return Function(
      name: file.token(index + 1).text, line: file.code[index].line, lastLine: file.code[last].lastLine,
      parameters: [], isMemberwise: false)
  }

  /// The brace that opens the body of what is declared up to `close`; nil where there is none.
  private static func body(_ file: SourceFile, after close: Int) -> Int? {
    var place = close + 1
    while place < file.code.count {
      let token = file.code[place]
      if token.is("{") { return place }
      if token.is("(") || token.is("[") {
        place = file.closing(place) + 1
        continue
      }
      if token.is("}") || token.is("=") && file.token(place + 1).text != "=" || Declaration.begins(token) {
        return nil
      }
      place += 1
    }
    return nil
  }

  /// The parameters between two parentheses.
  private static func parameters(_ file: SourceFile, _ open: Int, _ close: Int) -> [Parameter] {
    var parameters: [Parameter] = []
    var place = open + 1
    while place < close {
      while file.code[place].is("@") { place += 2 }
      let label = file.code[place].text
      let name = file.code[place + 1].is(":") ? label : file.code[place + 1].text
      parameters.append(Parameter(label: label, name: name))
      var depth = 0
      while place < close, !(depth == 0 && file.code[place].is(",")) {
        if file.code[place].is("<") { depth += 1 }
        if file.code[place].is(">") { depth -= 1 }
        place = ["(", "[", "{"].contains { file.code[place].is($0) } ? file.closing(place) + 1 : place + 1
      }
      place += 1
    }
    return parameters
  }

  /// Whether a body has `self.name = name` for each parameter.
  private static func sets(_ file: SourceFile, _ open: Int, _ close: Int, _ parameters: [Parameter]) -> Bool {
    parameters.allSatisfy { parameter in
      (open..<close).contains { place in
        file.code[place].is("self") && file.token(place + 1).is(".")
          && file.token(place + 2).text == parameter.name && file.token(place + 3).is("=")
          && file.token(place + 4).text == parameter.name
      }
    }
  }
}
