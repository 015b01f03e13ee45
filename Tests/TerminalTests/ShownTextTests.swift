import Testing

@testable import Terminal

@Suite("unit: text of others is shown and does nothing")
struct ShownTextTests {
  @Test("controls, directions and characters without width become visible")
  func visible() {
    let hostile = "a\u{1B}]0;t\u{7}b\u{202E}c\u{200B}d\u{9B}31m\u{2066}e\u{FEFF}f\u{7F}\0"
    #expect(
      ShownText.line(hostile)
        == #"a\u{1B}]0;t\u{7}b\u{202E}c\u{200B}d\u{9B}31m\u{2066}e\u{FEFF}f\u{7F}\u{0}"#)
    #expect(ShownText.line("two\nlines\tand\r") == #"two\u{A}lines\u{9}and\u{D}"#)
    #expect(ShownText.page("two\nlines\tand\r\n") == "two\nlines\tand\\u{D}\n")
  }

  @Test("text of every script stays as it is")
  func scripts() {
    for text in ["plain", "Süd", "東京", "नमस्ते", "مرحبا", "שלום", "🚀", "e\u{301}", "…–“”"] {
      #expect(ShownText.line(text) == text && ShownText.page(text) == text && ShownText.json(text) == text)
    }
  }

  @Test("our own bold and dim stay where they are allowed, and nothing else does")
  func style() {
    let style = Style(allowsColour: true, allowsUnicode: true)
    let text = style.bold("head") + "\n" + style.dim("tail") + "\u{1B}[31m"
    #expect(
      ShownText.page(text, allowsStyle: true) == style.bold("head") + "\n" + style.dim("tail")
        + #"\u{1B}[31m"#)
    #expect(!ShownText.page(text).contains("\u{1B}"))
  }

  @Test("JSON stays JSON of the same meaning")
  func json() {
    #expect(
      ShownText.json("{\n \"a\": \"\u{202E}\u{E0001}\"}\n") == "{\n \"a\": \"\\u202e\\udb40\\udc01\"}\n")
  }

  @Test("a line of a megabyte is cut, and a cell of a table is one line")
  func long() {
    #expect(ShownText.line(String(repeating: "é", count: 1_000_000)).count == ShownText.longestLine + 1)
    var table = TextTable([.init("name"), .init("x")])
    table.append(["a\nb\u{1B}[2J", "1"])
    #expect(table.lines() == ["name              x", #"a\u{A}b\u{1B}[2J  1"#])
  }
}
