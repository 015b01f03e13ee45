#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// What labs owe, who lends, and who fails.
@Suite("rule: money")
struct MoneyRules {
  @Test("a lab out of cash and credit fails; one that can borrow does not")
  func failure() throws {
    var bare = try BareWorld([])
    let (poor, sound) = (try bare.index("xai", in: "labs"), try bare.index("google", in: "labs"))
    bare.ruin(poor)
    let cash = bare.world.exchange.ledger.cash(sound)
    bare.world.exchange.ledger.pay(from: sound, to: .suppliers, cash + 1)
    bare.settle(days: 1)
    #expect(!bare.world.exchange.posted.labs.alive[poor])
    #expect(bare.world.exchange.posted.labs.alive[sound])
    #expect(bare.world.exchange.ledger.cash(sound) > 0)
    #expect(bare.world.labs.bankruptcies == 1)
  }

  /// What lenders get in a month from a lab with `debt`, in billions of USD.
  private func lenders(debt: Double) throws -> Double {
    var bare = try BareWorld(["market.interest=12 %/year", "market.debt_term=10 year"])
    bare.world.labs.states[try bare.index("google", in: "labs")].debt = debt
    let before = bare.world.exchange.ledger.balance(.lenders)
    bare.settle(days: Time.month)
    return bare.world.exchange.ledger.balance(.lenders) - before
  }

  @Test("debt bears interest and is paid back over its term")
  func interest() throws {
    #expect(isClose(try lenders(debt: 10) - lenders(debt: 0), 10 * (0.12 + 0.1) / 12, relative: 1e-6))
  }

  @Test("rents are paid, by whom they are due to who built")
  func rents() throws {
    var bare = try BareWorld([])
    var other = try BareWorld([])
    let (lab, provider) = (try bare.index("anthropic", in: "labs"), try bare.index("amazon", in: "labs"))
    bare.world.labs.leases.append(Labs.Lease(lab: Int32(lab), until: 1000, rent: 12))
    // What has run out is no longer due.
    bare.world.labs.leases.append(Labs.Lease(lab: Int32(lab), until: 0, rent: 24))
    bare.settle(days: Time.month)
    other.settle(days: Time.month)
    let ledgers = bare.world.exchange.ledger.cash(provider) - other.world.exchange.ledger.cash(provider)
    #expect(isClose(ledgers, 1, relative: 1e-6))
    #expect(
      isClose(bare.world.labs.states[lab].rentDue - other.world.labs.states[lab].rentDue, 12, relative: 1e-9))
  }

  @Test("scarce capital lends less, and less equity is put in")
  func scarceCapital() throws {
    var bare = try BareWorld(["market.scarce_capital=0.25"])
    let lab = try bare.index("openai", in: "labs")
    let debt = bare.world.labs.debtLimit(lab, bare.world.exchange)
    let equity = bare.world.labs.equityAllowance(lab, bare.world.exchange)
    bare.world.market.post(plentiful: false, &bare.world.exchange)
    #expect(
      isClose(
        bare.world.labs.debtLimit(lab, bare.world.exchange), debt / 4, relative: 1e-9))
    #expect(
      isClose(
        bare.world.labs.equityAllowance(lab, bare.world.exchange), equity / 4,
        relative: 1e-9))
    bare.world.market.post(plentiful: true, &bare.world.exchange)
    #expect(bare.world.labs.debtLimit(lab, bare.world.exchange) == debt)
  }

  @Test("losses shrink what lenders allow")
  func losses() throws {
    var bare = try BareWorld(["labs.openai.other_income=0 USD/year"])
    let lab = try bare.index("openai", in: "labs")
    bare.world.labs.states[lab].revenue = 10
    bare.world.labs.states[lab].rentGot = 0
    bare.world.labs.states[lab].profit = 0
    let even = bare.world.labs.debtLimit(lab, bare.world.exchange)
    bare.world.labs.states[lab].profit = -5
    #expect(
      isClose(
        bare.world.labs.debtLimit(lab, bare.world.exchange), even / 2, relative: 1e-9))
    bare.world.labs.states[lab].profit = 5
    #expect(bare.world.labs.debtLimit(lab, bare.world.exchange) == even)
  }

  @Test("a failed lab's customers move: half of them go to who takes it over")
  func customers() throws {
    var bare = try BareWorld([])
    let (lab, heir) = (try bare.index("xai", in: "labs"), try bare.index("meta", in: "labs"))
    bare.world.labs.states[lab].demand = 1000
    bare.world.labs.states[heir].demand = 500
    bare.world.labs.states[lab].price = bare.world.labs.states[heir].price
    let growth = bare.world.labs.states[heir].growth
    var heirs = [Double](repeating: 0, count: bare.world.labs.states.count)
    heirs[heir] = 1
    bare.world.labs.windUp(lab, heirs: heirs, &bare.world.exchange)
    #expect(isClose(bare.world.labs.states[heir].growth - growth, log(2), relative: 1e-9))
    #expect(bare.world.labs.states[lab].demand == 0)
  }

  @Test("the richest living lab takes over a failed one, at a discount that its lenders get")
  func heirs() throws {
    var bare = try BareWorld(["market.fire_sale=0.5"])
    let (lab, heir) = (try bare.index("xai", in: "labs"), try bare.index("meta", in: "labs"))
    bare.world.exchange.ledger.pay(from: .investors, to: heir, 10_000)
    bare.world.labs.postFailure(lab, &bare.world.exchange)
    let heirs = bare.world.labs.chooseHeirs(of: lab, bare.world.exchange)
    #expect(heirs[heir] == 1 && heirs.reduce(0, +) == 1)
    let worth =
      bare.world.labs.online(lab, bare.world.exchange)
      * bare.world.labs.newMachine(of: lab, bare.world.exchange)
    let (rich, lent) = (bare.world.exchange.ledger.cash(heir), bare.world.exchange.ledger.balance(.lenders))
    let left = bare.world.exchange.ledger.cash(lab)
    bare.world.labs.windUp(lab, heirs: heirs, &bare.world.exchange)
    #expect(isClose(rich - bare.world.exchange.ledger.cash(heir), worth / 2, relative: 1e-9))
    #expect(
      isClose(bare.world.exchange.ledger.balance(.lenders) - lent, worth / 2 + left, relative: 1e-9))
    #expect(abs(bare.world.exchange.ledger.cash(lab)) < 1e-9)
  }

  @Test("who leased from a lab that fails pays for all of what it has ordered, and leases nothing from it")
  func failedProvider() throws {
    var bare = try BareWorld(["labs.anthropic.own_share=0.2"])
    let (lab, provider) = (try bare.index("anthropic", in: "labs"), try bare.index("amazon", in: "labs"))
    let part = bare.world.labs.owed(lab, bare.world.exchange)
    #expect(part > 0)
    bare.world.labs.postFailure(provider, &bare.world.exchange)
    #expect(isClose(bare.world.labs.owed(lab, bare.world.exchange), part / 0.2, relative: 1e-9))
    #expect(bare.world.labs.leases.contains { Int($0.lab) == lab })
    bare.settle(days: 1)
    #expect(!bare.world.labs.leases.contains { Int($0.lab) == lab })
    #expect(
      isClose(
        bare.world.labs.commitments(lab, bare.world.exchange), bare.world.labs.owed(lab, bare.world.exchange),
        relative: 1e-9), "no rent is due for what nobody builds")
  }

  @Test("what is due by the next decision leaves room: orders arrive over their lead time, sites over theirs")
  func dueByThen() throws {
    var bare = try BareWorld(["labs.meta.own_share=1"])
    let lab = try bare.index("meta", in: "labs")
    let now = bare.world.labs.owed(lab, bare.world.exchange)
    bare.world.labs.states[lab].machineLead = 1
    bare.world.labs.states[lab].siteHorizon = 1
    #expect(now > 0)
    #expect(isClose(bare.world.labs.owed(lab, after: 0.25, bare.world.exchange), 0.75 * now, relative: 1e-9))
    #expect(bare.world.labs.owed(lab, after: 2, bare.world.exchange) == 0)
    let onOrder = bare.world.labs.due[lab]
    bare.world.labs.states[lab].siteHorizon = 1e9
    #expect(
      isClose(
        bare.world.labs.owed(lab, after: 0.25, bare.world.exchange), now - 0.25 * onOrder, relative: 1e-6))
    #expect(onOrder > 0 && onOrder < now)
  }

  @Test("who leases pays its own part of capital, and its provider the rest")
  func charge() throws {
    var bare = try BareWorld(["labs.anthropic.own_share=0.2"])
    let (lab, provider) = (try bare.index("anthropic", in: "labs"), try bare.index("amazon", in: "labs"))
    let (mine, its) = (bare.world.exchange.ledger.cash(lab), bare.world.exchange.ledger.cash(provider))
    bare.world.exchange.charge(lab, billions: 10)
    #expect(isClose(mine - bare.world.exchange.ledger.cash(lab), 2, relative: 1e-9))
    #expect(isClose(its - bare.world.exchange.ledger.cash(provider), 8, relative: 1e-9))
    bare.world.labs.postFailure(provider, &bare.world.exchange)
    bare.world.exchange.charge(lab, billions: 10)
    #expect(
      isClose(mine - bare.world.exchange.ledger.cash(lab), 12, relative: 1e-9), "a dead provider pays nothing"
    )
  }
}
