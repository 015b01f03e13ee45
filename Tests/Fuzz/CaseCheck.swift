import Model
import ScenarioFormat
import SimulationKernel

/// Runs a case in this process and judges what comes of it; what kills the process is the watcher's to see.
struct CaseCheck {
  /// How a case ended.
  enum Outcome: UInt8 {
    /// It was refused, with reasons.
    case refused = 1
    /// It ran to its end.
    case ran
    /// It ended where a number ran out of hand, which it says; it would run, but means nothing.
    case outOfHand
    /// Something is wrong with the program.
    case fault
  }

  let outcome: Outcome
  /// What is wrong with the program, or with the case.
  let what: String

  /// Judges a case.
  init(_ single: Case) {
    let read: (String) -> [UInt8] = { path in
      if let damaged = single.damaged, damaged.file == path { return damaged.bytes }
      return InputBytes.read(path)
    }
    (outcome, what) = CaseCheck.judge(single, read)
  }

  private static func judge(_ single: Case, _ read: @escaping (String) -> [UInt8]) -> (Outcome, String) {
    var (model, problems) = compile(single.file, read: read, settings: single.settings)
    // The last may count those that are not shown.
    if let problem = problems.dropLast().first(where: { $0.message.isEmpty || $0.location == nil }) {
      return (.fault, "a problem without words or place: \(problem)")
    }
    if (model == nil) != problems.contains(where: { $0.severity == .error }) {
      return (.fault, "would it run or not? \(problems.prefix(3))")
    }
    // Mutated scenarios run on for decades, where three years tell as much.
    if single.kind == .mutated, let whole = model, whole.end > whole.start.adding(months: 36) {
      let end = "end=\(whole.start.adding(months: 1 + single.number % 36))"
      (model, problems) = compile(single.file, read: read, settings: single.settings + [end])
    }
    guard let model else { return (.refused, problems.errors.first?.description ?? "") }
    return run(model, single)
  }

  private static func run(_ model: Model, _ single: Case) -> (Outcome, String) {
    var simulation = Simulation(model, seed: single.seed)
    let replication = UInt64(single.number % 3)
    do throws(RunFailure) {
      try simulation.run(replication: replication)
    } catch {
      return error.what.hasSuffix("out of hand") && error.what.contains("beyond anything plausible")
        ? (.outOfHand, error.what) : (.fault, "would run, but: \(error.what) at \(error.place)")
    }
    if simulation.record.reports != model.reportDates.count {
      return (.fault, "\(simulation.record.reports) reports of \(model.reportDates.count)")
    }
    guard single.isRepeated else { return (.ran, "") }
    var again = Simulation(model, seed: single.seed)
    // Another run before it, so that what it leaves behind shows.
    try? again.run(replication: replication + 1)
    do throws(RunFailure) {
      try again.run(replication: replication)
    } catch {
      return (.fault, "ran once, and then: \(error.what) at \(error.place)")
    }
    let isSame =
      again.events == simulation.events
      && again.record.values.elementsEqual(simulation.record.values) { $0.bitPattern == $1.bitPattern }
    return isSame ? (.ran, "") : (.fault, "run again it is another")
  }

  /// The model of a scenario, and every problem.
  static func compile(
    _ file: String, read: @escaping (String) -> [UInt8], settings: [String]
  ) -> (Model?, [Problem]) {
    var problems: [Problem] = []
    var overrides: [Override] = []
    for setting in settings {
      switch Override.parse(setting) {
      case .success(let override): overrides.append(override)
      case .failure(let problem): problems.append(problem)
      }
    }
    let (node, found) = ScenarioLoader(readFile: read).load(
      file, overrides: overrides, refusal: WorldInputs.groupType.absentEntity)
    problems += found
    guard let node else { return (nil, problems) }
    let (model, mistakes) = Model.compile(node, isWhole: found.isEmpty)
    problems += mistakes
    return problems.contains { $0.severity == .error } ? (nil, problems) : (model, problems)
  }
}
