#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What became of a mutant.
enum Verdict {
  case killed(by: String)
  /// The program trapped or did not end: noticed, but no test says which rule is gone.
  case died(how: String, test: String)
  case survived
}

/// Runs the tests once for each mutant, some at a time.
struct Gate {
  let binary: String
  let folder: String
  let jobs: Int

  private struct Running {
    let index: Int
    /// How many filters were asked before this one.
    var asked: Int
    var run: TestRun
  }

  /// With no mutant switched on, all tests that may notice one must pass.
  func checkUnmutated(_ mutants: [Mutant]) throws(GateProblem) {
    let filters = Set(mutants.flatMap(\.tests)).sorted()
    let log = "\(folder)/logs/unmutated.log"
    _ = Files.lines("mkdir -p \(folder)/logs")
    let run = try TestRun(binary: binary, filters: filters, mutant: 0, log: log)
    switch wait(run) {
    case .passed: return
    case .nothing: throw GateProblem(description: "no test is called by any of \(filters)")
    case .failed(let test): throw GateProblem(description: "without any mutant \(test) fails: see \(log)")
    case .died(let how, let test):
      throw GateProblem(description: "without any mutant, \(how) in \(test): see \(log)")
    }
  }

  private func wait(_ run: TestRun) -> TestRun.Ending {
    while true {
      if let ending = run.ending() { return ending }
      usleep(10_000)
    }
  }

  /// Calls `report` with each chosen mutant's verdict, in the order of the list.
  func judge(_ chosen: [Int], of mutants: [Mutant], report: (Int, Verdict) -> Void) throws(GateProblem) {
    var waiting = chosen[...]
    var running: [Running] = []
    var verdicts: [Int: Verdict] = [:]
    var reported = 0
    while reported < chosen.count {
      while running.count < jobs, let index = waiting.popFirst() {
        running.append(Running(index: index, asked: 0, run: try start(index, 0, mutants)))
      }
      var next: [Running] = []
      for var one in running {
        guard let ending = one.run.ending() else {
          next.append(one)
          continue
        }
        let mutant = mutants[one.index]
        switch ending {
        case .failed(let test): verdicts[one.index] = .killed(by: test)
        case .died(let how, let test): verdicts[one.index] = .died(how: how, test: test)
        case .nothing:
          throw GateProblem(description: "\(mutant.origin): no test is called '\(mutant.tests[one.asked])'")
        case .passed where one.asked + 1 < mutant.tests.count:
          one.asked += 1
          one.run = try start(one.index, one.asked, mutants)
          next.append(one)
        case .passed: verdicts[one.index] = .survived
        }
      }
      running = next
      while reported < chosen.count, let verdict = verdicts[chosen[reported]] {
        report(chosen[reported], verdict)
        reported += 1
      }
      usleep(10_000)
    }
  }

  private func start(_ index: Int, _ asked: Int, _ mutants: [Mutant]) throws(GateProblem) -> TestRun {
    try TestRun(
      binary: binary, filters: [mutants[index].tests[asked]], mutant: index + 1,
      log: "\(folder)/logs/\(mutants[index].name).log")
  }
}
