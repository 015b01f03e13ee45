#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import TestSupport
import Testing

/// The sweep commands as a person or a scheduler calls them.
struct SweepCommandTests {
  /// twin: the same bytes for any number of threads, and for shards that are merged.
  @Test func bytesDoNotDependOnThreadsOrShards() {
    let program = SweepProgram()
    // Numbers and forms of the scenario together.
    let words = ["sweep"] + SweepProgram.small + ["--vary", "orbit.allowed=true,false"]
    #expect(program.run(words + ["--out", "one", "--threads", "1"]).status == 0)
    let one = program.contents("one")
    #expect(one.count == 12)
    for threads in ["2", "3", "7"] {
      #expect(program.run(words + ["--out", "many", "--threads", threads, "--force"]).status == 0)
      #expect(program.contents("many") == one)
    }
    for shard in 0..<5 {
      #expect(program.run(words + ["--out", "five", "--shard", "\(shard)/5"]).status == 0)
    }
    #expect(!program.exists("five"))
    #expect(program.run(["merge", "five.partial"]).status == 0)
    #expect(program.contents("five") == one)
    #expect(!program.exists("five.partial") && !program.exists("one.partial"))
  }

  /// twin: kills at random moments and resumes end with the bytes of a sweep left in peace.
  @Test func killsLeaveTheSameBytes() {
    let program = SweepProgram()
    let words = ["sweep"] + SweepProgram.small(replications: 40)
    #expect(program.run(words + ["--out", "peace"]).status == 0)
    var chance = Chance("SweepCommandTests.killsLeaveTheSameBytes")
    for third in 0..<3 {
      let child = program.start([SweepProgram.executable] + words + ["--out", "war"])
      // A run in each third of the 240; a sweep that is through before the blow has done no harm either.
      _ = program.wait(for: child, run: 80 * third + Int.random(in: 1...80, using: &chance), into: "war")
      kill(child, SIGKILL)
      _ = program.finish(child)
    }
    let last = program.run(words + ["--out", "war"])
    #expect(last.status == 0, "\(last.errors)")
    #expect(program.contents("peace") == program.contents("war"))
  }

  /// unit: TERM ends a sweep in order with 75, and so does its time; the same command goes on.
  @Test func interruptionsResume() {
    let program = SweepProgram()
    let words = ["sweep"] + SweepProgram.endless + ["--out", "a"]
    let child = program.start([SweepProgram.executable] + words)
    #expect(program.wait(for: child, run: 200, into: "a"))
    kill(child, SIGTERM)
    let outcome = program.finish(child)
    #expect(outcome.status == 75)
    #expect(
      outcome.errors.contains("of 60000000 runs; they are in a.partial, and the same command goes on\n"))
    #expect(!program.exists("a") && program.exists("a.partial"))
    let timed = program.run(words + ["--for", "300ms"])
    #expect(timed.status == 75)
    #expect(timed.errors.hasPrefix("the time is up after "))
    let other = program.sweep("--out", "a")
    #expect(other.status == 73)
    #expect(
      other.errors
        == "capsim: a.partial holds the unfinished rows of another sweep; finish that one with its own "
        + "command, choose another folder, or drop it with --force\n")
    #expect(program.sweep("--out", "a", "--force").status == 0)
  }

  /// unit: a worker's time ends at a moment, so that one which is started again has what is left of it.
  @Test func timeCountsOverRestarts() {
    let program = SweepProgram()
    let words = ["sweep"] + SweepProgram.endless + ["--out", "a"]
    #expect(program.run(words + ["--for", "1ms"]).status == 75)
    let worker = [SweepProgram.executable, "sweep", "a.partial/plan.json", "--out", "a", "--threads", "1"]
    let outcome = program.finish(
      program.start(["/usr/bin/env", "CAPSIM_SWEEP_WORKER=a.partial", "CAPSIM_SWEEP_END=1"] + worker))
    #expect(outcome.status == 75)
    #expect(outcome.errors.hasPrefix("the time is up after "), "\(outcome.errors)")
  }

  /// unit: where a file may not grow, or the device is full, a sweep says so and can go on elsewhere.
  @Test func fullDevicesAreNamed() {
    let program = SweepProgram()
    let words = ["sweep"] + SweepProgram.small(replications: 300) + ["--out", "a"]
    let limited = ["/bin/sh", "-c", "ulimit -f 64 && exec \"$@\"", "sh", SweepProgram.executable] + words
    for _ in 0..<2 {
      let outcome = program.finish(program.start(limited))
      #expect(outcome.status == 74)
      #expect(outcome.errors.contains("no space left on the device"), "\(outcome.errors)")
    }
    #expect(program.run(words).status == 0)
  }

  /// unit: a run is tried again a hundred times at most.
  @Test func retriesAreBounded() {
    let outcome = SweepProgram().sweep("--out", "a", "--on-failure", "retry:101")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("abort, skip or retry:N with N from 1 to 100"), "\(outcome.errors)")
  }

  /// unit: when the process that does the runs is killed, the sweep goes on without it.
  @Test func workersAreReplaced() throws {
    let program = SweepProgram()
    // A sweep that is through before the blow is made longer.
    for replications in [60, 600, 6000] {
      let words = ["sweep"] + SweepProgram.small(replications: replications)
      let child = program.start([SweepProgram.executable] + words + ["--out", "war", "--force"])
      if program.wait(for: child, run: 1, into: "war"), let worker = program.children(of: child).first {
        kill(worker, SIGABRT)
      }
      let outcome = program.finish(child)
      #expect(outcome.status == 0)
      guard outcome.errors.contains("the process of the runs ended of signal 6; going on where it was\n")
      else { continue }
      #expect(program.run(words + ["--out", "peace"]).status == 0)
      #expect(program.contents("peace") == program.contents("war"))
      return
    }
    Issue.record("no sweep was long enough for a blow")
  }

  /// unit: an infeasible corner is recorded, and the rest finished.
  @Test func infeasibleCornersAreFailures() {
    let program = SweepProgram()
    let words = [
      "sweep", SweepProgram.scenario, "--vary", "start=2026-01-01,2026-03-01", "--vary",
      "end=2026-02-01,2026-04-01",
      "--replications", "1", "--metrics", "dark_share", "--out", "a",
    ]
    let outcome = program.run(words)
    #expect(outcome.status == 3)
    #expect(outcome.errors.hasSuffix("1 runs failed; failures.csv says why\n"))
    let failure = program.read("a/failures.csv").split(separator: "\n")
    #expect(failure.count == 2)
    #expect(
      failure[1].contains(
        ",2,0,2026-03-01,2026-02-01,failed,,the scenario would not run: end: the end 2026-02-01 is not after the "
          + "start 2026-03-01,1,capsim replay "))
    #expect(program.read("a/runs.csv").split(separator: "\n").count == 5)
    #expect(program.run(["verify", "a", "--quiet"]).status == 0)
    let abort = program.run(words.dropLast() + ["b", "--on-failure", "abort"])
    #expect(abort.status == 3)
    #expect(
      abort.errors
        == "replication 0 of point 2 failed: the scenario would not run: end: the end 2026-02-01 is not after "
        + "the start 2026-03-01\n  with start = 2026-03-01, end = 2026-02-01\n"
        + "the 2 runs before it are in b.partial; --on-failure skip goes on\n")
  }

  /// unit: rows run again are the same; a changed byte is found; a single run is replayed by its id.
  @Test func verificationFindsChanges() {
    let program = SweepProgram()
    #expect(program.sweep("--out", "a", "--quiet").status == 0)
    #expect(program.run(["verify", "a", "--sample", "4"]).output == "4 of 12 rows run again: the same\n")
    let lines = program.read("a/runs.csv").split(separator: "\n")
    let id = String(lines[5].prefix(17))
    let replay = program.run(["replay", String(id.prefix(8)), "--in", "a"])
    #expect(replay.status == 0)
    #expect(replay.output == "\(lines[0])\n\(lines[5])\n")
    #expect(
      program.run(["replay", "r0000000000000000", "--in", "a"]).errors
        == "capsim: a/runs.csv has no run r0000000000000000\n")
    let changed = lines.map { $0.hasPrefix(id) ? "\($0)x\n" : "\($0)\n" }
    program.write("a/runs.csv", changed.joined())
    let verify = program.run(["verify", "a"])
    #expect(verify.status == 4)
    #expect(
      verify.errors.hasPrefix(
        "a/runs.csv differs from its checksum in manifest.json\nrow 6 of runs.csv differs:\n"))
    #expect(program.run(["replay", id, "--in", "a"]).status == 4)
  }

  /// unit: missing shards are named as a list for an array job, and what is there can be joined.
  @Test func mergesSayWhatIsMissing() {
    let program = SweepProgram()
    for shard in [0, 3] { program.sweep("--out", "a", "--shard", "\(shard)/4") }
    let missing = program.run(["merge", "a.partial"])
    #expect(missing.status == 66)
    #expect(
      missing.errors
        == "capsim: 6 of 12 runs are missing (1-2,5-6,9-10); shards to run again, of 4: --array=1-2; "
        + "--incomplete joins what is there\n")
    #expect(program.run(["merge", "a.partial", "--incomplete", "--out", "b"]).status == 0)
    #expect(program.read("b/runs.csv").split(separator: "\n").count == 7)
    #expect(program.sweep("--out", "a", "--shard", "4/4").status == 64)
  }

  /// unit: a star varies an input of all entities at once; the folder results is made where it is named.
  @Test func starsVaryTogether() throws {
    let program = SweepProgram()
    let words = ["sweep", SweepProgram.scenario, "--set", "end=2026-02-01", "--replications", "1", "--quiet"]
    let metrics = ["--metrics", "launch_price_usd_per_kg"]
    let starred = words + ["--vary", "launch.vehicles.*.payload=20 t,60 t"] + metrics
    #expect(program.run(starred + ["--out", "results/together"]).status == 0)
    let both = ["starship_v3", "starship_v4"].map { "launch.vehicles.\($0).payload" }
    let rows = program.read("results/together/runs.csv").split(separator: "\n").map {
      $0.split(separator: ",")
    }
    let column = try #require(rows[0].firstIndex(of: "launch.vehicles.*.payload"))
    #expect(rows[1...].map { $0[column] } == ["20.0", "60.0"])
    let price = try #require(rows[0].firstIndex(of: "launch_price_usd_per_kg"))
    for (row, payload) in zip(rows[1...], ["20 t", "60 t"]) {
      let set = both.flatMap { ["--set", "\($0)=\(payload)"] }
      let alone = words + set + ["--vary", "orbit.allowed=true"] + metrics + ["--out", "alone", "--force"]
      #expect(program.run(alone).status == 0)
      let lines = program.read("alone/runs.csv").split(separator: "\n").map { $0.split(separator: ",") }
      let place = try #require(lines[0].firstIndex(of: "launch_price_usd_per_kg"))
      #expect(lines[1][place] == row[price])
    }
    let draws = program.read("results/together/draws.csv").split(separator: "\n")[0]
    #expect(both.allSatisfy { !draws.contains($0) })
    let twice = program.run(starred + ["--vary", "\(both[0])=30 t", "--out", "twice"])
    #expect(twice.status == 65)
    #expect(twice.errors.contains("\(both[0]): is varied twice"))
    let text = program.run(words + ["--vary", "labs.*.provider=none,google", "--out", "text"])
    #expect(text.status == 65)
  }

  /// unit: what was wrong is said with its place, all of it, and nothing is made.
  @Test func planProblemsAreExact() {
    let program = SweepProgram()
    let outcome = program.run([
      "sweep", SweepProgram.scenario, "--vary", "orbit.specific_powr=1", "--vary",
      "launch.vehicles.starship_v3.payload=10 t..200 W", "--samples", "3", "--metrics", "nothing",
    ])
    #expect(outcome.status == 65)
    #expect(
      outcome.errors.hasSuffix(
        """
        --vary:1:21: orbit.specific_powr: there is no input 'orbit.specific_powr'; did you mean 'orbit.specific_power'?
        --vary:2:37: launch.vehicles.starship_v3.payload: 'W' measures a power, but a mass is due; units that would \
        do: t, kg, kt
        metrics: there is no metric 'nothing'; `capsim describe metrics` lists them
        3 problems in --vary, \(SweepProgram.scenario); the first problem is at --vary:1:21

        """))
    #expect(!program.exists("results"))
    #expect(program.run(["sweep", SweepProgram.scenario, "--on-failure", "retry:x"]).status == 64)
  }

  /// unit: a plan in JSON with the same content is the same sweep; its files lie beside it.
  @Test func plansInJSON() {
    let program = SweepProgram()
    program.write("slow.json", "{\"orbit\": {\"first_launch\": \"2031-01\"}}")
    program.write(
      "plan.json",
      """
      {"scenario": "\(SweepProgram.scenario)", "set": {"end": "2026-02-01"}, "replications": 1,
       "vary": {"start_of_orbit": "@slow.json,none", "orbit.allowed": [true, false]},
       "metrics": ["dark_share", "orbit.specific_power"], "series": ["dark_share"], "every": "year"}
      """)
    #expect(program.run(["sweep", "plan.json", "--out", "a", "--quiet"]).status == 0)
    let options = [
      "sweep", SweepProgram.scenario, "--set", "end=2026-02-01", "--vary", "start_of_orbit=@slow.json, none",
      "--vary",
      "orbit.allowed=true,false", "--replications", "1", "--metrics", "dark_share,orbit.specific_power",
      "--series", "dark_share",
      "--every", "year", "--out", "b", "--quiet",
    ]
    #expect(program.run(options).status == 0)
    #expect(program.contents("a") == program.contents("b"))
    #expect(program.read("a/runs.csv").contains(",1,slow,true,ok,"))
    #expect(program.run(["sweep", "plan.json", "--vary", "orbit.allowed=false", "--out", "c"]).status == 0)
    #expect(program.read("c/runs.csv").split(separator: "\n").count == 3)
  }

  /// unit: sensitivity designs have their table, and a rule ends a sweep early.
  @Test func sensitivityAndRules() {
    let program = SweepProgram()
    let words = [
      "sweep", SweepProgram.scenario, "--set", "end=2026-02-01", "--vary",
      "launch.vehicles.starship_v3.payload=10 t..200 t", "--vary", "orbit.specific_power=30 W/kg to 200 W/kg",
      "--replications", "1", "--metrics", "launch_price_usd_per_kg", "--quiet", "--design",
    ]
    #expect(program.run(words + ["saltelli", "--samples", "4", "--out", "s"]).status == 0)
    let sobol = program.read("s/sensitivity.csv").split(separator: "\n")
    #expect(sobol[0].hasPrefix("metric,input,first_order,low_first_order,high_first_order,total_order,"))
    #expect(sobol[1].hasPrefix("launch_price_usd_per_kg,launch.vehicles.starship_v3.payload,"))
    #expect(sobol[1].hasSuffix(",false,4,0"))
    #expect(program.run(words + ["morris", "--samples", "3", "--out", "m"]).status == 0)
    #expect(program.read("m/sensitivity.csv").hasPrefix("metric,input,mu,low_mu,high_mu,mu_star,"))
    // Row by row: the least size and spread of an effect is nothing.
    for line in program.read("m/sensitivity.csv").split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(Double(cells[6]) ?? 0 >= 0 && Double(cells[9]) ?? 0 >= 0, "\(line)")
    }
  }

  /// unit: a rule ends a sampled sweep after a whole point, which is said; where it would mean nothing it is refused.
  @Test func rulesEndSweeps() {
    let program = SweepProgram()
    func run(_ design: String, _ replications: String, _ out: String) -> SweepProgram.Outcome {
      var words = [
        "sweep", SweepProgram.scenario, "--set", "end=2026-02-01", "--vary",
        "orbit.specific_power=30 W/kg,200 W/kg",
        "--metrics", "launch_price_usd_per_kg", "--until", "ci(launch_price_usd_per_kg) < 90%", "--out", out,
        "--replications", replications, "--design", design,
      ]
      if design != "grid" { words += ["--samples", "40"] }
      return program.run(words)
    }
    let outcome = run("random", "8", "r")
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasPrefix("16 of 320 runs at 2 of 40 points\n"))
    #expect(program.read("r/runs.csv").split(separator: "\n").count == 17)
    #expect(program.read("r/manifest.json").contains("\"complete\": true"))
    #expect(run("random", "8", "r").errors == "r holds this sweep already, complete\n")
    #expect(
      run("random", "7", "s").errors.hasPrefix(
        "until: all points have the same luck, and 7 replications say too little of it; use at least 8 replications\n"
      ))
    #expect(
      run("grid", "8", "s").errors.hasPrefix(
        "until: a grid design is of use only as a whole, so no rule can end it early; leave until out, or choose a "
          + "random, latin or sobol design\n"))
    #expect(run("saltelli", "8", "s").status == 65 && !program.exists("s.partial"))
  }

  /// unit: a plan says what it would cost and makes nothing.
  @Test func plansSayWhatItTakes() {
    let program = SweepProgram()
    let outcome = program.sweep("--plan", "--threads", "2", "--tasks", "2")
    #expect(outcome.status == 0)
    for text in ["points         6\n", "replications   2\n", "runs           12\n", "--slurm --tasks 2\n"] {
      #expect(outcome.output.contains(text), "\(outcome.output)")
    }
    #expect(!program.exists("results"))
  }
}
