/// Requests that a line has got and not yet heard: what is asked for a time is heard evenly over it, whoever else asks
/// meanwhile and for how long.
struct Requests: BitwiseCopyable {
  /// Quarters of a month ahead that requests are spread over at most, which are so many a year.
  private static let farthest = 48
  private static let perYear = 48.0
  /// Rounding that does not leave a crumb of time.
  private static let crumb = 1e-9

  /// Units to be heard in each of the next quarters of a month, of which a part of the first is over.
  private var ahead = InlineArray<48, Double>(repeating: 0)
  private var part = 0.0

  /// Spreads `amount` evenly over `years`, in whole quarters of a month, up to a year.
  mutating func add(_ amount: Double, over years: Double) {
    let span = max(1, min(Requests.farthest, Int((years * Requests.perYear).rounded())))
    for place in 0..<span { ahead[place] += amount / Double(span) }
  }

  /// Takes what is heard in the next `years`.
  mutating func take(years: Double) -> Double {
    var left = years * Requests.perYear
    var heard = 0.0
    while left > Requests.crumb {
      let rest = 1 - part
      let time = min(left, rest)
      let amount = ahead[0] * time / rest
      heard += amount
      ahead[0] -= amount
      part += time
      left -= time
      if part > 1 - Requests.crumb { turn() }
    }
    return heard
  }

  /// The first is over: what rounding has left of it goes to the next.
  private mutating func turn() {
    let crumbs = ahead[0]
    for place in 1..<Requests.farthest { ahead[place - 1] = ahead[place] }
    ahead[Requests.farthest - 1] = 0
    ahead[0] += crumbs
    part = 0
  }
}
