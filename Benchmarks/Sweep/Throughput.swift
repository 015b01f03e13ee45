import AllocationCounter
import Measuring
import Sweep

/// Runs and values a second, allocations a run, and memory over many runs.
enum Throughput {
  static func rate() {
    let runs = 400_000
    let model = ValuesModel(values: 2)
    let rounds = measure(model, runs)
    print("do-nothing runs of 2 values, 2 threads (goal 200000 a second):")
    for round in rounds { print("  \(round.label): \(Int(Double(runs) / round.seconds)) runs/s") }
    let rates = rounds.map { text(Double(runs) / $0.seconds / 1e6, decimals: 1) }
    print(
      "| sweep engine, do-nothing runs with CSV | \(rates[0]) million/s into the durable journal; \(rates[1])"
        + " million/s with the hashed results folder |")
  }

  static func values() {
    let (runs, values) = (400_000, 16)
    for isShort in [false, true] {
      let rounds = measure(ValuesModel(values: values, isShort: isShort), runs)
      let size = text(Double(rounds[0].bytes) / Double(runs * values), decimals: 1)
      let kind = isShort ? "thousandths" : "random doubles, all digits"
      print("CSV values, \(kind), \(size) bytes a value, 2 threads (goal 20 million/s):")
      for round in rounds {
        let rate = text(Double(runs * values) / round.seconds / 1e6, decimals: 1)
        let perProcessor = text(Double(runs * values) / round.processorSeconds / 1e6, decimals: 1)
        print(
          "  \(round.label): \(rate) million/s, \(perProcessor) million a processor second, "
            + "\(text(round.seconds / round.plainSeconds, decimals: 1)) times a plain write of runs.csv")
      }
      let rates = rounds.map { text(Double(runs * values) / $0.seconds / 1e6, decimals: 0) }
      print(
        "| sweep engine, CSV values of \(size) bytes (\(kind)) | \(rates[0]) million/s into the durable journal;"
          + " \(rates[1]) million/s with the hashed results folder |")
    }
  }

  private struct Round {
    var label = ""
    var bytes = 0
    var seconds = 0.0
    var processorSeconds = 0.0
    var plainSeconds = 0.0
  }

  /// Medians of seven rounds, each of all ways to finish and a plain write of the bytes of runs.csv.
  private static func measure(_ model: ValuesModel, _ runs: Int) -> [Round] {
    var (times, work) = (
      Array(repeating: [Double](), count: Finish.allCases.count),
      Array(repeating: [Double](), count: Finish.allCases.count)
    )
    var plain: [Double] = []
    var bytes = 0
    for _ in 0..<7 {
      for (index, finish) in Finish.allCases.enumerated() {
        withFolder { folder in
          let before = Seconds.ofAllThreads
          times[index].append(
            seconds {
              let size = sweep(model, runs: runs, metrics: 1, threads: 2, folder: folder, finish: finish)
              bytes = max(bytes, size)
            })
          work[index].append(Seconds.ofAllThreads - before)
        }
      }
      withFolder { folder in plain.append(seconds { writePlainly(bytes, folder: folder) }) }
    }
    return Finish.allCases.enumerated().map { index, finish in
      Round(
        label: label(finish), bytes: bytes, seconds: median(times[index]),
        processorSeconds: median(work[index]), plainSeconds: median(plain))
    }
  }

  private static func label(_ finish: Finish) -> String {
    switch finish {
    case .journal: "(a) into the durable journal"
    case .results: "(b) whole: journal and hashed, durable results folder, written as it runs"
    case .resultsAfterwards: "(c) whole, with the folder merged from the journal afterwards"
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
        + "\(text(Double(many - few) / 200_000, decimals: 5)) a run in the steady state (goal 0)")
  }

  static func million() {
    withFolder { folder in
      let time = seconds {
        sweep(
          ValuesModel(values: 8), runs: 1_000_000, metrics: 4, threads: 2, folder: folder, finish: .results)
      }
      print(
        "a million runs with CSV: \(text(time)) s, peak memory so far \(text(peakMegabytes, decimals: 1)) MB (goal 100)"
      )
    }
  }
}
