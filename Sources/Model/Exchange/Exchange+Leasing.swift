import Inputs

// Who pays for a lab's compute: what it does not buy itself it leases from its provider, who builds it.
extension Exchange {
  /// Who builds what a lab leases; nil where it leases from nobody, or its provider has failed.
  func provider(of lab: Int) -> Int? {
    let provider = inputs.labs[lab].provider
    return provider.isNone || !posted.labs.alive[provider.asInt] ? nil : provider.asInt
  }

  /// Share of its new compute that a lab buys itself.
  func ownShare(_ lab: Int) -> Double { provider(of: lab) == nil ? 1 : inputs.labs[lab].ownShare.value }

  /// Part of the price of a lab's new compute that `payer` pays.
  func share(of lab: Int, paidBy payer: Int) -> Double {
    if payer == lab { return ownShare(lab) }
    return provider(of: lab) == payer ? 1 - ownShare(lab) : 0
  }

  /// Charges capital for `lab`'s compute: its own part to itself, the rest to the provider that builds for it.
  mutating func charge(_ lab: Int, billions amount: Double) {
    let own = ownShare(lab)
    ledger.pay(from: lab, to: .suppliers, amount * own)
    capital.add(amount * own, to: lab)
    if own < 1, let provider = provider(of: lab) {
      ledger.pay(from: provider, to: .suppliers, amount * (1 - own))
      capital.add(amount * (1 - own), to: provider)
    }
  }
}
