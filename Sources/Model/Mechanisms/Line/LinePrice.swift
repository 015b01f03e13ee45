#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// How the price of what a line makes is found.
public enum PriceKind: String, CaseIterable, BitwiseCopyable, Sendable {
  /// Quotes follow cost, markup and scarcity within some months.
  case costPlus = "cost_plus"
  /// The price of each negotiation moves from the one before, with momentum and within bounds.
  case contract
  /// The price clears at once.
  case clearing
}

/// The price of what a line makes, over its long-run cost, in logs.
///
/// All kinds are pulled to long-run cost by entry and exit, and none stays below cash cost.
struct LinePrice: BitwiseCopyable {
  /// What a line's price goes by.
  struct Rules: BitwiseCopyable {
    var kind: PriceKind
    /// Markup over long-run cost in normal times.
    var markup: Double
    /// Rise and fall of the log price with the log of the cover, beyond a band in which it hardly answers.
    var up: Double
    var down: Double
    var band: Double
    /// Years in which quotes follow, and in which the momentum of contracts fades.
    var lag: Double
    /// Pull of a contract towards long-run cost and markup, a year in logs; the most that it moves in a quarter.
    var pull: Double
    var move: Double
    /// Cash cost and the highest price, both over long-run cost.
    var cash: Double
    var most: Double
  }

  /// Log of price over long-run cost.
  private(set) var level: Double
  /// Log change a year of a contract.
  private(set) var momentum = 0.0

  /// The price of normal times.
  init(_ rules: Rules) { level = log(1 + rules.markup) }

  /// Price over long-run cost.
  var overCost: Double { exp(level) }

  /// The price that the owner of a line found on a market of its own.
  mutating func quote(overCost price: Double) { level = log(price) }

  private static let quartersPerYear = 4.0

  /// `years` go by at a cover: the log of what a buyer waits over what is normal, negative when the line has less than
  /// it could make.
  mutating func pass(years: Double, cover: Double, _ rules: Rules) {
    let slope = (cover > 0 ? rules.up : rules.down) * min(1, abs(cover) / rules.band) * cover
    let normal = log(1 + rules.markup)
    switch rules.kind {
    case .costPlus: level += (normal + slope - level) * (1 - exp(-years / rules.lag))
    case .clearing: level = normal + slope
    case .contract:
      let drift = slope + rules.pull * (normal - level)
      momentum += (drift - momentum) * (1 - exp(-years / rules.lag))
      let bound = rules.move * LinePrice.quartersPerYear * years
      level += max(-bound, min(bound, momentum * years))
    }
    level = max(log(rules.cash), min(log(rules.most), level))
  }

  /// Covers beyond this many times the normal, in logs, count no more.
  private static let farthest = 2.0
  /// A line without a lead time has less than it could make when its book is shorter than this many years.
  private static let shortestBook = 1.0 / 12

  /// The one index of scarcity: the log of a book in years of output over what is normal; 0 from a line that is just
  /// fully used to one with the normal wait.
  static func cover(book: Double, output: Double, lead: Double, wait: Double) -> Double {
    let least = 1e-9
    let years = max(least, book) / max(least, output)
    let short = max(lead, shortestBook)
    if years > lead + wait { return min(farthest, log(years / (lead + wait))) }
    return max(-farthest, min(0, log(years / short)))
  }
}

extension LinePrice.Rules {
  init(_ line: View<LineInputs>) {
    self.init(
      kind: line.price, markup: line.markup.value, up: line.scarcityRise.value, down: line.slackFall.value,
      band: line.band.value, lag: line.priceLag.value, pull: line.pull.value, move: line.move.value,
      cash: line.cashShare.value, most: line.mostPrice.value)
  }
}
