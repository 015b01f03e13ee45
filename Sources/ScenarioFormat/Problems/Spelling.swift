/// Guesses what a person meant by a name that does not exist.
public enum Spelling {
  /// The candidate nearest to a word, or nil when none is near enough.
  ///
  /// The measure is the number of insertions, deletions, replacements and swaps of neighbours that turn one
  /// word into the other, letter case aside. A candidate is near enough when that number is at most a third
  /// of the longer word's length, or 1 for words of two or three letters. The first of equally near
  /// candidates wins. Before spelling, meaning counts: a word that stands for a candidate elsewhere, such as `max`
  /// for `highest`, is that candidate. Complexity: O(candidates * length squared).
  public static func nearest(to word: String, in candidates: [String]) -> String? {
    if candidates.contains(word) { return word }
    if let meant = Synonyms.of(word).first(where: candidates.contains) { return meant }
    let wanted = Array(word.lowercased().unicodeScalars.prefix(64))
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().unicodeScalars.prefix(64))
      let longer = max(wanted.count, letters.count)
      let cutoff = longer <= 1 ? 0 : max(1, longer / 3)
      if abs(wanted.count - letters.count) > cutoff { continue }
      let distance = editDistance(wanted, letters)
      if distance <= cutoff, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// The hint `did you mean 'x'?`, or nil when nothing is near.
  public static func hint(for word: String, in candidates: [String]) -> String? {
    nearest(to: word, in: candidates).map { "did you mean '\($0)'?" }
  }

  /// Damerau and Levenshtein's distance in its restricted form: no part of a word is edited twice.
  static func editDistance(_ from: [Unicode.Scalar], _ to: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...to.count)
    for row in from.indices {
      var current = [row + 1]
      current.reserveCapacity(to.count + 1)
      for column in to.indices {
        let replacement = last[column] + (from[row] == to[column] ? 0 : 1)
        var distance = min(last[column + 1] + 1, current[column] + 1, replacement)
        if row > 0, column > 0, from[row] == to[column - 1], from[row - 1] == to[column] {
          distance = min(distance, beforeLast[column - 1] + 1)
        }
        current.append(distance)
      }
      beforeLast = last
      last = current
    }
    return last[to.count]
  }
}
