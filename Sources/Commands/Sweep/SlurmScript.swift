import Analysis
import Sweep
import Terminal

/// A shell script that submits a sweep to Slurm: an array with a task for each shard, then the merge.
struct SlurmScript {
  private let study: SweepStudy
  private let settings: SweepSettings
  private let folder: SweepFolder
  private let words: [String]
  private let scenario: String
  private let console: Console

  /// Tasks of an array where the cluster's MaxArraySize was not told: that is Slurm's usual one.
  static let usualLimit = 1001
  /// Bytes of rows that a merge joins in a second at the very least.
  private static let mergeRate = 5e6

  init(
    _ study: SweepStudy, _ settings: SweepSettings, _ folder: SweepFolder, _ command: ParsedCommand,
    _ console: Console
  ) {
    self.study = study
    self.settings = settings
    self.folder = folder
    self.console = console
    words = SlurmScript.words(command)
    scenario = command.operand("SCENARIO") ?? ""
  }

  /// The command line again, without what is each task's own.
  private static func words(_ command: ParsedCommand) -> [String] {
    var words = ["sweep"]
    for name in ["set", "vary", "metrics", "series"] {
      for value in command.strings(name) { words.append("--\(name)=\(value)") }
    }
    for name in ["design", "samples", "replications", "every", "seed", "on-failure"] {
      if let value = command.string(name) { words.append("--\(name)=\(value)") }
    }
    return words
  }

  func print() throws(CommandFailure) -> ExitStatus {
    if InputFile.isStream(scenario) {
      throw .usage(
        .conflict(
          "each task reads the scenario again, which a pipe has once; put it into a file", command: "sweep"))
    }
    let forecast = SweepForecastPage.pilot(study)
    let parts = forecast.map { SweepForecastPage.parts($0, study, threads: settings.threads) }
    let tasks = settings.tasks.map(capped) ?? min(parts ?? 1, settings.arrayLimit)
    let seconds = forecast?.seconds(runs: study.plan.runs, threads: settings.threads) ?? 0
    let bytes = forecast?.bytes(runs: study.plan.runs) ?? 0
    try console.print(
      text(tasks: tasks, seconds: seconds / Double(tasks), merging: bytes / SlurmScript.mergeRate))
    return .success
  }

  /// No more tasks than there are runs, nor than the cluster takes; says so where that is fewer than asked for.
  private func capped(_ tasks: Int) -> Int {
    let runs = max(study.plan.runs, 1)
    if tasks > min(runs, settings.arrayLimit) {
      let why =
        runs <= settings.arrayLimit
        ? "the sweep has \(runs == 1 ? "1 run" : "\(runs) runs")"
        : "an array has at most \(settings.arrayLimit) tasks (see --array-limit)"
      console.note("--tasks is \(tasks), but \(why): the script has \(min(runs, settings.arrayLimit))\n")
    }
    return min(tasks, runs, settings.arrayLimit)
  }

  /// A limit of time for sbatch: three times as long as expected and ten minutes more, in whole tens of minutes.
  ///
  /// Nothing is lost where it is too short: a task that is warned of its end is queued again and goes on.
  static func limit(_ seconds: Double) -> String {
    let tens = Int(min((3 * seconds + 600) / 600, 1e6).rounded(.up))
    let (days, hours, minutes) = (tens / 144, tens / 6 % 24, tens % 6)
    return "\(days)-\(hours < 10 ? "0" : "")\(hours):\(minutes)0:00"
  }

  /// The memory that a task asks for, in units of 2^20 bytes.
  ///
  /// The process that watches and the one that runs, with rows in flight; half as much again, since points that
  /// were not tried may need more, and nothing warns before a task is killed for memory. The merge has up to a
  /// quarter of a unit more for each task, whose rows it reads side by side.
  private var mebibytes: Int {
    let watching = Double(ProcessMemory.peak)
    let running =
      SweepForecastPage.memory(threads: settings.threads) + Double(SweepOptions(threads: 1).ringBytes)
    let needed = 1.5 * (watching + running) / Double(1 << 20)
    return 64 * Int((needed / 64).rounded(.up))
  }

  /// The script for so many tasks; precondition: the pilot was run.
  private func text(tasks: Int, seconds: Double, merging: Double) -> String {
    let program = ShellText.line([ProgramFile.path])
    let meant = "\(MeantSweep.variable)=\(study.plan.identity)"
    let sweep = ShellText.line(words + ["--quiet", "--out=\(folder.path)"])
    let operand = ShellText.line(["--", scenario])
    let merge = ShellText.line(["merge", "--out=\(folder.path)", "--", folder.partial])
    let job = SlurmScript.jobName(folder.path)
    return """
      #!/bin/bash
      # Submits \(study.plan.runs) runs in \(tasks) tasks, and then the merge into \(ShownText.line(folder.path)).
      # Run it where the paths below are right: bash THIS_FILE. Tasks that end early are queued again and go on.
      # The merge names tasks that are missing for good, such as 3,7; then: bash THIS_FILE 3,7
      set -euo pipefail
      mkdir -p -- \(ShellText.line([SlurmScript.parent(of: folder.path)])) logs

      array=$(sbatch --parsable --job-name=\(job) --array="${1:-0-\(tasks - 1)}" \\
        --cpus-per-task=\(settings.threads) --mem=\(mebibytes)M --time=\(SlurmScript.limit(seconds)) \\
        --requeue --open-mode=append \\
        --output=logs/%x-%A_%a.log --signal=B:USR1@60 <<'TASK'
      #!/bin/bash
      echo "shard $SLURM_ARRAY_TASK_ID of \(tasks) on $(hostname), job $SLURM_JOB_ID, restart ${SLURM_RESTART_COUNT:-0}"
      # A warning that comes before the program has started is passed on when it has.
      warned=
      child=
      trap 'warned=yes; [ -z "$child" ] || kill -TERM $child' TERM USR1 INT
      \(meant) \(program) \(sweep) --shard="$SLURM_ARRAY_TASK_ID/\(tasks)" \(operand) &
      child=$!
      [ -z "$warned" ] || kill -TERM $child
      # Every signal ends a wait; the last one, when the program is gone and signals are too, has its status.
      while kill -0 $child 2>/dev/null; do wait $child; done
      trap '' TERM USR1 INT
      wait $child
      status=$?
      # Bash loses the status of a program that ends while it deals with a signal: it says -1, or the signal's 130 or 138
      # where that came just before signals were put off; 143 is a program that was warned before it could listen.
      # Going on is right whatever it was: a task that is through ends at once.
      case $status in -1 | 130 | 138 | 143) status=75 ;; esac
      # A task that was cancelled or queued again already is no longer running.
      task=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID
      if [ $status -eq 75 ] && [ "$(squeue --noheader --jobs=$task --format=%T)" = RUNNING ]; then
        scontrol requeue $task
      fi
      exit $status
      TASK
      )

      merge=$(sbatch --parsable --job-name=\(job)-merge --dependency=afterany:$array \\
        --mem=\(mebibytes + tasks / 4)M --time=\(SlurmScript.limit(merging)) \\
        --open-mode=append --output=logs/%x-%j.log <<'MERGE'
      #!/bin/bash
      exec \(program) \(merge)
      MERGE
      )
      echo "array job $array, tasks ${1:-0-\(tasks - 1)} of \(tasks), merge job $merge"

      """
  }

  /// The name of the job, and with it of its logs: what is no plain letter of the folder's name is a hyphen.
  private static func jobName(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "capsim"
    let plain = name.unicodeScalars.map { scalar -> Character in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", ".", "-": Character(scalar)
      default: "-"
      }
    }
    return "sweep-" + String(plain)
  }

  private static func parent(of path: String) -> String {
    let above = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return above.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : above
  }
}
