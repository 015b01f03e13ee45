import Inputs
import Testing

@testable import Model

/// Links of the chain, and the inputs by which there is more of them.
@Suite("rule: links")
struct LinkRules {
  @Test("a star stands for any id, a comma goes on, and blanks do not matter")
  func paths() throws {
    let model = try ShippedScenario.model(
      "base", ["links.x={\"scales\": \" regions.*.relief ,processes.n3.relief\", \"factor\": 1.2}"])
    let link = try #require(model.links.first { $0.id == "x" })
    let regions = model.scenario.ids["regions"] ?? []
    #expect(regions.count > 1)
    #expect(link.places.map(\.path) == regions.map { "regions.\($0).relief" } + ["processes.n3.relief"])
    #expect(link.factor == 1.2)
    #expect(!link.isUpstream)
    #expect(link.scalings().map(\.factor) == link.places.map { _ in 1.2 })
    #expect(link.scalings(3).count == 3 * link.places.count, "three times over")
  }

  @Test(
    "links that ship name what there is, those upstream of another are marked, and none is left out by a slip"
  )
  func shipped() throws {
    let links = try ShippedScenario.model("base").links
    #expect(links.allSatisfy { !$0.places.isEmpty })
    #expect(
      links.filter { !$0.isUpstream }.map(\.id) == [
        "capital", "lift", "logic", "memory", "packaging", "power", "satellites",
      ])
    #expect(links.filter(\.isUpstream).map(\.id) == ["grid", "halls", "permits", "plants", "tools"])
    // Every process is in one of the links.
    let processes = try ShippedScenario.model("base").scenario.ids["processes"] ?? []
    let scaled = Set(links.flatMap(\.places).map(\.path))
    for process in processes { #expect(scaled.contains("processes.\(process).relief"), "\(process)") }
  }

  /// What has come out of the first lots, as metrics at the end of two months.
  private func made(_ overrides: [String]) throws -> BareWorld {
    var bare = try BareWorld(overrides)
    bare.run(until: 60)
    return bare
  }

  @Test("a process with relief gives so much more of the same lots, and goods still balance")
  func process() throws {
    for process in ["dram", "cowos"] {
      var plain = try made([])
      var relieved = try made(["processes.\(process).relief=1.5"])
      let output = plain.world.exchange.goods.output(try plain.index(process, in: "processes"))
      let before = plain.world.exchange.goods[output].produced
      #expect(before > 0)
      #expect(
        isClose(relieved.world.exchange.goods[output].produced, 1.5 * before, relative: 1e-9), "\(process)")
      #expect(plain.imbalance() == nil)
      #expect(relieved.imbalance() == nil)
    }
  }

  @Test("a wafer of dies with relief gives so many more good ones, and so many more to scrap")
  func dies() throws {
    /// Dies made of ten wafers of the first die of a process, good ones and those to scrap.
    func made(_ overrides: [String]) throws -> (all: Double, scrapped: Double) {
      var bare = try BareWorld(overrides)
      let process = try bare.index("n3", in: "processes")
      let fab = try bare.index("tsmc_n3", in: "fabs")
      let die = try #require(
        (0..<bare.world.exchange.catalogue.dies.count).first {
          bare.world.exchange.catalogue.dies[$0].process == process
        })
      let place = bare.world.exchange.goods.dies(die)
      let before = bare.world.exchange.goods[place]
      bare.world.fabs.begin(
        Fabs.Lot(fab: Int16(fab), product: Int16(die), wafers: 10), readyIn: 0, &bare.world.exchange)
      bare.world.fabs.finish(UInt16(bare.world.fabs.lots.count - 1), &bare.world.exchange)
      let after = bare.world.exchange.goods[place]
      #expect(bare.imbalance() == nil)
      return (after.produced - before.produced, after.scrapped - before.scrapped)
    }
    let (plain, relieved) = (try made([]), try made(["processes.n3.relief=1.5"]))
    #expect(plain.all > plain.scrapped && plain.scrapped > 0)
    #expect(isClose(relieved.all, 1.5 * plain.all, relative: 1e-9))
    #expect(isClose(relieved.scrapped, 1.5 * plain.scrapped, relative: 1e-9))
  }

  @Test(
    "a region with relief brings so much more power on line of the same sites, or less, and goods still balance"
  )
  func power() throws {
    /// MW that stand ready in all regions after some days.
    func ready(_ days: Double, _ overrides: [String]) throws -> Double {
      var bare = try BareWorld(overrides)
      bare.run(until: days)
      var sum = 0.0
      for region in 0..<bare.world.exchange.places.regions {
        sum += bare.world.exchange.goods[bare.world.exchange.goods.power(region)].onHand
      }
      #expect(bare.imbalance() == nil)
      return sum
    }
    let opening = try ready(0, [])
    let added = try ready(60, []) - opening
    #expect(added > 0)
    for relief in [1.5, 0.5] {
      #expect(
        isClose(try ready(60, ["regions.*.relief=\(relief)"]) - opening, relief * added, relative: 1e-6),
        "times \(relief)")
    }
  }
}
