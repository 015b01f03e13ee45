import AllocationCounter
import Measuring
import Model
import ScenarioFormat
import SimulationKernel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The shipped scenarios on one thread: times as reports, counts as gates against `Gates.csv` beside this file.
///
/// `ModelBenchmark [record] [SCENARIO RUNS]`; a profiler may want one scenario and few runs.
@main
struct ModelBenchmark {
  static let scenarios = ["base", "space", "space-as-stated"]

  static func main() {
    let words = CommandLine.arguments.dropFirst()
    if words.count == 2, let runs = Int(words[2]) {
      measure(words[1], runs: runs, besideKernel: false)
      return
    }
    print(
      "scenario              events/run   ns/event    ms/run  allocs/run  pending  kernel ns    ratio   peak MB"
    )
    let counts = scenarios.compactMap { measure($0, runs: 24) }
    measure("space", runs: 8, to: CountingSink())
    if words.first == "record" { return Gates.record(counts) }
    let breaches = Gates.breaches(counts)
    for breach in breaches { print(breach) }
    if !breaches.isEmpty || counts.count < scenarios.count { exit(1) }
    print("counts are within their gates")
  }

  @discardableResult
  static func measure(
    _ name: String, runs: Int, to sink: CountingSink? = nil, besideKernel: Bool = true
  ) -> Gates.Counts? {
    let (node, loading) = ScenarioLoader(readFile: File.read).load("Scenarios/\(name).json")
    guard let node else { return report(loading) }
    let (model, problems) = Model.compile(node)
    guard let model else { return report(problems) }
    var simulation = Simulation(model, seed: 1)
    simulation.trace(to: sink)
    do {
      // The first runs fill the worker's arrays; they are not counted.
      for replication in 0..<UInt64(4) { try simulation.run(replication: replication) }
      var events = 0
      var pending = 0
      var times: [Double] = []
      let allocations = allocation_count()
      times.reserveCapacity(runs)
      for replication in 0..<UInt64(runs) {
        let start = Seconds.ofThisThread
        try simulation.run(replication: replication)
        times.append((Seconds.ofThisThread - start) / Double(simulation.events))
        events += simulation.events
        pending += simulation.pending
      }
      let allocated = Int(allocation_count() - allocations) - 1
      let counts = Gates.Counts(
        scenario: name, events: events / runs, allocations: allocated / runs, pending: pending / runs)
      if besideKernel {
        show(name, counts, nanosecondsAnEvent: median(times) * 1e9, isTraced: sink != nil)
      }
      return counts
    } catch {
      print("\(name): a run failed: \(error)")
      return nil
    }
  }

  /// Takes a trace and forgets it.
  final class CountingSink: TraceSink {
    private(set) var count = 0
    func record(_ event: TracedEvent) { count += 1 }
    func record(_ movement: Movement) { count += 1 }
  }

  static func show(_ name: String, _ counts: Gates.Counts, nanosecondsAnEvent: Double, isTraced: Bool) {
    let kernel = holdNanoseconds(pending: counts.pending)
    let milliseconds = nanosecondsAnEvent * Double(counts.events) * 1e-6
    let title = isTraced ? "\(name), traced" : name
    print(
      title + String(repeating: " ", count: max(1, 20 - title.count)),
      text(Double(counts.events), decimals: 0, width: 11),
      text(nanosecondsAnEvent, decimals: 0, width: 10), text(milliseconds, decimals: 1, width: 9),
      text(Double(counts.allocations), decimals: 0, width: 11),
      text(Double(counts.pending), decimals: 0, width: 8), text(kernel, decimals: 1, width: 10),
      text(nanosecondsAnEvent / kernel, decimals: 1, width: 8),
      text(peakMegabytes, decimals: 0, width: 9))
    if isTraced { return }
    print(
      "| `\(name).json`, one run | \(counts.events) events of \(text(nanosecondsAnEvent, decimals: 0)) ns, "
        + "\(text(nanosecondsAnEvent / kernel, decimals: 1)) times a pull and push of the kernel "
        + "with \(counts.pending) pending; "
        + "\(text(milliseconds, decimals: 1)) ms, \(counts.allocations) heap allocations |")
  }

  /// Nanoseconds of processor time for one pull and push of the kernel with so many events pending.
  static func holdNanoseconds(pending: Int) -> Double {
    let steps = 1_000_000
    var rounds: [Double] = []
    for round in 0..<5 {
      var scheduler = Scheduler<UInt32>(capacity: pending + 1)
      var gaps = RandomStream(seed: UInt64(round), replication: 0, key: 3)
      for index in 0..<pending { scheduler.schedule(UInt32(index), at: gaps.exponential()) }
      let start = Seconds.ofThisThread
      for _ in 0..<steps {
        if let event = scheduler.next() { scheduler.schedule(event, after: gaps.exponential()) }
      }
      rounds.append((Seconds.ofThisThread - start) / Double(steps) * 1e9)
    }
    return median(rounds)
  }

  static func report(_ problems: [Problem]) -> Gates.Counts? {
    for problem in problems { print(problem) }
    return nil
  }
}
