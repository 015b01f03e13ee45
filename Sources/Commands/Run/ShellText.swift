import Terminal

/// Command lines as a shell reads them back, each on one line whatever the words hold.
enum ShellText {
  /// The words with a space between them, each quoted where a shell would otherwise read something into it.
  static func line(_ words: [String]) -> String {
    words.map(quoted).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", "/", "=", ":", ",", "+", "@": true
      default: false
      }
    }
    if isPlain, !word.isEmpty { return word }
    if word.unicodeScalars.contains(where: ShownText.acts) { return oneLine(word) }
    // Inside single quotes nothing is special but the quote itself.
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// The word as bash, zsh and ksh read it with its line breaks, controls and invisible characters by their codes.
  private static func oneLine(_ word: String) -> String {
    var text = "$'"
    for scalar in word.unicodeScalars {
      if ShownText.acts(scalar) {
        for byte in String(scalar).utf8 { text += "\\" + octal(byte) }
      } else {
        if scalar == "'" || scalar == "\\" { text += "\\" }
        text.unicodeScalars.append(scalar)
      }
    }
    return text + "'"
  }

  /// Three digits, so that what follows is not taken for a fourth.
  private static func octal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 8)
    return String(repeating: "0", count: 3 - digits.count) + digits
  }
}
