import Inputs
import SimulationKernel

extension Fabs {
  /// Fills lines in mid-stride: what vendors delivered just before the start says what is in process.
  mutating func open(_ exchange: inout Exchange) {
    reset(exchange.inputs)
    refresh(exchange)
    openShares(&exchange)
    openLots(&exchange)
    openProjects(&exchange)
    exchange.scheduler.schedule(.lotsStart, after: 0, priority: Priority.completion)
  }

  private mutating func reset(_ inputs: View<WorldInputs>) {
    lots.reset()
    projects.reset()
    dramMade = 0
    weeks = 0
    spent = 0
    for fab in capacity.indices {
      capacity[fab] = inputs.fabs[fab].capacity.value
      aiShare[fab] = inputs.fabs[fab].aiShare.value
      hbmShare[fab] = inputs.memory.hbmShare[fab]
      pipeline[fab] = 0
    }
    for process in experience.indices {
      experience[process] = inputs.processes[process].experience.value
      packagingInProcess[process] = 0
      hbmMade[process] = 0
    }
    for die in diesInProcess.indices { diesInProcess[die] = 0 }
  }

  /// Packages a day of `design` that its vendor made before the start.
  static func openingRate(_ design: Int, _ inputs: View<WorldInputs>) -> Double {
    let entry = inputs.accelerators[design]
    let monthly = inputs.vendors[entry.vendor.asInt].openingRate.value * 1000
    return monthly * entry.openingStock.value / entry.performance.value / Time.month
  }

  /// Wafers a day of a process that the opening flow uses.
  private func openingWafers(_ process: Int, _ exchange: borrowing Exchange) -> Double {
    let inputs = exchange.inputs
    var sum = 0.0
    for die in exchange.catalogue.dies where die.process == process {
      let design = inputs.accelerators[die.design]
      sum +=
        Fabs.openingRate(die.design, inputs) * die.count / design.assemblyYield.value
        / soldDiesPerWafer(die, inputs)
    }
    for design in inputs.accelerators.indices {
      let entry = inputs.accelerators[design]
      guard entry.packaging.asInt == process else { continue }
      sum +=
        Fabs.openingRate(design, inputs) / entry.packagesPerWafer.value / entry.assemblyYield.value
        / max(0.01, inputs.processes[process].lineYield.value)
    }
    return sum
  }

  /// What was delivered is evidence: a share of AI too small for it is raised to it.
  private mutating func openShares(_ exchange: inout Exchange) {
    for process in experience.indices where exchange.inputs.processes[process].kind != .dram {
      var available = 0.0
      for fab in capacity.indices where exchange.inputs.fabs[fab].process.asInt == process {
        available += capacity[fab] * aiShare[fab] * 1000 / Time.month
      }
      let used = openingWafers(process, exchange)
      guard available > 0, used > available else { continue }
      for fab in capacity.indices where exchange.inputs.fabs[fab].process.asInt == process {
        aiShare[fab] = min(1, aiShare[fab] * used / available)
      }
    }
  }

  private mutating func openLots(_ exchange: inout Exchange) {
    let week = Time.week
    for fab in capacity.indices {
      let process = exchange.inputs.fabs[fab].process.asInt
      var processCapacity = 0.0
      for other in capacity.indices where exchange.inputs.fabs[other].process.asInt == process {
        processCapacity += capacity[other] * aiShare[other]
      }
      let part = processCapacity > 0 ? capacity[fab] * aiShare[fab] / processCapacity : 0
      switch exchange.inputs.processes[process].kind {
      case .logic:
        for die in wanted.indices where exchange.catalogue.dies[die].process == process {
          let entry = exchange.catalogue.dies[die]
          let design = exchange.inputs.accelerators[entry.design]
          let good = soldDiesPerWafer(entry, exchange.inputs)
          let wafers =
            Fabs.openingRate(entry.design, exchange.inputs) * entry.count / design.assemblyYield.value
            / good
            * week * part
          let inProcess = openLine(Lot(fab: Int16(fab), product: Int16(die), wafers: wafers), &exchange)
          diesInProcess[die] += inProcess * good
        }
      case .packaging:
        let wafers = openingWafers(process, exchange) * week * part
        packagingInProcess[process] += openLine(
          Lot(fab: Int16(fab), product: Lot.packaging, wafers: wafers), &exchange)
      case .dram:
        let weekly = weeklyWafers(fab)
        _ = openLine(Lot(fab: Int16(fab), product: Lot.hbm, wafers: weekly * hbmShare[fab]), &exchange)
        _ = openLine(Lot(fab: Int16(fab), product: Lot.dram, wafers: weekly * (1 - hbmShare[fab])), &exchange)
      }
    }
  }

  /// Puts the lots of past weeks on the line, each at its own age; returns the wafers in process.
  private mutating func openLine(_ lot: Lot, _ exchange: inout Exchange) -> Double {
    guard lot.wafers > 0 else { return 0 }
    var inProcess = 0.0
    for week in 1...150 {
      let left = cycleTime(lot, week: -week, exchange) - Double(week) * Time.week
      guard left > 0 else { continue }
      begin(lot, readyIn: left, &exchange)
      inProcess += lot.wafers
    }
    return inProcess
  }

  private mutating func openProjects(_ exchange: inout Exchange) {
    for fab in capacity.indices where !exchange.builds(never: exchange.inputs.fabs[fab].line) {
      let entries = exchange.inputs.fabs[fab].projects
      for index in entries.indices {
        let entry = entries[index]
        var stream = exchange.luck(entry.identity, .certainty, 0)
        guard stream.uniform() < entry.certainty.value, entry.capacity.value > 0, entry.ready.days < 1e6
        else { continue }
        // Slip stretches the time since the announcement: one after the stated date leaves nothing to stretch.
        let span = entry.ready.days - entry.announced.days
        let ready = span > 0 ? entry.announced.days + span * entry.slip.value : entry.ready.days
        let moved = entry.capacity.value * entry.toolsMoved.value
        if moved > 0 {
          begin(
            fab: fab, capacity: moved, announced: entry.announced.days, ready: ready, kind: .moved,
            stream: &stream, &exchange)
        }
        guard entry.capacity.value > moved else { continue }
        begin(
          fab: fab, capacity: entry.capacity.value - moved, announced: entry.announced.days, ready: ready,
          stream: &stream, &exchange)
      }
    }
  }
}
