import ScenarioFormat
import Tables

/// What a sweep is asked to do: all that its rows depend on, as data.
///
/// It is what a JSON plan says; the options of a command line come to the same.
public struct SweepRequest: Sendable {
  /// How points are laid out.
  public enum DesignName: String, Sendable, CaseIterable {
    case grid, list, random, latin, sobol, morris, saltelli

    /// Whether the number of points follows from `samples`.
    public var isSampled: Bool {
      switch self {
      case .grid, .list: false
      case .random, .latin, .sobol, .morris, .saltelli: true
      }
    }
  }

  /// What an axis is about, and its values as written.
  public struct Vary: Sendable {
    public var path: String
    public var values: Node

    /// States an axis.
    public init(path: String, values: Node) {
      self.path = path
      self.values = values
    }
  }

  /// The scenario, merged; the file that it came from does not matter.
  public var scenario: Node
  public var vary: [Vary]
  /// Nil for a grid where every axis has levels, else sobol.
  public var design: DesignName?
  /// Points of a sampled design; base samples of saltelli, trajectories of morris.
  public var samples: Int?
  /// Runs at each point, all points with the same draws.
  public var replications: Int
  /// Metrics as `NAME` or `NAME@DATE`, inputs by their paths, or `inputs` for all uncertain ones; the usual dozen
  /// where no metric is among them.
  public var metrics: [String]
  /// Metrics to write by date; empty for none.
  public var series: [String] = []
  /// Which reports the series hold; nil for each quarter.
  public var every: ReportInterval?
  public var seed: UInt64
  /// The rule by which the sweep may end early, such as `ci(METRIC) < 1%`.
  public var until: String?
  /// Points in one Latin hypercube; nil for all.
  public var hypercube: Int?

  /// Runs at each point unless told otherwise.
  public static let usualReplications = 10

  /// A request that varies nothing yet.
  public init(scenario: Node) {
    self.scenario = scenario
    vary = []
    replications = SweepRequest.usualReplications
    metrics = []
    seed = 1
  }

  /// The members of a JSON plan.
  public static let keys = [
    "$schema", "version", "model", "scenario", "set", "vary", "design", "samples", "replications", "metrics",
    "series",
    "every", "seed", "until", "hypercube",
  ]
}

extension SweepRequest {
  /// Whether a file is a plan, also one with a slip in it: it says something that no scenario says. A manifest is none,
  /// though it does too.
  public static func isPlan(_ node: Node) -> Bool {
    node["manifest_sha256"] == nil
      && ["scenario", "vary", "design", "samples", "replications", "hypercube"].contains { node[$0] != nil }
  }

  /// The unknown keys of a plan, and a scenario that is missing.
  public static func mistakesInKeys(of plan: Node) -> [Problem] {
    var mistakes = unknownKeys(in: plan, known: keys, path: "")
    if plan["scenario"] == nil, mistakes.isEmpty {
      mistakes.append(
        Problem(
          path: "", location: plan.location, message: "the plan of a sweep names no scenario",
          hint: "add \"scenario\": \"FILE\""))
    }
    return mistakes
  }

  /// Takes what a JSON plan says beside its scenario; every problem is reported.
  public mutating func read(_ plan: Node, _ problems: inout Problems) {
    problems.append(contentsOf: unknownKeys(in: plan, known: SweepRequest.keys, path: ""))
    if let node = plan["vary"] {
      if !node.isObject { mismatch("vary", node, "an object of values keyed by paths", &problems) }
      vary = node.members.map { Vary(path: $0.key, values: $0.value) }
    }
    if let node = plan["design"] {
      design = node.string.flatMap(DesignName.init(rawValue:))
      if design == nil {
        let names = DesignName.allCases.map(\.rawValue)
        problems.append(
          path: "design", at: node.location, "a design is due, not \(described(node))",
          hint: Spelling.hint(for: node.string ?? "", in: names) ?? "write one of "
            + names.joined(separator: ", "))
      }
    }
    samples = count("samples", plan, 1...(1 << 32), &problems) ?? samples
    hypercube = count("hypercube", plan, 1...(1 << 32), &problems)
    replications = count("replications", plan, 1...10_000_000, &problems) ?? replications
    if let value = count("seed", plan, 0...Int.max, &problems) { seed = UInt64(value) }
    metrics = names("metrics", plan, &problems) ?? metrics
    series = names("series", plan, &problems) ?? series
    if let node = plan["every"] {
      every = node.string.flatMap(ReportInterval.init(rawValue:))
      if every == nil { mismatch("every", node, "month, quarter or year", &problems) }
    }
    if let node = plan["until"] {
      until = node.string
      if until == nil { mismatch("until", node, "text such as \"ci(METRIC) < 1%\"", &problems) }
    }
  }

  private func count(_ key: String, _ plan: Node, _ range: ClosedRange<Int>, _ problems: inout Problems)
    -> Int?
  {
    guard let node = plan[key] else { return nil }
    if case .number(_, let text) = node.content, let value = Int(text), range.contains(value) { return value }
    mismatch(key, node, "a whole number of at least \(range.lowerBound)", &problems)
    return nil
  }

  private func names(_ key: String, _ plan: Node, _ problems: inout Problems) -> [String]? {
    guard let node = plan[key] else { return nil }
    let names = node.elements.compactMap(\.string)
    if names.count != node.elements.count || names.isEmpty {
      mismatch(key, node, "an array of names in double quotes", &problems)
    }
    return names
  }

  private func mismatch(_ path: String, _ node: Node, _ wanted: String, _ problems: inout Problems) {
    problems.append(path: path, at: node.location, "\(wanted) is due here, not \(described(node))")
  }

  private func described(_ node: Node) -> String { node.string.map { "'\($0)'" } ?? node.kindName }
}
