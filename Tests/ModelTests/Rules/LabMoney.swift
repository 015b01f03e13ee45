#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// What a lab spends, sells and owes, by its policies and its financiers' alone.
@Suite("rule: money of labs")
struct LabMoney {
  private let budget = Budget(
    years: 1.3, pace: 2.5, debtDraw: 0.6, cashDraw: 0.5, growth: 2, patience: 0.5, sites: 0.6)

  @Test("a lab commits some years of what it may have in one, less what it owes")
  func room() {
    let means = Budget.Means(earned: 10, debt: 5, equity: 4, cash: 6)
    // 10 + 3 + 4 + 3 a year.
    #expect(isClose(budget.room(means, owed: 16, in: 1), 1.3 * 20 - 16, relative: 1e-9))
    #expect(isClose(budget.room(means, owed: 0, in: 0.25), 2.5 * 20 * 0.25, relative: 1e-9))
    #expect(budget.room(means, owed: 30, in: 1) == 0)
    let losing = Budget.Means(earned: -10, debt: 0, equity: 4, cash: -6)
    #expect(isClose(budget.room(losing, owed: 0, in: 1), 1.3 * 4, relative: 1e-9), "losses are met by cash")
  }

  @Test("owners let other income go into AI until it loses more than they bear")
  func patience() {
    #expect(budget.patientIncome(10, profit: 3) == 10)
    #expect(budget.patientIncome(10, profit: -5) == 10)
    #expect(budget.patientIncome(10, profit: -8) == 7)
    #expect(budget.patientIncome(10, profit: -80) == 0)
  }

  @Test("a budget is shared over what is asked of it, and new rents fit what is expected")
  func shares() {
    #expect(Budget.share(of: 10, budget: 20) == 1)
    #expect(Budget.share(of: 10, budget: 5) == 0.5)
    #expect(Budget.rentShare(of: 10, expected: 12, due: 4, onOrder: 3) == 0.5)
    #expect(Budget.rentShare(of: 10, expected: 5, due: 4, onOrder: 3) == 0)
    #expect(Budget.rentShare(of: 0, expected: 0, due: 4, onOrder: 3) == 1)
  }

  @Test("lenders allow a multiple of income, less where it loses, and no less than a fifth")
  func credit() {
    let credit = Credit(multiple: 2, leastCover: 0.2)
    #expect(credit.limit(income: 10, profit: 3, capital: 1) == 20)
    #expect(credit.limit(income: 10, profit: -5, capital: 1) == 10)
    #expect(isClose(credit.limit(income: 10, profit: -50, capital: 1), 4, relative: 1e-9))
    #expect(credit.limit(income: 10, profit: 3, capital: 0.2) == 4)
    #expect(credit.limit(income: 0, profit: -1, capital: 1) == 0)
  }

  @Test("investors pay for growth, and for a mature firm what it earns")
  func equity() {
    let equity = Equity(multiple: 20, matureMultiple: 5, dilution: 0.1, openingGrowth: 1, ruinousLoss: 0.5)
    func allowance(profit: Double, growth: Double) -> Double {
      equity.allowance(revenue: 10, profit: profit, growth: growth, backing: 1, capital: 1)
    }
    #expect(isClose(allowance(profit: 0, growth: 1), 21, relative: 1e-9))
    #expect(isClose(allowance(profit: 0, growth: 3), 21, relative: 1e-9))
    #expect(isClose(allowance(profit: 0, growth: 0.5), 11, relative: 1e-9))
    #expect(isClose(allowance(profit: 0, growth: -1), 6, relative: 1e-9))
    #expect(isClose(allowance(profit: -2.5, growth: -1), 3.5, relative: 1e-9))
    #expect(isClose(allowance(profit: -9, growth: 0), 1, relative: 1e-9), "backers come whatever it earns")
  }

  @Test(
    "a lab keeps two months of its outlay, fails beyond its suppliers' credit, and pays out what is ample")
  func solvency() {
    let rules = Solvency(kept: 2, creditOnIncome: 0.25, creditOnOutlay: 0.02, ample: 1.2, payout: 2)
    #expect(isClose(rules.reserve(outlay: 6), 1, relative: 1e-9))
    #expect(rules.reserve(outlay: 0) == 0.1)
    // 0.02 * 10 + 0.25 * 4 is the credit.
    #expect(!rules.hasFailed(cash: -1.19, income: 4, outlay: 10))
    #expect(rules.hasFailed(cash: -1.21, income: 4, outlay: 10))
    #expect(!rules.hasFailed(cash: -0.01, income: 0, outlay: 0))
    func dividend(_ years: Double) -> Double {
      rules.dividend(cash: 30, income: 6, outlay: 4, opened: 8, years: years)
    }
    #expect(isClose(dividend(0.25), 5, relative: 1e-9))
    #expect(isClose(dividend(3), 10, relative: 1e-9))
    #expect(rules.dividend(cash: 10, income: 6, outlay: 4, opened: 8, years: 1) == 0)
    #expect(Solvency.debt(missing: 5, limit: 10, debt: 7) == 3)
    #expect(Solvency.debt(missing: 5, limit: 10, debt: 12) == 0)
  }

  @Test("customers are served beside what training keeps; the rest trains, and then is leased out")
  func use() {
    let rules = ComputeUse(wanted: 0.4, least: 0.2, knee: 50, stretch: 1.25, most: 0.9, sells: true)
    #expect(rules.trainingShare(research: 40) == 0.4)
    #expect(isClose(rules.trainingShare(research: 200), 0.2, relative: 1e-9))
    let busy = rules.divide(100, demand: 1000, trainingShare: 0.4)
    #expect(busy.served == 80 && busy.training == 20 && busy.spare == 0)
    let idle = rules.divide(100, demand: 10, trainingShare: 0.4)
    #expect(
      idle.served == 10 && isClose(idle.training, 50, relative: 1e-9)
        && isClose(idle.spare, 40, relative: 1e-9))
    #expect(isClose(rules.divide(100, demand: 0, trainingShare: 0.8).training, 90, relative: 1e-9))
    let closed = ComputeUse(wanted: 0.4, least: 0.2, knee: 50, stretch: 1.25, most: 0.9, sells: false)
    #expect(closed.divide(100, demand: 0, trainingShare: 0.4).training == 100)
    #expect(ComputeUse.serving(trainingShare: 0.4) == 0.6 && ComputeUse.serving(trainingShare: 1) == 0.1)
  }

  @Test("a markup is the share of the market over the elasticity, and shows in the price")
  func pricing() {
    #expect(Pricing.markup(share: 0.3, elasticity: 1.5) == 0.3 / 1.5)
    #expect(Pricing.markup(share: 1, elasticity: 0.5) == 0.8)
    #expect(isClose(Pricing.price(quality: 2, spot: 3, markup: 0.5, openingMarkup: 0.2), 9.6, relative: 1e-9))
  }

  @Test("idle power is what is beyond the reserve, and is sold in proportion to what each has and lacks")
  func siteTrade() {
    #expect(SiteTrade(reserve: 0.05).idle(live: 100, free: 30, taken: 10) == 15)
    #expect(SiteTrade(reserve: 0.05).idle(live: 100, free: 30, taken: 40) == 0)
    #expect(SiteTrade.offered(idle: 100, orders: 30) == 0.7)
    #expect(SiteTrade.offered(idle: 100, orders: 130) == 0 && SiteTrade.offered(idle: 0, orders: 0) == 0)
    let buyer = SiteTrade.Side(lack: 30, idle: 0, offered: 0)
    let seller = SiteTrade.Side(lack: 0, idle: 20, offered: 0.5)
    #expect(SiteTrade.amount(buyer, traded: 20, demand: 60, supply: 20) == 10)
    #expect(SiteTrade.amount(seller, traded: 20, demand: 60, supply: 20) == -10)
  }

  @Test("the richest of the living takes over, at a discount, with a part of the customers")
  func takeover() {
    #expect(Takeover.heir(cash: [5, 9, 20], alive: [true, true, false]) == 1)
    #expect(Takeover.heir(cash: [-5, -9], alive: [true, true]) == 0)
    #expect(Takeover.heir(cash: [5], alive: [false]) == nil)
    let rules = Takeover(fireSale: 0.4, customers: 0.5)
    #expect(isClose(rules.price(10, part: 1, cash: 100), 4, relative: 1e-9))
    #expect(rules.price(10, part: 1, cash: 6) == 3 && rules.price(10, part: 1, cash: -6) == 0)
    #expect(isClose(rules.growth(demand: 100, part: 1, own: 50, before: 1, now: 0.5), log(2), relative: 1e-9))
    #expect(
      isClose(rules.growth(demand: 100, part: 1, own: 50, before: 1, now: 4), log(1.25), relative: 1e-9))
    #expect(isClose(Takeover.newMachine(contract: 2), 2 * 8766 * 3e-9, relative: 1e-9))
  }

  @Test("capital is written off over five years")
  func depreciation() {
    var books = Depreciation(labs: 2)
    books.open(0, age: 60, 5)
    books.open(1, age: 1, 7)
    #expect(books.capital(0) == 5 && books.capital(1) == 7)
    books.advance(to: 1)
    books.spend(0, 3)
    #expect(books.capital(0) == 3 && books.capital(1) == 7)
    books.advance(to: 60)
    #expect(books.capital(0) == 3 && books.capital(1) == 0)
    books.advance(to: 61)
    #expect(books.capital(0) == 0)
  }

  @Test("demand answers its price in part at once, and grows by path, lead and luck")
  func demand() {
    let customers = Demand(elasticity: 1.5, shortRun: 0.4, adaptation: 1)
    let habit = customers.habit(0, rise: log(2), years: 1e4)
    #expect(isClose(habit, log(2), relative: 1e-9))
    #expect(
      isClose(
        customers.wanted(opening: 100, growth: 0, rise: log(2), habit: 0), 100 * pow(2, -0.6), relative: 1e-9)
    )
    #expect(
      isClose(
        customers.wanted(opening: 100, growth: 1, rise: log(2), habit: habit), 100 * exp(1) * pow(2, -1.5),
        relative: 1e-9))
    let growth = DemandGrowth(
      potential: 100, saturation: 1, progress: 0.1, leadPull: 0.25, volatility: 0.2, impatience: 0.5)
    #expect(growth.room(spending: 25) == 0.75 && growth.room(spending: 300) == 0)
    let sight = DemandGrowth.Sight(path: 0.5, lead: 1, luck: -1, unmet: 0.4)
    #expect(isClose(growth.rate(sight, room: 0.5), 0.3 + 0.25 - 0.2 - 0.2, relative: 1e-9))
    #expect(DemandGrowth.lead(1000, mean: 2.5) == 0.5 && DemandGrowth.lead(0, mean: 2.5) == -1)
  }
}
