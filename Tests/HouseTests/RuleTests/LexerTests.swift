import Testing

/// What the rules see of a source.
@Suite("unit: the lexer of the house rules") struct LexerTests {
  private func shown(_ text: String) -> [String] {
    Lexer.tokens(of: text).map { "\($0.kind) \($0.text)" }
  }

  @Test("comments nest, and hide what they hold")
  func comments() {
    #expect(
      shown("a // b \"c\n/* d /* e */ f */ g") == [
        "word a", "comment // b \"c", "comment /* d /* e */ f */", "word g",
      ])
  }

  @Test("texts may be raw or of many lines, and what is interpolated is code")
  func texts() {
    #expect(
      shown(#""a // \"b\" \(c + "d\(e)")" f"#) == [
        #"text a // "b" "#, "word c", "symbol +", "text d", "word e", "word f",
      ])
    #expect(shown(##"#"a "b" \(c) \#(d)"# e"##) == [##"text a "b" \(c) "##, "word d", "word e"])
    #expect(shown("\"\"\"\n  a \"b\" 1\n  \"\"\" c") == ["text \n  a \"b\" 1\n  ", "word c"])
  }

  @Test("numbers, ranges, members of tuples, and regular expressions are told apart")
  func numbers() {
    #expect(
      shown("0..<12 a.0.5 1_000.5e-3 0xFF-1 b/2/c") == [
        "number 0", "symbol .", "symbol .", "symbol <", "number 12", "word a", "symbol .", "number 0.5",
        "number 1_000.5e-3", "number 0xFF", "symbol -", "number 1", "word b", "symbol /", "number 2",
        "symbol /",
        "word c",
      ])
    #expect(
      shown(#"f(/a "b/, c)"#) == ["word f", "symbol (", #"text /a "b/"#, "symbol ,", "word c", "symbol )"])
  }

  @Test("a token knows the lines on which it begins and ends")
  func lines() {
    let tokens = Lexer.tokens(of: "a\n\"\"\"\n  b\n  \"\"\"\nc")
    #expect(tokens.map(\.line) == [1, 2, 5] && tokens.map(\.lastLine) == [1, 4, 5])
  }
}
