/// Scripts that let a shell complete the program's commands, options, and values.
public enum CompletionScript {
  /// A shell that can complete.
  public enum Shell: String, Equatable, Sendable, CaseIterable {
    /// bash 3.2 or later.
    case bash
    /// zsh 5 or later.
    case zsh
    /// fish 3 or later.
    case fish
  }

  /// The script for a shell; ends in a line break.
  public static func text(for shell: Shell, of set: CommandSet) -> String {
    let lines =
      switch shell {
      case .bash: bash(set)
      case .zsh: zsh(set)
      case .fish: fish(set)
      }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The program's name as a shell function may bear it.
  static func functionName(_ program: String) -> String {
    "_" + program.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
  }

  /// The text in single quotes, in which bash and zsh change nothing.
  static func singleQuoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// The text with a backslash before each of `characters`.
  static func escaped(_ text: String, _ characters: String) -> String {
    var result = ""
    for character in text {
      if characters.contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}

extension CommandSet {
  /// Whether some value is completed by asking the program.
  var asks: Bool {
    shownCommands.contains { command in
      (command.options.map(\.completion) + command.positionals.map(\.completion)).contains { completion in
        if case .asked = completion { true } else { false }
      }
    }
  }
}
