extension Sites {
  /// Compute in service and dark machines, over ground and orbit.
  static let series: [Posting] = [
    .now("compute_online_h100e", "H100e", "Compute in service, ground and orbit.") { world, _ in
      world.exchange.board.ground(world.exchange.board.online)
        + world.exchange.board.total(world.exchange.board.online, venue: world.exchange.board.orbit)
    },
    .now("compute_ground_h100e", "H100e", "Compute in service on the ground.") { world, _ in
      world.exchange.board.ground(world.exchange.board.online)
    },
    .now(
      "compute_orbit_h100e", "H100e", "Compute in service in orbit, after failures and time out of service."
    ) { world, _ in
      world.exchange.board.total(world.exchange.board.online, venue: world.exchange.board.orbit)
    },
    .perYear(
      "compute_added_h100e_per_year", "H100e/year", of: "compute_online_h100e",
      "Net growth of compute in service over twelve months."),
    .now("power_ground_gw", "GW", "IT power in use on the ground.") { world, _ in
      world.exchange.board.ground(world.exchange.board.drawn) / 1000
    },
    .now("dark_h100e", "H100e", "Accelerators at sites without power.") { world, _ in
      world.exchange.board.ground(world.exchange.board.waiting)
    },
    .now("dark_share", "ratio", "Dark accelerators over all that labs hold on the ground.") { world, _ in
      let online = world.exchange.board.ground(world.exchange.board.online)
      let dark = world.exchange.board.ground(world.exchange.board.waiting)
      return online + dark > 0 ? dark / (online + dark) : 0
    },
    .now("idle_power_gw", "GW", "Live IT power without accelerators.") { world, _ in
      let live = world.exchange.board.ground(world.exchange.board.live)
      let ratio = world.exchange.inputs.pointee.datacenters.facilityToIT.value
      return max(0, live / ratio - world.exchange.board.ground(world.exchange.board.drawn)) / 1000
    },
    .now("site_pipeline_gw", "GW", "Facility power under construction.") { world, _ in
      max(0, world.exchange.board.ground(world.exchange.board.building)) / 1000
    },
    .now("us_datacenter_gw", "GW", "Facility power in use by AI in the United States.") { world, asked in
      guard let us = asked.us else { return .nan }
      let used = world.exchange.board.total(world.exchange.board.drawn, venue: us)
      return used * world.exchange.inputs.pointee.datacenters.facilityToIT.value / 1000
    },
  ]
}
