/// A JSON value whose objects keep the order in which their members were given.
///
/// It is for writing only. Numbers have the shortest digits that read back exactly; NaN and the infinities,
/// which JSON lacks, become `null`.
public indirect enum JSONText: Equatable, Sendable {
  /// A name and its value.
  public struct Member: Equatable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: JSONText

    /// Names a value.
    public init(_ name: String, _ value: JSONText) {
      self.name = name
      self.value = value
    }
  }

  /// No value.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number.
  case integer(Int)
  /// A real number.
  case number(Double)
  /// A text, escaped as it is written.
  case text(String)
  /// Values in order.
  case array([JSONText])
  /// Named values in order; names are not checked for repetition.
  case object([Member])

  /// The value on indented lines, two spaces a level, without a line break at the end.
  public var pretty: String {
    var buffer = ByteBuffer()
    write(to: &buffer, depth: 0, isPretty: true)
    return buffer.makeString()
  }

  /// The value on one line without spaces.
  public var compact: String {
    var buffer = ByteBuffer()
    write(to: &buffer, depth: 0, isPretty: false)
    return buffer.makeString()
  }

  /// Appends a text as a JSON string, with its quotes.
  ///
  /// Quotes, backslashes and control characters are escaped; everything else stays as it is in UTF-8.
  public static func write(quoted text: String, to buffer: inout ByteBuffer) {
    let digits: StaticString = "0123456789abcdef"
    buffer.append(byte: UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): buffer.append(text: "\\\"")
      case UInt8(ascii: "\\"): buffer.append(text: "\\\\")
      case 0x08: buffer.append(text: "\\b")
      case 0x09: buffer.append(text: "\\t")
      case 0x0a: buffer.append(text: "\\n")
      case 0x0c: buffer.append(text: "\\f")
      case 0x0d: buffer.append(text: "\\r")
      case 0..<0x20, 0x7f:
        buffer.append(text: "\\u00")
        buffer.append(byte: digits.utf8Start[Int(byte >> 4)])
        buffer.append(byte: digits.utf8Start[Int(byte & 15)])
      default: buffer.append(byte: byte)
      }
    }
    buffer.append(byte: UInt8(ascii: "\""))
  }

  private func write(to buffer: inout ByteBuffer, depth: Int, isPretty: Bool) {
    switch self {
    case .null: buffer.append(text: "null")
    case .boolean(let value): buffer.append(text: value ? "true" : "false")
    case .integer(let value): buffer.append(integer: value)
    case .number(let value) where value.isFinite: buffer.append(number: value)
    case .number: buffer.append(text: "null")
    case .text(let value): JSONText.write(quoted: value, to: &buffer)
    case .array(let items) where items.isEmpty: buffer.append(text: "[]")
    case .object(let members) where members.isEmpty: buffer.append(text: "{}")
    case .array(let items):
      buffer.append(byte: UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        JSONText.separate(index, depth: depth + 1, isPretty: isPretty, in: &buffer)
        item.write(to: &buffer, depth: depth + 1, isPretty: isPretty)
      }
      JSONText.separate(0, depth: depth, isPretty: isPretty, in: &buffer)
      buffer.append(byte: UInt8(ascii: "]"))
    case .object(let members):
      buffer.append(byte: UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        JSONText.separate(index, depth: depth + 1, isPretty: isPretty, in: &buffer)
        JSONText.write(quoted: member.name, to: &buffer)
        buffer.append(text: isPretty ? ": " : ":")
        member.value.write(to: &buffer, depth: depth + 1, isPretty: isPretty)
      }
      JSONText.separate(0, depth: depth, isPretty: isPretty, in: &buffer)
      buffer.append(byte: UInt8(ascii: "}"))
    }
  }

  /// A comma before all but the first item, then a new line where the layout wants one.
  private static func separate(_ index: Int, depth: Int, isPretty: Bool, in buffer: inout ByteBuffer) {
    if index > 0 { buffer.append(byte: UInt8(ascii: ",")) }
    guard isPretty else { return }
    buffer.append(byte: UInt8(ascii: "\n"))
    for _ in 0..<depth { buffer.append(text: "  ") }
  }
}

extension JSONText: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// A text as written.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A whole number as written.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A number as written.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A truth value as written.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// The missing value.
  public init(nilLiteral: ()) { self = .null }
  /// An array as written.
  public init(arrayLiteral elements: JSONText...) { self = .array(elements) }
  /// An object as written, in that order.
  public init(dictionaryLiteral elements: (String, JSONText)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
