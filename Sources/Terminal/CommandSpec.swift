/// One command of the program, declared once.
///
/// Parsing, `--help`, shell completions and the manual page all follow from this declaration.
public struct CommandSpec: Equatable, Sendable {
  /// What the user types, such as `run`.
  public var name: String
  /// What it does, in half a line without a full stop.
  public var summary: String
  /// What one needs to know to use it, in paragraphs divided by empty lines.
  public var discussion: String
  /// The operands, in order; at most one may take several values.
  public var positionals: [PositionalSpec]
  /// The options, in the order in which help lists them.
  public var options: [OptionSpec]
  /// Calls worth copying.
  public var examples: [CommandExample]
  /// The exit statuses that the command can end with.
  public var exitStatuses: [ExitStatus]
  /// True if it is for the program's own scripts alone, and no help names it.
  public var isHidden = false

  /// Declares a command; names must be unique within it.
  public init(
    name: String, summary: String, discussion: String = "", positionals: [PositionalSpec] = [],
    options: [OptionSpec] = [], examples: [CommandExample] = [], exitStatuses: [ExitStatus] = []
  ) {
    var names: [String] = ["help"]
    var letters: [Character] = ["h"]
    for option in options {
      precondition(!names.contains(option.long), "an option is declared twice")
      names.append(option.long)
      guard let short = option.short else { continue }
      precondition(!letters.contains(short), "an option's letter is declared twice")
      letters.append(short)
    }
    let several = positionals.filter { $0.arity != .one }.count
    precondition(several <= 1, "at most one operand may be optional or repeated")
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.positionals = positionals
    self.options = options
    self.examples = examples
    self.exitStatuses = exitStatuses
  }

  /// The declaration of an option by its long name. Complexity: O(options).
  public func option(_ long: String) -> OptionSpec? {
    options.first { $0.long == long }
  }
}

/// An operand of a command: a value known by its place.
public struct PositionalSpec: Equatable, Sendable {
  /// How many values it takes.
  public enum Arity: Equatable, Sendable {
    /// Exactly one.
    case one
    /// None or one.
    case optional
    /// At least one.
    case oneOrMore
    /// Any number, also none.
    case any
  }

  /// What help calls it, in capitals, such as `SCENARIO`.
  public var name: String
  /// What it means.
  public var help: String
  /// How many values it takes.
  public var arity: Arity
  /// What the shell offers for it.
  public var completion: ValueCompletion

  /// Declares an operand.
  public init(
    _ name: String, arity: Arity = .one, completion: ValueCompletion = .file, help: String
  ) {
    self.name = name
    self.help = help
    self.arity = arity
    self.completion = completion
  }

  /// The operand as a usage line shows it: `NAME`, `[NAME]`, `NAME...` or `[NAME...]`.
  public var usage: String {
    switch arity {
    case .one: name
    case .optional: "[\(name)]"
    case .oneOrMore: "\(name)..."
    case .any: "[\(name)...]"
    }
  }
}

/// An option of a command: a flag, or a name with a value.
public struct OptionSpec: Equatable, Sendable {
  /// The long name without its dashes, such as `replications`.
  public var long: String
  /// The letter that may stand for it, if any.
  public var short: Character?
  /// What help calls the value, such as `N`; nil for a flag.
  public var valueName: String?
  /// What it means.
  public var help: String
  /// True if it may be given more than once.
  public var isRepeatable: Bool
  /// What the shell offers for the value; given choices are the only values allowed.
  public var completion: ValueCompletion

  /// Declares an option that takes a value.
  public static func value(
    _ long: String, short: Character? = nil, _ valueName: String, isRepeatable: Bool = false,
    completion: ValueCompletion = .none, help: String
  ) -> OptionSpec {
    OptionSpec(
      long: long, short: short, valueName: valueName, help: help, isRepeatable: isRepeatable,
      completion: completion)
  }

  /// Declares an option that is there or not.
  public static func flag(_ long: String, short: Character? = nil, help: String) -> OptionSpec {
    OptionSpec(
      long: long, short: short, valueName: nil, help: help, isRepeatable: false, completion: .none)
  }

  /// The option as an entry of help shows it: `-o, --out DIR`.
  public var label: String {
    let letter = short.map { "-\($0), " } ?? "    "
    return letter + "--" + long + (valueName.map { " " + $0 } ?? "")
  }
}

/// What a shell offers in the place of a value.
public enum ValueCompletion: Equatable, Sendable {
  /// Nothing: the value is free.
  case none
  /// Names of files and folders.
  case file
  /// Names of folders.
  case folder
  /// The lines that `PROGRAM command -- ending WORD LINE...` prints, for the word being completed and all words
  /// of the command line; `ending` goes behind what is complete.
  case asked(command: String, ending: String)
  /// These words, and no others.
  case choices([String])
}

/// A call worth copying and what it does.
public struct CommandExample: Equatable, Sendable {
  /// The whole command line.
  public var line: String
  /// What it does, in a sentence.
  public var explanation: String

  /// States an example.
  public init(_ line: String, _ explanation: String) {
    self.line = line
    self.explanation = explanation
  }
}
