import Testing

@testable import Commands

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Paths that hold what shells and option readers take for their own.
struct HostilePathTests {
  static let paths = [
    "a\nTASK\ntouch taken\n", "-dash", "--quiet", "it's \"quoted\" $HOME `x`", "a  b", "\\n\t'",
  ]

  /// unit: every word is one line, and a shell reads it back as it was.
  @Test(arguments: paths + ["", "\u{1B}[2J", "\u{202E}x", "süd", "'\\012"])
  func wordsReadBack(word: String) {
    let program = SweepProgram()
    let line = ShellText.line([word])
    #expect(!line.contains("\n") && !line.contains("\u{1B}"))
    let outcome = program.finish(program.start(["/bin/bash", "-c", "printf %s. \(line)"]))
    #expect(Array(outcome.output.utf8) == Array((word + ".").utf8))
  }

  /// unit: the script for Slurm runs nothing but the sweep and the merge, wherever the results go.
  @Test(arguments: paths) func slurmScripts(path: String) {
    let program = SweepProgram()
    mkdir(program.folder + "/bin", 0o777)
    program.write(
      "bin/sbatch",
      """
      #!/bin/bash
      export SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_JOB_ID=1 SLURM_JOB_ID=1
      bash -c "$(cat)" >>tasks.log 2>&1
      echo 17
      """)
    chmod(program.folder + "/bin/sbatch", 0o755)
    program.write("-base.json", SmallScenario.text)
    let words = ["--set", "end=2026-01-15", "--vary", "orbit.power=50 kW,90 kW", "--replications", "1"]
    let script = program.run(
      ["sweep"] + words + ["--out=\(path)", "--slurm", "--tasks", "1", "--", "-base.json"])
    #expect(script.status == 0, "\(script.errors)")
    program.write("submit.sh", script.output)
    let submit = program.finish(program.start(["/bin/bash", "submit.sh"]))
    #expect(submit.output == "array job 17, tasks 0-0 of 1, merge job 17\n", "\(submit.errors)")
    #expect(program.exists("\(path)/points.csv"), "\(program.read("tasks.log"))")
    #expect(!program.exists("taken"))
  }

  /// unit: results whose name begins with a dash.
  @Test(arguments: [["--out", "-dash"], ["--out=-dash"], ["-o", "-dash"], ["--out", "./-dash"]])
  func dashes(option: [String]) {
    let program = SweepProgram()
    program.write("base.json", SmallScenario.text)
    let outcome = program.run(
      ["sweep", "base.json", "--set", "end=2026-01-15", "--vary", "orbit.power=50 kW,90 kW", "-n", "1"]
        + option)
    #expect(outcome.status == 0 && program.exists("-dash/points.csv"), "\(outcome.errors)")
  }

  /// unit: no more tasks than runs or than the cluster's arrays take, with a limit of time for each.
  @Test func tasksFitTheCluster() {
    let program = SweepProgram()
    program.write("base.json", SmallScenario.text)
    func script(_ words: String...) -> SweepProgram.Outcome {
      program.run(
        ["sweep", "base.json", "--set", "end=2026-01-15", "--vary", "orbit.power=50 kW,90 kW", "--slurm"]
          + words)
    }
    let few = script("-n", "3", "--tasks", "100")
    #expect(few.errors == "--tasks is 100, but the sweep has 6 runs: the script has 6\n")
    #expect(few.output.contains("--array=\"${1:-0-5}\""))
    #expect(few.output.split(separator: "--time=").count == 3)
    let many = script("-n", "5000", "--tasks", "3000")
    #expect(
      many.errors
        == "--tasks is 3000, but an array has at most 1001 tasks (see --array-limit): the script has 1001\n")
    #expect(script("-n", "5000", "--tasks", "3000", "--array-limit", "4001").errors == "")
    #expect(SlurmScript.limit(0) == "0-00:10:00" && SlurmScript.limit(28_700) == "1-00:10:00")
  }
}
