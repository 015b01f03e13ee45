/// All mutants of one source file at once, each behind a switch: one build serves all.
struct Schemata {
  private struct Edit {
    let range: Range<Int>
    let number: Int
    let replacement: Mutant.Replacement
  }

  private let source: [UInt8]
  private var edits: [Edit] = []

  init(_ text: String) { source = Array(text.utf8) }

  /// Adds a mutant. Throws if its source does not stand exactly once in the file.
  mutating func add(_ mutant: Mutant, number: Int) throws(GateProblem) {
    let parts = mutant.source.split(
      separator: /[«»]/, maxSplits: 3, omittingEmptySubsequences: false
    ).map { Array($0.utf8) }
    guard parts.count == 3, !parts[1].isEmpty else {
      throw GateProblem(
        description: "\(mutant.origin): the source of '\(mutant.name)' marks no part by « and »")
    }
    var found: [Range<Int>] = []
    for start in source.indices {
      guard let marked = match(parts[0], at: start), let end = match(parts[1], at: marked),
        match(parts[2], at: end) != nil
      else { continue }
      found.append(marked..<end)
    }
    guard found.count == 1 else {
      let times = found.isEmpty ? "is not in" : "stands \(found.count) times in"
      throw GateProblem(
        description: "\(mutant.origin): the source of '\(mutant.name)' \(times) \(mutant.file)")
    }
    edits.append(Edit(range: found[0], number: number, replacement: mutant.replacement))
  }

  /// Where a match of `pattern` at `start` ends: any white space matches any other.
  private func match(_ pattern: [UInt8], at start: Int) -> Int? {
    var place = start
    var index = 0
    while index < pattern.count {
      if Schemata.isSpace(pattern[index]) {
        let first = place
        while place < source.count, Schemata.isSpace(source[place]) { place += 1 }
        guard place > first else { return nil }
        while index < pattern.count, Schemata.isSpace(pattern[index]) { index += 1 }
      } else {
        guard place < source.count, source[place] == pattern[index] else { return nil }
        place += 1
        index += 1
      }
    }
    return place
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A }

  /// The file with all its mutants. Throws if two marked parts overlap without one holding the other.
  func text() throws(GateProblem) -> String {
    let sorted = edits.sorted {
      ($0.range.lowerBound, -$0.range.upperBound, $0.number)
        < ($1.range.lowerBound, -$1.range.upperBound, $1.number)
    }
    return try render(0..<source.count, sorted[...])
  }

  private func render(_ range: Range<Int>, _ edits: ArraySlice<Edit>) throws(GateProblem) -> String {
    var text = ""
    var place = range.lowerBound
    var rest = edits
    while let edit = rest.popFirst() {
      let inner = rest.prefix { $0.range.lowerBound < edit.range.upperBound }
      rest = rest.dropFirst(inner.count)
      guard inner.allSatisfy({ $0.range.upperBound <= edit.range.upperBound }) else {
        throw GateProblem(description: "mutant \(edit.number) overlaps the next in its file")
      }
      text += String(decoding: source[place..<edit.range.lowerBound], as: UTF8.self)
      let original = try render(edit.range, inner)
      switch edit.replacement {
      case .expression(let other): text += "(Mutant.is(\(edit.number)) ? (\(other)) : (\(original)))"
      case .statements(let other): text += "if Mutant.is(\(edit.number)) { \(other) } else { \(original) }"
      }
      place = edit.range.upperBound
    }
    return text + String(decoding: source[place..<range.upperBound], as: UTF8.self)
  }

  /// What each module with mutants gets: the number of the one that is switched on.
  static let switchFile = """
    #if canImport(Glibc)
      import Glibc
    #elseif canImport(Darwin)
      import Darwin
    #endif

    @usableFromInline enum Mutant {
      @usableFromInline static let active = getenv("CAPSIM_MUTANT").flatMap { Int(String(cString: $0)) } ?? 0
      @inlinable static func `is`(_ number: Int) -> Bool { active == number }
    }

    """
}
