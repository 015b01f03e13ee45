import SimulationKernel
import Testing

@testable import Model

@Suite("law: nothing is lost")
struct ConservationTests {
  @Test("a balance that holds says nothing, and every broken one is named", arguments: 0..<8)
  func broken(_ kind: Int) throws {
    var bare = BareWorld(try ShippedScenario.model("base"), seed: 2)
    bare.run(until: 200)
    let before = bare.imbalance()
    #expect(before == nil)
    // For the places of goods in their list.
    let goods = Goods(bare.world.exchange.inputs)
    let expected: String
    switch kind {
    case 0:
      // Consumed without having been counted: the account adds up, the thing itself is still there.
      bare.world.exchange.goods.consume(goods.oxygen, 100)
      expected = "oxygen"
    case 1:
      bare.world.exchange.goods.begin(goods.wafers(0), 50_000)
      expected = "wafers of process 0"
    case 2:
      bare.world.exchange.goods.scrap(goods.accelerators(1), 2_000)
      expected = "accelerators of design 1"
    case 3:
      bare.world.power.postAdded(10, 0, 0, &bare.world.exchange)
      expected = "power of region 0"
    case 4:
      bare.world.power.postBegun(10, 0, 1, &bare.world.exchange)
      expected = "power of region 1"
    case 5:
      bare.world.exchange.goods.produce(goods.satellites, 3)
      expected = "satellites"
    case 6:
      bare.world.exchange.goods.begin(goods.tools, 1)
      expected = "EUV tools"
    default:
      // More taken than there is.
      let stock = bare.world.exchange.goods[goods.dram]
      bare.world.exchange.goods.sell(goods.dram, stock.onHand + 0.01 * stock.turnover)
      expected = "less than nothing"
    }
    let found = bare.imbalance()
    let message = try #require(found)
    #expect(message.contains(expected), "\(message)")
  }

  @Test("capital in use at the start is that of all machines, whoever owns and whoever leases them")
  func capital() throws {
    // For each H100-equivalent in use its price, (package + system x kW) / performance, and a hall of its region, less
    // the oldest of sixty months that has dropped out of the books at the first clearing, plus what was bought since.
    // The growth of 1.1 a year makes the oldest month a 0.04 % share.
    var bare = BareWorld(try ShippedScenario.model("base"), seed: 2)
    let inputs = bare.world.exchange.inputs
    var compute = 0.0
    var dearness = 0.0
    for lab in inputs.labs.indices {
      let (entry, regions) = (inputs.labs[lab], inputs.regions.indices)
      let leaning = regions.reduce(0) { $0 + entry.regions[$1] }
      let factor =
        regions.reduce(0) { $0 + entry.regions[$1] * inputs.regions[$1].construction.value } / leaning
      compute += entry.compute.value * 1000
      dearness += entry.compute.value * 1000 * factor
    }
    bare.run(until: Time.month + 0.5)
    let bought = bare.world.labs.states.reduce(0) { $0 + $1.capexTotal }
    let capital = bare.world.labs.states.reduce(0) { $0 + $1.capital }
    let base = inputs.accelerators[inputs.installedBase.asInt]
    let halls = inputs.datacenters
    let package = base.price.value * 1000 + halls.systemCost.value * base.power.value
    let hall = halls.shellCost.value * dearness / compute * 1e6 * base.power.value / 1000
    let each = (package + hall) / base.performance.value
    #expect(isClose(capital - bought, compute * each * 1e-9, relative: 0.005))
  }

  @Test("money: what labs hold and owe is what others paid in")
  func money() throws {
    // cash of labs + balances of lenders, investors, customers and suppliers = opening cash, to rounding.
    var bare = BareWorld(try ShippedScenario.model("base"), seed: 5)
    bare.run(until: 800)
    let turnover = bare.world.exchange.ledger.turnover
    #expect(abs(bare.world.exchange.ledger.imbalance) < 1e-9 * turnover)
    #expect(turnover > 1000)
    // Debt outstanding, repaid debt included, is bounded by what lenders paid out, interest taken in apart: it never
    // exceeds it.
    #expect(bare.world.labs.states.allSatisfy { $0.debt >= 0 })
  }
}
