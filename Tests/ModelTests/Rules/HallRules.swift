import Testing

@testable import Model

/// Crews for halls, what halls cost, and pipes for gas: in queues by themselves, and in a world just opened.
@Suite("rule: halls and pipes")
struct HallRules {
  @Test("buildings are begun in turn while crews are free, and a large one owes what was not")
  func queue() {
    var queue = CrewQueue()
    queue.reset(free: 10)
    for (project, size) in [(UInt16(1), 30.0), (2, 5), (3, 5)] { queue.ask(project, size: size) }
    #expect(queue.begin() == 1)
    #expect(queue.begin() == nil && queue.free == -20 && queue.backlog == 10)
    #expect(queue.wait(output: 60) == 0.5)
    queue.pass(20, most: 15)
    #expect(queue.begin() == nil, "what it owed is worked off first")
    queue.pass(1, most: 15)
    #expect(queue.begin() == 2 && queue.free == -4)
    queue.leave(3)
    #expect(queue.backlog == 0 && queue.entries.isEmpty)
    queue.pass(100, most: 15)
    #expect(queue.free == 15, "crews without work do not stay for ever")
    #expect(queue.begin() == nil && queue.wait(output: 60) == 0)
    queue.ask(4, size: 40)
    #expect(queue.wait(output: 0) == .infinity)
  }

  /// A hundred megawatts a month can be begun in America, and no crews are added.
  private static let tight = [
    "regions.us.hall_capacity=1.2 GW/year", "lines.us_halls.policy=plan", "regions.us.opening_studies=0 GW",
  ]

  /// Begins a project of a lab in America, whose hall asks for its crews at once; gives its place.
  private func begin(_ technology: String, _ bare: inout BareWorld, megawatts: Double = 100) throws -> UInt16
  {
    let place = UInt16(bare.world.power.projects.count)
    bare.world.power.start(
      lab: try bare.index("google", in: "labs"), region: try bare.index("us", in: "regions"),
      technology: try bare.index(technology, in: "power_technologies"), megawatts: megawatts,
      &bare.world.exchange)
    bare.world.power.hallAsked(place, &bare.world.exchange)
    return place
  }

  @Test("a hall waits in turn for crews, and the wait is quoted")
  func turns() throws {
    var bare = try BareWorld(
      Self.tight + ["datacenters.shell=60 month", "regions.us.construction=1", "datacenters.shell_slip=1"])
    let us = try bare.index("us", in: "regions")
    let solar = try bare.index("solar_storage", in: "power_technologies")
    let quoted = bare.world.power.quotedYears(us, solar, bare.world.exchange)
    let first = try begin("solar_storage", &bare, megawatts: 160)
    #expect(!bare.world.power.projects[first].waitsForCrews)
    let second = try begin("solar_storage", &bare, megawatts: 300)
    let third = try begin("solar_storage", &bare)
    #expect(bare.world.power.projects[second].waitsForCrews && bare.world.power.projects[third].waitsForCrews)
    #expect(isClose(bare.world.power.halls[us].backlog, 400, relative: 1e-9))
    let longer = bare.world.power.quotedYears(us, solar, bare.world.exchange) - quoted
    #expect(isClose(longer, 460.0 / 1200, relative: 1e-6), "\(longer)")
    bare.world.power.freeCrews(us, days: Time.month, &bare.world.exchange)
    #expect(
      !bare.world.power.projects[second].waitsForCrews && bare.world.power.projects[third].waitsForCrews)
    bare.world.power.freeCrews(us, days: 2 * Time.month, &bare.world.exchange)
    #expect(bare.world.power.projects[third].waitsForCrews, "sixty are still owed")
    bare.world.power.freeCrews(us, days: Time.month, &bare.world.exchange)
    #expect(!bare.world.power.projects[third].waitsForCrews)
    #expect(bare.imbalance() == nil)
  }

  @Test("from its turn on a hall takes its time; on the grid the half of its study counts")
  func time() throws {
    /// The day on which a hall is ready that asks for crews on day 100, where the first come in June.
    func ready(_ technology: String) throws -> Double {
      var bare = try BareWorld([
        "lines.us_halls.policy=plan", "datacenters.shell=200 day", "datacenters.shell_slip=1",
        "regions.us.construction=1", "power_technologies.*.permit=100 month",
        "power_technologies.*.death=0 /year",
        #"regions.us.hall_capacity={"2026": "0 GW/year", "2026-05-20": "0 GW/year", "#
          + #""2026-06-01": "5000 GW/year"}"#,
      ])
      let us = try bare.index("us", in: "regions")
      let place = UInt16(bare.world.power.projects.count)
      bare.world.power.start(
        lab: try bare.index("google", in: "labs"), region: us,
        technology: try bare.index(technology, in: "power_technologies"), megawatts: 100,
        &bare.world.exchange)
      bare.run(until: 100)
      if technology == "grid" {
        bare.world.power.beginHall(place, after: -50, &bare.world.exchange)
      } else {
        bare.world.power.hallAsked(place, &bare.world.exchange)
      }
      #expect(bare.world.power.projects[place].waitsForCrews)
      var day = 100.0
      while !bare.world.power.projects[place].shellReady, day < 1000 {
        day += 0.5
        bare.run(until: day)
      }
      return day
    }
    let solar = try ready("solar_storage")
    #expect(solar > 352 && solar < 354, "\(solar)")
    #expect(try ready("grid") == solar - 50)
  }

  @Test("what waits for crews alone is charged to halls; what waits for its power too is not")
  func account() throws {
    var bare = try BareWorld(Self.tight + ["datacenters.replacement_gain=100"])
    let us = try bare.index("us", in: "regions")
    let days = bare.world.labs.machineDays(bare.world.exchange)
    bare.world.power.postPromises(by: days, &bare.world.exchange)
    #expect(bare.world.exchange.posted.power.crews[us] == 0)
    _ = try begin("solar_storage", &bare, megawatts: 1000)
    let waiting = try begin("solar_storage", &bare, megawatts: 3000)
    bare.world.power.postPromises(by: days, &bare.world.exchange)
    let building = bare.world.exchange.places.total(bare.world.exchange.posted.power.building, venue: us)
    #expect(isClose(bare.world.exchange.posted.power.crews[us], 3000 / building, relative: 1e-6))
    try bare.darken("google", "us", machines: 1000)
    let index = StarvationAccounts.index(.installation, .halls)
    let late = StarvationAccounts.index(.installation, .leadTime)
    let before = bare.world.exchange.starvation
    bare.world.sites.account(10, &bare.world.exchange)
    let after = bare.world.exchange.starvation
    #expect(after.lost[index] > before.lost[index] && after.time[index] > before.time[index])
    #expect(after.lost[late] > before.lost[late])
    bare.world.power.projects[waiting].isInLine = true
    bare.world.power.postPromises(by: days, &bare.world.exchange)
    #expect(bare.world.exchange.posted.power.crews[us] == 0)
  }

  @Test("what is not ordered for want of power is charged to halls as far as power waits for crews")
  func orders() throws {
    var bare = try BareWorld(Self.tight + ["labs.google.regions={\"us\":1}"])
    let (us, lab) = (try bare.index("us", in: "regions"), try bare.index("google", in: "labs"))
    _ = try begin("solar_storage", &bare, megawatts: 1000)
    _ = try begin("solar_storage", &bare, megawatts: 3000)
    let days = bare.world.labs.machineDays(bare.world.exchange)
    bare.world.power.postPromises(by: days, &bare.world.exchange)
    let crews = bare.world.exchange.posted.power.crews[us]
    bare.world.labs.wishes[lab] = Wish(deferred: 8000, need: 16_000)
    let before = bare.world.exchange.starvation
    bare.world.labs.order(lab, Time.year / 4, &bare.world.exchange)
    let after = bare.world.exchange.starvation
    let halls = StarvationAccounts.index(.ordering, .halls)
    #expect(crews > 0 && isClose(after.lost[halls] - before.lost[halls], 2000 * crews, relative: 1e-9))
    let all = [Cause.power, .halls, .leadTime].reduce(0) {
      let index = StarvationAccounts.index(.ordering, $1)
      return $0 + after.lost[index] - before.lost[index]
    }
    #expect(isClose(all, 2000, relative: 1e-9))
  }

  @Test("what is refused its permits leaves the crews to others")
  func refusal() throws {
    var bare = try BareWorld(Self.tight + ["power_technologies.solar_storage.success=0"])
    let us = try bare.index("us", in: "regions")
    _ = try begin("solar_storage", &bare, megawatts: 150)
    let count = bare.world.power.projects.count
    let waiting = try begin("solar_storage", &bare)
    bare.world.power.permitted(waiting, &bare.world.exchange)
    #expect(bare.world.power.halls[us].backlog == 0 && bare.world.power.halls[us].entries.isEmpty)
    #expect(bare.world.power.projects.count == count)
    #expect(bare.imbalance() == nil)
  }

  @Test("crews come free month by month: without any, nothing comes on line but what was under construction")
  func crews() throws {
    func live(_ capacity: String) throws -> Double {
      var bare = try BareWorld(["regions.us.hall_capacity=\(capacity)", "lines.us_halls.policy=plan"])
      bare.run(until: 5 * Time.year)
      let us = try bare.index("us", in: "regions")
      return bare.world.exchange.places.total(bare.world.exchange.posted.power.live, venue: us)
    }
    let none = try live("0 GW/year")
    let some = try live("3 GW/year")
    // Of three gigawatts begun a year those of the first three to four years are live, a few more or less by lumps.
    #expect(some - none > 5000 && some - none < 15_000, "\(some - none)")
  }

  @Test("without a line of halls none waits, at any capacity, and none is dearer")
  func none() throws {
    var bare = try BareWorld(["regions.us.hall_capacity=0 GW/year", "regions.us.hall_line=none"])
    let us = try bare.index("us", in: "regions")
    let price = bare.world.exchange.hallPrice(us)
    bare.run(until: 2 * Time.year)
    #expect(
      bare.world.power.halls[us].backlog == 0 && bare.world.power.crewsWait(us, bare.world.exchange) == 0)
    #expect(bare.world.exchange.hallPrice(us) == price)
  }

  @Test("the price of a hall rises with the book, within limits, and who builds pays it")
  func price() throws {
    var bare = try BareWorld(Self.tight)
    let us = try bare.index("us", in: "regions")
    let opening = bare.world.exchange.hallPrice(us)
    bare.run(until: 3 * Time.year)
    let price = bare.world.exchange.hallPrice(us)
    #expect(price > 1.15 * opening, "\(price / opening)")
    #expect(price <= 1.6 / 1.12 * opening * (1 + 1e-9))
    let solar = try bare.index("solar_storage", in: "power_technologies")
    var project = bare.world.power.projects[0]
    (project.region, project.technology, project.megawatts) = (Int16(us), Int16(solar), 100)
    let cost = bare.world.power.cost(project, bare.world.exchange)
    let plant = bare.world.power.plantCapital(us, solar, bare.world.exchange) * 100 * 1e-6
    let hall = price * 100 / bare.world.exchange.inputs.datacenters.facilityToIT.value * 1e-3
    #expect(isClose(cost, plant + hall, relative: 1e-9))
    bare.world.costs.quote(&bare.world.exchange)
    let dear = bare.world.costs.quotes[us].housing
    let site = bare.world.exchange.sitePrice(us)
    #expect(isClose(site, price * bare.world.exchange.posted.costs.sitePrice[us], relative: 1e-9))
    let plain = try BareWorld(["regions.us.hall_line=none"])
    #expect(isClose(dear / plain.world.costs.quotes[us].housing, price / opening, relative: 1e-6))
  }

  @Test("crews answer to orders after their lead time, and not before it")
  func answer() throws {
    let few = [
      "regions.us.hall_capacity=5 GW/year", "lines.us_halls.build=18 month", "lines.us_halls.ramp=12 month",
      "lines.us_halls.growth=0.25 /year",
    ]
    var bare = try BareWorld(few)
    let us = try bare.index("us", in: "regions")
    bare.run(until: 18 * Time.month)
    #expect(bare.world.power.hallCapacity(us, bare.world.exchange) <= 5000)
    bare.run(until: 5 * Time.year)
    #expect(bare.world.power.hallCapacity(us, bare.world.exchange) > 6500)
    var plan = try BareWorld(few + ["lines.us_halls.policy=plan"])
    plan.run(until: 5 * Time.year)
    #expect(plan.world.power.hallCapacity(us, plan.world.exchange) == 5000)
    #expect(
      plan.world.power.crewsWait(us, plan.world.exchange)
        > bare.world.power.crewsWait(us, bare.world.exchange))
  }

  @Test("pipes are laid for who would burn gas, after their lead time, and feed more plants")
  func pipes() throws {
    let few = [
      "regions.us.gas_supply=3 GW", "lines.us_pipes.permit=12 month", "lines.us_pipes.build=24 month",
      "lines.us_pipes.ramp=12 month", "lines.us_pipes.failure=0", "lines.us_pipes.growth=1 /year",
    ]
    var bare = try BareWorld(few)
    let us = try bare.index("us", in: "regions")
    bare.run(until: 3 * Time.year)
    #expect(bare.world.power.pipesAdded[us] == 0)
    #expect(bare.world.power.pipesWait(us, bare.world.exchange) > 1)
    bare.run(until: 8 * Time.year)
    let added = bare.world.power.pipesAdded[us]
    #expect(added > 500, "\(added)")
    #expect(isClose(bare.world.power.gasSupply(us, bare.world.exchange), 3000 + added, relative: 1e-9))
    #expect(bare.world.power.gas[us].taken > 3000)
    var none = try BareWorld(few + ["regions.us.pipe_line=none"])
    none.run(until: 8 * Time.year)
    #expect(none.world.power.pipesAdded[us] == 0 && none.world.power.gas[us].taken <= 3000)
  }

  @Test("pipelines hear of gas that is asked for, and of gas that is not for want of pipes")
  func heard() throws {
    func heard(_ supply: String, _ request: Bool) throws -> Double {
      var bare = try BareWorld([
        "regions.us.gas_supply=\(supply) GW", "labs.*.tolerated_lateness=3 year",
        "labs.*.reservation_price=1000 USD/MWh",
      ])
      let us = try bare.index("us", in: "regions")
      if request {
        bare.world.exchange.planned.ask(
          PlannedPower.Request(
            lab: Int32(try bare.index("google", in: "labs")), region: Int32(us), megawatts: 1e5, wanted: 3))
        bare.world.power.begin(&bare.world.exchange)
      }
      bare.run(until: 2 * Time.month + 1)
      return bare.world.exchange.lines[bare.world.exchange.inputs.regions[us].pipeLine]?.ordered ?? 0
    }
    let plenty = try heard("1000", true) - heard("1000", false)
    let none = try heard("0.1", true) - heard("0.1", false)
    #expect(plenty > 10_000, "\(plenty)")
    #expect(none > plenty / 2, "\(none) \(plenty)")
  }
}
