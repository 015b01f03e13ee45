/// One thing wrong with an input: where it stands, what is wrong, and what to do about it.
public struct Problem: Sendable, Hashable, Error {
  /// Whether the input can be used as it stands.
  public enum Severity: Sendable, Hashable {
    /// It cannot: nothing runs.
    case error
    /// It can, but it likely says something other than was meant.
    case warning
  }

  /// The dotted path of the value concerned, empty for the whole document.
  public var path: String
  /// The place in the text, when there is one.
  public var location: SourceLocation?
  /// What is wrong, in one sentence without a final full stop.
  public var message: String
  /// What to do about it, when that is known.
  public var hint: String?
  /// Whether it keeps the input from being used.
  public var severity: Severity

  /// Makes a problem from its parts.
  public init(
    path: String, location: SourceLocation?, message: String, hint: String? = nil, severity: Severity = .error
  ) {
    self.path = path
    self.location = location
    self.message = message
    self.hint = hint
    self.severity = severity
  }
}

extension Problem: CustomStringConvertible {
  /// `FILE:LINE:COLUMN: PATH: message; hint`, leaving out the parts that are unknown; a warning says so after the
  /// place.
  public var description: String {
    var text = ""
    if let location { text += "\(location): " }
    switch severity {
    case .error: break
    case .warning: text += "warning: "
    }
    if !path.isEmpty { text += "\(path): " }
    text += message
    if let hint { text += "; \(hint)" }
    return text
  }
}

extension Sequence<Problem> {
  /// Those that keep the input from being used, in their order.
  public var errors: [Problem] { filter { $0.severity == .error } }
  /// Those that do not, in their order.
  public var warnings: [Problem] { filter { $0.severity == .warning } }
}
