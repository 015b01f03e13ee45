// All unsafe code of the event list. `NaiveEventList` says in plain Swift what this file must do; a twin
// test compares the two on random schedules.

/// The bits of a small event, there and back.
@usableFromInline
enum EventBits {
  /// The event's bytes in the low end of a word; an event is at most four bytes.
  @inlinable
  static func encode<Event: BitwiseCopyable>(_ event: Event) -> UInt32 {
    var word: UInt32 = 0
    withUnsafeMutableBytes(of: &word) { $0.storeBytes(of: event, as: Event.self) }
    return word
  }

  /// The event that `encode` packed.
  @inlinable
  static func decode<Event: BitwiseCopyable>(_ word: UInt32, as type: Event.Type) -> Event {
    withUnsafeBytes(of: word) { $0.load(as: type) }
  }
}

/// A 4-ary minimum heap of packed event keys in one aligned buffer.
///
/// The root stands three places into a 64-byte-aligned buffer, so the four children of every node share one
/// cache line, and the smallest child is found by two pairwise selects without a branch.
/// Keys move, events do not exist apart from them: pushing and popping never allocate unless the heap
/// outgrows its capacity.
@frozen @usableFromInline
struct EventHeap: ~Copyable {
  @usableFromInline var keys: UnsafeMutablePointer<UInt128>  // the root, three places into `storage`
  @usableFromInline var storage: UnsafeMutableRawPointer
  @usableFromInline var capacity: Int
  @usableFromInline var count = 0

  /// An empty heap with room for `capacity` keys.
  @usableFromInline
  init(capacity: Int) {
    precondition(capacity >= 0, "an event list cannot have a negative capacity")
    self.capacity = max(capacity, 13)
    storage = Self.allocate(self.capacity)
    keys = Self.root(storage)
  }

  @inlinable
  deinit { storage.deallocate() }

  /// Adds a key. O(log n).
  @inlinable @inline(__always)
  mutating func push(_ key: UInt128) {
    if count == capacity { grow() }
    let keys = keys  // a local pointer need not be loaded again after each store
    var hole = count
    count = hole &+ 1
    while hole > 0 {
      let parent = (hole &- 1) &>> 2
      let above = keys[parent]
      if above <= key { break }
      keys[hole] = above
      hole = parent
    }
    keys[hole] = key
  }

  /// Removes and returns the least key. The heap must not be empty. O(log n).
  @inlinable @inline(__always)
  mutating func popMinimum() -> UInt128 {
    let keys = keys
    let least = keys[0]
    count &-= 1
    let moved = keys[count]
    let count = count
    var hole = 0
    while true {
      let first = hole &* 4 &+ 1
      if first &+ 3 < count {
        let left = first &+ (keys[first &+ 1] < keys[first] ? 1 : 0)
        let right = first &+ 2 &+ (keys[first &+ 3] < keys[first &+ 2] ? 1 : 0)
        let child = left &+ ((right &- left) & (keys[right] < keys[left] ? -1 : 0))
        let below = keys[child]
        if moved <= below { break }
        keys[hole] = below
        hole = child
      } else {
        var child = first
        var next = first &+ 1
        while next < count {
          if keys[next] < keys[child] { child = next }
          next &+= 1
        }
        if child < count, keys[child] < moved {
          keys[hole] = keys[child]
          hole = child
        }
        break
      }
    }
    keys[hole] = moved
    return least
  }

  /// Gives the pending keys the sequence numbers 0, 1, 2, … in the order of scheduling. O(n log n), in place.
  @usableFromInline
  mutating func renumber() {
    let all = count
    for index in 0..<all { keys[index] = EventKey.sequenceFirst(keys[index]) }
    heapify(all)
    while count > 0 {  // heap sort: each least key goes to the place that popping just freed
      let least = popMinimum()
      keys[count] = least
    }
    for place in 0..<all {  // the sort was descending
      let key = EventKey.timeFirst(keys[place])
      keys[place] = EventKey.renumbered(key, sequence: UInt32(all - 1 - place))
    }
    heapify(all)
  }

  /// Makes a heap of the first `all` keys as they lie.
  private mutating func heapify(_ all: Int) {
    count = 0
    while count < all { push(keys[count]) }
  }

  @usableFromInline
  mutating func grow() {
    let larger = Self.allocate(capacity * 2)
    let root = Self.root(larger)
    root.update(from: keys, count: count)
    storage.deallocate()
    storage = larger
    keys = root
    capacity *= 2
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutableRawPointer {
    .allocate(byteCount: (capacity + 3) * MemoryLayout<UInt128>.stride, alignment: 64)
  }

  private static func root(_ storage: UnsafeMutableRawPointer) -> UnsafeMutablePointer<UInt128> {
    storage.assumingMemoryBound(to: UInt128.self) + 3
  }
}
