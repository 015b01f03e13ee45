#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// Permits, lines, grid and fuel of sites on the ground.
@Suite("rule: power")
struct PowerRules {
  @Test("gas gets dearer as it is drawn")
  func gas() throws {
    var bare = try BareWorld(["regions.us.gas_scarcity=2", "regions.us.gas_supply=10 GW"])
    let (us, gas) = (
      try bare.index("us", in: "regions"), try bare.index("fuel_cell", in: "power_technologies")
    )
    let solar = try bare.index("solar_storage", in: "power_technologies")
    let technologies = bare.world.power.technologies
    for technology in 0..<technologies {
      bare.world.power.liveByTechnology[us * technologies + technology] = 0
    }
    let first = bare.world.power.energyPrice(us, gas, bare.world.exchange)
    let sun = bare.world.power.energyPrice(us, solar, bare.world.exchange)
    bare.world.power.liveByTechnology[us * technologies + gas] = 5000
    bare.world.power.liveByTechnology[us * technologies + solar] = 5000
    // Half of the supply: 1 + 2 / 4.
    #expect(isClose(bare.world.power.energyPrice(us, gas, bare.world.exchange), 1.5 * first, relative: 1e-9))
    #expect(bare.world.power.energyPrice(us, solar, bare.world.exchange) == sun)
  }

  @Test("the grid gets dearer with the square of how much of it is taken")
  func grid() throws {
    var bare = try BareWorld([
      "regions.us.scarcity=2", "regions.us.headroom_growth=0 GW/year", "regions.us.price=50 USD/MWh",
    ])
    let us = try bare.index("us", in: "regions")
    bare.world.power.connected[us] = 3000
    bare.world.power.headroom[us] = 3000
    bare.world.power.work(&bare.world.exchange)
    #expect(isClose(bare.world.exchange.gridPrice(us), 50 * 1.5, relative: 1e-9))
  }

  @Test("delays are learnt from what was late, over a year")
  func delays() throws {
    var bare = try BareWorld(["datacenters.opening_delay=1"])
    bare.run(until: 20)
    bare.world.power.quotedTime = 100
    bare.world.power.actualTime = 300
    bare.world.power.work(&bare.world.exchange)
    #expect(isClose(bare.world.power.seenDelay, 1 + 2 * (1 - exp(-20 / Time.year)), relative: 1e-9))
    bare.world.power.work(&bare.world.exchange)
    #expect(isClose(bare.world.power.seenDelay, 1 + 2 * (1 - exp(-20 / Time.year)), relative: 1e-9), "once")
  }

  /// Begins a project of a lab in America on one technology; gives its place.
  private func begin(_ technology: String, _ bare: inout BareWorld) throws -> UInt16 {
    let place = UInt16(bare.world.power.projects.count)
    bare.world.power.start(
      lab: try bare.index("google", in: "labs"), region: try bare.index("us", in: "regions"),
      technology: try bare.index(technology, in: "power_technologies"), megawatts: 100, &bare.world.exchange)
    return place
  }

  @Test("what is refused its permits is dropped, and gives back the grid that it had booked")
  func refusal() throws {
    var bare = try BareWorld(["power_technologies.grid.success=0"])
    let us = try bare.index("us", in: "regions")
    let (cell, booked) = (try bare.cell("google", "us"), bare.world.power.gridBooked[us])
    let (building, cash) = (
      bare.world.exchange.posted.power.building[cell],
      bare.world.exchange.ledger.cash(try bare.index("google", in: "labs"))
    )
    let project = try begin("grid", &bare)
    #expect(isClose(bare.world.power.gridBooked[us], booked + 100, relative: 1e-9))
    #expect(isClose(bare.world.exchange.posted.power.building[cell], building + 100, relative: 1e-9))
    bare.world.power.permitted(project, &bare.world.exchange)
    #expect(isClose(bare.world.power.gridBooked[us], booked, relative: 1e-9))
    #expect(isClose(bare.world.exchange.posted.power.building[cell], building, relative: 1e-9))
    #expect(bare.world.exchange.ledger.cash(try bare.index("google", in: "labs")) == cash)
    #expect(bare.imbalance() == nil)
  }

  @Test("a project pays three tenths with its permits and the rest when it is live")
  func instalments() throws {
    var bare = try BareWorld(["power_technologies.solar_storage.success=1"])
    let lab = try bare.index("google", in: "labs")
    let live = bare.world.exchange.posted.power.live[try bare.cell("google", "us")]
    let project = try begin("solar_storage", &bare)
    let cost = bare.world.power.cost(bare.world.power.projects[project], bare.world.exchange)
    let cash = bare.world.exchange.ledger.cash(lab)
    bare.world.power.permitted(project, &bare.world.exchange)
    #expect(isClose(cash - bare.world.exchange.ledger.cash(lab), 0.3 * cost, relative: 1e-9))
    bare.world.power.powered(project, &bare.world.exchange)
    #expect(
      bare.world.exchange.posted.power.live[try bare.cell("google", "us")] == live, "there is no hall yet")
    bare.world.power.shellDone(project, &bare.world.exchange)
    #expect(
      isClose(
        bare.world.exchange.posted.power.live[try bare.cell("google", "us")], live + 100, relative: 1e-9))
    #expect(isClose(cash - bare.world.exchange.ledger.cash(lab), cost, relative: 1e-9))
  }

  @Test("a plant on the grid waits for headroom; others do not")
  func headroom() throws {
    var bare = try BareWorld(["regions.us.reserve_tolerance=0 GW", "regions.us.headroom=0 GW"])
    let (us, cell) = (try bare.index("us", in: "regions"), try bare.cell("google", "us"))
    let live = bare.world.exchange.posted.power.live[cell]
    let project = try begin("grid", &bare)
    bare.world.power.shellDone(project, &bare.world.exchange)
    bare.world.power.headroom[us] = 99
    bare.world.power.powered(project, &bare.world.exchange)
    #expect(bare.world.exchange.posted.power.live[cell] == live)
    bare.world.power.headroom[us] = 150
    bare.world.power.serveGrid(&bare.world.exchange)
    #expect(isClose(bare.world.exchange.posted.power.live[cell], live + 100, relative: 1e-9))
    #expect(isClose(bare.world.power.headroom[us], 50, relative: 1e-9))
    #expect(bare.world.power.gridLine.isEmpty)
  }

  @Test("equipment that is waited for is dear")
  func waitPrice() throws {
    var bare = try BareWorld(["equipment.turbines.wait_price=0.1 /year", "equipment.turbines.line=none"])
    let (us, gas) = (
      try bare.index("us", in: "regions"), try bare.index("frame_gas", in: "power_technologies")
    )
    let turbines = try bare.index("turbines", in: "equipment")
    let first = bare.world.power.plantCapital(us, gas, bare.world.exchange)
    let wait = bare.world.power.equipmentWait(gas, bare.world.exchange)
    bare.world.power.openingWait[turbines] = wait - 2
    #expect(isClose(bare.world.power.plantCapital(us, gas, bare.world.exchange), 1.2 * first, relative: 0.05))
    bare.world.power.openingWait[turbines] = wait
    let entry = bare.world.exchange.inputs.technologies[gas]
    let place = bare.world.exchange.inputs.regions[us]
    #expect(
      isClose(
        bare.world.power.plantCapital(us, gas, bare.world.exchange),
        entry.capex.value * place.construction.value / entry.firmness.value, relative: 1e-9))
  }

  @Test("a machine's site is quoted after its hall, or after its plant and the lines that it stands in")
  func quotes() throws {
    let bare = try BareWorld([])
    let us = try bare.index("us", in: "regions")
    let place = bare.world.exchange.inputs.regions[us]
    for (technology, entry) in zip(
      bare.world.exchange.inputs.technologies.indices, bare.ids["power_technologies"] ?? [])
    {
      let input = bare.world.exchange.inputs.technologies[technology]
      let plant =
        (input.permit.median * place.permitting.value + input.build.median * place.construction.value) / 12
      let quoted = bare.world.power.quotedYears(us, technology, bare.world.exchange)
      let line = bare.world.power.equipmentWait(technology, bare.world.exchange)
      #expect(quoted >= (plant + line) * (1 - 1e-9), "\(entry)")
    }
  }

  @Test("orders that wait for permits lengthen an equipment's line; what is refused leaves it")
  func pending() throws {
    var bare = try BareWorld(["power_technologies.frame_gas.success=0"])
    let gas = try bare.index("frame_gas", in: "power_technologies")
    let wait = bare.world.power.equipmentWait(gas, bare.world.exchange)
    let project = try begin("frame_gas", &bare)
    #expect(bare.world.power.equipmentWait(gas, bare.world.exchange) > wait)
    bare.world.power.permitted(project, &bare.world.exchange)
    #expect(isClose(bare.world.power.equipmentWait(gas, bare.world.exchange), wait, relative: 1e-9))
  }

  @Test("what is asked for often is permitted more often")
  func requests() throws {
    func permitted(_ requests: Int) throws -> Int {
      var bare = try BareWorld([
        "power_technologies.solar_storage.success=0.2",
        "power_technologies.solar_storage.requests=\(requests)",
      ])
      let cell = try bare.cell("google", "us")
      var count = 0
      for _ in 0..<200 {
        let project = try begin("solar_storage", &bare)
        let building = bare.world.exchange.posted.power.building[cell]
        bare.world.power.permitted(project, &bare.world.exchange)
        if bare.world.exchange.posted.power.building[cell] == building { count += 1 }
      }
      return count
    }
    // Expected are 40 and 200 (1 - 0.8^10) = 179, with deviations of 6 and 4.
    #expect((20...60).contains(try permitted(1)))
    #expect((163...195).contains(try permitted(10)))
  }

  @Test("others order equipment too")
  func others() throws {
    func ordered(_ orders: String) throws -> Double {
      var bare = try BareWorld([
        "equipment.turbines.other_orders=\(orders) GW/year", "equipment.turbines.output=1 GW/year",
        "equipment.turbines.opening_backlog=10 GW",
      ])
      let turbines = try bare.index("turbines", in: "equipment")
      let before = bare.world.power.backlog(turbines)
      bare.run(until: 20)
      bare.world.power.work(&bare.world.exchange)
      return bare.world.power.backlog(turbines) - before
    }
    // 36.525 GW a year are 2 in twenty days; the factory works off as much in either case.
    #expect(isClose(try ordered("36.525") - ordered("0"), 2, relative: 0.02))
  }
}
