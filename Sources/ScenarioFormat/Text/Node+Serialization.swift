extension Node {
  /// The node as JSON text: the same node always gives the same text, and reading it gives the node back.
  ///
  /// Numbers keep their written spelling. Pretty text indents by two spaces and keeps an array of plain
  /// values on one line when that fits in 100 columns; it ends without a line break. Complexity: O(length of
  /// the text).
  public func serialized(pretty: Bool = true) -> String {
    var writer = JSONWriter(isPretty: pretty)
    writer.write(self, depth: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// Appends nodes to a growing text.
private struct JSONWriter {
  let isPretty: Bool
  var bytes: [UInt8] = []
  static let widest = 100

  mutating func write(_ node: Node, depth: Int) {
    switch node.content {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .number(_, let text): append(text)
    case .string(let text): write(text)
    case .array(let elements): write(elements, depth: depth)
    case .object(let members): write(members, depth: depth)
    }
  }

  private mutating func write(_ elements: [Node], depth: Int) {
    if elements.isEmpty { return append("[]") }
    if isPretty, elements.allSatisfy(\.isPlain) {
      let mark = bytes.count
      append("[")
      for (index, element) in elements.enumerated() {
        if index > 0 { append(", ") }
        write(element, depth: depth)
      }
      append("]")
      if bytes.count - mark + 2 * depth <= JSONWriter.widest { return }
      bytes.removeSubrange(mark...)
    }
    append("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { append(",") }
      newLine(depth + 1)
      write(element, depth: depth + 1)
    }
    newLine(depth)
    append("]")
  }

  private mutating func write(_ members: [Member], depth: Int) {
    if members.isEmpty { return append("{}") }
    append("{")
    for (index, member) in members.enumerated() {
      if index > 0 { append(",") }
      newLine(depth + 1)
      write(member.key)
      append(isPretty ? ": " : ":")
      write(member.value, depth: depth + 1)
    }
    newLine(depth)
    append("}")
  }

  private mutating func newLine(_ depth: Int) {
    guard isPretty else { return }
    bytes.append(10)
    for _ in 0..<depth { append("  ") }
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 8: append("\\b")
      case 9: append("\\t")
      case 10: append("\\n")
      case 12: append("\\f")
      case 13: append("\\r")
      case 0..<32: append(byte < 16 ? "\\u000" : "\\u00"); append(String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension Node {
  /// Whether the node is neither an array nor an object.
  fileprivate var isPlain: Bool {
    switch content {
    case .null, .bool, .number, .string: true
    case .array, .object: false
    }
  }
}
