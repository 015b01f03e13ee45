import ScenarioFormat
import SimulationKernel

/// A scenario ready to run: a block of parameters with every fixed value in place, and what remains to be drawn.
///
/// Immutable and shared by all workers.
public struct CompiledScenario: Sendable {
  /// Days since 1970 of the scenario's start.
  public let epoch: Double
  /// The bytes that a replication starts from.
  let template: [UInt8]
  /// Where the base pointer of each collection goes, and where its entities lie.
  let collections: [CollectionSlot]
  /// What each replication draws, in order of path.
  public let uncertain: [UncertainInput]
  /// Ids by dotted path of the collection, sorted.
  public let ids: [String: [String]]
  /// Where each numeric input lies, sorted by path: the targets of shocks and sweeps.
  public let places: [InputPlace]
  /// The choices that are drawn, sorted by path. They are among `uncertain` as well.
  public let choices: [InputPlace]
  /// Words for people, by `TextIndex`.
  public let texts: [String]
  /// The scenario with every default filled in.
  public let resolved: Node

  /// The place of the input at `path`. Logarithmic in the number of inputs.
  public func place(_ path: String) -> InputPlace? { InputPlace.find(path, in: places) }

  /// The place of the choice that is drawn at `path`; nil if there is none. Logarithmic in their number.
  public func choice(_ path: String) -> InputPlace? { InputPlace.find(path, in: choices) }

  /// The uncertain input at `path`; nil if there is none or its value is fixed. Logarithmic in their number.
  public func uncertain(_ path: String) -> UncertainInput? {
    var low = 0
    var high = uncertain.count
    while low < high {
      let middle = (low + high) / 2
      if uncertain[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < uncertain.count && uncertain[low].path == path ? uncertain[low] : nil
  }
}

/// An input whose value each replication draws: its knots share one uniform number.
///
/// What is drawn of a choice is the place of a word among its words.
public struct UncertainInput: Sendable {
  public let path: String
  public let unitSymbol: String
  public let meaning: String
  public let value: InputValue
  let key: UInt64
  /// Byte offset in the block of each knot, its distribution, and what the input's range leaves of that.
  let knots: [(offset: Int, uncertainty: InputValue.Uncertainty, truncation: Truncation)]
  /// What the input is drawn from where it is drawn together with others; nothing where it is drawn by itself.
  var luck: [SharedLuck] = []
  /// The words of a choice, and what they are in memory; nil for numbers.
  var words: ChoiceWords?

  /// Whether one word of a choice is drawn.
  public var isChoice: Bool { words != nil }

  /// Byte offset of the first knot: what `runs.csv` reports.
  var firstOffset: Int { knots[0].offset }

  /// The value at the first knot that a replication draws, in the input's own unit, without running anything.
  public func drawn(seed: UInt64, replication: UInt64) -> Double {
    quantile(uniform(seed: seed, replication: replication), knot: 0)
  }

  /// The word that a replication draws, without running anything; nil for numbers.
  public func word(seed: UInt64, replication: UInt64) -> String? {
    words?.names[Int(drawn(seed: seed, replication: replication))]
  }

  /// The uniform number that all knots share in a replication.
  func uniform(seed: UInt64, replication: UInt64) -> Double {
    guard !luck.isEmpty else {
      return UncertainInput.uniform(seed: seed, replication: replication, key: key)
    }
    let normal = Distribution.normal(mean: 0, standardDeviation: 1)
    var score = 0.0
    for part in luck {
      score +=
        part.weight
        * normal.quantile(UncertainInput.uniform(seed: seed, replication: replication, key: part.key))
    }
    return min(max(normal.probability(below: score), .leastNonzeroMagnitude), 1.0.nextDown)
  }

  private static func uniform(seed: UInt64, replication: UInt64, key: UInt64) -> Double {
    var stream = RandomStream(seed: seed, replication: replication, key: key)
    return stream.uniformOpen()
  }

  /// The quantile of one knot, of the part of its distribution within the input's range.
  func quantile(_ p: Double, knot: Int) -> Double {
    let knot = knots[knot]
    return knot.truncation.confined(knot.uncertainty.quantile(knot.truncation.probability(p)))
  }
}

/// The words that a choice is among, in the order of their declaration.
struct ChoiceWords: Sendable {
  let names: [String]
  /// Each of them in memory.
  let bytes: [UInt8]
}

/// Where the numbers of one input lie in the block, or the word of a choice.
public struct InputPlace: Sendable {
  public let path: String
  public let declaration: InputDeclaration
  public let value: InputValue
  let offset: Int

  /// Whether the value is what holds where a scenario states nothing: a scenario with everything filled in, as a
  /// sweep keeps it, says the same as the one that states nothing.
  public var isDefault: Bool { value.written == declaration.defaultText }

  /// How the value stands to the default, as a table says it.
  public enum Standing: String, Sendable {
    /// What holds where a scenario states nothing.
    case asDefault = "default"
    /// Another value than the default.
    case changed
    /// A scenario must state it: there is no default.
    case required
  }

  /// How the value stands to the default.
  public var standing: Standing {
    if declaration.defaultText == nil { return .required }
    return isDefault ? .asDefault : .changed
  }

  /// Where the value comes from, as stated beside it; the default's own source speaks for the default alone.
  public var source: String { value.provenance?.source ?? (isDefault ? declaration.source : "") }

  /// Share of the distribution as stated that lies outside the input's range; the largest of all dates.
  public var cutShare: Double {
    value.knots.map { $0.value.truncation(to: declaration.range).share }.max() ?? 0
  }

  /// The places whose path begins with a text, among places sorted by path: logarithmic in the number of places,
  /// linear in that of those found.
  public static func beginning(with text: String, in places: [InputPlace]) -> ArraySlice<InputPlace> {
    let start = firstIndex(from: text, in: places)
    return places[start...].prefix { $0.path.hasPrefix(text) }
  }

  /// The place at `path` among places sorted by path.
  static func find(_ path: String, in places: [InputPlace]) -> InputPlace? {
    let index = firstIndex(from: path, in: places)
    return index < places.count && places[index].path == path ? places[index] : nil
  }

  /// The first place, of places sorted by path, that does not come before a text.
  private static func firstIndex(from text: String, in places: [InputPlace]) -> Int {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].path < text { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

struct CollectionSlot: Sendable {
  let fieldOffset: Int
  let entitiesOffset: Int
  let count: Int
}
