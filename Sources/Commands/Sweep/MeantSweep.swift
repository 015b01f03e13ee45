import Analysis
import Terminal

/// The sweep that a process is meant to be part of: what it reads may have changed since it was told to start.
enum MeantSweep {
  /// The environment variable with the hash of that sweep; nothing where a person starts one.
  static let variable = "CAPSIM_SWEEP_IDENTITY"

  /// Throws if a study that was read from `source` is of another sweep; `remedy` says what to do then.
  static func check(
    _ study: SweepStudy, from source: String, _ environment: [String: String], remedy: String
  ) throws(CommandFailure) {
    guard let meant = environment[variable], meant != study.plan.identity.description else { return }
    throw .stopped(
      .badScenario,
      "\(source) is of sweep \(study.plan.identity.short), and this process was started for sweep "
        + "\(meant.prefix(study.plan.identity.short.count)); \(remedy)")
  }
}
