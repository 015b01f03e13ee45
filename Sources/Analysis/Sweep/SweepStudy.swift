import Model
import ScenarioFormat
import Sweep
import Tables

/// A sweep ready to run: axes bound to a scenario, a design over them, and what is taken from each run.
///
/// Immutable and shared by all workers.
public struct SweepStudy: Sendable {
  /// The scenario as it stands, before any structural axis changes it.
  public let model: Model
  public let axes: [SweepAxis]
  public let designName: SweepRequest.DesignName
  public let design: Design
  /// How runs are numbered.
  public let layout: RunLayout
  /// What is taken from each run.
  public let readings: SweepReadings
  /// The claims of the scenario, whose verdicts follow the outcomes.
  public let claims: [Claim]
  public let seed: UInt64
  /// When the sweep may end early; the metric by its index in `outcomes`.
  public let rule: (metric: Int, fraction: Double)?
  /// The whole request as a JSON plan that stands alone.
  public let planText: String
  /// What the engine needs to know.
  public let plan: SweepPlan
  /// The tables of a sweep.
  public let tables: SweepTables
  /// The points of one Latin hypercube; nil in other designs.
  public let hypercube: Int?
  /// The SHA-256 of the resolved scenario, before any structural axis changes it.
  public let scenarioHash: String
  let scenario: Node

  /// Most replications that are told apart in statistics; more share places, which says as much.
  private static let mostPlaces = 1024

  /// Places for statistics by replication: r has that of r modulo their number, and the same luck at every point.
  var replicationPlaces: Int { min(layout.replications, SweepStudy.mostPlaces) }

  /// The metrics of a run.
  public var outcomes: [SweepOutcome] { readings.outcomes }

  init(
    model: Model, scenario: Node, axes: [SweepAxis], designName: SweepRequest.DesignName, design: Design,
    layout: RunLayout, readings: SweepReadings, seed: UInt64, rule: (metric: Int, fraction: Double)?,
    hypercube: Int?, scenarioHash: String, planText: String, plan: SweepPlan
  ) {
    self.model = model
    self.scenario = scenario
    self.axes = axes
    self.designName = designName
    self.design = design
    self.layout = layout
    self.readings = readings
    claims = model.claims
    self.seed = seed
    self.rule = rule
    self.hypercube = hypercube
    self.scenarioHash = scenarioHash
    self.planText = planText
    self.plan = plan
    tables = SweepTables(
      axes: axes, readings: readings, claims: model.claims, areDrawn: design.rowsDrawnTogether != nil)
  }

  /// The sweep in the form that its engine runs.
  public func makeModel(traces: TraceParts? = nil) -> StudyModel { StudyModel(self, traces: traces) }

  /// The axis values of a point as words, in the order of the axes: for messages.
  public func describe(point: Int) -> String {
    let coordinates = design.point(point)
    let parts = axes.enumerated().map { index, axis in
      if let levels = axis.levels {
        return "\(axis.path) = \(levels[axis.level(at: coordinates[index])].name)"
      }
      return "\(axis.path) = \(axis.number(at: coordinates[index])) \(axis.unit)"
    }
    return parts.joined(separator: ", ")
  }
}

extension SweepStudy {
  /// Compiles a request; every problem is reported, and a study is returned only without errors.
  ///
  /// - Parameters:
  ///   - compiled: the model of the request's scenario, if it has been compiled already.
  ///   - loadScenario: reads the file of a sub-scenario, merged with what it extends.
  ///   - checksLevels: whether each level of a structural axis is compiled by itself, to report its problems.
  public static func compile(
    _ request: SweepRequest, compiled: Model? = nil, checksLevels: Bool = true,
    loadScenario: @escaping (String) -> (Node?, [Problem])
  ) -> (SweepStudy?, [Problem]) {
    let (model, mistakes) = compiled.map { ($0, []) } ?? Model.compile(request.scenario)
    guard let model else { return (nil, mistakes) }
    var compiler = SweepCompiler(request, model, loadScenario)
    let study = compiler.compile(checksLevels: checksLevels)
    return (compiler.problems.hasErrors ? nil : study, mistakes + compiler.problems.all)
  }

  /// Reads a plan that stands alone, as `planText` writes it; it has been checked before.
  public static func read(_ text: String, file: String) -> (SweepStudy?, [Problem]) {
    let (node, syntax) = JSONReader.read(Array(text.utf8), file: file)
    guard let node, syntax.isEmpty else { return (nil, syntax) }
    var problems = Problems()
    if let difference = Engine.difference(from: node["model"]?.string) {
      problems.append(
        path: "model", at: node["model"]?.location, "the sweep \(difference)",
        hint: "go on with the build that began it, or run all of it anew in another folder")
    }
    var request = SweepRequest(scenario: node["scenario"] ?? .object([]))
    request.read(node, &problems)
    guard !problems.hasErrors else { return (nil, problems.all) }
    return compile(request, checksLevels: false) { name in
      (nil, [Problem(path: "vary", location: nil, message: "a plan that stands alone names \(name)")])
    }
  }
}
