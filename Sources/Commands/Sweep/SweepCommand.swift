import Analysis
import Sweep
import Tables
import Terminal

/// `capsim sweep`: runs a scenario at every point of a design.
enum SweepCommand {
  static let command = Command(spec: spec, run: run)

  private static let spec = CommandSpec(
    name: "sweep",
    summary: "run a scenario over a design of inputs: grid, sample or sensitivity design",
    discussion: """
      Every point is run with the same draws of whatever is uncertain, so that points differ by what is varied \
      alone. SCENARIO may also be a JSON plan: an object with the scenario's file under "scenario", and "set", \
      "vary", "design", "samples", "replications", "metrics", "series", "every", "seed" and "until" as the options \
      of these names.

      Rows gather in DIR.partial. A sweep that is killed, interrupted or out of time goes on where it was with the \
      same command, and loses a fraction of a second at most; a machine that loses power, the last ten seconds or \
      so. What is lost is run again: no row is ever wrong. DIR appears when it is complete: \
      runs.csv, draws.csv with the uncertain inputs of each replication, points.csv with means and intervals, \
      quantiles.csv, series.csv if asked for, sensitivity.csv for saltelli and morris, failures.csv, manifest.json \
      and datapackage.json. Its bytes do not depend on threads, shards or interruptions.

      A run that fails, even one that ends the program, becomes a row of failures.csv, and the others go on.
      """,
    positionals: [ScenarioSource.operand],
    options: ScenarioSource.options + SweepSettings.specs,
    examples: [
      CommandExample(
        "capsim sweep Scenarios/space.json --vary launch.vehicles.starship_v3.payload=\"10 t..200 t/20\"",
        "Twenty payloads, ten runs each, into results/sweep-space."),
      CommandExample(
        "capsim sweep Scenarios/space.json --vary orbit.specific_power=\"50 W/kg..200 W/kg\" "
          + "--vary launch.vehicles.starship_v3.ship_cost=\"20 MUSD to 90 MUSD\" --design sobol --samples 256 --plan",
        "Say how long it would take."),
      CommandExample(
        "capsim sweep plan.json --shard 3/16 --out big", "One part of sixteen, for an array job."),
      CommandExample(
        "capsim sweep plan.json --slurm --tasks 16 --out big | bash", "Submit the sweep to Slurm."),
    ],
    exitStatuses: ScenarioSource.exitStatuses + [.failedRuns, .cannotCreate, .inputOutput, .interrupted])

  @Sendable private static func run(
    _ parsed: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    let settings = try CommandFailure.wrap { () throws(UsageProblem) in
      try SweepSettings(parsed, environment: console.environment)
    }
    if let folder = console.environment[SweepWorker.variable] {
      return try SweepWorker(folder, settings, console).run()
    }
    let isRun = !settings.plansOnly && !settings.printsScript
    // Early, since a task that a signal ends before it has begun would not be queued again.
    if isRun { StopRequest.catchSignals() }
    let file = try ScenarioSource(parsed).read()
    var study = try SweepSource.study(parsed, in: file, warning: settings.isQuiet ? nil : console)
    if study.rule != nil, settings.shard != nil || settings.printsScript {
      throw .usage(
        .conflict(
          "--until looks at all rows, and each part of a divided sweep has some of them; leave one out",
          command: "sweep"))
    }
    let folder = SweepFolder(settings.folder ?? usualFolder(study))
    if let size = study.hypercube, let manifest = SweepFolder.manifest(of: folder.path),
      let earlier = manifest["plan"]?["hypercube"]?.number, Int(earlier) != size
    {
      // A Latin hypercube is extended by whole further ones of its size; then the same command is that sweep.
      let extended = try SweepSource.study(parsed, in: file, hypercube: Int(earlier))
      let isSame = manifest["sweep_sha256"]?.string == extended.plan.identity.description
      if settings.extends || isSame { study = extended }
      if settings.extends, !isSame {
        console.note(
          "the Latin hypercube of \(Int(earlier)) points in \(folder.path) goes on as further ones of \(Int(earlier)): "
            + "other points than \(size) drawn at once\n")
      }
    }
    try MeantSweep.check(
      study, from: parsed.operand("SCENARIO") ?? "", console.environment,
      remedy:
        "the scenario, what it extends or the program has changed since the script was made; make it anew")
    if settings.plansOnly { return try SweepForecastPage(study, settings, console).print() }
    if settings.printsScript { return try SlurmScript(study, settings, folder, parsed, console).print() }
    return try SweepSession(study, settings, folder, console).run()
  }

  private static func usualFolder(_ study: SweepStudy) -> String {
    "\(RunOptions.defaultParent)/sweep-\(DataPackage.packageName(study.model.name))"
  }
}
