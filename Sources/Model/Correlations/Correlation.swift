import Inputs
import ScenarioFormat

/// Inputs that a scenario wants drawn together.
enum Correlation {
  /// The pairs of a scenario without problems.
  static func compile(_ compiled: CompiledScenario) -> [RankCorrelation] {
    let block = ParameterBlock<WorldInputs>(compiled)
    return block.root.correlations.indices.map { index in
      let entry = block.root.correlations[index]
      return RankCorrelation(
        compiled.texts[Int(entry.first.index)], compiled.texts[Int(entry.second.index)],
        rank: entry.rank.value)
    }
  }
}

extension ModelCheck {
  /// Every correlation is between two numbers of the scenario, no two of it are of the same, and all can hold.
  mutating func correlations() {
    var seen: [Set<String>: String] = [:]
    let before = problems.count
    for pair in node["correlations"]?.members ?? [] {
      let path = NodePath.child(pair.key, of: "correlations")
      let inputs = ["first", "second"].compactMap { key in
        text(pair.value[key]).map { (key: key, target: $0, location: pair.value[key]?.location) }
      }
      for input in inputs { number(input.target, at: path + "." + input.key, input.location) }
      guard inputs.count == 2 else { continue }
      let both = Set(inputs.map(\.target))
      if both.count == 1 {
        report(
          path + ".second", inputs[1].location, "an input is not paired with itself", hint: "name another")
      } else if let other = seen.updateValue(pair.key, forKey: both) {
        report(
          path, pair.keyLocation, "'\(other)' is about the same two inputs", hint: "keep one of them")
      }
      if let rank = compilation.place(path + ".rank"), !rank.value.isCertain {
        report(
          path + ".rank", rank.value.location, "a correlation is the same in every run",
          hint: "write one value")
      }
    }
    guard problems.count == before, let compiled = compilation.scenario else { return }
    if compiled.correlating(Correlation.compile(compiled)) == nil {
      report(
        "correlations", node["correlations"]?.location, "these correlations cannot all hold at once",
        hint: "bring them nearer to zero, or say those that are missing between inputs of one group")
    }
  }

  /// An input that can be drawn together with another: a number, drawn once a run.
  private mutating func number(_ target: String, at path: String, _ location: SourceLocation?) {
    guard isWhole, !compilation.problems.contains(where: { $0.path.hasPrefix(target) }) else { return }
    if let place = compilation.place(target) {
      if case .variate = place.declaration.kind {
        report(
          path, location, "'\(target)' is drawn at each event, not once a run", hint: "name another input")
      }
      return
    }
    if compilation.choice(target) != nil {
      report(
        path, location, "'\(target)' is a choice of words, and only numbers are drawn together",
        hint: "name a number")
      return
    }
    report(
      path, location, "there is no number '\(target)'",
      hint: Spelling.hint(for: target, in: compilation.places.map(\.path)))
  }
}
