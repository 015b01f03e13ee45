import Analysis
import Sweep
import Terminal

/// A shell script that submits a sweep to Slurm: an array with a task for each shard, then the merge.
struct SlurmScript {
  private let study: SweepStudy
  private let settings: SweepSettings
  private let folder: SweepFolder
  private let words: [String]
  private let console: Console

  init(
    _ study: SweepStudy, _ settings: SweepSettings, _ folder: SweepFolder, _ command: ParsedCommand,
    _ console: Console
  ) {
    self.study = study
    self.settings = settings
    self.folder = folder
    self.console = console
    words = SlurmScript.words(command, settings)
  }

  /// The command line again, without what is each task's own.
  private static func words(_ command: ParsedCommand, _ settings: SweepSettings) -> [String] {
    var words = ["sweep", command.operand("SCENARIO") ?? ""]
    for name in ["set", "vary", "metrics", "series"] {
      for value in command.strings(name) { words += ["--\(name)", value] }
    }
    for name in ["design", "samples", "replications", "every", "seed", "on-failure"] {
      if let value = command.string(name) { words += ["--\(name)", value] }
    }
    return words
  }

  func print() throws(CommandFailure) -> ExitStatus {
    let forecast = SweepForecastPage.pilot(study)
    let parts = forecast.map { SweepForecastPage.parts($0, study, threads: settings.threads) }
    try console.print(text(tasks: settings.tasks ?? parts ?? 1))
    return .success
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
  private func text(tasks: Int) -> String {
    let program = ShellText.line([ProgramFile.path])
    let name = "sweep-" + (folder.path.split(separator: "/").last.map(String.init) ?? "capsim")
    let sweep = ShellText.line(words + ["--quiet", "--out", folder.path])
    let merge = ShellText.line(["merge", folder.partial, "--out", folder.path])
    let job = ShellText.line([name])
    return """
      #!/bin/bash
      # Submits \(study.plan.runs) runs in \(tasks) tasks, and then the merge into \(folder.path).
      # Run it where the paths below are right: bash THIS_FILE. Tasks that end early are queued again and go on.
      # The merge names tasks that are missing for good, such as 3,7; then: bash THIS_FILE 3,7
      set -euo pipefail
      mkdir -p \(ShellText.line([SlurmScript.parent(of: folder.path)])) logs

      array=$(sbatch --parsable --job-name=\(job) --array="${1:-0-\(tasks - 1)}" \\
        --cpus-per-task=\(settings.threads) --mem=\(mebibytes)M --requeue --open-mode=append \\
        --output=logs/%x-%A_%a.log --signal=B:USR1@60 <<'TASK'
      #!/bin/bash
      echo "shard $SLURM_ARRAY_TASK_ID of \(tasks) on $(hostname), job $SLURM_JOB_ID, restart ${SLURM_RESTART_COUNT:-0}"
      \(program) \(sweep) --shard "$SLURM_ARRAY_TASK_ID/\(tasks)" &
      child=$!
      trap 'kill -TERM $child' TERM USR1 INT
      # Every signal ends a wait; the last one, when the program is gone, has its status.
      while kill -0 $child 2>/dev/null; do wait $child; done
      wait $child
      status=$?
      # A task that was cancelled or queued again already is no longer running.
      task=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID
      if [ $status -eq 75 ] && [ "$(squeue --noheader --jobs=$task --format=%T)" = RUNNING ]; then
        scontrol requeue $task
      fi
      exit $status
      TASK
      )

      merge=$(sbatch --parsable --job-name=\(job)-merge --dependency=afterany:$array \\
        --mem=\(mebibytes + tasks / 4)M --open-mode=append --output=logs/%x-%j.log <<'MERGE'
      #!/bin/bash
      exec \(program) \(merge)
      MERGE
      )
      echo "array job $array, tasks ${1:-0-\(tasks - 1)} of \(tasks), merge job $merge"

      """
  }

  private static func parent(of path: String) -> String {
    let above = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return above.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : above
  }
}
