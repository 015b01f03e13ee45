/// The units that measure one thing, with every spelling that is read: for manuals.
public struct UnitGroup: Sendable, Hashable {
  /// One size, by its names.
  public struct Member: Sendable, Hashable {
    /// Names of the same size, the usual one first.
    public fileprivate(set) var spellings: [String]
    /// The same with a prefix: `kW`, `MW`.
    public fileprivate(set) var prefixed: [String]
    fileprivate let prefixes: String
    fileprivate let scale: Double
  }

  /// What they measure, in words: `a mass`.
  public let meaning: String
  /// The units, in the order in which they are suggested.
  public private(set) var members: [Member]
  private let kind: UnitWord.Kind
  private let dimension: Dimension

  /// All that a scenario may write, by what they measure.
  public static let all: [UnitGroup] = {
    var groups: [UnitGroup] = []
    for entry in UnitTable.entries {
      let (kind, dimension) = (entry.word.kind, entry.word.dimension)
      let found = groups.firstIndex { $0.kind == kind && $0.dimension == dimension }
      if found == nil {
        groups.append(
          UnitGroup(meaning: meaning(kind, dimension), members: [], kind: kind, dimension: dimension))
      }
      groups[found ?? groups.count - 1].add(entry)
    }
    return groups
  }()

  private static func meaning(_ kind: UnitWord.Kind, _ dimension: Dimension) -> String {
    switch kind {
    case .multiplier: "a factor before another unit"
    case .noun: "a count"
    case .measure: dimension.description
    }
  }

  private mutating func add(_ entry: UnitTable.Entry) {
    let scale = entry.word.numerator / entry.word.denominator
    let prefixed = entry.prefixes.flatMap { prefix in entry.spellings.map { "\(prefix)\($0)" } }
    // All that is counted has the same size, and is yet not the same.
    let known = kind == .noun ? nil : members.firstIndex { $0.scale == scale }
    if let known {
      members[known].spellings += entry.spellings
      members[known].prefixed += prefixed
    } else {
      members.append(
        Member(
          spellings: entry.spellings, prefixed: prefixed, prefixes: entry.prefixes, scale: scale))
    }
  }

  /// The units in a line: `s (second, seconds), min (minute, minutes)`.
  public var text: String {
    switch kind {
    case .multiplier, .measure:
      members.flatMap { [$0.names] + $0.prefixed }.joined(separator: ", ")
    case .noun: counts
    }
  }

  /// What is counted, a part for each list of prefixes: with each word by itself the list would have no end.
  private var counts: String {
    var parts: [(names: [String], prefixes: String)] = []
    for member in members {
      if let last = parts.indices.last, parts[last].prefixes == member.prefixes {
        parts[last].names.append(member.names)
      } else {
        parts.append(([member.names], member.prefixes))
      }
    }
    return parts.map { part in
      let prefixes = part.prefixes.map(String.init).joined(separator: ", ")
      return part.names.joined(separator: ", ")
        + (prefixes.isEmpty ? "" : ", also with \(prefixes) before them")
    }.joined(separator: "; ")
  }
}

extension UnitGroup.Member {
  /// The usual name, and the others in parentheses.
  fileprivate var names: String {
    let others = spellings.dropFirst()
    return spellings[0] + (others.isEmpty ? "" : " (\(others.joined(separator: ", ")))")
  }
}
