import Analysis
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
    let tasks: Int
    if let given = settings.tasks {
      tasks = given
    } else {
      tasks =
        SweepForecastPage.pilot(study).map { SweepForecastPage.parts($0, study, threads: settings.threads) }
        ?? 1
    }
    try console.print(text(tasks: tasks))
    return .success
  }

  /// The script for so many tasks.
  func text(tasks: Int) -> String {
    let program = ShellText.line([ProgramFile.path])
    let name = "sweep-" + (folder.path.split(separator: "/").last.map(String.init) ?? "capsim")
    let sweep = ShellText.line(words + ["--quiet", "--out", folder.path])
    let merge = ShellText.line(["merge", folder.partial, "--out", folder.path])
    let job = ShellText.line([name])
    return """
      #!/bin/bash
      # Submits \(study.plan.runs) runs in \(tasks) tasks, and then the merge into \(folder.path).
      # Run it where the paths below are right: bash THIS_FILE. Tasks that end early are queued again and go on.
      # The number of tasks belongs to the sweep: tasks that are missing are named by the merge, and run with
      # --array=THOSE and the same number after the stroke.
      set -euo pipefail
      mkdir -p \(ShellText.line([SlurmScript.parent(of: folder.path)])) logs

      array=$(sbatch --parsable --job-name=\(job) --array=0-\(tasks - 1) --cpus-per-task=\(settings.threads) \\
        --requeue --open-mode=append --output=logs/%x-%A_%a.log --signal=B:USR1@60 <<'TASK'
      #!/bin/bash
      echo "shard $SLURM_ARRAY_TASK_ID of \(tasks) on $(hostname), job $SLURM_JOB_ID, restart ${SLURM_RESTART_COUNT:-0}"
      \(program) \(sweep) --shard "$SLURM_ARRAY_TASK_ID/\(tasks)" &
      child=$!
      trap 'kill -TERM $child' TERM USR1 INT
      status=0
      wait $child || status=$?
      # A signal ends the first wait; the second one has the program's own status.
      if kill -0 $child 2>/dev/null; then status=0; wait $child || status=$?; fi
      if [ $status -eq 75 ]; then scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"; fi
      exit $status
      TASK
      )

      merge=$(sbatch --parsable --job-name=\(job)-merge --dependency=afterany:$array \\
        --open-mode=append --output=logs/%x-%j.log <<'MERGE'
      #!/bin/bash
      exec \(program) \(merge)
      MERGE
      )
      echo "array job $array with \(tasks) tasks, merge job $merge"

      """
  }

  private static func parent(of path: String) -> String {
    let above = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return above.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : above
  }
}
