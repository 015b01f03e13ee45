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

  /// What may be written: `0 t to 1000 t`, `at least 0 USD/t`; nil where anything goes.
  var rangeWords: String? {
    let unit: Unit
    switch kind {
    case .quantity(let own), .trajectory(let own), .variate(let own): unit = own
    case .weights: unit = .one
    case .moment, .flag, .choice, .reference, .text, .group, .entities, .identity: return nil
    }
    switch (range.lowerBound.isFinite, range.upperBound.isFinite) {
    case (true, true): return "\(unit.text(range.lowerBound)) to \(unit.text(range.upperBound))"
    case (true, false): return "at least \(unit.text(range.lowerBound))"
    case (false, true): return "at most \(unit.text(range.upperBound))"
    case (false, false): return nil
    }
  }

  /// When its value is drawn; nil for what is never uncertain.
  var drawnWords: String? {
    switch kind {
    case .quantity, .moment: "once a run, when uncertain"
    case .trajectory: "once a run, when uncertain: one number for all dates"
    case .variate: "anew at each event"
    case .weights: "once a run, each weight that is uncertain"
    case .choice: isDrawable ? "once a run, where its words have chances" : nil
    case .flag, .reference, .text, .group, .entities, .identity: nil
    }
  }

  /// When it is read, where that is not whenever it matters: a shock at other times cannot act.
  var readWords: String? {
    switch reading {
    case .always: nil
    case .start: "only while the world is set up: no shock can act"
    case .decisions(let interval): "only at decisions, whose interval is \(interval)"
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
