/// Command lines as a shell reads them back.
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
    // Inside single quotes nothing is special but the quote itself.
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
