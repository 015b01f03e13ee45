import Sweep

/// Two threads against one, and the engine against a bare loop.
enum Scaling {
  private static func steps(microseconds: Double) -> Int {
    var sink: UInt64 = 0
    let rates = (0..<5).map { round in
      10_000_000 / seconds { sink ^= BusyModel.work(round, 10_000_000) }
    }
    precondition(sink != 1)
    return Int(median(rates) * microseconds * 1e-6)
  }

  static func run() {
    for (label, microseconds, runs) in [("50 us", 50.0, 12_000), ("5 ms", 5000.0, 120)] {
      let model = BusyModel(steps: steps(microseconds: microseconds))
      var (one, two): ([Double], [Double]) = ([], [])
      for _ in 0..<7 {
        withFolder { folder in
          one.append(seconds { sweep(model, runs: runs, metrics: 1, threads: 1, folder: folder) })
        }
        withFolder { folder in
          two.append(seconds { sweep(model, runs: runs, metrics: 1, threads: 2, folder: folder) })
        }
      }
      let ratios = zip(one, two).map { $0 / $1 }
      print(
        "scaling at \(label): two threads \(text(median(one) / median(two))) times one, "
          + "best of a round \(text(ratios.max()!)) (goal 1.9)")
    }
  }

  static func overhead() {
    let steps = steps(microseconds: 1000)
    let runs = 500
    var (bare, engine): ([Double], [Double]) = ([], [])
    var sink: UInt64 = 0
    for _ in 0..<9 {
      bare.append(seconds { for index in 0..<runs { sink ^= BusyModel.work(index, steps) } })
      withFolder { folder in
        engine.append(
          seconds { sweep(BusyModel(steps: steps), runs: runs, metrics: 1, threads: 1, folder: folder) })
      }
    }
    precondition(sink != 1)
    let share = median(engine) / median(bare) - 1
    print("overhead at 1 ms runs, one thread, rows durable: \(text(100 * share)) % (goal 5 %)")
  }
}
