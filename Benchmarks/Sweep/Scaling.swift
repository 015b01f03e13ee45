#if canImport(Glibc)
  import Glibc
#endif
import Measuring
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
      var times = [[Double]](repeating: [], count: 4)
      var work = [[Double]](repeating: [], count: 2)
      for _ in 0..<7 {
        for threads in 1...2 {
          withFolder { folder in
            let before = Seconds.ofAllThreads
            let time = seconds { sweep(model, runs: runs, metrics: 1, threads: threads, folder: folder) }
            times[threads - 1].append(time)
            work[threads - 1].append(Seconds.ofAllThreads - before)
          }
          // The same work without an engine, halved beforehand: what the machine gives two threads just now.
          times[threads + 1].append(seconds { bare(model.steps, runs, threads) })
        }
      }
      let engine = median(times[0]) / median(times[1])
      let machine = median(times[2]) / median(times[3])
      print(
        "scaling at \(label): two threads \(text(engine)) times one; bare threads \(text(machine)); "
          + "engine over bare \(text(engine / machine)) (goal 1.9 on two idle cores); "
          + "processor time of two over one \(text(median(work[1]) / median(work[0])))")
      print(
        "| sweep engine, two threads over one at \(label) a run | \(text(engine)); bare threads \(text(machine)) |"
      )
    }
  }

  private static func bare(_ steps: Int, _ runs: Int, _ threads: Int) {
    var started: [pthread_t] = []
    for thread in 0..<threads {
      final class Share {
        let (first, end, steps): (Int, Int, Int)
        init(_ first: Int, _ end: Int, _ steps: Int) {
          (self.first, self.end, self.steps) = (first, end, steps)
        }
      }
      let share = Share(thread * runs / threads, (thread + 1) * runs / threads, steps)
      var identifier = pthread_t()
      pthread_create(
        &identifier, nil,
        { argument in
          let share = Unmanaged<Share>.fromOpaque(argument!).takeRetainedValue()
          var sink: UInt64 = 0
          for index in share.first..<share.end { sink ^= BusyModel.work(index, share.steps) }
          precondition(sink != 1)
          return nil
        }, Unmanaged.passRetained(share).toOpaque())
      started.append(identifier)
    }
    for thread in started { pthread_join(thread, nil) }
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
    print("| sweep engine, overhead at 1 ms a run | \(text(100 * share)) % |")
  }
}
