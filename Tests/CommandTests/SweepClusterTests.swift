#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import TestSupport
import Testing

/// Sweeps divided, copied and disturbed as a cluster's scheduler does.
struct SweepClusterTests {
  /// A stand-in for a program of the scheduler's, in the folder's `bin`.
  private func standIn(_ name: String, _ script: String, in program: SweepProgram) {
    mkdir(program.folder + "/bin", 0o777)
    program.write("bin/" + name, "#!/bin/bash\n" + script)
    chmod(program.folder + "/bin/" + name, 0o755)
  }

  /// unit: the script for Slurm, run with a stand-in that runs each task at once, ends with the merged results;
  /// given a list, it submits these tasks alone.
  @Test func slurmScriptsRun() {
    let program = SweepProgram()
    standIn(
      "sbatch",
      """
      list=0
      for word in "$@"; do case $word in --array=*) list=${word#--array=};; esac; done
      script=$(cat)
      for task in $(seq ${list%-*} ${list#*-}); do
        SLURM_ARRAY_TASK_ID=$task SLURM_ARRAY_JOB_ID=1 SLURM_JOB_ID=1 bash -c "$script" >>tasks.log 2>&1
      done
      echo 17
      """, in: program)
    let script = program.sweep("--out", "a", "--slurm", "--tasks", "3")
    #expect(script.status == 0)
    program.write("submit.sh", script.output)
    let part = program.finish(program.start(["/bin/bash", "submit.sh", "2"]))
    #expect(part.output == "array job 17, tasks 2 of 3, merge job 17\n")
    #expect(program.read("tasks.log").contains("shards to run again, of 3: --array=0-1; "))
    let submit = program.finish(program.start(["/bin/bash", "submit.sh"]))
    #expect(
      submit.output == "array job 17, tasks 0-2 of 3, merge job 17\n",
      "\(submit.errors) \(program.read("tasks.log"))")
    program.sweep("--out", "b")
    #expect(program.contents("a") == program.contents("b"))
  }

  /// unit: a task that signals stop, however many, is queued again if it is running, and not if it was cancelled.
  @Test(arguments: ["RUNNING", "COMPLETING"]) func slurmTasksGoOnUnlessCancelled(state: String) {
    let program = SweepProgram()
    standIn("sbatch", "cat >task-$(ls | grep -c '^task-').sh; echo 17", in: program)
    standIn("squeue", "echo \(state)", in: program)
    standIn("scontrol", "echo \"$@\" >>requeued", in: program)
    let script = program.run(["sweep"] + SweepProgram.endless + ["--out", "a", "--slurm", "--tasks", "1"])
    program.write("submit.sh", script.output)
    _ = program.finish(program.start(["/bin/bash", "submit.sh"]))
    let variables = ["SLURM_ARRAY_TASK_ID=0", "SLURM_ARRAY_JOB_ID=17", "SLURM_JOB_ID=18"]
    let task = program.start(["/usr/bin/env"] + variables + ["/bin/bash", "task-0.sh"])
    #expect(
      program.wait(for: task, run: 1, into: "a") && Child.wait(for: task) { Child.catches(SIGUSR1, task) })
    for signal in [SIGUSR1, SIGTERM, SIGCONT, SIGUSR1, SIGTERM] { kill(task, signal) }
    let outcome = program.finish(task)
    #expect(outcome.status == 75, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("shard 0 of 1 on ") && outcome.output.hasSuffix(", job 18, restart 0\n"))
    #expect(program.read("requeued") == (state == "RUNNING" ? "requeue 17_0\n" : ""))
  }

  /// unit: a task is queued again whenever its signals come: while its program ends, and when it has ended.
  @Test func slurmTasksGoOnWheneverTheyAreWarned() {
    let program = SweepProgram()
    standIn("sbatch", "cat >task-$(ls | grep -c '^task-').sh; echo 17", in: program)
    standIn("squeue", "echo RUNNING", in: program)
    standIn("scontrol", "echo \"$@\" >>requeued", in: program)
    standIn(
      "stopped", "trap 'exit 75' TERM; touch ready-$PPID; while :; do sleep 0.01; done", in: program)
    let script = program.sweep("--out", "a", "--slurm", "--tasks", "1")
    program.write("submit.sh", script.output)
    _ = program.finish(program.start(["/bin/bash", "submit.sh"]))
    let lines = program.read("task-0.sh").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count { $0.hasSuffix(" &") } == 1)
    program.write("task.sh", lines.map { $0.hasSuffix(" &") ? "stopped &" : $0 }.joined(separator: "\n"))
    let variables = ["SLURM_ARRAY_TASK_ID=0", "SLURM_ARRAY_JOB_ID=17", "SLURM_JOB_ID=18"]
    let tasks = (0..<100).map { number in
      program.start(["/usr/bin/env"] + variables + ["/bin/bash", "task.sh"], streams: "task\(number)")
    }
    for task in tasks { #expect(Child.wait(for: task) { program.exists("ready-\(task)") }) }
    for task in tasks { kill(task, SIGUSR1) }
    for _ in 0..<20 {
      for task in tasks {
        kill(task, SIGUSR1)
        kill(task, SIGTERM)
      }
    }
    for (number, task) in tasks.enumerated() {
      #expect(program.finish(task, streams: "task\(number)").status == 75)
    }
    #expect(program.read("requeued").split(separator: "\n").count == tasks.count)
  }

  /// unit: a task of a script does not run a scenario that has changed since.
  @Test func slurmTasksRefuseAnotherScenario() {
    let program = SweepProgram()
    program.write("small.json", SmallScenario.text)
    standIn("sbatch", "cat >task-$(ls | grep -c '^task-').sh; echo 17", in: program)
    let script = program.run([
      "sweep", "small.json", "--set", "end=2026-02-01", "--vary", "orbit.allowed=true,false", "--metrics",
      "dark_share", "--replications", "1", "--out", "a", "--slurm", "--tasks", "2",
    ])
    program.write("submit.sh", script.output)
    _ = program.finish(program.start(["/bin/bash", "submit.sh"]))
    func task(_ number: Int) -> SweepProgram.Outcome {
      let variables = ["SLURM_ARRAY_TASK_ID=\(number)", "SLURM_ARRAY_JOB_ID=17", "SLURM_JOB_ID=18"]
      return program.finish(program.start(["/usr/bin/env"] + variables + ["/bin/bash", "task-0.sh"]))
    }
    #expect(task(0).status == 0)
    program.write("small.json", SmallScenario.text.replacing("150 kwafer/month", with: "151 kwafer/month"))
    let outcome = task(1)
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("small.json is of sweep "), "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix("has changed since the script was made; make it anew\n"))
    program.write("small.json", SmallScenario.text)
    #expect(task(1).status == 0 && program.run(["merge", "a.partial"]).status == 0)
  }

  /// unit: what a divided sweep cannot do is refused, and so is joining what does not belong together.
  @Test func whatDoesNotFitIsRefused() {
    let program = SweepProgram()
    let rule = [
      "--design", "random", "--samples", "20", "--replications", "8", "--until", "ci(dark_share) < 1%",
    ]
    let base = SweepProgram.small.filter { $0 != "--replications" && $0 != "2" }
    for words in [["--shard", "0/2"], ["--slurm"]] {
      let outcome = program.run(["sweep"] + base + rule + words)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("--until looks at all rows"))
    }
    for words in [["--force"], ["--extend"], ["--for", "1m"]] {
      #expect(program.run(["sweep"] + SweepProgram.small + words + ["--slurm"]).status == 64)
    }
    program.write(
      "plan.json",
      """
      {"scenario": "\(SweepProgram.scenario)", "set": {"end": "2026-02-01"}, "metrics": ["dark_share"],
       "vary": {"orbit.specific_power": "50 W/kg..150 W/kg"}, "design": "sobol", "samples": 20,
       "until": "ci(dark_share) < 1%"}
      """)
    #expect(program.run(["sweep", "plan.json", "--shard", "0/2", "--out", "p"]).status == 64)
    #expect(program.run(["sweep", "plan.json", "--slurm", "--out", "p"]).status == 64)
    #expect(!program.exists("p.partial"))
    program.sweep("--out", "a", "--shard", "0/2")
    program.sweep("--out", "b", "--shard", "1/2", "--seed", "2")
    let other = program.run(["merge", "a.partial", "b.partial", "--out", "c"])
    #expect(other.status == 65)
    #expect(
      other.errors.hasPrefix(
        "capsim: b.partial/shard-000001-of-000002.rows holds rows of another sweep (plan "))
    program.sweep("--out", "d", "--shard", "1/3")
    let division = program.run(["merge", "a.partial", "d.partial", "--out", "c"])
    #expect(division.status == 65)
    #expect(division.errors.contains("belongs to the same sweep divided into 12 runs in 3 strided shards"))
    #expect(!program.exists("c"))
  }

  /// unit: results joined without some shards do not pass for the sweep: the shards still run, and make it whole.
  @Test func incompleteResultsAreNotTheSweep() {
    let program = SweepProgram()
    program.sweep("--out", "a", "--shard", "0/2")
    #expect(program.run(["merge", "a.partial", "--incomplete"]).status == 0)
    #expect(program.exists("a") && program.exists("a.partial"))
    #expect(program.read("a/manifest.json").contains("\"complete\": false"))
    #expect(program.run(["merge", "a.partial", "--incomplete", "--out", "c"]).status == 0)
    #expect(program.sweep("--out", "a").status == 73)
    let late = program.sweep("--out", "a", "--shard", "1/2")
    #expect(late.status == 0 && late.errors == "shard 1 of 2 is complete in a.partial\n")
    #expect(program.run(["merge", "a.partial"]).status == 0)
    program.sweep("--out", "b")
    #expect(program.contents("a") == program.contents("b") && !program.exists("a.partial"))
    #expect(program.sweep("--out", "c").status == 0)
    #expect(program.contents("c") == program.contents("b"))
    #expect(program.sweep("--out", "c").errors == "c holds this sweep already, complete\n")
  }

  /// twin: copies of a sweep, of a shard or of a merge at the same time all end well, with the right bytes.
  @Test func copiesEndWell() {
    let program = SweepProgram()
    func twice(_ words: [String]) {
      let children = (0..<2).map { program.start([SweepProgram.executable] + words, streams: "copy\($0)") }
      for (number, child) in children.enumerated() {
        let outcome = program.finish(child, streams: "copy\(number)")
        #expect(outcome.status == 0, "\(outcome.errors)")
      }
    }
    let words = ["sweep"] + SweepProgram.small
    program.sweep("--out", "one")
    twice(words + ["--out", "whole"])
    for part in 0..<3 { twice(words + ["--out", "parts", "--shard", "\(part)/3"]) }
    twice(["merge", "parts.partial"])
    let more = ["sweep"] + SweepProgram.small(replications: 3)
    program.sweep("--out", "more")
    twice(more + ["--out", "more", "--extend"])
    #expect(program.run(more + ["--out", "more"]).errors == "more holds this sweep already, complete\n")
    #expect(program.contents("whole") == program.contents("one"))
    #expect(program.contents("parts") == program.contents("one"))
    #expect(!program.exists("whole.partial") && !program.exists("parts.partial"))
  }

  /// unit: more shards than files may be open are joined if the system lets the limit rise, and else it is said.
  @Test func manyShardsNeedOpenFiles() {
    let program = SweepProgram()
    for part in 0..<12 { program.sweep("--out", "a", "--shard", "\(part)/12") }
    func merge(_ limit: String) -> SweepProgram.Outcome {
      program.finish(
        program.start([
          "/bin/sh", "-c", "ulimit \(limit) && exec \"$@\"", "sh", SweepProgram.executable, "merge",
          "a.partial",
        ]))
    }
    let refused = merge("-n 16")
    #expect(refused.status == 74)
    #expect(
      refused.errors
        == "capsim: 12 shards are read side by side, but only 16 files may be open; raise the limit with ulimit -n\n"
    )
    #expect(merge("-S -n 16").status == 0)
    program.sweep("--out", "b")
    #expect(program.contents("a") == program.contents("b"))
  }

  /// unit: a worker whose watcher is killed ends, and the same command goes on.
  @Test func workersEndWithTheirWatcher() throws {
    let program = SweepProgram()
    let child = program.start([SweepProgram.executable, "sweep"] + SweepProgram.endless + ["--out", "a"])
    var workers: [pid_t] = []
    #expect(
      Child.wait(for: child) {
        workers = program.children(of: child)
        return !workers.isEmpty
      })
    let orphan = try #require(workers.first)
    kill(child, SIGKILL)
    #expect(program.finish(child).status == -SIGKILL)
    // Ends by itself, as its sweep would not.
    while kill(orphan, 0) == 0, !isDead(orphan) { usleep(10_000) }
    #expect(!program.exists("a") && program.exists("a.partial"))
  }

  /// Whether a process is only waiting for someone to read its exit status.
  private func isDead(_ process: pid_t) -> Bool {
    guard let file = fopen("/proc/\(process)/stat", "r") else { return true }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 512)
    fgets(&line, 512, file)
    let text = line.prefix { $0 != 0 }.map { Character(Unicode.Scalar(UInt8(bitPattern: $0))) }
    return String(text).contains(") Z ")
  }
}
