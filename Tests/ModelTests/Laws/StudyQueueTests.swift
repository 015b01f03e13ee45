#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// A queue that one clock studies, alone.
@Suite("law: the queue of studies")
struct StudyQueueTests {
  private func rules(exit: Double = 0, permitting: Double = 1) -> StudyQueue.Rules {
    StudyQueue.Rules(normal: 100, crowding: 0.3, exit: exit, permitting: permitting)
  }

  /// Years until a request of 1.1 years of work is studied in a queue twice as long as normal.
  private func years(permitting: Double) -> Double {
    var queue = StudyQueue()
    queue.reset(ghosts: 199)
    queue.enter(0, work: 1.1 * Time.year, size: 1, others: 0)
    var days = 0.0
    while !queue.isStudied(0) {
      _ = queue.pass(days: 0.1, rules(permitting: permitting))
      days += 0.1
    }
    return days / Time.year
  }

  // Speed (Q / Q0)^-0.3 / permitting: 2^-0.3 = 0.81225; 1.1 years of work take 1.35426, or 6.77129 of them.
  @Test(
    "a queue twice as long is studied at 0.812 of the speed; permits that take five times as long take it so")
  func speed() {
    var queue = StudyQueue()
    queue.reset(ghosts: 200)
    #expect(isClose(queue.speed(rules()), 0.81225, relative: 1e-5))
    #expect(isClose(queue.waiting(rules()), 0.18775, relative: 1e-4))
    #expect(isClose(years(permitting: 1), 1.35426, relative: 1e-3))
    #expect(isClose(years(permitting: 5), 6.77129, relative: 1e-3))
    queue.reset(ghosts: 50)
    #expect(queue.speed(rules()) > 1 && queue.waiting(rules()) == 0)
    queue.reset(ghosts: 0)
    #expect(queue.speed(rules()).isFinite)
  }

  @Test("a site of the opening takes its requests from those that stand there, as far as there are any")
  func opening() {
    var queue = StudyQueue()
    queue.reset(ghosts: 30)
    queue.enter(0, work: 1, size: 20, others: -20)
    #expect(queue.ghosts == 10 && queue.size == 30)
    queue.enter(1, work: 1, size: 20, others: -20)
    #expect(queue.ghosts == 0 && queue.size == 40)
  }

  @Test("what nobody means leaves at its rate, and what is meant stays until it is studied")
  func exit() {
    var queue = StudyQueue()
    queue.reset(ghosts: 0)
    queue.enter(7, work: 1000 * Time.year, size: 10, others: 70)
    let left = queue.pass(days: 2 * Time.year, rules(exit: 0.5))
    #expect(isClose(left, 70 * (1 - exp(-1)), relative: 1e-9))
    #expect(isClose(queue.size, 10 + 70 * exp(-1), relative: 1e-9))
    #expect(!queue.isStudied(0))
  }

  @Test("requests leave in any order, and the rest keep theirs")
  func order() {
    var queue = StudyQueue()
    queue.reset(ghosts: 100)
    for project in 0..<4 { queue.enter(UInt16(project), work: Double(10 * project), size: 1, others: 0) }
    queue.take(1)
    queue.take(2)
    queue.closeUp()
    #expect(queue.entries.map(\.project) == [0, 3])
    #expect(queue.meant == 2)
    queue.prolong(0, by: 50)
    _ = queue.pass(days: 40, rules())
    #expect(!queue.isStudied(0) && queue.isStudied(1))
  }
}
