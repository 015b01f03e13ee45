import ScenarioFormat

extension InputDeclaration {
  /// What may be written: `0 t to 1000 t`, `at least 0 USD/t`; nil where anything goes.
  public var rangeWords: String? {
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
}
