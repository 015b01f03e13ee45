/// A piece of Swift source.
struct Token {
  enum Kind {
    /// A name or keyword, without backticks; also `$0`.
    case word
    /// A literal number.
    case number
    /// A character of punctuation; `->` is one.
    case symbol
    /// What a literal text says, without what is interpolated, whose tokens follow; also a regular expression.
    case text
    case comment
  }

  let kind: Kind
  let text: String
  /// Lines from 1: that on which it begins, and that on which it ends.
  let line: Int
  var lastLine: Int

  /// Whether it is the word or the symbol `text`.
  func `is`(_ text: String) -> Bool { (kind == .word || kind == .symbol) && self.text == text }
}
