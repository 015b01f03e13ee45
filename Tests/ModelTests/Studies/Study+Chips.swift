import Inputs
import SimulationKernel

@testable import Model

extension Study {
  /// What a GW of the shipped Rubin takes, by the medians of 101 replications.
  struct WaferNeed {
    var n3 = 0.0
    var n5 = 0.0
    var dram = 0.0
    /// EUV passes.
    var passes = 0.0
  }

  static func rubin() throws -> WaferNeed {
    let model = try ShippedScenario.model("base")
    let ids = model.scenario.ids
    let design = ids["accelerators"]?.firstIndex(of: "rubin") ?? 0
    let n3 = ids["processes"]?.firstIndex(of: "n3") ?? 0
    let n5 = ids["processes"]?.firstIndex(of: "n5") ?? 0
    let dram = ids["processes"]?.firstIndex(of: "dram") ?? 0
    var needs: [WaferNeed] = []
    for replication in 0..<101 {
      let bare = BareWorld(model, replication: UInt64(replication))
      let inputs = bare.world.exchange.inputs
      let catalogue = bare.world.exchange.catalogue
      let entry = inputs.accelerators[design]
      let starts = 1e6 / entry.power.value / entry.assemblyYield.value
      var need = WaferNeed()
      for die in catalogue.firstDie[design]..<catalogue.firstDie[design + 1] {
        let part = catalogue.dies[die]
        let wafers = starts * part.count / bare.world.fabs.soldDiesPerWafer(part, inputs)
        if part.process == n3 { need.n3 += wafers }
        if part.process == n5 { need.n5 += wafers }
      }
      let perWafer = Memory.hbmPerWafer(bare.world.exchange)
      need.dram =
        starts * (entry.hbm.value + entry.dram.value / inputs.memory.tradeRatio.value) / perWafer
      need.passes =
        need.n3 * inputs.processes[n3].euvLayers.value + need.n5
        * inputs.processes[n5].euvLayers.value
        + need.dram * inputs.processes[dram].euvLayers.value
      needs.append(need)
    }
    return WaferNeed(
      n3: median(needs.map(\.n3)), n5: median(needs.map(\.n5)), dram: median(needs.map(\.dram)),
      passes: median(needs.map(\.passes)))
  }

  /// D. Patel, March 2026: wafers, passes and tools of a GW.
  static func chips() throws -> [Study] {
    let need = try rubin()
    return [
      Study(
        name: "D. Patel Mar 2026, N3 wafers",
        inputs: "1 GW of the shipped Rubin: two 800 mm2 dies and its share of the rack", unit: "kwafer/GW",
        published: 55, given: need.n3 / 1000, tolerance: 0.3,
        difference:
          "yield: the study's dies per wafer are not stated; ours count salvage and the network, processor and switch dies"
      ),
      Study(
        name: "D. Patel Mar 2026, N5 wafers", inputs: "as above", unit: "kwafer/GW", published: 6,
        given: need.n5 / 1000, tolerance: 0.6,
        difference: "one 600 mm2 optics die a package stands for all N5 silicon of the rack"),
      Study(
        name: "D. Patel Mar 2026, DRAM wafers", inputs: "288 GB HBM and 320 GB ordinary DRAM a package",
        unit: "kwafer/GW", published: 170,
        given: need.dram / 1000, tolerance: 0.2,
        difference: "bits per wafer (800 GB of HBM) and the trade ratio of 3 are the model's"),
      Study(
        name: "D. Patel Mar 2026, EUV passes", inputs: "20 layers on N3, 14 on N5, 5 on DRAM",
        unit: "million passes/GW", published: 2.0,
        given: need.passes / 1e6, tolerance: 0.25, difference: "follows from the three wafer counts"),
    ] + (try tools())
  }

  /// Tools by the model's own capacity of a tool: passes a year over layers.
  private static func tools() throws -> [Study] {
    /// Wafers a year that one tool brings to a process of one layer: a tool's passes.
    func passes(_ million: Double) throws -> Double {
      let model = try ShippedScenario.model(
        "base",
        ["lithography.passes_per_tool_year=\(million) million passes/year", "processes.n3.euv_layers=20"])
      var bare = BareWorld(model)
      let fab = model.scenario.ids["fabs"]?.firstIndex(of: "tsmc_n3") ?? 0
      var stream = RandomStream(seed: 1, replication: 0, key: 1)
      bare.world.fabs.begin(
        fab: fab, capacity: 1000, announced: 0, ready: 1, stream: &stream, &bare.world.exchange)
      var perTool = 0.0
      bare.world.fabs.projects.forEachUsed { if Int($0.fab) == fab { perTool = $0.perTool } }
      // Thousand wafers a month at 20 layers.
      return perTool * 1000 * 12 * 20
    }
    let central = 2.0e6 / (try passes(0.59))
    let low = 2.0e6 / (try passes(0.36))
    return [
      Study(
        name: "D. Patel Mar 2026, tools", inputs: "2.0 million passes a GW, 0.59 million a tool and year",
        unit: "tool/(GW/year)", published: 3.5,
        given: central, tolerance: 0.04, difference: "the study rounds 3.39 up"),
      Study(
        name: "AI Futures 2026, tools", inputs: "0.36 million passes a tool and year", unit: "tool/(GW/year)",
        published: 5.6, given: low,
        tolerance: 0.01, difference: "none"),
      Study(
        name: "D. Patel Mar 2026, GW from 700 tools", inputs: "all tools on AI", unit: "GW/year",
        published: 200, given: 700 / central,
        tolerance: 0.04, difference: "the same rounding"),
    ]
  }
}
