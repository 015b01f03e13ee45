extension Orbit {
  /// W/m2 of sunlight above the atmosphere, and at which arrays on the ground are rated.
  private static let sunlightAbove = 1361.0
  private static let sunlightBelow = 1000.0

  static let series: [Posting] = [
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
      let orbit = world.exchange.inputs.pointee.orbit
      return sunlightAbove * orbit.sunlit.value / (sunlightBelow * orbit.groundCapacityFactor.value)
    },
  ]
}
