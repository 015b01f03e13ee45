// What labs, the market and power read of sites.
extension Sites {
  /// What stands on the ground, by cell; nothing in the cells of orbit.
  struct Posted {
    /// H100-equivalents in service.
    fileprivate(set) var online: [Double]
    /// H100-equivalents at sites without power.
    fileprivate(set) var waiting: [Double]
    /// IT power in use in MW.
    fileprivate(set) var drawn: [Double]

    init(_ places: Places) {
      online = Array(repeating: 0, count: places.cells)
      waiting = online
      drawn = online
    }

    mutating func reset() {
      for cell in online.indices {
        online[cell] = 0
        waiting[cell] = 0
        drawn[cell] = 0
      }
    }
  }

  /// Posts what stands where for labs to read.
  func post(_ lab: Int, _ exchange: inout Exchange) {
    for region in 0..<regions {
      let cell = exchange.places.cell(lab, region)
      let first = self.cell(lab, region, 0)
      var online = 0.0
      var dark = 0.0
      var power = 0.0
      var start = 0
      while let design = held.next(from: start, in: lab * regions + region) {
        let place = first + design
        start = design + 1
        guard installed[place] != 0 || waiting[place] != 0 else { continue }
        let entry = exchange.inputs.accelerators[design]
        online += installed[place] * entry.performance.value
        // What is left of a whole by rounding is none.
        if waiting[place] > 1e-9 { dark += waiting[place] * entry.performance.value }
        power += installed[place] * entry.power.value / 1000
      }
      exchange.posted.sites.online[cell] = online
      exchange.posted.sites.waiting[cell] = dark
      exchange.posted.sites.drawn[cell] = power
    }
  }
}

extension Sites {
  /// Compute in service and dark machines, over ground and orbit.
  static let series: [Posting] = [
    .now("compute_online_h100e", "H100e", "Compute in service, ground and orbit.") { world, _ in
      world.exchange.posted.onlineOnGround
        + world.exchange.posted.online(venue: world.exchange.places.orbit)
    },
    .now("compute_ground_h100e", "H100e", "Compute in service on the ground.") { world, _ in
      world.exchange.posted.onlineOnGround
    },
    .now(
      "compute_orbit_h100e", "H100e", "Compute in service in orbit, after failures and time out of service."
    ) { world, _ in
      world.exchange.posted.online(venue: world.exchange.places.orbit)
    },
    .perYear(
      "compute_added_h100e_per_year", "H100e/year", of: "compute_online_h100e",
      "Net growth of compute in service over twelve months."),
    .now("power_ground_gw", "GW", "IT power in use on the ground.") { world, _ in
      world.exchange.posted.drawnOnGround / 1000
    },
    .now("dark_h100e", "H100e", "Accelerators at sites without power.") { world, _ in
      world.exchange.posted.waitingOnGround
    },
    .now("dark_share", "ratio", "Dark accelerators over all that labs hold on the ground.") { world, _ in
      let online = world.exchange.posted.onlineOnGround
      let dark = world.exchange.posted.waitingOnGround
      return online + dark > 0 ? dark / (online + dark) : 0
    },
    .now("idle_power_gw", "GW", "Live IT power without accelerators.") { world, _ in
      let live = world.exchange.places.ground(world.exchange.posted.power.live)
      let ratio = world.exchange.inputs.datacenters.facilityToIT.value
      return max(0, live / ratio - world.exchange.posted.drawnOnGround) / 1000
    },
    .now("site_pipeline_gw", "GW", "Facility power under construction.") { world, _ in
      max(0, world.exchange.places.ground(world.exchange.posted.power.building)) / 1000
    },
    .now("us_datacenter_gw", "GW", "Facility power in use by AI in the United States.") { world, asked in
      guard let us = asked.us else { return .nan }
      let used = world.exchange.posted.drawn(venue: us)
      return used * world.exchange.inputs.datacenters.facilityToIT.value / 1000
    },
  ]
}
