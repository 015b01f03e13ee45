/// Spare compute of a market and what lacks there, in H100-equivalents, and what of both finds the other.
struct HoursTrade: BitwiseCopyable {
  var spare = 0.0
  var unmet = 0.0
  /// Rented in the other market, and let to it.
  var rentedAbroad = 0.0
  var letAbroad = 0.0

  /// What finds the other at home, which goes first.
  var home: Double { min(spare, unmet) }
  var sold: Double { home + letAbroad }
  var bought: Double { home + rentedAbroad }

  /// What is left of what this market lacks and the other has spare, up to `most`.
  func crossing(from other: HoursTrade, most: Double) -> Double {
    min(most, unmet - home, other.spare - other.home)
  }

  /// USD per hour that who buys here pays: the price here, and that of the other market for what is rented there.
  func paid(here: Double, there: Double) -> Double {
    rentedAbroad > 0 ? (home * here + rentedAbroad * there) / bought : here
  }
}
