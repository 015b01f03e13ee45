#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel

/// Labs: each serves demand with what is online, keeps books, forecasts, and commits years ahead of knowing.
struct Labs: ~Copyable {
  struct Lease: BitwiseCopyable {
    var lab: Int32
    var until: Double
    /// Billions of USD a year, due whether used or not.
    var rent: Double
  }

  /// What one lab is, beside its accounts.
  struct State: BitwiseCopyable {
    /// Log growth of demand since the start, price effects apart.
    var growth = 0.0
    /// Inference wanted and served, training and spare, in H100-equivalents.
    var demand = 0.0
    var served = 0.0
    var bought = 0.0
    var training = 0.0
    var spare = 0.0
    /// Share of its compute that it means to keep for training and research, after what research returns.
    var trainingShare = 0.5
    /// USD per H100-equivalent hour that its customers pay, and what makes it differ from the cost of compute.
    var price = 0.0
    var quality = 1.0
    /// Log of the price over the opening one to which its customers have adapted.
    var habit = 0.0
    /// Smoothed log growth of demand a year, as it sees it, and demand when it last looked.
    var seenGrowth = 0.0
    var lastDemand = 0.0
    /// H100-equivalents a year that reach its sites, smoothed.
    var received = 0.0
    /// Years from asking for a site to its power, as it has come to believe.
    var siteHorizon = 2.0
    /// The part of its forecast error that luck holds now, in standard deviations.
    var error = 0.0
    /// Luck of its demand growth, in standard deviations.
    var shock = 0.0
    /// Log10 of training compute a year against the mean of all.
    var lead = 0.0
    var debt = 0.0
    /// Billions of USD of equity that investors would put in now.
    var equityRoom = 0.0
    /// Billions of USD a year.
    var revenue = 0.0
    var profit = 0.0
    var rentDue = 0.0
    var rentGot = 0.0
    /// Totals since the start, in billions of USD.
    var profitTotal = 0.0
    var revenueTotal = 0.0
    var capexTotal = 0.0
    /// Billions of USD of capital in use, for depreciation.
    var capital = 0.0
    var commitments = 0.0
    var wanted = 0.0
  }

  var states: [State]
  var leases: [Lease] = []
  /// Years from an order for machines to a site, as labs have come to believe.
  var seenLead = 1.0
  private(set) var bankruptcies = 0
  /// Capital spent by month of the last five years, by lab: what depreciates.
  private var vintages: [Double]
  private var vintageMonth = 0
  private static let months = 60
  private let count: Int
  private var heirs: [Double]
  // Scratch of one decision.
  var wishes: [Wish]
  var asked: [Double]
  var budgets: [Double]
  var keeps: [Double]
  var amounts: [Double]
  var perCompute: [Double]

  init(_ inputs: View<WorldInputs>) {
    count = inputs.labs.count
    states = Array(repeating: State(), count: count)
    vintages = Array(repeating: 0, count: count * Labs.months)
    heirs = Array(repeating: 0, count: count)
    wishes = Array(repeating: Wish(), count: count)
    asked = heirs
    budgets = heirs
    keeps = heirs
    amounts = heirs
    perCompute = heirs
  }

  mutating func open(_ exchange: inout Exchange) {
    leases.removeAll(keepingCapacity: true)
    bankruptcies = 0
    vintageMonth = 0
    let inputs = exchange.inputs
    exchange.ledger.reset(labs: count)
    for index in vintages.indices { vintages[index] = 0 }
    for lab in 0..<count {
      let entry = inputs.labs[lab]
      var state = State()
      let compute = entry.compute.value * 1000
      let inference = compute * (1 - entry.trainingShare.value)
      state.seenGrowth = entry.computeGrowth.value
      state.debt = entry.debt.value
      state.equityRoom =
        entry.equityMultiple.value * entry.revenue.value * entry.dilution.value + entry.backing.value(at: 0)
      state.received = compute * (1 - exp(-entry.computeGrowth.value))
      state.revenue = entry.revenue.value
      state.demand = entry.product ? inference : 0
      state.lastDemand = max(1, inference)
      state.price =
        entry.product && inference > 0 ? entry.revenue.value * 1e9 / (inference * Time.hoursPerYear) : 0
      state.quality = state.price / inputs.market.spotPrice.value
      states[lab] = state
      exchange.ledger.open(lab: lab, cash: entry.cash.value)
      openContracts(lab, compute, exchange)
    }
    exchange.scheduler.schedule(.labsDecide, after: 0, priority: Priority.decision)
    exchange.scheduler.schedule(.beliefsMove, after: Time.month, priority: Priority.completion)
  }

  /// Leases that run and capital that depreciates at the start, spread by the growth that brought them.
  private mutating func openContracts(_ lab: Int, _ compute: Double, _ exchange: borrowing Exchange) {
    let entry = exchange.inputs.labs[lab]
    let growth = exchange.inputs.datacenters.openingGrowth.value
    let own = entry.provider.isNone ? 1 : entry.ownShare.value
    let rent =
      compute * (1 - own) * exchange.inputs.market.contractPrice.value * Time.hoursPerYear * 1e-9
    let capital = openingCapital(exchange)
    var sum = 0.0
    for age in 1...Labs.months { sum += exp(-growth * Double(age) / 12) }
    for age in 1...Labs.months {
      let part = exp(-growth * Double(age) / 12) / sum
      vintages[lab * Labs.months + (Labs.months - age)] += compute * own * part * capital
      let until = entry.takeOrPay.value * Time.year - Double(age) * Time.month
      if rent > 0 && until > 0 { leases.append(Lease(lab: Int32(lab), until: until, rent: rent * part)) }
    }
    if !entry.provider.isNone {
      let provider = entry.provider.asInt
      for age in 1...Labs.months {
        let part = exp(-growth * Double(age) / 12) / sum
        vintages[provider * Labs.months + (Labs.months - age)] += compute * (1 - own) * part * capital
      }
    }
  }

  /// Billions of USD that an H100-equivalent of the opening fleet has cost with its systems and hall.
  private func openingCapital(_ exchange: borrowing Exchange) -> Double {
    let base = exchange.inputs.installedBase.asInt
    let design = exchange.inputs.accelerators[base]
    let book = OrderBook.index(vendor: design.vendor.asInt, orbit: false)
    let hall =
      exchange.inputs.datacenters.shellCost.value * design.power.value / design.performance.value
    return exchange.pricePerCompute(base, book: book) + hall * 1e-6
  }

  /// A lab's online compute everywhere, in H100-equivalents.
  func online(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    exchange.posted.online(lab: lab)
  }

  /// Inference demand, and how compute is divided between inference and training, at today's prices.
  mutating func split(_ exchange: inout Exchange, days: Double) {
    let inputs = exchange.inputs
    let elasticity = inputs.market.elasticity.value
    let shortRun = inputs.market.shortRun.value
    let adapted = 1 - exp(-days / Time.year / inputs.market.adaptation.value)
    for lab in 0..<count where exchange.posted.labs.alive[lab] {
      let entry = inputs.labs[lab]
      let compute = online(lab, exchange)
      let opening = entry.compute.value * 1000 * (1 - entry.trainingShare.value)
      let lerner = exchange.posted.market.lerner[lab]
      let openingPrice = states[lab].quality * inputs.market.spotPrice.value
      let price =
        states[lab].quality * exchange.posted.market.spot * (1 - exchange.posted.market.openingLerner[lab])
        / (1 - lerner)
      states[lab].price = price
      states[lab].demand = 0
      if entry.product, openingPrice > 0, opening > 0, price > 0 {
        let rise = log(price / openingPrice)
        states[lab].habit += adapted * (rise - states[lab].habit)
        let felt = states[lab].habit + shortRun * (rise - states[lab].habit)
        states[lab].demand = opening * exp(states[lab].growth - elasticity * felt)
      }
      let knee = inputs.market.knee.value
      let research =
        compute * entry.trainingShare.value * exchange.posted.market.contract * Time.hoursPerYear * 1e-9
      // Past the knee the return to research is logarithmic, and its share gives way.
      let share = entry.trainingShare.value * (research > knee ? (knee / research).squareRoot() : 1)
      states[lab].trainingShare = share
      let least = min(share, entry.trainingLeast.value)
      states[lab].served = min(states[lab].demand, compute * (1 - least))
      let left = compute - states[lab].served
      states[lab].training = entry.product ? min(left, compute * min(0.9, share * 1.25)) : left
      states[lab].spare = max(0, left - states[lab].training)
      states[lab].bought = 0
    }
    post(&exchange)
  }

  /// What was leased on the spot market, out and in.
  mutating func takeTrades(_ exchange: borrowing Exchange) {
    for lab in 0..<count where exchange.posted.labs.alive[lab] {
      states[lab].spare -= exchange.posted.market.sold[lab]
      states[lab].bought = exchange.posted.market.bought[lab]
    }
  }

  /// A period's books: revenue, costs, leases, debt, capital; then raising what is missing, or failing.
  mutating func settle(_ exchange: inout Exchange, days: Double) {
    let years = days / Time.year
    advanceVintages(&exchange)
    for lab in 0..<count {
      states[lab].rentDue = 0
      states[lab].rentGot = 0
    }
    takeUpLeases(&exchange)
    payRents(&exchange, years)
    for lab in 0..<count where exchange.posted.labs.alive[lab] {
      let entry = exchange.inputs.labs[lab]
      let used = states[lab].served + states[lab].bought
      let revenue = used * states[lab].price * Time.hoursPerYear * 1e-9
      states[lab].revenue = revenue
      exchange.ledger.pay(from: .customers, to: lab, revenue * years)
      let running = operating(lab, exchange) + revenue * entry.staff.value
      exchange.ledger.pay(from: lab, to: .suppliers, running * years)
      let other = otherIncome(lab, exchange)
      exchange.ledger.pay(from: .customers, to: lab, other * years)
      let interest = states[lab].debt * exchange.inputs.market.interest.value
      let repaid = min(
        states[lab].debt, states[lab].debt / exchange.inputs.market.debtTerm.value * years)
      exchange.ledger.pay(from: lab, to: .lenders, interest * years + repaid)
      states[lab].debt -= repaid
      let capital = states[lab].capital / (Double(Labs.months) / 12)
      let profit =
        revenue + states[lab].rentGot - states[lab].rentDue - running - interest - capital
        + exchange.posted.market.income[lab]
      states[lab].profit = profit
      states[lab].profitTotal += profit * years
      states[lab].revenueTotal += revenue * years
      keepSolvent(lab, &exchange, years)
    }
  }

  /// Billions of USD a year of other business that may go into AI.
  func otherIncome(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.labs[lab]
    let growth = exchange.inputs(since: 0).labs[lab].otherIncomeGrowth.value
    return entry.otherIncome.value * exp(growth * exchange.now / Time.year)
  }

  /// Billions of USD a year of energy and operation of what the lab runs itself; its provider runs what it leases.
  private func operating(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    let halls = exchange.inputs.datacenters
    for region in 0..<exchange.places.regions {
      let megawatts = exchange.posted.drawn(exchange.places.cell(lab, region))
      let energy =
        megawatts * halls.facilityToIT.value * halls.utilisation.value * Time.hoursPerYear
        * exchange.gridPrice(region) * 1e-9
      sum += energy + halls.operation.value * megawatts * (halls.shellCost.value + 3) * 1e-3
    }
    let orbit = exchange.posted.drawn(exchange.places.cell(lab, exchange.places.orbit))
    sum += orbit * exchange.posted.orbit.busPrice * exchange.inputs.orbit.operation.value * 1e-3
    return sum
  }

  private mutating func advanceVintages(_ exchange: inout Exchange) {
    let month = Int(exchange.now / Time.month + 1e-6)
    while vintageMonth < month {
      vintageMonth += 1
      for lab in 0..<count {
        vintages[lab * Labs.months + (vintageMonth + Labs.months - 1) % Labs.months] = 0
      }
    }
    let slot = (vintageMonth + Labs.months - 1) % Labs.months
    for lab in 0..<count {
      let spent = exchange.capital.take(lab)
      vintages[lab * Labs.months + slot] += spent
      states[lab].capexTotal += spent
      var sum = 0.0
      for index in 0..<Labs.months { sum += vintages[lab * Labs.months + index] }
      states[lab].capital = sum
    }
  }

  private mutating func takeUpLeases(_ exchange: inout Exchange) {
    for lab in 0..<count {
      let leased = exchange.leased.take(lab)
      guard leased > 0 else { continue }
      let rent = leased * exchange.posted.market.contract * Time.hoursPerYear * 1e-9
      let term = exchange.inputs.labs[lab].takeOrPay.value * Time.year
      leases.append(Lease(lab: Int32(lab), until: exchange.now + term, rent: rent))
    }
  }

  private mutating func payRents(_ exchange: inout Exchange, _ years: Double) {
    let now = exchange.now
    leases.removeAll { $0.until <= now || !exchange.posted.labs.alive[Int($0.lab)] }
    for lease in leases {
      let lab = Int(lease.lab)
      let provider = exchange.inputs.labs[lab].provider.asInt
      guard exchange.posted.labs.alive[provider] else { continue }
      states[lab].rentDue += lease.rent
      states[provider].rentGot += lease.rent
    }
    for lab in 0..<count where states[lab].rentDue > 0 {
      let provider = exchange.inputs.labs[lab].provider.asInt
      exchange.ledger.pay(from: lab, to: provider, states[lab].rentDue * years)
    }
  }

  /// Raises debt, then equity, when cash runs low; returns surplus to its owners; fails when nobody will lend.
  private mutating func keepSolvent(
    _ lab: Int, _ exchange: inout Exchange, _ years: Double
  ) {
    let entry = exchange.inputs.labs[lab]
    let outlay = states[lab].rentDue + operating(lab, exchange) + states[lab].revenue * entry.staff.value
    let floor = max(0.1, outlay / 6)
    // A year's equity may be raised at once, and no more in a year, however often the books are closed.
    let yearly = equityAllowance(lab, exchange)
    states[lab].equityRoom = min(yearly, states[lab].equityRoom + yearly * years)
    var missing = floor - exchange.ledger.cash(lab)
    if missing > 0 {
      let debt = min(missing, max(0, debtLimit(lab, exchange) - states[lab].debt))
      states[lab].debt += debt
      exchange.ledger.pay(from: .lenders, to: lab, debt)
      missing -= debt
    }
    if missing > 0 {
      let equity = min(missing, states[lab].equityRoom)
      exchange.ledger.pay(from: .investors, to: lab, equity)
      states[lab].equityRoom -= equity
      missing -= equity
    }
    // Suppliers give credit for a quarter's income, no longer.
    let patience =
      0.02 * outlay + 0.25 * (states[lab].revenue + states[lab].rentGot + otherIncome(lab, exchange))
    if exchange.ledger.cash(lab) < -max(0.02, patience) {
      postFailure(lab, &exchange)
      bankruptcies += 1
      return
    }
    let income = states[lab].revenue + states[lab].rentGot + otherIncome(lab, exchange)
    let surplus = exchange.ledger.cash(lab) - 1.2 * (income + outlay) - entry.cash.value
    if surplus > 0 { exchange.ledger.pay(from: lab, to: .investors, surplus * min(1, years * 2)) }
  }

  /// Debt that lenders allow in billions of USD.
  func debtLimit(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.labs[lab]
    let income = states[lab].revenue + states[lab].rentGot + otherIncome(lab, exchange)
    // Lenders look at what is left after costs: losses shrink what they allow.
    let cover = income > 0 ? min(1, max(0.2, 1 + states[lab].profit / income)) : 1
    return entry.debtMultiple.value * income * cover * exchange.posted.market.capital(exchange.inputs)
  }

  /// Equity that investors put in a year, in billions of USD.
  func equityAllowance(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.labs[lab]
    // The multiple was paid for growth, and falls with it toward that of a mature firm, which is worth what it earns.
    let growth = max(0, states[lab].seenGrowth) / max(0.3, entry.computeGrowth.value)
    let loss = states[lab].revenue > 0 ? max(0, -states[lab].profit) / states[lab].revenue : 1
    let mature = exchange.inputs.market.matureMultiple.value * max(0, 1 - 2 * loss)
    let multiple = min(entry.equityMultiple.value, max(mature, entry.equityMultiple.value * growth))
    return
      (multiple * states[lab].revenue * entry.dilution.value + entry.backing.value(at: exchange.now))
      * exchange.posted.market.capital(exchange.inputs)
  }

  /// Who buys a failed lab's estate, whole: the living lab with the most cash. One entry is 1, or none where nobody lives.
  mutating func chooseHeirs(of lab: Int, _ exchange: borrowing Exchange) -> [Double] {
    var richest: Int?
    for other in 0..<count {
      heirs[other] = 0
      guard exchange.posted.labs.alive[other] else { continue }
      if exchange.ledger.cash(other) > richest.map({ exchange.ledger.cash($0) }) ?? -.infinity {
        richest = other
      }
    }
    if let richest { heirs[richest] = 1 }
    return heirs
  }

  /// Sells a failed lab's estate at a discount to the heirs; lenders and suppliers lose the rest.
  mutating func windUp(_ lab: Int, heirs: [Double], _ exchange: inout Exchange) {
    let value =
      online(lab, exchange) * newMachine(exchange) * exchange.inputs.market.fireSale.value
    for heir in 0..<count where heirs[heir] > 0 {
      let price = min(value * heirs[heir], max(0, exchange.ledger.cash(heir) * 0.5))
      exchange.ledger.pay(from: heir, to: lab, price)
      states[heir].growth += log(1 + 0.5 * states[lab].demand * heirs[heir] / max(1, states[heir].demand))
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

  /// Billions of USD per H100-equivalent of a new machine in a hall.
  func newMachine(_ exchange: borrowing Exchange) -> Double {
    exchange.posted.market.contract * Time.hoursPerYear * 3 * 1e-9
  }
}
