import Inputs

/// When lead times are long, some order more than they need, to be served at all.
struct OverOrdering: BitwiseCopyable {
  /// What it orders of what it needs when lines are long.
  var factor: Double
  /// Years of deliveries on a vendor's book past which its line is long.
  var patience: Double

  /// Whether a line is long, where `backlog` is owed and `daily` of it delivered a day.
  func isLong(backlog: Double, daily: Double) -> Bool {
    daily > 0 && backlog / daily > patience * Time.year
  }

  /// What it orders of what it needs.
  func factor(backlog: Double, daily: Double) -> Double {
    isLong(backlog: backlog, daily: daily) ? factor : 1
  }
}

extension OverOrdering {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    self.init(factor: inputs.labs[lab].doubleOrder.value, patience: inputs.labs[lab].longLine.value)
  }
}
