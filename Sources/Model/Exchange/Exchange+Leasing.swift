import Inputs

// Who pays for a lab's compute: what it does not buy itself it leases from its provider, who builds it.
extension Exchange {
  /// Who pays for a lab's new compute.
  struct Payers: BitwiseCopyable {
    /// The lab's own share.
    var own: Double
    /// Who pays the rest.
    var provider: Int?
  }

  /// Who builds what a lab leases; nil where it leases from nobody, or its provider has failed.
  func provider(of lab: Int) -> Int? {
    let provider = inputs.labs[lab].provider
    return provider.isNone || !posted.labs.alive[provider.asInt] ? nil : provider.asInt
  }

  /// Share of its new compute that a lab buys itself.
  func ownShare(_ lab: Int) -> Double { payers(of: lab).own }

  /// Part of the price of a lab's new compute that `payer` pays.
  func share(of lab: Int, paidBy payer: Int) -> Double {
    if payer == lab { return ownShare(lab) }
    return provider(of: lab) == payer ? 1 - ownShare(lab) : 0
  }

  /// Who pays for a lab's new compute: it for its own share, the provider that builds for it for the rest.
  func payers(of lab: Int) -> Payers {
    guard let provider = provider(of: lab) else { return Payers(own: 1, provider: nil) }
    return Payers(own: inputs.labs[lab].ownShare.value, provider: provider)
  }

  /// Charges capital for `lab`'s compute to those who pay for it.
  mutating func charge(_ lab: Int, billions amount: Double) {
    charge(lab, billions: amount, to: payers(of: lab))
  }

  /// The same, where it is known who they are.
  mutating func charge(_ lab: Int, billions amount: Double, to payers: Payers) {
    ledger.pay(from: lab, to: .suppliers, amount * payers.own)
    capital.add(amount * payers.own, to: lab)
    if payers.own < 1, let provider = payers.provider {
      ledger.pay(from: provider, to: .suppliers, amount * (1 - payers.own))
      capital.add(amount * (1 - payers.own), to: provider)
    }
  }
}
