/// One thing wrong with an input: where it stands, what is wrong, and what to do about it.
public struct Problem: Sendable, Hashable, Error {
  /// The dotted path of the value concerned, empty for the whole document.
  public var path: String
  /// The place in the text, when there is one.
  public var location: SourceLocation?
  /// What is wrong, in one sentence without a final full stop.
  public var message: String
  /// What to do about it, when that is known.
  public var hint: String?

  /// Makes a problem from its parts.
  public init(path: String, location: SourceLocation?, message: String, hint: String? = nil) {
    self.path = path
    self.location = location
    self.message = message
    self.hint = hint
  }
}

extension Problem: CustomStringConvertible {
  /// `FILE:LINE:COLUMN: PATH: message; hint`, leaving out the parts that are unknown.
  public var description: String {
    var text = ""
    if let location { text += "\(location): " }
    if !path.isEmpty { text += "\(path): " }
    text += message
    if let hint { text += "; \(hint)" }
    return text
  }
}
