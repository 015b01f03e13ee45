/// Money, in billions of USD: every transfer is double entry, so the sum over all accounts never changes.
struct Ledger: ~Copyable {
  /// The accounts that are not labs.
  enum Party: Int, CaseIterable {
    case lenders, investors, customers, suppliers
  }

  private var balances: FixedArray<Double>
  private let labs: Int
  private(set) var opening = 0.0
  /// Money moved in all: the scale against which the balance is judged.
  private(set) var turnover = 0.0
  /// Takes down every transfer while a run is traced.
  var log: MovementLog?

  init(labs: Int) {
    self.labs = labs
    balances = FixedArray(repeating: 0, count: labs + Party.allCases.count)
  }

  mutating func reset() {
    balances.fill(0)
    opening = 0
    turnover = 0
  }

  mutating func open(lab: Int, cash: Double) {
    balances[lab] = cash
    opening += cash
    log?.note(.cash(lab: lab), .opened, cash)
  }

  func cash(_ lab: Int) -> Double { balances[lab] }
  func balance(_ party: Party) -> Double { balances[labs + party.rawValue] }

  mutating func pay(from lab: Int, to party: Party, _ amount: Double) {
    move(lab, labs + party.rawValue, amount)
  }
  mutating func pay(from party: Party, to lab: Int, _ amount: Double) {
    move(labs + party.rawValue, lab, amount)
  }
  mutating func pay(from lab: Int, to other: Int, _ amount: Double) { move(lab, other, amount) }

  private mutating func move(_ from: Int, _ to: Int, _ amount: Double) {
    balances[from] -= amount
    balances[to] += amount
    turnover += abs(amount)
    log?.note(.money(from: from, to: to), .paid, amount)
  }

  /// What the sum over all accounts misses.
  var imbalance: Double {
    var sum = 0.0
    for account in balances.indices { sum += balances[account] }
    return sum - opening
  }
}
