// What happens to a lab that has failed.
extension Labs {
  /// Who buys a failed lab's estate, whole. One entry is 1, or none where nobody lives.
  mutating func chooseHeirs(of lab: Int, _ exchange: borrowing Exchange) -> [Double] {
    for other in heirs.indices { heirs[other] = 0 }
    var cash: [Double] = []
    for other in heirs.indices { cash.append(exchange.ledger.cash(other)) }
    if let heir = Takeover.heir(cash: cash, alive: exchange.posted.labs.alive) { heirs[heir] = 1 }
    return heirs
  }

  /// Sells a failed lab's estate at a discount to the heirs; lenders and suppliers lose the rest.
  mutating func windUp(_ lab: Int, heirs: [Double], _ exchange: inout Exchange) {
    let rules = Takeover(exchange.inputs)
    let value = online(lab, exchange) * newMachine(of: lab, exchange)
    for heir in states.indices where heirs[heir] > 0 {
      let price = rules.price(value, part: heirs[heir], cash: exchange.ledger.cash(heir))
      exchange.ledger.pay(from: heir, to: lab, price)
      states[heir].growth += rules.growth(
        demand: states[lab].demand, part: heirs[heir], own: states[heir].demand,
        before: states[lab].price, now: states[heir].price)
    }
    // What is left pays lenders first; a shortfall is theirs to bear.
    exchange.ledger.pay(from: lab, to: .lenders, exchange.ledger.cash(lab))
    // What it earned and spent stays in the totals.
    let past = states[lab]
    states[lab] = State()
    states[lab].profitTotal = past.profitTotal
    states[lab].revenueTotal = past.revenueTotal
    states[lab].capexTotal = past.capexTotal
  }

  /// Billions of USD per H100-equivalent of a new machine in a hall, by what a lab's market pays for its hours.
  func newMachine(of lab: Int, _ exchange: borrowing Exchange) -> Double {
    Takeover.newMachine(contract: exchange.hours(for: lab).contract)
  }
}
