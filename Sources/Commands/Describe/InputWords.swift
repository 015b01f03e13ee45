import Inputs
import ScenarioFormat

/// What a declaration says, in the words of `describe` and of the model reference.
extension InputDeclaration {
  /// The kind with its unit: `number in t`, `date`, `labs keyed by id`.
  var typeWords: String {
    switch kind {
    case .quantity(let unit): InputDeclaration.number("number", unit)
    case .trajectory(let unit): InputDeclaration.number("number by date", unit)
    case .variate(let unit): InputDeclaration.number("distribution", unit)
    case .moment, .flag, .choice, .reference, .weights, .text, .group, .entities, .identity: kindName
    }
  }

  private static func number(_ kind: String, _ unit: Unit) -> String {
    unit.symbol.isEmpty ? kind + ", without unit" : "\(kind) in \(unit.symbol)"
  }

  /// When its value is drawn; nil for what is never uncertain.
  var drawnWords: String? {
    switch kind {
    case .quantity, .moment: "once a run, when uncertain"
    case .trajectory: "once a run, when uncertain: one number for all dates"
    case .variate: "anew at each event"
    case .weights: "once a run, each weight that is uncertain"
    case .flag, .choice, .reference, .text, .group, .entities, .identity: nil
    }
  }

  /// The default as a scenario would write it; nil where there is none to show.
  var defaultWords: String? {
    if isOptional { return "none" }
    return switch kind {
    case .group, .entities, .identity: nil
    case .text:
      defaultText.map { $0.isEmpty ? "\"\"" : $0 }
    case .quantity, .trajectory, .variate, .moment, .flag, .choice, .reference, .weights: defaultText
    }
  }

  /// True if a scenario must state it.
  var isRequired: Bool { defaultText == nil && !isOptional }
}
