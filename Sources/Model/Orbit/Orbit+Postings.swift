// What labs, the market and costs read of orbit.
extension Orbit {
  /// What stands in orbit or on its way there, by cell; nothing in the cells of regions.
  struct Posted {
    /// H100-equivalents in service, after failures and time out of service.
    fileprivate(set) var online: [Double]
    /// H100-equivalents that wait for a satellite or for its launch.
    fileprivate(set) var waiting: [Double]
    /// IT power in use in MW.
    fileprivate(set) var drawn: [Double]
    /// USD per W of IT power.
    fileprivate(set) var busPrice = 0.0
    /// Satellites ready for launch: all of them, and those of labs under export control.
    fileprivate(set) var ready = Ready()
    fileprivate(set) var restricted = Ready()

    init(_ places: Places) {
      online = Array(repeating: 0, count: places.cells)
      waiting = online
      drawn = online
    }

    /// The same, with the quote moved by what has moved from one to the other.
    func quotes(movedFrom before: Self, to after: Self) -> Self {
      var moved = self
      if before.busPrice != after.busPrice { moved.busPrice = after.busPrice }
      return moved
    }

    mutating func reset() {
      for cell in online.indices {
        online[cell] = 0
        waiting[cell] = 0
        drawn[cell] = 0
      }
    }
  }

  /// Satellites that wait for a launch.
  struct Ready: BitwiseCopyable {
    /// Tonnes of all of them and of the lightest, and the day since which the first waits.
    var tonnes = 0.0
    var lightest = Double.infinity
    var since = Double.infinity

    fileprivate mutating func add(_ batch: Batch) {
      tonnes += batch.tonnes
      lightest = min(lightest, batch.mass)
      since = min(since, batch.since)
    }

    /// Whether a launch that lifts `payload` tonnes has a load: not one more would fit, or the first has waited long.
    func isLoad(payload: Double, at now: Double) -> Bool {
      guard lightest <= payload else { return false }
      return tonnes + lightest > payload || now - since >= Orbit.patience
    }
  }

  /// Days that a satellite waits for a full load.
  private static let patience = 90.0

  func postQueue(_ exchange: inout Exchange) {
    var (all, restricted) = (Ready(), Ready())
    for batch in queue[head...] where batch.satellites > 0 {
      all.add(batch)
      if exchange.inputs.labs[Int(batch.lab)].restricted { restricted.add(batch) }
    }
    exchange.posted.orbit.ready = all
    exchange.posted.orbit.restricted = restricted
  }

  /// Posts what computes and what waits.
  func post(_ exchange: inout Exchange) {
    let inputs = exchange.inputs
    for lab in 0..<labs {
      let cell = exchange.places.cell(lab, exchange.places.orbit)
      exchange.posted.orbit.online[cell] = 0
      exchange.posted.orbit.drawn[cell] = 0
      var queued = 0.0
      var next = 0
      while let design = held.next(from: next, in: lab) {
        queued += waiting[lab * designs + design] * inputs.accelerators[design].performance.value
        next = design + 1
      }
      exchange.posted.orbit.waiting[cell] = queued
    }
    for batch in serving {
      let cell = exchange.places.cell(Int(batch.lab), exchange.places.orbit)
      let age = (exchange.now - batch.since) / Time.year
      exchange.posted.orbit.online[cell] +=
        Double(batch.satellites) * batch.compute
        * Orbit.output(age: age, inputs.orbit, exchange.inputs(since: batch.since).orbit)
      exchange.posted.orbit.drawn[cell] += Double(batch.satellites) * batch.power / 1000
    }
    for batch in queue[head...] {
      let cell = exchange.places.cell(Int(batch.lab), exchange.places.orbit)
      exchange.posted.orbit.waiting[cell] += Double(batch.satellites) * batch.compute
    }
  }

  /// USD/W of a bus after what has been built.
  func priceBus(_ exchange: inout Exchange) {
    let orbit = exchange.inputs.orbit
    let experience = orbit.busExperience.value
    exchange.posted.orbit.busPrice =
      Satellite.cost(at: exchange.now, orbit) * exchange.priceFactor(line: orbit.line)
      * LearningCurve.factor(ratio: (experience + built) / experience, rate: orbit.busLearning.value)
  }
}

extension Orbit {
  /// W/m2 of sunlight above the atmosphere, and at which arrays on the ground are rated.
  private static let sunlightAbove = 1361.0
  private static let sunlightBelow = 1000.0

  static let series: [Posting] = [
    .now(
      "satellite_specific_power_w_per_kg", "W/kg", "IT power per mass of a satellite designed now."
    ) { world, _ in
      Satellite.specificPower(at: world.exchange.now, world.exchange.inputs.orbit)
    },
    .now("power_orbit_gw", "GW", "IT power of satellites in service.") { world, _ in
      world.orbit.power / 1000
    },
    .now("orbit_added_total_gw", "GW", "IT power put into service in orbit since the start.") { world, _ in
      world.orbit.addedPower / 1000
    },
    .perYear(
      "orbit_added_gw_per_year", "GW/year", of: "orbit_added_total_gw",
      "IT power put into service in orbit over twelve months."),
    .derived(
      "orbit_added_over_ground", "ratio", from: ["orbit_added_gw_per_year", "power_ground_gw"],
      "IT power added in orbit over twelve months, over that in use on the ground."
    ) { record, basis in
      let ground = record.get(basis.columns[1], basis.row)
      return ground > 0 ? record.get(basis.columns[0], basis.row) / ground : .nan
    },
    .now("satellites", "1", "Satellites with compute, waiting, flying and serving.") { world, _ in
      world.orbit.satellites
    },
    .now(
      "orbit_over_ground_array_energy", "ratio",
      "Energy a year of a square metre of array in orbit over one on the ground."
    ) { world, _ in
      let orbit = world.exchange.inputs.orbit
      return sunlightAbove * orbit.sunlit.value / (sunlightBelow * orbit.groundCapacityFactor.value)
    },
  ]
}
