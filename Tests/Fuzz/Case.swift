import Model
import ScenarioFormat
import TestSupport

/// One case: a scenario and values set beside it, all from a seed and a number.
struct Case {
  /// What a case is made for.
  enum Kind {
    /// A shipped scenario one of whose files was damaged: it is refused with reasons, or runs.
    case mutated
    /// A world far from the shipped ones, put together so that it should run.
    case world
  }

  let seed: UInt64
  let number: Int
  let kind: Kind
  /// The scenario's file.
  let file: String
  /// The file that was damaged, and what it holds now; nil for a world.
  let damaged: (file: String, bytes: [UInt8])?
  /// Values set, as in `--set`.
  let settings: [String]
  /// Whether it is run twice.
  let isRepeated: Bool

  /// Makes a case, the same whenever it is made; every tenth is a world.
  init(seed: UInt64, number: Int, shipped: ShippedScenarios) {
    var chance = Chance("case \(number)", seed: seed)
    self.seed = seed
    self.number = number
    kind = Case.kind(of: number)
    let scenario = shipped.scenarios[Int.random(in: 0..<shipped.scenarios.count, using: &chance)]
    file = scenario.file
    switch kind {
    case .mutated:
      let parts = [scenario.file, shipped.scenarios[0].file]
      let part = parts[Int.random(in: 0..<2, using: &chance)]
      damaged = (part, TextMutator.mutated(shipped.bytes[part] ?? [], &chance))
      settings = []
    case .world:
      damaged = nil
      settings = RandomWorld.settings(scenario.model, &chance)
    }
    isRepeated = Int.random(in: 0..<4, using: &chance) == 0
  }

  /// What a case of this number is made for.
  static func kind(of number: Int) -> Kind { number % 10 == 9 ? .world : .mutated }

  /// What a person needs to see it again.
  var words: String {
    var lines = ["\(kind) case of \(file): make fuzz SEED=\(seed) CASE=\(number)"]
    if let damaged { lines.append("with \(damaged.file) as kept beside this file") }
    return (lines + settings.map { "--set '\($0)'" }).joined(separator: "\n") + "\n"
  }
}

/// The scenarios that ship, read once.
struct ShippedScenarios {
  /// Each with the file it is in; the first is the one that all others extend.
  private(set) var scenarios: [(file: String, model: Model)] = []
  /// What is in each file.
  private(set) var bytes: [String: [UInt8]] = [:]

  /// Reads them from a folder.
  init(folder: String) {
    for name in ["base", "space", "space-as-stated", "strait"] {
      let file = "\(folder)/\(name).json"
      bytes[file] = InputBytes.read(file)
      guard let model = CaseCheck.compile(file, read: InputBytes.read, settings: []).0 else {
        fatalError("\(file) does not compile")
      }
      scenarios.append((file, model))
    }
  }
}
