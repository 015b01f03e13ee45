extension Node {
  /// A text node for a value that the program supplies.
  public static func string(_ text: String, at location: SourceLocation = .builtIn) -> Node {
    Node(.string(text), at: location)
  }

  /// A number node spelled with the fewest digits that read back; whole numbers have no decimal point.
  /// - Precondition: the value is finite, since JSON has no other numbers.
  public static func number(_ value: Double, at location: SourceLocation = .builtIn) -> Node {
    precondition(value.isFinite, "JSON has no infinite numbers")
    var text = value.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    return Node(.number(value, text: text), at: location)
  }

  /// A true or false node.
  public static func bool(_ value: Bool, at location: SourceLocation = .builtIn) -> Node {
    Node(.bool(value), at: location)
  }

  /// The `null` node.
  public static func null(at location: SourceLocation = .builtIn) -> Node {
    Node(.null, at: location)
  }

  /// An array node.
  public static func array(_ elements: [Node], at location: SourceLocation = .builtIn) -> Node {
    Node(.array(elements), at: location)
  }

  /// An object node with members in the given order.
  /// - Precondition: no key occurs twice.
  public static func object(_ members: [(String, Node)], at location: SourceLocation = .builtIn) -> Node {
    var seen: Set<String> = []
    for (key, _) in members { precondition(seen.insert(key).inserted, "key \(key) occurs twice") }
    return Node(.object(members.map { Member($0, $1) }), at: location)
  }
}

extension Node: Hashable {
  /// Whether two nodes say the same; locations and the spelling of numbers do not count.
  public static func == (left: Node, right: Node) -> Bool {
    switch (left.content, right.content) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a, _), .number(let b, _)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a == b
    case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
    }
  }

  /// Feeds what the node says, without locations.
  public func hash(into hasher: inout Hasher) {
    switch content {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .number(let value, _): hasher.combine(value)
    case .string(let text): hasher.combine(text)
    case .array(let elements): hasher.combine(elements)
    case .object(let members): hasher.combine(members)
    }
  }
}

extension Member: Hashable {
  /// Whether key and value say the same; locations do not count.
  public static func == (left: Member, right: Member) -> Bool {
    left.key == right.key && left.value == right.value
  }

  /// Feeds key and value, without locations.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(value)
  }
}
