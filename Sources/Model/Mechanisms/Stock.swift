/// The account of one good: what there was, what came, what went, what is left.
///
/// Nothing may change `onHand` or `inTransit` but the members below, so the balance can be checked against an
/// independent count of the things themselves.
struct Stock {
  private(set) var initial = 0.0
  private(set) var produced = 0.0
  private(set) var bought = 0.0
  private(set) var consumed = 0.0
  private(set) var sold = 0.0
  private(set) var scrapped = 0.0
  private(set) var onHand = 0.0
  private(set) var inTransit = 0.0

  /// Adds to what stands ready, and what is under way, at the start.
  mutating func endow(onHand ready: Double = 0, inTransit coming: Double = 0) {
    initial += ready + coming
    onHand += ready
    inTransit += coming
  }

  mutating func produce(_ amount: Double) {
    produced += amount
    onHand += amount
  }

  mutating func buy(_ amount: Double) {
    bought += amount
    onHand += amount
  }

  mutating func consume(_ amount: Double) {
    consumed += amount
    onHand -= amount
  }

  mutating func sell(_ amount: Double) {
    sold += amount
    onHand -= amount
  }

  mutating func scrap(_ amount: Double) {
    scrapped += amount
    onHand -= amount
  }

  /// Begins something that will be ready later.
  mutating func begin(_ amount: Double) {
    produced += amount
    inTransit += amount
  }

  /// What was under way is ready.
  mutating func arrive(_ amount: Double) {
    inTransit -= amount
    onHand += amount
  }

  /// What stood ready is sent on its way.
  mutating func depart(_ amount: Double) {
    onHand -= amount
    inTransit += amount
  }

  /// What was under way is lost.
  mutating func lose(_ amount: Double) {
    scrapped += amount
    inTransit -= amount
  }

  /// All that ever came in: the scale against which a balance is judged.
  var turnover: Double { initial + produced + bought }

  /// What the balance misses: zero when nothing is lost.
  var imbalance: Double { turnover - (consumed + sold + scrapped + onHand + inTransit) }
}
