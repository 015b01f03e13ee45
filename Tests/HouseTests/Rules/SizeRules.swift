/// What can be read at a glance: sizes of files, functions, parameter lists and lines.
enum SizeRules {
  static let fileLines = 349
  static let functionLines = 60
  static let parameters = 6
  static let columns = 120

  /// Files that are too long. `exceptions` has the lines of those that may be so long and no longer.
  static func longFiles(_ files: [SourceFile], exceptions: [String: Int] = [:]) -> [Finding] {
    files.compactMap { file in
      let count = file.lines.count - (file.lines.last == "" ? 1 : 0)
      guard count > exceptions[file.path, default: fileLines] else { return nil }
      return Finding(
        path: file.path,
        message: "\(count) lines, of \(fileLines) at most: move what belongs together to a file")
    } + outgrown(exceptions, of: files) { $0.lines.count - ($0.lines.last == "" ? 1 : 0) > fileLines }
  }

  static func longFunctions(_ files: [SourceFile]) -> [Finding] {
    files.flatMap { file in
      Function.all(in: file).filter { $0.lines > functionLines }.map {
        Finding(
          path: file.path, line: $0.line,
          message: "'\($0.name)' has \($0.lines) lines, of \(functionLines) at most: give its steps names")
      }
    }
  }

  /// Parameter lists that are too long. `exceptions` has the longest list of files in which there are such.
  static func longParameterLists(_ files: [SourceFile], exceptions: [String: Int] = [:]) -> [Finding] {
    files.flatMap { file in
      overlong(file).filter { $0.parameters.count > exceptions[file.path, default: parameters] }.map {
        Finding(
          path: file.path, line: $0.line,
          message: "'\($0.name)' takes \($0.parameters.count) parameters, of \(parameters) at most: "
            + "put those that go together into a struct")
      }
    } + outgrown(exceptions, of: files) { !overlong($0).isEmpty }
  }

  private static func overlong(_ file: SourceFile) -> [Function] {
    Function.all(in: file).filter { $0.parameters.count > parameters && !$0.isMemberwise }
  }

  /// Lines that are too wide without the texts on them, which say what they say. `allowances` says how many of them a
  /// file may still have.
  static func longLines(_ files: [SourceFile], allowances: [String: Int] = [:]) -> [Finding] {
    Ratchet.findings(files, allowances: allowances, what: "lines of more than \(columns) columns") { file in
      file.lines.enumerated().filter { $0.element.utf8.count > columns && $0.element.count > columns }
        .compactMap {
          let line = $0.offset + 1
          let texts = file.code.filter { $0.kind == .text && $0.line <= line && line <= $0.lastLine }
          let isText = texts.contains { $0.line < line && line < $0.lastLine }
          guard !isText, $0.element.count - texts.reduce(0, { $0 + $1.text.count }) > columns else {
            return nil
          }
          return Finding(
            path: file.path, line: line,
            message: "\($0.element.count) columns, of \(columns) at most: break the line")
        }
    }
  }

  /// Exceptions that nothing needs any more.
  private static func outgrown(
    _ exceptions: [String: Int], of files: [SourceFile], _ isNeeded: (SourceFile) -> Bool
  ) -> [Finding] {
    exceptions.keys.sorted().filter { path in !files.contains { $0.path == path && isNeeded($0) } }.map {
      Finding(path: $0, message: "needs no exception any more: take it off the list")
    }
  }
}
