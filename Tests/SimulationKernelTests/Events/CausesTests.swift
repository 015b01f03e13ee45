import Testing

@testable import SimulationKernel

/// Who scheduled whom, found from the order of scheduling.
struct CausesTests {
  @Test func whatIsScheduledWhileAnEventIsHandledHasItAsItsCause() {
    var scheduler = Scheduler<UInt32>(capacity: 8)
    var causes = Causes()
    #expect(causes.ofNext(in: scheduler) == nil)
    scheduler.schedule(1, at: 1)
    scheduler.schedule(2, at: 9)
    #expect(causes.ofNext(in: scheduler) == 0)
    #expect(causes.ofNext(in: scheduler) == 0, "asking twice changes nothing")
    #expect(scheduler.next() == 1)
    scheduler.schedule(3, at: 3)
    scheduler.schedule(4, at: 2)
    #expect(causes.ofNext(in: scheduler) == 1)
    #expect(scheduler.next() == 4)
    scheduler.schedule(5, at: 2)
    #expect(causes.ofNext(in: scheduler) == 2)
    #expect(scheduler.next() == 5)
    #expect(causes.ofNext(in: scheduler) == 1)
    #expect(scheduler.next(until: 2.5) == nil, "the next event is later")
    #expect(causes.ofNext(in: scheduler) == 1)
    #expect(scheduler.next() == 3)
    #expect(causes.ofNext(in: scheduler) == 0)
    #expect(scheduler.next() == 2)
    #expect(causes.ofNext(in: scheduler) == nil)
  }

  /// twin: against events that carry their cause, on random schedules that are renumbered now and then.
  @Test(arguments: 0..<30)
  func causesAreThoseThatEventsCarry(seed: Int) {
    var random = RandomStream(seed: UInt64(seed), replication: 0, key: StreamKey(name: "causes"))
    var scheduler = Scheduler<UInt32>(capacity: 4)
    var causes = Causes()
    var pulled: UInt32 = 0
    for run in 0..<2 {
      for _ in 0..<20 { scheduler.schedule(0, at: Double(random.index(below: 30))) }
      while true {
        let cause = causes.ofNext(in: scheduler)
        guard let carried = scheduler.next() else {
          #expect(cause == nil)
          break
        }
        pulled += 1
        #expect(cause == Int(carried), "seed \(seed), run \(run), event \(pulled)")
        guard pulled < 3000 else { continue }
        for _ in 0..<random.index(below: 4) where scheduler.count < 200 {
          scheduler.schedule(
            pulled, after: Double(random.index(below: 9)), priority: UInt8(random.index(below: 3)))
          if random.index(below: 100) == 0 { scheduler.renumber() }
        }
      }
      scheduler.reset()
      causes.reset()
      pulled = 0
    }
  }

  @Test func aPullThatWasNotAskedForTraps() async {
    await #expect(processExitsWith: .failure) {
      var scheduler = Scheduler<UInt32>(capacity: 8)
      var causes = Causes()
      for index in 0..<3 { scheduler.schedule(UInt32(index), at: 1) }
      _ = causes.ofNext(in: scheduler)
      _ = scheduler.next()
      _ = scheduler.next()
      _ = causes.ofNext(in: scheduler)
    }
  }
}
