/// A name that a file declares.
struct Declaration {
  /// The keyword that declares it, as `func`.
  let keyword: String
  let name: String
  let line: Int
  /// The attributes and modifiers before it.
  let modifiers: Set<String>
  /// The names behind the colon of the type around it, with its own; empty outside of types.
  let surrounding: Set<String>

  /// Whether it is a type that stands in no other.
  var isTypeOfFile: Bool { Declaration.types.contains(keyword) && surrounding.isEmpty }

  private static let keywords: Set<String> = [
    "func", "var", "let", "struct", "enum", "case", "class", "typealias", "protocol", "actor",
  ]
  static let types: Set<String> = ["struct", "enum", "class", "protocol", "actor", "extension"]
  private static let modifiers: Set<String> = [
    "public", "package", "internal", "fileprivate", "private", "static", "final", "mutating", "nonmutating",
    "borrowing", "consuming", "override", "indirect", "lazy", "weak", "unowned", "nonisolated", "required",
    "convenience", "prefix", "postfix", "infix", "open",
  ]

  /// Whether a token can only stand at the beginning of a declaration.
  static func begins(_ token: Token) -> Bool {
    token.is("#") || token.is("@")
      || token.kind == .word && [keywords, modifiers, others].contains { $0.contains(token.text) }
  }
  private static let others: Set<String> = [
    "init", "deinit", "subscript", "extension", "associatedtype", "import",
  ]

  /// What encloses a place: a type's members, or statements.
  private enum Scope {
    case members(Set<String>, isEnumeration: Bool)
    case statements
  }

  /// Every one in a file, those within functions too.
  static func all(in file: SourceFile) -> [Declaration] {
    var declarations: [Declaration] = []
    var scopes: [Scope] = []
    var heading: (words: Set<String>, isEnumeration: Bool)?
    for (index, token) in file.code.enumerated() {
      if token.is("{") {
        scopes.append(heading.map { .members($0.words, isEnumeration: $0.isEnumeration) } ?? .statements)
        heading = nil
      } else if token.is("}") {
        _ = scopes.popLast()
      } else if token.kind == .word {
        heading?.words.insert(token.text)
        guard !file.token(index - 1).is(".") else { continue }
        let isType =
          types.contains(token.text) && file.token(index + 1).kind == .word
          && !(token.is("class") && keywords.contains(file.token(index + 1).text))
        if isType { heading = ([], token.is("enum")) }
        guard keywords.contains(token.text), isType || !types.contains(token.text) else { continue }
        for name in names(file, index, scopes.last) {
          var surrounding: Set<String> = []
          if case .members(let words, _) = scopes.last { surrounding = words }
          declarations.append(
            Declaration(
              keyword: token.text, name: name.text, line: name.line,
              modifiers: modifiers(file, before: index),
              surrounding: surrounding))
        }
      }
    }
    return declarations
  }

  /// The names that the keyword at `index` declares.
  private static func names(_ file: SourceFile, _ index: Int, _ scope: Scope?) -> [Token] {
    guard file.code[index].is("case") else {
      // Patterns of several names, and what a pattern binds, are the compiler's to warn of.
      let name = file.token(index + 1)
      return name.kind == .word && name.text != "_" ? [name] : []
    }
    guard case .members(_, isEnumeration: true) = scope else { return [] }
    var names: [Token] = []
    var place = index + 1
    while file.token(place).kind == .word {
      names.append(file.code[place])
      place += 1
      if file.token(place).is("(") { place = file.closing(place) + 1 }
      if file.token(place).is("=") { place += file.token(place + 1).is("-") ? 3 : 2 }
      guard file.token(place).is(",") else { break }
      place += 1
    }
    return names
  }

  private static func modifiers(_ file: SourceFile, before index: Int) -> Set<String> {
    var words: Set<String> = []
    var place = index - 1
    while place >= 0 {
      let token = file.code[place]
      if token.is(")") {
        // Of an attribute or of `private(set)`.
        var depth = 0
        repeat {
          if file.code[place].is(")") { depth += 1 }
          if file.code[place].is("(") { depth -= 1 }
          place -= 1
        } while depth > 0 && place >= 0
        guard place >= 0, modifiers.contains(file.code[place].text) || file.token(place - 1).is("@") else {
          break
        }
      } else if token.kind == .word, modifiers.contains(token.text) {
        words.insert(token.text)
        place -= 1
      } else if token.kind == .word, file.token(place - 1).is("@") {
        words.insert("@" + token.text)
        place -= 2
      } else {
        break
      }
    }
    return words
  }
}
