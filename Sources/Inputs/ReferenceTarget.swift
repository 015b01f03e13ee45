/// What a reference may name: the entities of a collection, all or those of one kind.
public struct ReferenceTarget: Sendable {
  /// Dotted path of the collection.
  public let collection: String
  /// The choice that an entity has to have made, such as `kind` is `logic`; nil where every one will do.
  public let choice: (name: String, value: String)?

  /// What may be named, in words.
  public var words: String {
    choice.map { "\(collection) whose \($0.name) is \($0.value)" } ?? collection
  }
}
