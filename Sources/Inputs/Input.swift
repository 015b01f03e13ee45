import ScenarioFormat

/// A declaration bound to a field of `Root`.
public struct Input<Root: InputGroup>: Sendable {
  public private(set) var declaration: InputDeclaration

  init<Field>(
    _ name: String, _ field: KeyPath<Root, Field>, kind: InputDeclaration.Kind, default text: String?,
    range: ClosedRange<Double> = -.infinity ... .infinity, _ meaning: String
  ) {
    guard let offset = MemoryLayout<Root>.offset(of: field) else {
      preconditionFailure("input '\(name)' is not a stored field of \(Root.self)")
    }
    declaration = InputDeclaration(
      name: name, offset: offset, kind: kind, defaultText: text, range: range, meaning: meaning, source: "")
  }

  /// The same with the source of its default.
  private func from(_ source: String) -> Input {
    var input = self
    input.declaration.source = source
    return input
  }

  /// A number in the unit of `U`, drawn once a replication.
  public static func quantity<U>(
    _ name: String, _ field: KeyPath<Root, Quantity<U>>, default text: String? = nil,
    in range: ClosedRange<Double> = 0 ... .infinity, _ meaning: String, source: String = ""
  ) -> Input {
    Input(name, field, kind: .quantity(Unit.of(U.self)), default: text, range: range, meaning).from(source)
  }

  /// A number in the unit of `U` that a scenario may leave out; then it stays out of the resolved scenario, and the
  /// field, which nobody may read, is 0.
  public static func optionalQuantity<U>(
    _ name: String, _ field: KeyPath<Root, Quantity<U>>, in range: ClosedRange<Double> = 0 ... .infinity,
    _ meaning: String
  ) -> Input {
    var input = Input(
      name, field, kind: .quantity(Unit.of(U.self)), default: nil, range: range, meaning)
    input.declaration.isOptional = true
    return input
  }

  /// A number by date in the unit of `U`, drawn once a replication.
  public static func trajectory<U>(
    _ name: String, _ field: KeyPath<Root, Trajectory<U>>, default text: String? = nil,
    in range: ClosedRange<Double> = 0 ... .infinity, _ meaning: String, source: String = ""
  ) -> Input {
    Input(name, field, kind: .trajectory(Unit.of(U.self)), default: text, range: range, meaning).from(source)
  }

  /// A distribution in the unit of `U`, drawn at each event.
  public static func variate<U>(
    _ name: String, _ field: KeyPath<Root, Variate<U>>, default text: String? = nil,
    in range: ClosedRange<Double> = 0 ... .infinity, _ meaning: String, source: String = ""
  ) -> Input {
    Input(name, field, kind: .variate(Unit.of(U.self)), default: text, range: range, meaning).from(source)
  }

  /// A calendar date.
  public static func moment(
    _ name: String, _ field: KeyPath<Root, Moment>, default text: String? = nil, _ meaning: String,
    source: String = ""
  ) -> Input {
    Input(name, field, kind: .moment, default: text, meaning).from(source)
  }

  /// True or false.
  public static func flag(
    _ name: String, _ field: KeyPath<Root, Bool>, default value: Bool, _ meaning: String
  ) -> Input {
    Input(name, field, kind: .flag, default: value ? "true" : "false", meaning)
  }

  /// A named policy or kind.
  ///
  /// One that is `drawable` may have chances in a scenario, and then one word is drawn once a replication. Not so what
  /// is read before anything is drawn: what decides which entities there are, what may refer to them, and claims.
  public static func choice<Choice: RawRepresentable<String> & CaseIterable & BitwiseCopyable>(
    _ name: String, _ field: KeyPath<Root, Choice>, default value: Choice? = nil, drawable: Bool = false,
    _ meaning: String
  ) -> Input {
    precondition(MemoryLayout<Choice>.size == 1, "a choice has between 2 and 256 cases")
    let bytes = Choice.allCases.map { unsafeBitCast($0, to: UInt8.self) }
    var input = Input(
      name, field, kind: .choice(Choice.allCases.map(\.rawValue), bytes: bytes), default: value?.rawValue,
      meaning)
    input.declaration.isDrawable = drawable
    return input
  }

  /// The id of an entity in `collection`, of those that made a certain choice if one is said.
  ///
  /// With a default of `none`, and only then, it may be left out or be `none`.
  public static func reference(
    _ name: String, _ field: KeyPath<Root, Reference>, to collection: String,
    whose choice: (name: String, value: String)? = nil, default text: String? = nil, _ meaning: String
  ) -> Input {
    Input(
      name, field, kind: .reference(ReferenceTarget(collection: collection, choice: choice)), default: text,
      meaning)
  }

  /// Numbers keyed by the ids of `collection`; entities that are not named get zero.
  public static func weights(
    _ name: String, _ field: KeyPath<Root, Weights>, by collection: String, default text: String? = nil,
    in range: ClosedRange<Double> = 0 ... .infinity, _ meaning: String
  ) -> Input {
    Input(name, field, kind: .weights(collection), default: text, range: range, meaning)
  }

  /// Words for people.
  public static func text(
    _ name: String, _ field: KeyPath<Root, TextIndex>, default text: String? = nil, _ meaning: String
  ) -> Input {
    Input(name, field, kind: .text, default: text, meaning)
  }

  /// A group inside this group.
  public static func group<Nested: InputGroup>(
    _ name: String, _ field: KeyPath<Root, Nested>, _ meaning: String
  ) -> Input {
    Input(name, field, kind: .group(Nested.groupType), default: "{}", meaning)
  }

  /// Entities keyed by id, each a group.
  public static func entities<Nested: InputGroup>(
    _ name: String, _ field: KeyPath<Root, Entities<Nested>>, noun: String, _ meaning: String
  ) -> Input {
    Input(name, field, kind: .entities(Nested.groupType, noun: noun), default: "{}", meaning)
  }

  /// The stream key of the entity, filled by the compiler.
  public static func identity(_ field: KeyPath<Root, Identity>) -> Input {
    Input("", field, kind: .identity, default: nil, "")
  }
}

extension Input {
  /// The same input, which the model reads only while it sets up the world.
  public var readAtTheStart: Input {
    var input = self
    input.declaration.reading = .start
    return input
  }

  /// The same input, which the model reads only when someone decides, at an interval that is an input too.
  public func readAtDecisions(every interval: String) -> Input {
    var input = self
    input.declaration.reading = .decisions(interval: interval)
    return input
  }
}
