import AllocationCounter
import Sweep

/// Runs and values a second, allocations a run, and memory over many runs.
enum Throughput {
  static func rate() {
    let runs = 400_000
    let times = (0..<5).map { _ in
      withFolder { folder in
        seconds {
          sweep(ValuesModel(values: 2), runs: runs, metrics: 1, threads: 2, folder: folder, merging: true)
        }
      }
    }
    print(
      "do-nothing runs, 2 threads, CSV written: \(Int(Double(runs) / median(times))) runs/s (goal 200000)")
  }

  static func values() {
    let (runs, values) = (400_000, 16)
    for merging in [false, true] {
      let processor = processorSeconds
      let times = (0..<5).map { _ in
        withFolder { folder in
          seconds {
            sweep(
              ValuesModel(values: values), runs: runs, metrics: 1, threads: 2, folder: folder,
              merging: merging)
          }
        }
      }
      let rate = Double(runs * values) / median(times) / 1e6
      let perProcessor = Double(5 * runs * values) / (processorSeconds - processor) / 1e6
      let what = merging ? "durable, merged, hashed and forced to disk" : "formatted and durable"
      print(
        "CSV values of 17 digits, 2 threads, \(what): \(text(rate, 1)) million/s (goal 20), "
          + "\(text(perProcessor, 1)) million a processor second")
    }
  }

  static func allocations() {
    func count(_ runs: Int) -> Int {
      withFolder { folder in
        let before = allocation_count()
        sweep(ValuesModel(values: 8), runs: runs, metrics: 1, threads: 2, folder: folder)
        return Int(allocation_count() - before)
      }
    }
    _ = count(1000)
    let (few, many) = (count(50_000), count(250_000))
    print(
      "allocations: \(few) in 50000 runs, \(many) in 250000, "
        + "\(text(Double(many - few) / 200_000, 5)) a run in the steady state (goal 0)")
  }

  static func million() {
    withFolder { folder in
      let time = seconds {
        sweep(ValuesModel(values: 8), runs: 1_000_000, metrics: 4, threads: 2, folder: folder, merging: true)
      }
      print(
        "a million runs with CSV: \(text(time)) s, peak memory so far \(text(peakMegabytes, 1)) MB (goal 100)"
      )
    }
  }
}
