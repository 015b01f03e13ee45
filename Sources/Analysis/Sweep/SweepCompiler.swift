import Model
import ScenarioFormat
import Sweep
import Tables

/// Turns a request into a study, gathering every problem on the way.
struct SweepCompiler {
  let request: SweepRequest
  let model: Model
  var problems = Problems()
  private let loadScenario: (String) -> (Node?, [Problem])

  init(_ request: SweepRequest, _ model: Model, _ loadScenario: @escaping (String) -> (Node?, [Problem])) {
    self.request = request
    self.model = model
    self.loadScenario = loadScenario
  }

  mutating func compile(checksLevels: Bool) -> SweepStudy? {
    let axes = readAxes(checksLevels)
    let (readings, rule) = readReadings(axes)
    guard let axes = axes.count == request.vary.count ? axes : nil, !axes.isEmpty else { return nil }
    let name = request.design ?? (axes.allSatisfy { $0.axis.levels != nil } ? .grid : .sobol)
    checkRule(name)
    checkDistinct(axes, isList: name == .list)
    guard let design = design(name, axes), !problems.hasErrors else { return nil }
    let (runs, overflow) = design.count.multipliedReportingOverflow(by: request.replications)
    if overflow || runs > 1 << 40 {
      problems.append(
        path: "design", at: nil, "the sweep has more than 2^40 runs",
        hint: "use fewer levels, samples or replications")
      return nil
    }
    if axes.compactMap({ $0.levels?.count }).reduce(1.0, { $0 * Double($1) }) > 1e9 {
      problems.append(path: "vary", at: nil, "more than 10^9 combinations of forms", hint: "use fewer values")
      return nil
    }
    var hypercube: Int?
    if case .latin(let latin) = design { hypercube = latin.size }
    let columns = distinctColumns(axes)
    let header = planHeader(columns, name, readings, hypercube)
    let whole = header + [.init("scenario", JSONText(model.scenario.resolved))]
    let scenarioHash = RunIdentity(model, seed: request.seed).scenarioHash
    let layout = RunLayout(points: design.count, replications: request.replications)
    let plan = SweepPlan(
      identity: SweepIdentity(hashing: JSONText.object(header).compact + scenarioHash),
      model: SweepIdentity(Engine.model) ?? .unstamped, runs: layout.count,
      outputs: readings.series == nil ? 1 : 2, metrics: readings.outcomes.count + model.claims.count)
    return SweepStudy(
      model: model, scenario: model.scenario.resolved, axes: columns, designName: name, design: design,
      layout: layout, readings: readings, seed: request.seed, rule: rule, hypercube: hypercube,
      scenarioHash: scenarioHash, planText: JSONText.object(whole).pretty + "\n",
      plan: plan)
  }

  // MARK: - Axes

  private mutating func readAxes(_ checksLevels: Bool) -> [SweepAxis] {
    if request.vary.isEmpty {
      problems.append(
        path: "vary", at: nil, "nothing is varied",
        hint: "write for example --vary launch.vehicles.starship_v3.payload=\"10 t..200 t/20\"")
    }
    var reader = AxisReader(model, loadScenario: loadScenario)
    var axes: [SweepAxis] = []
    var seen: [String] = []
    for vary in request.vary {
      let inputs = InputTarget.matching(vary.path, in: model.scenario)
      if let twice = inputs.first(where: seen.contains) {
        problems.append(
          path: twice, at: vary.values.location, "is varied twice", hint: "give all of its values at once")
      }
      seen += inputs
      guard let axis = reader.read(vary) else { continue }
      axes.append(axis)
      checkNames(axis, vary)
      if checksLevels { check(axis, vary) }
      for problem in axis.axis.problems {
        problems.append(path: vary.path, at: vary.values.location, problem.problem, hint: problem.hint)
      }
    }
    problems.append(contentsOf: reader.problems.all)
    return axes
  }

  /// Where a sub-scenario's file says something of a path; nil if it says nothing.
  private static func place(_ path: String, in level: SweepAxis.Level) -> SourceLocation? {
    guard level.path == nil, case .success(let parsed) = NodePath.parse(path) else { return nil }
    var node: Node? = level.change
    for segment in parsed.segments { node = node?[segment] }
    return node?.location
  }

  /// Rows tell the levels of an axis apart by their names.
  private mutating func checkNames(_ axis: SweepAxis, _ vary: SweepRequest.Vary) {
    let names = axis.levels?.map(\.name) ?? []
    guard let index = names.indices.first(where: { names[..<$0].contains(names[$0]) }) else { return }
    problems.append(
      path: vary.path, at: vary.values.location, "two of its values are called '\(names[index])'",
      hint: "leave one out; sub-scenarios get names of their own in a JSON plan")
  }

  /// Equal values would be points with the same ids; in a list of points only whole points must differ.
  private mutating func checkDistinct(_ axes: [SweepAxis], isList: Bool) {
    if isList {
      let columns = axes.map { axis in axis.listed }
      var seen: [[Double]: Int] = [:]
      for point in 0..<(columns.map(\.count).min() ?? 0) {
        if let earlier = seen.updateValue(point, forKey: columns.map { $0[point] }) {
          problems.append(
            path: "vary", at: request.vary.first?.values.location,
            "points \(earlier) and \(point) of the list are the same", hint: "leave one out")
          return
        }
      }
      return
    }
    for (axis, vary) in zip(axes, request.vary) where !axis.isStructural {
      var seen: [Double: Int] = [:]
      for (index, number) in axis.listed.enumerated() {
        guard let earlier = seen.updateValue(index, forKey: number), case .list(let texts) = axis.axis.values
        else { continue }
        let same = texts[earlier] == texts[index] ? "given twice" : "the same as \(texts[earlier])"
        problems.append(
          path: vary.path, at: vary.values.location, "\(texts[index]) is \(same)", hint: "leave one out")
        break
      }
    }
  }

  /// Compiles each form of a structural axis with everything else as it stands.
  private mutating func check(_ axis: SweepAxis, _ vary: SweepRequest.Vary) {
    for level in axis.levels ?? [] {
      let (_, found) = Structure.compile(request.scenario, [level])
      for problem in found.errors {
        let place = problem.path == axis.path ? "" : "\(problem.path): "
        problems.append(
          path: axis.path, at: SweepCompiler.place(problem.path, in: level) ?? vary.values.location,
          "'\(level.name)' would not run: \(place)\(problem.message)",
          hint: problem.hint)
      }
    }
  }

  private func distinctColumns(_ axes: [SweepAxis]) -> [SweepAxis] {
    var names = Set(SweepTables.runsLeading.map(\.name) + ["status"])
    return axes.map { axis in
      var axis = axis
      axis.column = axis.column.named(apartFrom: &names)
      return axis
    }
  }

  // MARK: - Readings

  private mutating func readReadings(_ axes: [SweepAxis]) -> (SweepReadings, (metric: Int, fraction: Double)?)
  {
    var reader = ReadingsReader(model, axes: axes)
    var readings = reader.read(request)
    problems.append(contentsOf: reader.problems.all)
    guard let text = request.until else { return (readings, nil) }
    guard let rule = StopRule(text) else {
      problems.append(
        path: "until", at: nil, "'\(text)' is not a rule", hint: "write ci(METRIC) < 1%, or the fraction 0.01"
      )
      return (readings, nil)
    }
    guard let outcome = SweepOutcome.read(rule.metric, model, path: "until", &problems) else {
      return (readings, nil)
    }
    if !readings.outcomes.contains(outcome) { readings.outcomes.append(outcome) }
    return (readings, readings.outcomes.firstIndex(of: outcome).map { ($0, rule.fraction) })
  }

  /// A rule needs points that are a sample, and replications enough to tell how much is luck.
  private mutating func checkRule(_ name: SweepRequest.DesignName) {
    if request.until == nil { return }
    switch name {
    case .random, .latin, .sobol: break
    case .grid, .list, .morris, .saltelli:
      problems.append(
        path: "until", at: nil,
        "a \(name.rawValue) design is of use only as a whole, so no rule can end it early",
        hint: "leave until out, or choose a random, latin or sobol design")
    }
    let fewest = PrecisionRule.fewestReplications
    if request.replications < fewest {
      problems.append(
        path: "until", at: nil,
        "all points have the same luck, and \(request.replications) replications say too little of it",
        hint: "use at least \(fewest) replications")
    }
  }

  // MARK: - Design

  private mutating func design(_ name: SweepRequest.DesignName, _ axes: [SweepAxis]) -> Design? {
    if name.isSampled, request.samples == nil {
      problems.append(
        path: "samples", at: nil, "a \(name.rawValue) design needs a number of samples",
        hint: "write for example --samples 256")
      return nil
    }
    if !name.isSampled, request.samples != nil {
      problems.append(
        path: "samples", at: nil, "a \(name.rawValue) design has the points that its axes give it",
        hint: "leave samples out, or choose a design such as sobol")
      return nil
    }
    let engineAxes = axes.map(\.axis)
    let samples = request.samples ?? 0
    let (dimensions, seed) = (axes.count, request.seed)
    do throws(PlanProblem) {
      switch name {
      case .grid: return .grid(try GridDesign(axes: engineAxes))
      case .list: return .list(try ListDesign(axes: engineAxes))
      case .random: return .random(RandomDesign(dimensions: dimensions, count: samples, seed: seed))
      case .latin:
        return .latin(
          LatinHypercube(dimensions: dimensions, count: samples, size: request.hypercube, seed: seed))
      case .sobol: return .sobol(try SobolDesign(dimensions: dimensions, count: samples, seed: seed))
      case .morris:
        return .morris(try MorrisDesign(dimensions: dimensions, trajectories: samples, seed: seed))
      case .saltelli:
        return .saltelli(try SaltelliDesign(dimensions: dimensions, baseSamples: samples, seed: seed))
      }
    } catch {
      let location = request.vary.first { $0.path == error.path }?.values.location
      problems.append(path: error.path, at: location, error.problem, hint: error.hint)
      return nil
    }
  }

  // MARK: - The plan that stands alone

  /// All members but the scenario.
  private func planHeader(
    _ axes: [SweepAxis], _ design: SweepRequest.DesignName, _ readings: SweepReadings, _ hypercube: Int?
  ) -> [JSONText.Member] {
    var members: [JSONText.Member] = [
      .init("version", .text(Engine.version)),
      .init("model", .text(Engine.model)),
      .init("vary", .object(axes.map { .init($0.path, JSONText($0.written)) })),
      .init("design", .text(design.rawValue)),
    ]
    if let samples = request.samples { members.append(.init("samples", .integer(samples))) }
    if let hypercube { members.append(.init("hypercube", .integer(hypercube))) }
    members += [
      .init("replications", .integer(request.replications)),
      .init("seed", .integer(Int(clamping: request.seed))),
      .init("metrics", .array(readings.texts.map { .text($0) })),
    ]
    if let series = readings.series {
      members.append(.init("series", .array(series.paths.map { .text($0) })))
      members.append(.init("every", .text(series.interval.rawValue)))
    }
    if let until = request.until { members.append(.init("until", .text(until))) }
    return members
  }
}
