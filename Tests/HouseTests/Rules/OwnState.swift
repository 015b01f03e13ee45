/// What an industry keeps is changed by the files of its own folder alone: no access level of the language says so.
enum OwnState {
  /// Assignments to what the world's industries keep (`labs.states[lab].debt = 0`) in other folders than theirs.
  static func findings(_ files: [SourceFile], allowances: [String: Int]) -> [Finding] {
    let model = files.filter { $0.path.hasPrefix("Sources/Model/") }
    let homes = homes(model)
    return Ratchet.findings(model, allowances: allowances, what: "assignments to what others keep") { file in
      file.code.indices.compactMap { index in
        guard let home = homes[file.code[index].text], home != Structure.folder(of: file),
          isAssigned(file, index)
        else { return nil }
        return Finding(
          path: file.path, line: file.code[index].line,
          message: "assigns to what \(home) keeps: give \(home) a function that does")
      }
    }
  }

  /// The folders of the world's industries, by what the world calls them.
  private static func homes(_ files: [SourceFile]) -> [String: String] {
    let folders = Structure.homes(of: files)
    var homes: [String: String] = [:]
    for file in files where file.path == "Sources/Model/World/World.swift" {
      for index in file.code.indices where file.code[index].is("var") {
        // `var labs: Labs` or `var memory = Memory()`.
        let (name, type) = (file.token(index + 1).text, file.token(index + 3).text)
        guard let folder = folders[type], !Structure.others.contains(folder) else { continue }
        homes[name] = folder
      }
    }
    return homes
  }

  /// Whether the name at a place is the world's, and a member of it is assigned to or handed on to be changed.
  private static func isAssigned(_ file: SourceFile, _ index: Int) -> Bool {
    let isMember = file.token(index - 1).is(".")
    guard !isMember || file.token(index - 2).is("world") || file.token(index - 2).is("self") else {
      return false
    }
    var place = index + 1
    guard file.token(place).is(".") else { return false }
    while file.token(place).is(".") || file.token(place).is("[") {
      place = file.token(place).is("[") ? file.closing(place) + 1 : place + 2
    }
    let before = isMember ? index - 3 : index - 1
    if file.token(before).is("&"), !file.token(before - 1).is("&") { return !file.token(place).is("(") }
    if file.token(place).is("=") { return !file.token(place + 1).is("=") }
    let isOperator = ["+", "-", "*", "/"].contains { file.token(place).is($0) }
    return isOperator && file.token(place + 1).is("=")
  }
}
