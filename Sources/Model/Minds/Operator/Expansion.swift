import Inputs

/// How much new capacity an operator announces: fabs for a part of a shortage, as far as a limit by the year allows.
/// All in thousand wafer starts a month.
struct Expansion: BitwiseCopyable {
  /// One fab; zero for who builds none by itself.
  var step: Double
  /// What it may announce in a year at its opening size, and that size.
  var yearly: Double
  var opening: Double
  /// Most by which a shortage raises that limit.
  var hurry: Double
  /// How far it discounts a shortage: 0 builds for all of it, 1 for none.
  var caution: Double

  /// Years of its limit that it can save up.
  private static let saved = 3.0
  /// Part of a fab for which one is announced.
  private static let worthwhile = 0.5

  /// A line as its operator sees it.
  struct Line: BitwiseCopyable {
    var capacity: Double
    /// Announced and not yet running.
    var coming: Double
    /// What is wanted of it over what it can make.
    var pressure: Double
  }

  /// What it may announce after some days more, of what it had saved up before: a larger operator builds more, and a
  /// deep shortage hurries it.
  func allowance(_ before: Double, _ line: Line, days: Double) -> Double {
    let haste = min(hurry, max(1, line.pressure))
    let rate = yearly * max(1, line.capacity / max(step, opening)) * haste
    return min(Expansion.saved * rate, before + rate * days / Time.year)
  }

  /// What it announces now: whole fabs, for what it would build of a shortage and has not announced; zero for none.
  func size(_ line: Line, allowance: Double) -> Double {
    let wanted = line.capacity * (line.pressure - 1) * (1 - caution) - line.coming
    guard wanted >= Expansion.worthwhile * step, allowance >= step else { return 0 }
    return min(allowance, max(step, (wanted / step).rounded(.down) * step))
  }
}

extension Expansion {
  init(_ fab: View<FabInputs>) {
    self.init(
      step: fab.expansionStep.value, yearly: fab.expansionLimit.value, opening: fab.capacity.value,
      hurry: fab.hurry.value, caution: fab.caution.value)
  }
}
