import SimulationKernel
import Testing

@testable import Model

@Suite("law: mechanisms that industries share")
struct MechanismTests {
  @Test("a shared factory's waiting time is its backlog over its output")
  func waiting() {
    // W = backlog / output. An order behind 150 GW at 60 GW a year waits 2.5 years; monthly steps round it up by at
    // most one.
    var factory = SharedFactory()
    factory.reset()
    factory.order(150, project: SharedFactory.Order.others)
    #expect(factory.wait(output: 60) == 2.5)
    factory.order(1, project: 7)
    var months = 0
    var done: Int32?
    while done == nil && months < 100 {
      factory.work(output: 5) { done = $0 }
      months += 1
    }
    #expect(done == 7)
    #expect(months == 31, "151 GW at 5 a month")
    // Everything ordered is delivered or in line; output without orders is idle, not stored.
    #expect(factory.delivered + factory.backlog == 151)
    #expect(isClose(factory.idle, 4, relative: 1e-9))
  }

  @Test("a shared factory serves in the order of orders, each fully before the next")
  func line() {
    var factory = SharedFactory()
    factory.reset()
    var generator = RandomStream(seed: 3, replication: 0, key: 1)
    for project in 0..<3000 { factory.order(0.1 + generator.uniform(), project: Int32(project)) }
    let ordered = factory.backlog
    var finished: [Int32] = []
    while finished.count < 3000 { factory.work(output: 10) { finished.append($0) } }
    #expect(finished == Array(0..<3000))
    // Sums of 3,000 additions and subtractions: 1e-9 of the total.
    #expect(isClose(factory.delivered, ordered, relative: 1e-9))
    #expect(factory.backlog == 0)
  }

  @Test("a stock's account adds up after any movement, and shows what is taken past it")
  func stock() {
    // initial + produced + bought = consumed + sold + scrapped + on hand + in transit.
    var stock = Stock()
    var stream = RandomStream(seed: 11, replication: 0, key: 2)
    stock.endow(onHand: 50, inTransit: 20)
    for _ in 0..<5000 {
      let amount = stream.uniform()
      switch stream.index(below: 8) {
      case 0: stock.produce(amount)
      case 1: stock.buy(amount)
      case 2: stock.consume(amount)
      case 3: stock.sell(amount)
      case 4: stock.scrap(amount)
      case 5: stock.begin(amount)
      case 6: stock.arrive(amount)
      default: stock.depart(amount)
      }
    }
    stock.lose(0.5)
    #expect(abs(stock.imbalance) < 1e-9 * stock.turnover)
    #expect(stock.initial == 70)
  }

  @Test("money moves between accounts and is never made")
  func ledger() {
    // The sum over labs, lenders, investors, customers and suppliers is the cash that labs began with.
    var ledger = Ledger(labs: 3)
    ledger.open(lab: 0, cash: 10)
    ledger.open(lab: 2, cash: 5)
    ledger.pay(from: 0, to: .suppliers, 25)
    ledger.pay(from: .lenders, to: 0, 20)
    ledger.pay(from: 2, to: 1, 4)
    #expect(ledger.cash(0) == 5)
    #expect(ledger.cash(1) == 4)
    #expect(ledger.cash(2) == 1)
    #expect(ledger.balance(.lenders) == -20)
    #expect(ledger.balance(.suppliers) == 25)
    #expect(ledger.imbalance == 0)
    #expect(ledger.turnover == 49)
  }

  @Test("starvation accounts keep time and loss by join and cause")
  func starvation() {
    var accounts = StarvationAccounts()
    accounts.want(.assembly, days: 7)
    accounts.starve(.assembly, of: .memory, days: 4)
    accounts.starve(.assembly, of: .logic, days: 3)
    accounts.lose(.assembly, for: .memory, output: 100)
    for join in Join.allCases {
      for cause in Cause.allCases {
        let index = StarvationAccounts.index(join, cause)
        let time = join == .assembly && cause == .memory ? 4.0 : join == .assembly && cause == .logic ? 3 : 0
        #expect(accounts.time[index] == time)
        #expect(accounts.lost[index] == (join == .assembly && cause == .memory ? 100 : 0))
      }
      #expect(accounts.wanted[join.rawValue] == (join == .assembly ? 7 : 0))
    }
    accounts.reset()
    #expect(accounts.time.allSatisfy { $0 == 0 } && accounts.lost.allSatisfy { $0 == 0 })
  }

  @Test("a slab gives places back, and visits what is in")
  func slab() {
    var slab = Slab<Int>()
    var model: [UInt16: Int] = [:]
    var stream = RandomStream(seed: 5, replication: 0, key: 3)
    for step in 0..<2000 {
      if model.isEmpty || stream.uniform() < 0.55 {
        let index = slab.insert(step)
        #expect(model[index] == nil)
        model[index] = step
      } else {
        let index = model.keys.sorted()[stream.index(below: model.count)]
        #expect(slab.remove(index) == model[index])
        model[index] = nil
      }
      #expect(slab.count == model.count)
    }
    var seen: [Int] = []
    slab.forEachUsed { seen.append($0) }
    #expect(seen.sorted() == model.values.sorted())
  }
}
