import Testing

@testable import SimulationKernel

/// Twin and fuzz tests: the packed heap against the plain list, on random schedules with many ties.
struct SchedulerTwinTests {
  @Test(arguments: 0..<40)
  func theHeapDoesWhatThePlainListDoes(seed: Int) {
    var random = RandomStream(seed: UInt64(seed), replication: 0, key: StreamKey(name: "scheduler twin"))
    let distinctTimes = 1 + random.index(below: 6)  // few distinct times make many ties
    let priorities = 1 + random.index(below: 3)
    let bias = 40 + random.index(below: 25)
    var fast = Scheduler<UInt32>(capacity: random.index(below: 20))
    var plain = NaiveEventList<UInt32>()
    for step in 0..<3000 {
      switch random.index(below: 100) {
      case 0..<bias:
        let time = plain.now + Double(random.index(below: distinctTimes)) * 0.5
        let priority = UInt8(random.index(below: priorities) * 127)
        fast.schedule(UInt32(step), at: time, priority: priority)
        plain.schedule(UInt32(step), at: time, priority: priority)
      case bias..<(bias + 3):
        let end = plain.now + random.uniform()
        #expect(fast.next(until: end) == plain.next(until: end), "seed \(seed), step \(step)")
      case bias + 3:
        fast.skipSequence(leaving: UInt32(random.index(below: 5)))  // renumbering soon
      default:
        #expect(fast.next() == plain.next(), "seed \(seed), step \(step)")
      }
      #expect(fast.now == plain.now && fast.count == plain.count && fast.peekTime == plain.peekTime)
    }
    while let expected = plain.next() { #expect(fast.next() == expected, "seed \(seed)") }
    #expect(fast.next() == nil)
  }

  @Test func renumberingKeepsTheOrderOfTies() {
    var scheduler = Scheduler<UInt32>(capacity: 8)
    for index in 0..<10 { scheduler.schedule(UInt32(index), at: 1) }
    scheduler.skipSequence(leaving: 3)
    for index in 10..<300 {
      scheduler.schedule(UInt32(index), at: 1)
      if index.isMultiple(of: 7) { scheduler.skipSequence(leaving: 0) }
    }
    for index in 0..<300 { #expect(scheduler.next() == UInt32(index)) }
  }

  @Test func theHeapKeepsItsInvariant() {
    var random = RandomStream(seed: 5, replication: 0, key: 1)
    var heap = EventHeap(capacity: 0)
    for step in 0..<2000 {
      if heap.count > 0, random.index(below: 5) < 2 {
        _ = heap.popMinimum()
      } else {
        let time = Double(random.index(below: 50))
        heap.push(EventKey.pack(UInt32(step), time: time, priority: 0, sequence: UInt32(step)))
      }
      for child in 1..<max(1, heap.count) {
        #expect(heap.keys[(child - 1) / 4] < heap.keys[child])
      }
      #expect(UInt(bitPattern: heap.keys + 1) % 64 == 0, "four children share a cache line")
    }
  }
}
