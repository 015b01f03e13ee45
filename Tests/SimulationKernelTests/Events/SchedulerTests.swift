import Testing

@testable import SimulationKernel

/// Unit tests of the scheduler's contract.
struct SchedulerTests {
  @Test func eventsComeByTimeThenPriorityThenOrderOfScheduling() {
    var scheduler = Scheduler<UInt32>(capacity: 4)
    scheduler.schedule(1, at: 2)
    scheduler.schedule(2, at: 1, priority: 9)
    scheduler.schedule(3, at: 1, priority: 3)
    scheduler.schedule(4, at: 1, priority: 3)
    scheduler.schedule(5, at: 0)
    #expect(scheduler.peekTime == 0)
    #expect(scheduler.count == 5)
    #expect(drain(&scheduler) == [5, 3, 4, 2, 1])
    #expect(scheduler.now == 2)
    #expect(scheduler.eventsProcessed == 5)
    #expect(scheduler.isEmpty == true)
    #expect(scheduler.peekTime == nil)
  }

  @Test func aPeriodEndsAtItsEndAndKeepsWhatComesAfter() {
    var scheduler = Scheduler<UInt32>(start: 1, capacity: 4)
    scheduler.schedule(1, at: 5)
    #expect(scheduler.next(until: 4) == nil)
    #expect(scheduler.now == 4)
    #expect(scheduler.next(until: 5) == 1)
    #expect(scheduler.next(until: 5) == nil)
    #expect(scheduler.next() == nil)
    #expect(scheduler.now == 5)
    #expect(scheduler.next(until: 3) == nil)
    #expect(scheduler.now == 5, "the clock never runs backwards")
  }

  @Test func anEventScheduledForNowComesNowAfterThoseAlreadyThere() {
    var scheduler = Scheduler<UInt32>(capacity: 4)
    scheduler.schedule(1, at: 1)
    scheduler.schedule(2, at: 1)
    #expect(scheduler.next() == 1)
    scheduler.schedule(3, after: 0)
    #expect(drain(&scheduler) == [2, 3])
  }

  @Test func negativeZeroIsZero() {
    var scheduler = Scheduler<UInt32>(start: -0.0, capacity: 4)
    scheduler.schedule(1, at: 0)
    scheduler.schedule(2, at: -0.0)
    #expect(drain(&scheduler) == [1, 2])
  }

  @Test func resetForgetsEventsAndKeepsTheMemory() {
    var scheduler = Scheduler<UInt32>(capacity: 100)
    for index in 0..<100 { scheduler.schedule(UInt32(index), at: Double(index)) }
    _ = scheduler.next()
    let buffer = scheduler.heap.storage
    scheduler.reset(start: 7)
    #expect(scheduler.isEmpty == true)
    #expect(scheduler.now == 7)
    #expect(scheduler.eventsProcessed == 0)
    for index in 0..<100 { scheduler.schedule(UInt32(index), at: 7) }
    #expect(scheduler.heap.storage == buffer)
    #expect(drain(&scheduler) == Array(0..<100))
  }

  @Test func smallEventsOfEveryShapeSurvivePacking() {
    enum Shape: BitwiseCopyable, Equatable {
      case plain
      case indexed(UInt16)
      case flagged(Bool, UInt8)
    }
    let shapes: [Shape] = [.plain, .indexed(0xABCD), .flagged(true, 200), .flagged(false, 0)]
    var scheduler = Scheduler<Shape>(capacity: 4)
    for (index, shape) in shapes.enumerated() { scheduler.schedule(shape, at: Double(index)) }
    for shape in shapes { #expect(scheduler.next() == shape) }

    var halves = Scheduler<(Int16, Int16)>(capacity: 1)
    halves.schedule((-1, 300), at: 1)
    let pair = halves.next()
    #expect(pair?.0 == -1 && pair?.1 == 300)

    var ticks = Scheduler<Void>(capacity: 1)
    ticks.schedule((), at: 3)
    #expect(ticks.next() != nil && ticks.now == 3)
  }

  @Test func instantsAndSpansScheduleInDays() {
    var scheduler = Scheduler<UInt8>(capacity: 2)
    scheduler.schedule(1, at: Instant(days: 2))
    scheduler.schedule(2, after: Span(years: 1))
    #expect(scheduler.next() == 1)
    #expect(scheduler.instant == Instant(days: 2))
    #expect(scheduler.next() == 2)
    #expect(scheduler.now == 365.25)
  }

  @Test func badTimesTrap() async {
    await #expect(processExitsWith: .failure) {
      var scheduler = Scheduler<UInt8>(start: 1, capacity: 1)
      scheduler.schedule(1, at: 0.5)
    }
    await #expect(processExitsWith: .failure) {
      var scheduler = Scheduler<UInt8>(capacity: 1)
      scheduler.schedule(1, at: .nan)
    }
    await #expect(processExitsWith: .failure) {
      var scheduler = Scheduler<UInt8>(capacity: 1)
      scheduler.schedule(1, at: .infinity)
    }
    await #expect(processExitsWith: .failure) {
      var scheduler = Scheduler<UInt8>(capacity: 1)
      scheduler.schedule(1, after: -1)
    }
    await #expect(processExitsWith: .failure) { _ = Scheduler<UInt8>(start: -1, capacity: 1) }
    await #expect(processExitsWith: .failure) { _ = Scheduler<UInt64>(capacity: 1) }
  }

  private func drain(_ scheduler: inout Scheduler<UInt32>) -> [UInt32] {
    var events: [UInt32] = []
    while let event = scheduler.next() { events.append(event) }
    return events
  }
}
