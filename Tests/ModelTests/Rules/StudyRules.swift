#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// Requests for the grid, what limits power, and who would rather wait, in a world just opened.
@Suite("rule: studies and limits of power")
struct StudyRules {
  /// Begins a project of 100 MW of a lab in America; gives its place.
  private func begin(_ technology: String, _ bare: inout BareWorld, megawatts: Double = 100) throws -> UInt16
  {
    let place = UInt16(bare.world.power.projects.count)
    bare.world.power.start(
      lab: try bare.index("google", in: "labs"), region: try bare.index("us", in: "regions"),
      technology: try bare.index(technology, in: "power_technologies"), megawatts: megawatts,
      &bare.world.exchange)
    return place
  }

  @Test(
    "every request for a site stands in the queue, as large as it is asked for, and makes it slower for all")
  func load() throws {
    var bare = try BareWorld([
      "power_technologies.grid.requests=8", "datacenters.realised_size=0.5", "regions.us.study_queue=100 GW",
    ])
    let (us, grid) = (try bare.index("us", in: "regions"), try bare.index("grid", in: "power_technologies"))
    let before = bare.world.power.studies[us]
    #expect(isClose(before.size, 100_000, relative: 1e-9), "labs' own are among those of the start")
    #expect(before.meant > 1000)
    let quoted = bare.world.power.quotedYears(us, grid, bare.world.exchange)
    _ = try begin("grid", &bare, megawatts: 10_000)
    #expect(isClose(bare.world.power.studies[us].meant - before.meant, 20_000, relative: 1e-9))
    #expect(isClose(bare.world.power.studies[us].ghosts - before.ghosts, 140_000, relative: 1e-9))
    let rules = bare.world.power.studyRules(us, bare.world.exchange.inputs)
    let slower = 1 / bare.world.power.studies[us].speed(rules) - 1
    #expect(slower > 0)
    let busy = bare.world.power.quotedYears(us, grid, bare.world.exchange)
    #expect(busy > quoted)
    bare.world.power.studies[us].enter(0, work: 0, size: 0, others: 1e5)
    #expect(bare.world.power.quotedYears(us, grid, bare.world.exchange) > busy, "a longer queue is quoted")
    let full = bare.world.power.studies[us].size
    _ = try begin("solar_storage", &bare)
    #expect(bare.world.power.studies[us].size == full)
  }

  @Test("a site has its permits when the clock has moved by its work, and its hall was begun on the way")
  func permits() throws {
    func days(permitting: String) throws -> Int {
      var bare = try BareWorld([
        "power_technologies.grid.permit=10 month", "power_technologies.grid.slip=1",
        "power_technologies.grid.death=0 /year", "regions.us.permitting=\(permitting)",
        "regions.us.study_crowding=0", "regions.us.opening_studies=0 GW", "datacenters.shell=1 month",
      ])
      let us = try bare.index("us", in: "regions")
      let project = try begin("grid", &bare)
      var days = 0
      while !bare.world.power.studies[us].entries.isEmpty {
        bare.world.power.study(us, days: 1, &bare.world.exchange)
        days += 1
      }
      #expect(bare.world.power.projects[project].hallIsDue)
      #expect(bare.world.power.inLine[us] > 0, "it waits for its transformer")
      return days
    }
    #expect(try days(permitting: "1") == 305)
    #expect(try days(permitting: "3") == 914)
  }

  @Test("sites are given up at their rate while they are studied, unless another request takes their place")
  func death() throws {
    var bare = try BareWorld([
      "power_technologies.grid.death=0.5 /year", "power_technologies.grid.requests=1",
    ])
    let us = try bare.index("us", in: "regions")
    var early = 0
    for _ in 0..<400 {
      let project = try begin("grid", &bare, megawatts: 1)
      if bare.world.power.projects[project].givenUp < Time.year { early += 1 }
    }
    // Expected are 400 (1 - e^-0.5) = 157, with a deviation of 10.
    #expect((127...187).contains(early))
    let (cell, place) = (try bare.cell("google", "us"), bare.world.power.studies[us].entries.count - 1)
    let last = bare.world.power.studies[us].entries[place].project
    let building = bare.world.exchange.posted.power.building[cell]
    bare.world.power.projects[last].givenUp = 0
    bare.world.power.study(us, days: 0.001, &bare.world.exchange)
    #expect(isClose(building - bare.world.exchange.posted.power.building[cell], 1, relative: 1e-6))
    #expect(!bare.world.power.studies[us].entries.contains { $0.project == last })
    #expect(bare.imbalance() == nil)
  }

  @Test("another request for the same site takes some more work")
  func sister() throws {
    var bare = try BareWorld([
      "power_technologies.grid.sister=1", "power_technologies.grid.requests=2",
      "power_technologies.grid.sister_work=5 month", "power_technologies.grid.permit=60 month",
    ])
    let us = try bare.index("us", in: "regions")
    let project = try begin("grid", &bare)
    let place = bare.world.power.studies[us].entries.count - 1
    let due = bare.world.power.studies[us].entries[place].due
    bare.world.power.projects[project].givenUp = 0
    bare.world.power.study(us, days: 1, &bare.world.exchange)
    let kept = try #require(bare.world.power.studies[us].entries.first { $0.project == project })
    #expect(isClose(kept.due - due, 5 * Time.month, relative: 1e-9))
    #expect(bare.world.power.projects[project].lives == 1 && bare.world.power.projects[project].givenUp > 0)
  }

  @Test("requests that end are counted, and those of them that come to live power")
  func completion() throws {
    var bare = try BareWorld([
      "regions.us.request_exit=0.5 /year", "regions.us.study_queue=100 GW", "datacenters.realised_size=0.5",
      "regions.us.opening_studies=0 GW", "power_technologies.grid.requests=1",
    ])
    let us = try bare.index("us", in: "regions")
    bare.world.power.study(us, days: 2 * Time.year, &bare.world.exchange)
    #expect(isClose(bare.world.power.requestsEnded[us], 100_000 * (1 - exp(-1)), relative: 1e-9))
    let (ended, project) = (bare.world.power.requestsEnded[us], try begin("grid", &bare))
    bare.world.power.projects[project].powerReady = true
    bare.world.power.shellDone(project, &bare.world.exchange)
    #expect(isClose(bare.world.power.requestsLive[us], 200, relative: 1e-9))
    #expect(isClose(bare.world.power.requestsEnded[us] - ended, 200, relative: 1e-6))
  }

  @Test("what is slow to study or to permit counts as waiting, as far as it is slower than its work")
  func waiting() throws {
    var bare = try BareWorld([
      "regions.us.permitting=5", "datacenters.realised_size=0.5", "regions.us.opening_studies=0 GW",
      "power_technologies.grid.requests=1", "regions.us.study_crowding=0",
    ])
    let us = try bare.index("us", in: "regions")
    let before = bare.world.power.waiting(us, bare.world.exchange)
    _ = try begin("grid", &bare)
    #expect(isClose(bare.world.power.waiting(us, bare.world.exchange) - before, 80, relative: 1e-6))
    let solar = try begin("solar_storage", &bare)
    #expect(isClose(bare.world.power.waiting(us, bare.world.exchange) - before, 160, relative: 1e-6))
    bare.world.power.permitted(solar, &bare.world.exchange)
    #expect(isClose(bare.world.power.waiting(us, bare.world.exchange) - before, 80, relative: 1e-6))
  }

  @Test("what labs would rather wait for is waiting for power too")
  func scarcity() throws {
    var bare = try BareWorld([])
    let us = try bare.index("us", in: "regions")
    let days = bare.world.labs.machineDays(bare.world.exchange)
    bare.world.power.postPromises(by: days, &bare.world.exchange)
    let without = bare.world.exchange.posted.power.scarcity[us]
    bare.world.power.waited[us] = bare.world.exchange.places.total(
      bare.world.exchange.posted.power.building, venue: us)
    bare.world.power.postPromises(by: days, &bare.world.exchange)
    #expect(isClose(bare.world.exchange.posted.power.scarcity[us], (without + 1) / 2, relative: 1e-9))
  }

  @Test("a plant on gas waits for pipes, and they are quoted")
  func gas() throws {
    var bare = try BareWorld(["regions.us.gas_supply=1 GW"])
    let (us, cell) = (try bare.index("us", in: "regions"), try bare.cell("google", "us"))
    let technology = try bare.index("frame_gas", in: "power_technologies")
    bare.world.power.gas[us] = Power.RoomUse(taken: 950, booked: 0)
    let quoted = bare.world.power.quotedYears(us, technology, bare.world.exchange)
    let live = bare.world.exchange.posted.power.live[cell]
    let project = try begin("frame_gas", &bare)
    #expect(bare.world.power.quotedYears(us, technology, bare.world.exchange) > quoted + 5)
    bare.world.power.shellDone(project, &bare.world.exchange)
    bare.world.power.powered(project, &bare.world.exchange)
    #expect(bare.world.exchange.posted.power.live[cell] == live)
    bare.world.power.gas[us].taken = 850
    bare.world.power.serveGrid(&bare.world.exchange)
    #expect(isClose(bare.world.exchange.posted.power.live[cell], live + 100, relative: 1e-9))
    #expect(bare.world.power.gas[us].taken == 950 && bare.world.power.gas[us].booked == 0)
  }

  @Test("a site that may be cut off needs no headroom, but room under the rules")
  func flexible() throws {
    var bare = try BareWorld([
      "regions.us.flexible_room=0.15 GW", "regions.us.headroom=0 GW", "regions.us.reserve_tolerance=0 GW",
    ])
    let (us, cell) = (try bare.index("us", in: "regions"), try bare.cell("google", "us"))
    let technology = try bare.index("flexible_grid", in: "power_technologies")
    let (live, booked) = (bare.world.exchange.posted.power.live[cell], bare.world.power.gridBooked[us])
    let quoted = bare.world.power.quotedYears(us, technology, bare.world.exchange)
    for wanted in [100.0, 100] {
      let project = try begin("flexible_grid", &bare)
      bare.world.power.shellDone(project, &bare.world.exchange)
      bare.world.power.powered(project, &bare.world.exchange)
      #expect(isClose(bare.world.exchange.posted.power.live[cell], live + wanted, relative: 1e-9))
    }
    #expect(bare.world.power.gridBooked[us] == booked && bare.world.power.headroom[us] == 0)
    #expect(bare.world.power.flexible[us].taken == 100 && bare.world.power.flexible[us].booked == 100)
    #expect(bare.world.power.quotedYears(us, technology, bare.world.exchange) > quoted + 5)
  }

  @Test("utilities let their reserve be worn as far as they tolerate")
  func tolerance() throws {
    var bare = try BareWorld(["regions.us.headroom=0 GW", "regions.us.reserve_tolerance=0.15 GW"])
    let (us, cell) = (try bare.index("us", in: "regions"), try bare.cell("google", "us"))
    let live = bare.world.exchange.posted.power.live[cell]
    for _ in 0..<2 {
      let project = try begin("grid", &bare)
      bare.world.power.shellDone(project, &bare.world.exchange)
      bare.world.power.powered(project, &bare.world.exchange)
      #expect(isClose(bare.world.exchange.posted.power.live[cell], live + 100, relative: 1e-9))
    }
    #expect(bare.world.power.headroom[us] == -100)
  }

  @Test("the line of a region's supply hears what is asked of its grid, and adds to what others leave")
  func supply() throws {
    var bare = try BareWorld([
      "regions.us.headroom_growth=-2 GW/year", "lines.us_grid.growth=2 /year", "lines.us_grid.failure=0",
      "lines.us_grid.permit=1 month", "lines.us_grid.build=6 month",
    ])
    let us = try bare.index("us", in: "regions")
    #expect(bare.world.power.headroomGrowth(us, bare.world.exchange) == -2000)
    let line = bare.world.exchange.inputs.regions[us].supplyLine
    // Four steps of 250 MW a year, however much others' growth takes.
    #expect(bare.world.exchange.lines[line]?.report.plan == 1000)
    _ = try begin("grid", &bare, megawatts: 9000)
    bare.run(until: 2 * Time.month)
    let heard = bare.world.exchange.lines[line]?.ordered ?? 0
    #expect(heard > 4000)
    bare.run(until: 4 * Time.year)
    #expect(bare.world.power.headroomGrowth(us, bare.world.exchange) > -2000)
    let plain = try BareWorld(["regions.us.headroom_growth=3 GW/year", "regions.us.supply_line=none"])
    #expect(plain.world.power.headroomGrowth(us, plain.world.exchange) == 3000)
  }

  @Test("what is larger than a campus is several sites, each with dates of its own")
  func campuses() throws {
    func sites(_ campus: Int) throws -> (sizes: [Double], ordinals: Set<Int32>, begun: Int) {
      var bare = try BareWorld(["datacenters.campus=\(campus) MW"])
      let (us, lab) = (try bare.index("us", in: "regions"), try bare.index("google", in: "labs"))
      var before: Set<Int32> = []
      bare.world.power.projects.forEachUsed { if Int($0.lab) == lab { before.insert($0.ordinal) } }
      let begun = bare.world.power.begun[lab]
      bare.world.exchange.planned.ask(
        PlannedPower.Request(lab: Int32(lab), region: Int32(us), megawatts: 9000, wanted: 3))
      bare.world.power.begin(&bare.world.exchange)
      var (sizes, ordinals) = ([Double](), Set<Int32>())
      bare.world.power.projects.forEachUsed {
        guard Int($0.lab) == lab, !before.contains($0.ordinal) else { return }
        sizes.append($0.megawatts)
        ordinals.insert($0.ordinal)
      }
      return (sizes, ordinals, bare.world.power.begun[lab] - begun)
    }
    let (few, many) = (try sites(1_000_000), try sites(500))
    let (all, split) = (few.sizes.reduce(0, +), many.sizes.reduce(0, +))
    #expect(all > 2000 && isClose(split, all, relative: 1e-9))
    #expect((many.sizes.max() ?? 0) <= 500 && (few.sizes.max() ?? 0) > 500)
    #expect(many.sizes.count > few.sizes.count && many.ordinals.count == many.sizes.count, "luck of its own")
    #expect(many.begun == few.begun, "how many there are moves no other's luck")
  }

  @Test("where all power is too dear or too late, a request waits")
  func waits() throws {
    for closed in ["reservation_price=1 USD/MWh", "tolerated_lateness=0 year"] {
      var bare = try BareWorld(["labs.*.\(closed)"])
      let (us, lab) = (try bare.index("us", in: "regions"), try bare.index("google", in: "labs"))
      let before = bare.world.power.buildingByTechnology
      bare.world.exchange.planned.ask(
        PlannedPower.Request(lab: Int32(lab), region: Int32(us), megawatts: 3000, wanted: 0))
      bare.world.power.begin(&bare.world.exchange)
      #expect(bare.world.power.buildingByTechnology == before)
      #expect(bare.world.power.waited[us] == 3000)
      bare.world.power.begin(&bare.world.exchange)
      #expect(bare.world.power.waited[us] == 0)
    }
  }

  @Test("waiting takes its part of a request beside ways as late as dates have been")
  func waitsInPart() throws {
    var bare = try BareWorld([
      "power_technologies.*.step=0.1 MW", "power_technologies.*.yearly_limit=1000 GW/year",
      "labs.*.tolerated_lateness=1 year", "labs.*.reservation_price=200 USD/MWh",
    ])
    let (us, lab) = (try bare.index("us", in: "regions"), try bare.index("google", in: "labs"))
    bare.world.power.seenDelay = 1.5
    let buyer = PowerChoice(bare.world.exchange.inputs, lab: lab)
    var sum = buyer.waiting(wanted: 3)
    for technology in 0..<bare.world.power.technologies {
      let entry = bare.world.exchange.inputs.technologies[technology]
      guard entry.available.days <= bare.world.exchange.now else { continue }
      let cost =
        bare.world.power.energyPrice(us, technology, bare.world.exchange)
        + bare.world.power.capitalPerMegawattHour(us, technology, bare.world.exchange)
      sum += buyer.weight(
        bare.world.exchange.inputs.regions[us].technologies[technology], cost: cost,
        years: 1.5 * bare.world.power.quotedYears(us, technology, bare.world.exchange), wanted: 3)
    }
    bare.world.exchange.planned.ask(
      PlannedPower.Request(lab: Int32(lab), region: Int32(us), megawatts: 1e5, wanted: 3))
    bare.world.power.begin(&bare.world.exchange)
    let part = buyer.waiting(wanted: 3) / sum
    #expect(part > 1e-4 && part < 1)
    #expect(isClose(bare.world.power.waited[us], 1e5 * part, relative: 1e-6))
  }

  @Test("who does not order for want of power still thinks that machines can be had, while lines are short")
  func withheld() throws {
    func received(_ line: String) throws -> Double {
      var bare = try BareWorld(["labs.*.long_line=\(line)"])
      let lab = try bare.index("google", in: "labs")
      bare.world.labs.states[lab].received = 0
      bare.world.labs.states[lab].withheld = 12e6
      bare.world.labs.moveBeliefs(&bare.world.exchange)
      return bare.world.labs.states[lab].received
    }
    #expect(try received("0.01 year") == 0)
    #expect(try received("20 year") > 1e6)
  }

  @Test("the rent of a site raises the cost of its compute, and not the price that compute is sold for")
  func rent() throws {
    let plain = try BareWorld(["datacenters.opening_site_price=1"])
    let dear = try BareWorld(["datacenters.opening_site_price=3"])
    let us = try plain.index("us", in: "regions")
    let (low, high) = (plain.world.exchange.posted.costs, dear.world.exchange.posted.costs)
    #expect(high.cost[us] > 1.05 * low.cost[us])
    #expect(isClose(high.costWithoutRent[us], low.cost[us], relative: 1e-9))
    #expect(
      isClose(dear.world.exchange.sitePrice(us), 3 * plain.world.exchange.sitePrice(us), relative: 1e-9))
  }
}
