import Inputs
import Model
import ScenarioFormat
import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A combination of the levels of all structural axes, compiled: what runs at the points that share it.
struct Structure: Sendable {
  let model: Model
  /// Overrides of the numeric axes, in their order, without numbers yet.
  let overrides: InputOverrides
  let reader: RunReader
  /// The SHA-256 of the resolved scenario.
  let hash: String

  /// Applies levels to a scenario and compiles it.
  static func compile(_ scenario: Node, _ levels: [SweepAxis.Level]) -> (Model?, [Problem]) {
    var node = scenario
    var problems = Problems()
    for level in levels {
      if let path = level.path {
        Override(path: path, value: level.change).apply(to: &node, &problems)
      } else {
        node = overlay(level.change, on: node, &problems)
      }
    }
    guard problems.isEmpty else { return (nil, problems.all) }
    return Model.compile(node)
  }

  /// A scenario with a sub-scenario laid over it, merged as `extends` does.
  private static func overlay(_ change: Node, on scenario: Node, _ problems: inout Problems) -> Node {
    let loader = ScenarioLoader { name in
      switch name {
      case "scenario": return Array(scenario.serialized().utf8)
      case "change": return Array(change.serialized().utf8)
      default: return Array("{\"extends\": [\"scenario\", \"change\"]}".utf8)
      }
    }
    let (node, found) = loader.load("both")
    problems.append(contentsOf: found)
    return node ?? scenario
  }
}

/// The structures of a study, each compiled when it is first needed and kept for a while.
final class StructureCache: @unchecked Sendable {
  /// Why a combination cannot run.
  struct Fault: Error { let what: String }

  private static let kept = 64
  private let study: SweepStudy
  private let structural: [Int]
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var entries: [(combination: Int, result: Result<Structure, Fault>)] = []

  init(_ study: SweepStudy) {
    self.study = study
    structural = study.axes.indices.filter { study.axes[$0].isStructural }
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// The number of a combination of levels, in mixed radix.
  func combination(_ coordinates: borrowing [Double]) -> Int {
    var number = 0
    for index in structural {
      let axis = study.axes[index]
      number = number * (axis.axis.levels ?? 1) + axis.level(at: coordinates[index])
    }
    return number
  }

  /// The structure of a combination, or why there is none. Compiles under the lock: once for all threads.
  func structure(_ combination: Int) -> Result<Structure, Fault> {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    if let found = entries.first(where: { $0.combination == combination }) { return found.result }
    let result = make(combination)
    if entries.count == StructureCache.kept { entries.removeFirst() }
    entries.append((combination, result))
    return result
  }

  /// The levels of a combination, in the order of the axes.
  func levels(_ combination: Int) -> [SweepAxis.Level] {
    var rest = combination
    var levels: [SweepAxis.Level] = []
    for index in structural.reversed() {
      guard let all = study.axes[index].levels else { continue }
      levels.append(all[rest % all.count])
      rest /= all.count
    }
    return levels.reversed()
  }

  private func make(_ combination: Int) -> Result<Structure, Fault> {
    let levels = levels(combination)
    let (model, problems) = levels.isEmpty ? (study.model, []) : Structure.compile(study.scenario, levels)
    guard let model else {
      let first = problems.first.map {
        Problem(path: $0.path, location: nil, message: $0.message).description
      }
      return .failure(Fault(what: "the scenario would not run: \(first ?? "unknown reason")"))
    }
    var places: [InputPlace] = []
    for path in study.axes.flatMap(\.inputs) {
      guard let place = model.scenario.place(path) else {
        return .failure(Fault(what: "the scenario would not run: there is no input '\(path)' in this form"))
      }
      places.append(place)
    }
    return .success(
      Structure(
        model: model, overrides: InputOverrides(places),
        reader: RunReader(study.readings, claims: study.claims.map(\.id), model),
        hash: levels.isEmpty ? study.scenarioHash : RunIdentity(model, seed: study.seed).scenarioHash))
  }
}
