/// A value of a JSON text that remembers where it was written.
///
/// Two nodes are equal when they say the same: locations and the spelling of numbers do not count, the order
/// of members does.
public struct Node: Sendable {
  /// What a node holds.
  public indirect enum Content: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A finite number and its spelling in the text.
    case number(Double, text: String)
    /// Text.
    case string(String)
    /// Values in order.
    case array([Node])
    /// Members in written order; no key occurs twice.
    case object([Member])
  }

  /// What the node holds.
  public var content: Content
  /// Where its first character stands.
  public var location: SourceLocation

  /// Makes a node.
  public init(_ content: Content, at location: SourceLocation = .builtIn) {
    self.content = content
    self.location = location
  }
}

/// A key of an object with its value.
public struct Member: Sendable {
  /// The key, with escapes resolved.
  public var key: String
  /// Where the key's opening quote stands.
  public var keyLocation: SourceLocation
  /// The value.
  public var value: Node

  /// Makes a member; without a location of its own the key stands where the value stands.
  public init(_ key: String, at keyLocation: SourceLocation? = nil, _ value: Node) {
    self.key = key
    self.keyLocation = keyLocation ?? value.location
    self.value = value
  }
}

extension Node {
  /// The members of an object, and none for anything else.
  public var members: [Member] {
    if case .object(let members) = content { return members }
    return []
  }

  /// The elements of an array, and none for anything else.
  public var elements: [Node] {
    if case .array(let elements) = content { return elements }
    return []
  }

  /// Whether the node is an object.
  public var isObject: Bool {
    if case .object = content { return true }
    return false
  }

  /// Whether the node is `null`.
  public var isNull: Bool {
    if case .null = content { return true }
    return false
  }

  /// The text of a string node.
  public var string: String? {
    if case .string(let text) = content { return text }
    return nil
  }

  /// The value of a number node.
  public var number: Double? {
    if case .number(let value, _) = content { return value }
    return nil
  }

  /// The value of a true or false node.
  public var bool: Bool? {
    if case .bool(let value) = content { return value }
    return nil
  }

  /// What kind of value this is, in words for messages: "text", "an object", "null".
  public var kindName: String {
    switch content {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(_, let text): "the number \(text)"
    case .string: "text"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// The member of that key, or nil. Complexity: O(members).
  public func member(_ key: String) -> Member? {
    members.first { $0.key == key }
  }

  /// The value of that key, or nil. Complexity: O(members).
  public subscript(_ key: String) -> Node? {
    member(key)?.value
  }

  /// The value at a dotted path such as `a."x.y".2`, or nil when there is none or the text is not a path.
  public func value(atPath path: String) -> Node? {
    if path.isEmpty { return self }
    guard case .success(let parsed) = NodePath.parse(path) else { return nil }
    return value(at: parsed)
  }

  /// The value at a path, or nil when there is none.
  public func value(at path: NodePath) -> Node? {
    var node = self
    for segment in path.segments {
      switch node.content {
      case .object:
        guard let next = node[segment] else { return nil }
        node = next
      case .array(let elements):
        guard let index = Int(segment), elements.indices.contains(index) else { return nil }
        node = elements[index]
      case .null, .bool, .number, .string:
        return nil
      }
    }
    return node
  }
}
