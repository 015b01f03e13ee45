import Sweep
import Tables

/// What the ids of a point's runs are hashed from, kept so that each id costs a copy of a hash and no allocation.
///
/// An id is ``RunIdentity/prefix`` and the start of the SHA-256 of the engine's version, the scenario's hash, the
/// seed and the replication, then a line for each numeric axis in the order of their paths: `path = number unit`, the
/// number as Swift describes it.
struct PointIdentity: ~Copyable {
  /// Digits of an id: 64 bits.
  private static let digits = 16
  /// Numeric axes in the order of their paths.
  private let axes: [Int]
  /// The hash of all that comes before the replication.
  private var start = SHA256()
  /// All that comes after it.
  private var rest = ByteBuffer(capacity: 256)
  /// The id asked for last, and its replication.
  private var text = ByteBuffer(capacity: 64)
  private var replication: Int?
  /// Whether a point has been set.
  private(set) var isSet = false

  init(_ study: SweepStudy) {
    axes = study.axes.indices.filter { !study.axes[$0].isStructural }
      .sorted { study.axes[$0].path < study.axes[$1].path }
  }

  /// Forgets the point.
  mutating func clear() { isSet = false }

  /// Takes a point: what its scenario is, and the numbers of its axes.
  mutating func set(_ study: SweepStudy, _ scenario: String, _ values: [Double]) {
    rest.removeAll()
    rest.append(text: "capsim ")
    rest.append(text: Engine.version)
    rest.append(text: "\n")
    rest.append(text: scenario)
    rest.append(text: "\nseed ")
    rest.append(text: "\(study.seed)")
    rest.append(text: "\nreplication ")
    start = SHA256()
    rest.withBytes { start.update($0) }
    rest.removeAll()
    rest.append(byte: UInt8(ascii: "\n"))
    for place in axes.indices {
      let axis = axes[place]
      rest.append(text: study.axes[axis].path)
      rest.append(text: " = ")
      rest.append(described: values[axis])
      rest.append(text: " ")
      rest.append(text: study.axes[axis].unit)
      rest.append(byte: UInt8(ascii: "\n"))
    }
    isSet = true
    replication = nil
  }

  /// Gives `body` the id of a replication. Precondition: a point is set.
  mutating func withID<Result>(replication: Int, _ body: (borrowing ByteBuffer) -> Result) -> Result {
    if self.replication != replication {
      var hash = start
      text.removeAll()
      text.append(integer: replication)
      text.withBytes { hash.update($0) }
      rest.withBytes { hash.update($0) }
      text.removeAll()
      text.append(text: String(RunIdentity.prefix))
      hash.append(digits: Self.digits, to: &text)
      self.replication = replication
    }
    return body(text)
  }
}

extension ByteBuffer {
  /// Appends a number as its `description` has it; without allocation where that has no exponent.
  fileprivate mutating func append(described number: Double) {
    let magnitude = number.magnitude
    if magnitude < 0x1p53, magnitude == magnitude.rounded(.towardZero) {
      append(number: number)
      append(text: ".0")
    } else if magnitude >= 1e-4, magnitude < 0x1p53 {
      append(number: number)
    } else {
      append(text: number.description)
    }
  }
}
