/// Breaks text into lines of bounded width.
public enum TextWrap {
  /// The lines of a text of paragraphs divided by empty lines.
  ///
  /// Line breaks within a paragraph count as spaces. Words wider than `width` stand alone. A line that starts
  /// with a space is kept as it is, for tables and examples.
  public static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var paragraph: [Substring] = []
    func flush() {
      lines += wrap(paragraph, width: width)
      paragraph = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        flush()
        lines.append("")
      } else if line.first == " " {
        flush()
        lines.append(String(line))
      } else {
        paragraph += line.split(separator: " ")
      }
    }
    flush()
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func wrap(_ words: [Substring], width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in words {
      if used > 0, used + 1 + word.count > width {
        lines.append(line)
        line = ""
        used = 0
      }
      if used > 0 {
        line += " "
        used += 1
      }
      line += word
      used += word.count
    }
    if used > 0 { lines.append(line) }
    return lines
  }
}
