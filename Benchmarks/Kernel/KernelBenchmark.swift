import KernelTwin
import Measuring
import SimulationKernel

/// Measures the kernel beside its C twin in one process, and prints theory beside measurement.
@main
struct KernelBenchmark {
  static let seed: UInt64 = 20_260_101
  static let rounds = 15

  static func main() {
    print("M/M/1 queue, arrival rate 0.8, service rate 1, \(rounds) rounds of Swift and C in turn")
    queue()
    print("\nHold model: pull the next event, schedule it again; ns a pair")
    print(" pending    Swift        C    ratio")
    for pending in [16, 256, 4096, 65_536] { hold(pending: pending) }
    print("\nHeap allocations per million events, steady state: \(allocationsPerMillionEvents())")
    print("\nRandom numbers and samplers, ns a draw")
    samplers()
  }

  /// How long the work took, in nanoseconds.
  static func nanoseconds(_ work: () -> Void) -> Double { seconds(work) * 1e9 }

  static func queue() {
    let events: UInt64 = 2_000_000
    var swiftTimes: [Double] = []
    var cTimes: [Double] = []
    var agree = true
    var last = QueueResult(meanQueueLength: 0, endTime: 0, served: 0)
    for round in 0..<rounds {
      let seed = seed + UInt64(round)
      var ours = last
      var theirs = twin_queue_result()
      let swift = { ours = runQueue(seed: seed, arrivalRate: 0.8, serviceRate: 1, events: events) }
      let c = { theirs = twin_mm1(seed, 0.8, 1, events) }
      if round.isMultiple(of: 2) {
        swiftTimes.append(nanoseconds(swift) / Double(events))
        cTimes.append(nanoseconds(c) / Double(events))
      } else {
        cTimes.append(nanoseconds(c) / Double(events))
        swiftTimes.append(nanoseconds(swift) / Double(events))
      }
      agree =
        agree && ours.meanQueueLength == theirs.mean_queue_length && ours.endTime == theirs.end_time
        && ours.served == theirs.served
      last = ours
    }
    let swift = median(swiftTimes)
    let c = median(cTimes)
    print(
      "  Swift \(text(swift, decimals: 1)) ns an event, C \(text(c, decimals: 1)),"
        + " ratio \(text(swift / c, decimals: 3))")
    print("  results agree to the bit: \(agree ? "yes" : "NO")")
    print(
      "| kernel, M/M/1 against a C twin in the same process | \(text(swift / c, decimals: 2)) of its time"
        + " (\(text(swift, decimals: 1)) against \(text(c, decimals: 1)) ns an event); results"
        + " \(agree ? "equal to the bit" : "DIFFER") |")
    let long = runQueue(seed: seed, arrivalRate: 0.8, serviceRate: 1, events: 40_000_000)
    print(
      "  mean number present, 40 million events: \(text(long.meanQueueLength, decimals: 4)),"
        + " theory \(text(0.8 / (1 - 0.8), decimals: 4))")
  }

  static func hold(pending: Int) {
    let steps = 1_000_000
    var swiftTimes: [Double] = []
    var cTimes: [Double] = []
    var agree = true
    for round in 0..<7 {
      var ours = 0.0
      var theirs = 0.0
      let seed = seed + UInt64(round)
      swiftTimes.append(
        nanoseconds { ours = runHold(seed: seed, pending: pending, steps: steps) } / Double(steps))
      cTimes.append(nanoseconds { theirs = twin_hold(seed, UInt64(pending), UInt64(steps)) } / Double(steps))
      agree = agree && ours == theirs
    }
    let swift = median(swiftTimes)
    let c = median(cTimes)
    print(
      text(Double(pending), decimals: 0, width: 8), text(swift, decimals: 1, width: 8),
      text(c, decimals: 1, width: 8), text(swift / c, decimals: 3, width: 8),
      agree ? "" : " RESULTS DIFFER")
  }

  static func allocationsPerMillionEvents() -> String {
    var scheduler = Scheduler<QueueEvent>(capacity: 16)
    _ = runQueue(seed: seed, arrivalRate: 0.8, serviceRate: 1, events: 1000, on: &scheduler)
    let before = twin_allocations()
    if before < 0 { return "not counted here" }
    _ = runQueue(seed: seed, arrivalRate: 0.8, serviceRate: 1, events: 10_000_000, on: &scheduler)
    return text(Double(twin_allocations() - before) / 10, decimals: 1)
  }
}
