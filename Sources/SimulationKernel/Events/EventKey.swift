/// One pending event packed into a single integer, so that order is one comparison.
///
/// From the most significant bit down: the bit pattern of the time (64), the priority (8), the order of
/// scheduling (24) and the event itself (32). Bit patterns of non-negative doubles sort as the numbers do,
/// so comparing two keys compares time, then priority, then order of scheduling. Two pending keys are
/// never equal, hence the event's own bits never decide.
@usableFromInline
enum EventKey {
  /// The number of distinct places in the order of scheduling: 2 to the 24th.
  @usableFromInline static let sequenceLimit: UInt32 = 1 << 24

  /// Packs an event. `time` must be non-negative; a negative zero counts as zero.
  @inlinable
  static func pack<Event: BitwiseCopyable>(
    _ event: Event, time: Double, priority: UInt8, sequence: UInt32
  ) -> UInt128 {
    let low = UInt64(priority) << 56 | UInt64(sequence) << 32 | UInt64(EventBits.encode(event))
    return UInt128(_low: low, _high: (time + 0.0).bitPattern)
  }

  @inlinable
  static func time(_ key: UInt128) -> Double { Double(bitPattern: key._high) }

  @inlinable
  static func event<Event: BitwiseCopyable>(_ key: UInt128, as type: Event.Type) -> Event {
    EventBits.decode(UInt32(truncatingIfNeeded: key._low), as: type)
  }

  /// The same key at another place in the order of scheduling.
  @inlinable
  static func renumbered(_ key: UInt128, sequence: UInt32) -> UInt128 {
    let cleared = key._low & 0xFF00_0000_FFFF_FFFF
    return UInt128(_low: cleared | UInt64(sequence) << 32, _high: key._high)
  }

  /// The place in the order of scheduling.
  @inlinable
  static func sequence(_ key: UInt128) -> UInt32 {
    UInt32(truncatingIfNeeded: key._low >> 32) & (sequenceLimit - 1)
  }

  /// The key's words turned so that the order of scheduling decides first.
  static func sequenceFirst(_ key: UInt128) -> UInt128 {
    UInt128(_low: key._high, _high: key._low << 8 | key._low >> 56)
  }

  /// Turns the words of `sequenceFirst` back.
  static func timeFirst(_ turned: UInt128) -> UInt128 {
    UInt128(_low: turned._high >> 8 | turned._high << 56, _high: turned._low)
  }
}
