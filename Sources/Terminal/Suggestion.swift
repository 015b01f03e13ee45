/// Finds the word that was probably meant.
public enum Suggestion {
  /// The candidate nearest to `word`, or nil if none is near; the first of equals.
  ///
  /// Letter case does not count. A candidate is near within a third of its length in edits, at least one, or
  /// if `word` of three letters or more begins it. Complexity: O(candidates x length^2).
  public static func nearest(to word: String, in candidates: [String]) -> String? {
    let wanted = Array(word.lowercased())
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased())
      let edits = distance(wanted, letters)
      let isBeginning = wanted.count >= 3 && letters.starts(with: wanted)
      let limit = max(1, max(wanted.count, letters.count) / 3)
      guard edits <= limit || isBeginning, edits < max(wanted.count, letters.count) else { continue }
      let cost = isBeginning ? min(edits, 1) : edits
      if best == nil || cost < best!.distance { best = (candidate, cost) }
    }
    return best?.candidate
  }

  /// The least number of insertions, deletions, replacements and swaps of neighbours that turn one word into
  /// the other (optimal string alignment).
  static func distance(_ one: [Character], _ other: [Character]) -> Int {
    var before: [Int] = []
    var previous = Array(0...other.count)
    for row in 0..<one.count {
      var current = [row + 1]
      for column in 0..<other.count {
        let isEqual = one[row] == other[column]
        var cost = min(previous[column] + (isEqual ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      before = previous
      previous = current
    }
    return previous[other.count]
  }
}
