import Inputs
import Model
import ScenarioFormat

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The structures of a study, each compiled when it is first needed; those used last are kept.
///
/// A structure is compiled outside the lock, by the first thread that needs it. Others that need the same one
/// wait for it, and nobody else does.
final class StructureCache: @unchecked Sendable {
  /// Why a combination cannot run.
  struct Fault: Error { let what: String }

  private static let kept = 64
  private let study: SweepStudy
  private let structural: [Int]
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let made = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// The least recently used first; without a result while it is being compiled.
  private var entries: [(combination: Int, result: Result<Structure, Fault>?)] = []

  init(_ study: SweepStudy) {
    self.study = study
    structural = study.axes.indices.filter { study.axes[$0].isStructural }
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(made, nil)
  }

  deinit {
    pthread_cond_destroy(made)
    pthread_mutex_destroy(mutex)
    made.deallocate()
    mutex.deallocate()
  }

  /// The number of a combination of levels, in mixed radix.
  func combination(_ coordinates: borrowing [Double]) -> Int {
    var number = 0
    for place in structural.indices {
      let index = structural[place]
      let axis = study.axes[index]
      number = number * (axis.axis.levels ?? 1) + axis.level(at: coordinates[index])
    }
    return number
  }

  /// The structure of a combination, or why there is none.
  func structure(_ combination: Int) -> Result<Structure, Fault> {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while let place = entries.firstIndex(where: { $0.combination == combination }) {
      if let result = entries[place].result {
        entries.append(entries.remove(at: place))
        return result
      }
      pthread_cond_wait(made, mutex)
    }
    entries.append((combination, nil))
    pthread_mutex_unlock(mutex)
    let result = make(combination)
    pthread_mutex_lock(mutex)
    entries.removeAll { $0.combination == combination }
    entries.append((combination, result))
    if entries.count > StructureCache.kept, let oldest = entries.firstIndex(where: { $0.result != nil }) {
      entries.remove(at: oldest)
    }
    pthread_cond_broadcast(made)
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
      let first = problems.errors.first.map {
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
