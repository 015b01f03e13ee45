extension Assembly {
  static let series: [Posting] = [
    .now(
      "accelerators_sold_million_h100e", "million H100e",
      "Accelerators sold, those before the start included."
    ) { world, _ in
      var opening = 0.0
      let inputs = world.exchange.inputs
      for lab in inputs.pointee.labs.indices { opening += inputs.pointee.labs[lab].compute.value * 1000 }
      return (opening + world.assembly.soldCompute) / 1e6
    },
    .now("sold_total_h100e", "H100e", "Accelerators sold since the start.") { world, _ in
      world.assembly.soldCompute
    },
    .now("shipped_total_gw", "GW", "IT power of accelerators sold since the start.") { world, _ in
      world.assembly.soldPower / 1000
    },
    .perYear(
      "accelerators_shipped_gw_per_year", "GW/year", of: "shipped_total_gw",
      "IT power of accelerators sold over twelve months."),
  ]
}
