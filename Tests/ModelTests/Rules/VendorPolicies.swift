import Testing

@testable import Model

/// What vendors ask, and who gets what they make, by their policies alone.
@Suite("rule: policies of vendors")
struct VendorPolicies {
  @Test("a vendor passes on what materials have become dearer or cheaper, down to half its price")
  func markup() {
    #expect(VendorPricing.markup(release: 40, material: 8, opening: 8) == 1)
    #expect(isClose(VendorPricing.markup(release: 40, material: 12, opening: 8), 1.1, relative: 1e-9))
    #expect(isClose(VendorPricing.markup(release: 40, material: 0, opening: 8), 0.8, relative: 1e-9))
    #expect(VendorPricing.markup(release: 40, material: 0, opening: 30) == 0.5)
  }

  @Test("a die costs its part of a wafer, whose price rises and never falls to nothing")
  func dies() {
    func cost(rise: Double, diesPerWafer: Double = 60) -> Double {
      VendorPricing.dies(2, wafer: 20, rise: rise, diesPerWafer: diesPerWafer)
    }
    #expect(isClose(cost(rise: 0.5), 1, relative: 1e-9))
    #expect(isClose(cost(rise: -2), 20 * 0.1 * 2 / 60, relative: 1e-9))
    #expect(isClose(cost(rise: 0, diesPerWafer: 0), 400, relative: 1e-9))
  }

  @Test("a buyer makes half of its claim where as many machines stand dark as its vendor tolerates")
  func readiness() {
    let rules = Allocation(policy: .priority, darkTolerance: 0.05)
    #expect(rules.readiness(waiting: 0, online: 1e6) == 1)
    #expect(isClose(rules.readiness(waiting: 51_000, online: 1e6), 0.5, relative: 1e-9))
    #expect(isClose(rules.readiness(waiting: 1000, online: 0), 0.5, relative: 1e-9))
  }

  /// What each of three orders gets of 300 by a policy.
  private func gifts(_ policy: AllocationPolicy, _ claims: [Allocation.Claim]) -> [Double] {
    let rules = Allocation(policy: policy, darkTolerance: 0.05)
    let supply = Allocation.Supply(
      available: 300, owed: claims.reduce(0) { $0 + $1.owed },
      weights: claims.reduce(0) { $0 + rules.weight($1) })
    return claims.map { rules.gift($0, of: supply) }
  }

  @Test("pro rata every order gets the same fraction, as far as its buyer is ready")
  func proRata() {
    let claims = [
      Allocation.Claim(owed: 600, priority: 1, readiness: 1),
      Allocation.Claim(owed: 300, priority: 9, readiness: 1),
      Allocation.Claim(owed: 100, priority: 1, readiness: 0.5),
    ]
    for (gift, expected) in zip(gifts(.proRata, claims), [180.0, 90, 15]) {
      #expect(isClose(gift, expected, relative: 1e-9))
    }
    #expect(gifts(.firstCome, claims) == [0, 0, 0], "all of it is for the oldest")
  }

  @Test("by priority orders share by weight and readiness, and none gets more than it is owed")
  func priority() {
    let claims = [
      Allocation.Claim(owed: 300, priority: 1, readiness: 1),
      Allocation.Claim(owed: 100, priority: 4, readiness: 1),
      Allocation.Claim(owed: 600, priority: 1, readiness: 0.5),
    ]
    for (gift, expected) in zip(gifts(.priority, claims), [90.0, 100, 90]) {
      #expect(isClose(gift, expected, relative: 1e-9))
    }
    let nobody = [Allocation.Claim(owed: 300, priority: 0, readiness: 1)]
    #expect(gifts(.priority, nobody) == [0])
  }
}
