import AllocationCounter
import Model
import ScenarioFormat
import SimulationKernel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Events a run, nanoseconds an event, runs a second and memory of the shipped scenarios, on one thread.
@main
struct ModelBenchmark {
  static func main() {
    let folder = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "Scenarios"
    print("scenario               events/run     ns/event       ms/run       runs/s  allocs/run      peak MB")
    for name in ["base", "space", "space-as-stated"] { measure("\(folder)/\(name).json", name) }
    measure("\(folder)/space.json", "space, traced", to: CountingSink())
  }

  static func measure(_ path: String, _ name: String, to sink: CountingSink? = nil) {
    let (node, loading) = ScenarioLoader(readFile: read).load(path)
    guard let node else { return report(loading) }
    let (model, problems) = Model.compile(node)
    guard let model else { return report(problems) }
    var simulation = Simulation(model, seed: 1)
    simulation.trace(to: sink)
    var events = 0
    let runs = 24
    do {
      // The first runs fill the worker's arrays; they are not counted.
      for replication in 0..<UInt64(4) { try simulation.run(replication: replication) }
      let allocations = allocation_count()
      let start = seconds()
      for replication in 0..<UInt64(runs) {
        try simulation.run(replication: replication)
        events += simulation.events
      }
      let time = seconds() - start
      let calls = Double(allocation_count() - allocations) / Double(runs)
      show(name, Double(events) / Double(runs), time / Double(events) * 1e9, time / Double(runs), calls)
    } catch {
      print("\(name): a run failed: \(error)")
    }
  }

  /// Takes a trace and forgets it.
  final class CountingSink: TraceSink {
    private(set) var count = 0
    func record(_ event: TracedEvent) { count += 1 }
    func record(_ movement: Movement) { count += 1 }
  }

  static func show(
    _ name: String, _ events: Double, _ nanoseconds: Double, _ secondsARun: Double, _ allocations: Double
  ) {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let cells: [Double] = [
      events, nanoseconds, (secondsARun * 1e4).rounded() / 10, 1 / secondsARun, allocations,
      Double(usage.ru_maxrss) / 1024,
    ]
    var line = name + String(repeating: " ", count: max(1, 20 - name.count))
    for (index, cell) in cells.enumerated() {
      let text = index == 2 ? "\(cell)" : "\(Int(cell.rounded()))"
      line += String(repeating: " ", count: max(1, 13 - text.count)) + text
    }
    print(line)
  }

  static func report(_ problems: [Problem]) {
    for problem in problems { print(problem) }
  }

  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw Problem(path: path, location: nil, message: "cannot be opened")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count <= 0 { return bytes }
      bytes.append(contentsOf: buffer[0..<count])
    }
  }
}
