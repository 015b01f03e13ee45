import ScenarioFormat

/// What there is to know of one input: the only place where it is stated.
public struct InputDeclaration: Sendable {
  /// What kind of thing the input is, and what decoding it needs.
  public enum Kind: Sendable {
    /// A number with a unit, drawn once a replication when uncertain.
    case quantity(Unit)
    /// A number with a unit by date, drawn once a replication when uncertain.
    case trajectory(Unit)
    /// A distribution with a unit, drawn at each event.
    case variate(Unit)
    /// A calendar date, drawn once a replication when uncertain; `never` is a date after every other.
    case moment
    case flag
    /// One of a closed set of names, drawn once a replication where it has chances; `bytes` are the cases in memory.
    case choice([String], bytes: [UInt8])
    /// The id of an entity; `none` too where that is the default.
    case reference(ReferenceTarget)
    /// Numbers keyed by ids of the collection at this path.
    case weights(String)
    /// The dotted path of another input, stored as an index into the compiled scenario's texts.
    case text
    case group(GroupType)
    /// Entities keyed by id; `noun` is what one of them is called.
    case entities(GroupType, noun: String)
    /// Not written in a scenario: filled with the stream key of the entity's path.
    case identity
  }

  /// When the model reads an input, and so when a change of it can act.
  public enum Reading: Sendable, Equatable {
    /// Whenever it matters.
    case always
    /// Only while the world is set up.
    case start
    /// Only at decisions; `interval` is the path of the input that says how often they come.
    case decisions(interval: String)
  }

  /// How many entities a collection may hold: indices stay small, and a slip of the pen is noticed.
  public static let mostEntities = 1000

  public let name: String
  /// Byte offset of the field in its group.
  public let offset: Int
  public let kind: Kind
  /// The value when a scenario does not give one, in the scenario's own text; nil when it must be given.
  public let defaultText: String?
  /// What a value may be, in the input's own unit.
  public let range: ClosedRange<Double>
  public let meaning: String
  /// Where the default comes from.
  public internal(set) var source: String
  /// Whether a scenario may leave it out though there is no default.
  public var isOptional = false
  /// Whether a choice may have chances, one word being drawn once a replication.
  public internal(set) var isDrawable = false
  /// When the model reads it.
  public internal(set) var reading = Reading.always

  /// The unit text of a number, empty for other kinds.
  public var unitSymbol: String {
    switch kind {
    case .quantity(let unit), .trajectory(let unit), .variate(let unit): unit.symbol
    case .moment: "date"
    case .flag, .choice, .reference, .weights, .text, .group, .entities, .identity: ""
    }
  }

  /// The kind in a word or two, as `describe` prints it.
  public var kindName: String {
    switch kind {
    case .quantity: "number"
    case .trajectory: "number by date"
    case .variate: "distribution, drawn per event"
    case .moment: "date"
    case .flag: "true or false"
    case .choice(let names, _): "one of " + names.joined(separator: ", ")
    case .reference(let target): "id of one of \(target.words)"
    case .weights(let collection): "numbers keyed by ids of \(collection)"
    case .text: "text"
    case .group: "group"
    case .entities(_, let noun): "\(noun)s keyed by id"
    case .identity: "identity"
    }
  }
}
