/// What the event at hand has moved so far; the accounts of the exchange write to it while a run is traced.
final class MovementLog {
  /// Whose account moved, by the indices of the model.
  enum Account: BitwiseCopyable {
    /// A place in the list of goods.
    case good(Int)
    /// Parties of the ledger.
    case money(from: Int, to: Int)
    /// The opening cash of a lab.
    case cash(lab: Int)
    case order(book: Int, lab: Int, venue: Int)
    case toolOrder(fab: Int)
    case siteOrder(lab: Int, region: Int)
    /// A join, and the input that it lacked.
    case join(Join, Cause?)
    /// A place in the list of posted levels.
    case level(Int)
  }

  struct Entry: BitwiseCopyable {
    let account: Account
    let kind: Movement.Kind
    let amount: Double
  }

  private(set) var entries: [Entry] = []

  /// Notes a movement; nothing moved is no movement.
  ///
  /// Never inlined: what is left where nobody listens is one test.
  @inline(never)
  func note(_ account: Account, _ kind: Movement.Kind, _ amount: Double) {
    if amount != 0 || kind == .posted {
      entries.append(Entry(account: account, kind: kind, amount: amount))
    }
  }

  func clear() { entries.removeAll(keepingCapacity: true) }
}
