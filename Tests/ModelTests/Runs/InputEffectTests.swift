import Inputs
import ScenarioFormat
import Testing

@testable import Model

/// Every input that a scenario may state changes some number of the shipped world, or stands below with the reason.
@Suite("unit: inputs without effect")
struct InputEffectTests {
  /// Inputs that change no number, and why they may stay.
  static let idle: [String: String] = [
    "name": "words for people",
    "summary": "words for people",
    "fabs.*.operator": "words for people",
    "claims.*.statement": "words for people",
    "claims.*.other": "words for people",
    "claims.*.origin": "words for people",
    "claims.*.stated": "what someone said, shown beside the answer",
    "claims.*.how_said": "words for people",
    "opening_as_of":
      "the date for which opening stocks hold: check warns where the start has moved away from it",
    "links.*.scales": "what a measure of relief multiplies: a run by itself has none of it",
    "links.*.factor": "what a measure of relief multiplies by",
    "links.*.upstream": "which links a measure of relief takes together",
    "launch.vehicles.*.family": "one family flies in the shipped world: another is refused",
    "launch.rockets.*.investigation":
      "no older rocket fails with satellites in the worlds watched: MakerRules has one",
    "launch.sites.*.family": "one family flies in the shipped world: another is refused",
    "processes.*.kind": "designs and fabs name a process for its kind: another kind is refused",
  ]

  @Test("an input that changes nothing has a reason, and an input with such a reason changes nothing")
  func everyInputActs() throws {
    var quiet = DeclaredPath.all
    for overrides in WatchedWorld.all {
      let world = try WatchedWorld(overrides)
      quiet = try quiet.filter { input in
        let reason = Self.idle[input.text]
        let acts = try world.isMoved(by: input, months: reason == nil ? WatchedWorld.months : 2)
        if acts, let reason { Issue.record("\(input.text) acts, though it is listed as idle: \(reason)") }
        return !acts && reason == nil
      }
    }
    for input in quiet { Issue.record("\(input.text) changes nothing: mend it, or say why it may stay") }
    let paths = Set(DeclaredPath.all.map(\.text))
    for path in Self.idle.keys.sorted() where !paths.contains(path) {
      Issue.record("there is no input \(path)")
    }
  }
}

/// An input as scenarios write it, `*` for an id.
private struct DeclaredPath {
  let segments: [String]
  let declaration: InputDeclaration

  var text: String { segments.joined(separator: ".") }

  static let all = paths(of: WorldInputs.groupType, under: [])

  private static func paths(of group: GroupType, under segments: [String]) -> [DeclaredPath] {
    group.declarations.flatMap { declaration -> [DeclaredPath] in
      let path = segments + [declaration.name]
      switch declaration.kind {
      case .group(let nested): return paths(of: nested, under: path)
      case .entities(let nested, _): return paths(of: nested, under: path + ["*"])
      case .identity: return []
      case .quantity, .trajectory, .variate, .moment, .flag, .choice, .reference, .weights, .text:
        return [DeclaredPath(segments: path, declaration: declaration)]
      }
    }
  }

  /// Whether a path of a scenario means this input, or one number of it.
  func means(_ path: String) -> Bool {
    guard case .success(let parsed) = NodePath.parse(path) else { return false }
    let isWeights = if case .weights = declaration.kind { true } else { false }
    return parsed.segments.count == segments.count + (isWeights ? 1 : 0)
      && zip(segments, parsed.segments).allSatisfy { $0 == "*" || $0 == $1 }
  }

  /// Other values of an input that is read when the scenario is compiled.
  func otherTexts(_ ids: [String: [String]]) -> [String] {
    switch text {
    case "start": return ["2025-12-15"]
    case "end": return ["2026-04-01"]
    case "claims.*.from": return ["2025-12-01"]
    case "claims.*.by": return ["2027-01-01"]
    case "claims.*.threshold": return ["-1e30", "1e30"]
    case "claims.*.when_at_least": return ["1e30"]
    case "claims.*.metric", "claims.*.when": return ["bankruptcies"]
    case "shocks.*.input": return ["memory.trade_ratio"]
    case "correlations.*.first", "correlations.*.second": return ["orbit.life"]
    case "correlations.*.rank": return ["0.2"]
    // Of the makers of lift the best is taken: a little more patience often takes the same.
    case "launch.waiting": return ["0 /year", "5 /year"]
    default: break
    }
    switch declaration.kind {
    case .flag: return ["true", "false"]
    case .choice(let names, _): return names
    case .reference(let target): return ["none"] + (ids[target.collection] ?? [])
    case .text: return ["other words"]
    case .quantity, .trajectory, .variate, .moment, .weights, .group, .entities, .identity: return []
    }
  }
}

/// The shipped world with late things brought near, run month by month beside itself with another value.
private struct WatchedWorld {
  static let months = 40
  /// The reports at which worlds are compared: most inputs act at once.
  private static let watched = [0, 1, 2, 4, 8, 16, 28, 40]
  /// The world as it is; one with plenty of memory, tight launch sites, a pause, a bust and a lab that fails; one in
  /// which memory is short, its prices have low ceilings, and no older rocket flies; one that customers leave; one
  /// with plenty of HBM whose price can fall far; and one in which lines have contracts or none and next to no HBM is
  /// made. Bounds act at one end only.
  static let all: [[String]] = [
    [],
    [
      "memory.hbm_per_wafer=6000 GB", "memory.dram_demand_growth=-50 %/year", "memory.most_fall=5",
      "memory.dram_flow_pull=5",
      "launch.vehicles.*.failure_floor=0.3",
      "launch.sites.*.licences=4 /year", "launch.sites.*.pad_turnaround_floor=20 day",
      "launch.sites.*.methane_supply=20 t/day", "launch.sites.*.tank=1", "market.pause_start=2026-03-01",
      "market.pause_length=0.1 year", "market.bust=3 /year", "market.recovery=3 /year",
      "labs.meta.equity_multiple=5.5 year", "labs.xai.cash=0 billion USD",
      "labs.xai.backing=0 billion USD/year", "labs.xai.equity_multiple=0 year",
      "labs.xai.other_income=0 billion USD/year", "labs.xai.debt_multiple=0 year",
      "labs.openai.boldness_policy=newsvendor",
    ],
    [
      "lines.euv_tools.price=contract", "lines.turbines.price=contract", "lines.turbines.most_price=1.14",
      "lines.turbines.move=1 %", "memory.build_margin=0.5", "memory.hbm_per_wafer=100 GB",
      "memory.hbm_ceiling=9000 USD/GB",
      "equipment.small_engines.line=none", "equipment.transformers.line=none",
      "launch.vehicles.*.turnaround=0.5 day", "launch.rockets.*.cadence=0 launch/year",
    ],
    [
      "memory.dram_demand_growth=60 %/year", "memory.dram_ceiling=3",
      "memory.hbm_per_wafer=100 GB", "memory.hbm_ceiling=20 USD/GB",
      "lines.*.markup=5 %",
    ],
    [
      "labs.*.demand_growth=-1.5 /year", "labs.*.mature_multiple=20 year", "labs.*.ruinous_loss=8",
      "labs.*.credit_on_income=1 year", "labs.*.credit_on_outlay=0.2 year", "labs.openai.dilution=0 /year",
      "labs.openai.debt_multiple=0 year", "labs.openai.other_income=0 USD/year",
      "labs.anthropic.dilution=0 /year", "labs.anthropic.debt_multiple=0 year",
      "labs.anthropic.other_income=0 USD/year",
    ],
    [
      "memory.hbm_per_wafer=6000 GB", "memory.dram_demand_growth=-50 %/year", "memory.hbm_fall=3",
      "memory.cash_share=0.05",
    ],
  ]
  private static let seed: UInt64 = 1
  /// Vehicles and satellites within the first years; a shock and claims.
  private static let near = [
    "orbit.first_launch=2028-03-01", "orbit.slip=1.2", "accelerators.*.slip=1",
    "launch.vehicles.*.slip=1.2", "launch.vehicles.starship_v3.available=2026-01-02",
    #"shocks={"test": {"input": "memory.hbm_per_wafer", "factor": 0.5, "date": "2026-01-20", "#
      + #""length": "3 month", "rate": "20 /year"}}"#,
    #"claims={"at": {"statement": "a", "metric": "hbm_wafer_share", "threshold": 0.1, "by": "2026-03-01"}, "#
      + #""when": {"statement": "b", "metric": "hbm_wafer_share", "threshold": 0.1, "by": "2026-03-01", "#
      + #""reading": "when", "when": "compute_online_h100e", "when_at_least": 1e6}, "#
      + #""first": {"statement": "c", "metric": "hbm_wafer_share", "threshold": 0.1, "from": "2026-02-01", "#
      + #""by": "2026-03-01", "reading": "first"}}"#,
  ]

  private let overrides: [String]
  private let model: Model
  /// The reports of the world as it is, by their bits.
  private let reports: [[UInt64]]
  /// What a short run with shocks and claims comes to.
  private let short: Outcome?

  private struct Outcome: Equatable {
    var numbers: [UInt64]
    var verdicts: [Verdict]
  }

  init(_ overrides: [String]) throws {
    self.overrides = overrides
    model = try Self.model(until: "2030-01-01", overrides)
    var watched = BareWorld(model, seed: Self.seed)
    var record = Record(model.layout, reports: 1)
    var reports: [[UInt64]] = []
    for month in Self.watched { reports.append(watched.report(on: model.reportDays[month], &record)) }
    self.reports = reports
    short = Self.outcome(try Self.model(until: "2026-05-01", overrides))
  }

  private static func model(until end: String, _ overrides: [String]) throws -> Model {
    try ShippedScenario.model("space", near + ["end=\(end)"] + overrides)
  }

  /// Whether other values of an input, in all entities that have it, change anything within some months.
  func isMoved(by input: DeclaredPath, months: Int) throws -> Bool {
    let texts = input.otherTexts(model.scenario.ids)
    if !texts.isEmpty { return isMoved(by: input, texts, months) }
    let places = model.scenario.places.filter { input.means($0.path) }
    guard !places.isEmpty else { return false }
    var overrides = InputOverrides(places)
    for (index, place) in places.enumerated() { overrides.values[index] = Self.otherValue(place, index) }
    if input.segments[0] == "shocks" || input.segments[0] == "claims" {
      let model = try Self.model(until: "2026-05-01", self.overrides)
      return Self.outcome(model, overrides) != short
    }
    return differs(model, overrides, months)
  }

  /// Whether a world goes another way than this one: the first report that differs decides.
  private func differs(_ other: Model, _ overrides: InputOverrides, _ months: Int) -> Bool {
    guard other.layout.width == model.layout.width else { return true }
    var watched = BareWorld(other, seed: Self.seed, overriding: overrides)
    var record = Record(other.layout, reports: 1)
    return zip(Self.watched, reports).contains { month, expected in
      month <= months && watched.report(on: model.reportDays[month], &record) != expected
    }
  }

  /// What a run with shocks and claims comes to; nil if it fails.
  private static func outcome(_ model: Model, _ overrides: InputOverrides = InputOverrides()) -> Outcome? {
    var simulation = Simulation(model, seed: seed)
    simulation.overrides = overrides
    guard (try? simulation.run(replication: 0)) != nil else { return nil }
    let verdicts = model.claims.map { $0.verdict(simulation.record) }
    return Outcome(numbers: Run(simulation).bits(), verdicts: verdicts)
  }

  /// Another value of a number within its range; neighbours move by different factors, so that shares change.
  private static func otherValue(_ place: InputPlace, _ index: Int) -> Double {
    let range = place.declaration.range
    let value = place.value.knots[0].value.central
    if case .moment = place.declaration.kind { return value.isFinite ? value + 45 : 20 }
    let factor = index % 2 == 0 ? 1.3 : 1.6
    if value != 0, range.contains(value * factor) { return value * factor }
    if value != 0, range.contains(value / factor) { return value / factor }
    let end = value < range.upperBound ? range.upperBound : range.lowerBound
    return value + (end - value) * 0.1 * factor
  }

  /// The same for values that need the scenario compiled anew, one entity after the other until one acts.
  private func isMoved(by input: DeclaredPath, _ texts: [String], _ months: Int) -> Bool {
    let needsRun = ["shocks", "claims", "start", "end"].contains(input.segments[0])
    // Of what is known to be idle two entities will do.
    let most = months < Self.months ? 2 : Int.max
    for path in paths(input.segments[...], [], model.scenario.resolved).prefix(most) {
      for text in texts {
        let end = needsRun ? "2026-05-01" : "2030-01-01"
        // A value that the scenario does not allow there says nothing.
        guard let other = try? Self.model(until: end, overrides + ["\(path)=\(text)"]) else { continue }
        if needsRun ? Self.outcome(other) != short : differs(other, InputOverrides(), months) {
          return true
        }
      }
    }
    return false
  }

  /// The paths of one input in every entity of a scenario.
  private func paths(_ rest: ArraySlice<String>, _ done: [String], _ node: Node?) -> [String] {
    guard let next = rest.first else { return [NodePath(done).description] }
    let ids = next == "*" ? (node?.members ?? []).map(\.key) : [next]
    return ids.flatMap { paths(rest.dropFirst(), done + [$0], node?[$0]) }
  }
}
