/// The whole command line of a program: its commands, `--help` and `--version`.
public struct CommandSet: Equatable, Sendable {
  /// What the user types, such as `capsim`.
  public var program: String
  /// The version, as `--version` prints it.
  public var version: String
  /// What the program does, in half a line without a full stop.
  public var summary: String
  /// What one needs to know before the first command, in paragraphs divided by empty lines.
  public var discussion: String
  /// The commands, in the order in which help lists them.
  public var commands: [CommandSpec]

  /// The commands that people are told of.
  var shownCommands: [CommandSpec] { commands.filter { !$0.isHidden } }

  /// Declares a program; command names must be unique, and `help` is taken.
  public init(
    program: String, version: String, summary: String, discussion: String = "", commands: [CommandSpec]
  ) {
    var names: [String] = ["help"]
    for command in commands {
      precondition(!names.contains(command.name), "a command is declared twice")
      names.append(command.name)
    }
    self.program = program
    self.version = version
    self.summary = summary
    self.discussion = discussion
    self.commands = commands
  }

  /// What a command line asks for.
  public enum Request: Equatable, Sendable {
    /// Carry out a command.
    case run(ParsedCommand)
    /// Print the help of a command, or of the whole program.
    case help(CommandSpec?)
    /// Print the version.
    case version
  }

  /// Reads a command line, without the program's own name.
  ///
  /// `--help` or `-h` before any fault asks for help, and so do `help` and `help COMMAND`. Throws the first
  /// problem.
  public func parse(_ arguments: [String]) throws(UsageProblem) -> Request {
    guard let first = arguments.first else { throw .missingCommand }
    let rest = Array(arguments.dropFirst())
    switch first {
    case "--help", "-h": return .help(nil)
    case "--version": return .version
    case "help":
      guard let name = rest.first(where: { !$0.hasPrefix("-") }) else { return .help(nil) }
      return .help(try command(named: name))
    default: break
    }
    if first.hasPrefix("-") {
      throw .unknownOption(
        first, command: nil, suggestion: Suggestion.nearest(to: first, in: ["--help", "--version"]))
    }
    var reader = CommandReader(try command(named: first))
    return try reader.read(rest)
  }

  /// A problem as it is printed on standard error, with the way to help; ends in a line break.
  public func message(for problem: UsageProblem) -> String {
    let place = [program, problem.command].compactMap(\.self).joined(separator: " ")
    return "\(place): \(problem)\nTry '\(place) --help'.\n"
  }

  /// The text that `--version` prints, with its line break.
  public var versionText: String { "\(program) \(version)\n" }

  /// The command of that name.
  public func command(named name: String) throws(UsageProblem) -> CommandSpec {
    if let command = commands.first(where: { $0.name == name }) { return command }
    throw .unknownCommand(name, suggestion: Suggestion.nearest(to: name, in: shownCommands.map(\.name)))
  }
}
