extension Record {
  private func table(_ index: Int) -> Layout.Table { layout.tables[index] }

  mutating func observeTables(_ world: borrowing World, _ row: Int) {
    observeLabTable(world, row)
    observeFabTable(world, row)
    observePowerTable(world, row)
    observeCostTable(world, row)
    observeLaunchTable(world, row)
    observeTechnologies(world, row)
  }

  private mutating func observeLabTable(_ world: borrowing World, _ row: Int) {
    let board = world.exchange.board
    var profitTotal = 0.0
    for lab in world.labs.states.indices {
      let state = world.labs.states[lab]
      let base = table(0).offset(of: lab)
      let compute = board.total(board.online, lab: lab)
      set(base + LabColumn.compute.rawValue, row, compute)
      set(base + LabColumn.orbit.rawValue, row, board.online[board.cell(lab, board.orbit)])
      set(base + LabColumn.dark.rawValue, row, board.total(board.waiting, lab: lab))
      set(base + LabColumn.coming.rawValue, row, max(0, board.total(board.coming, lab: lab)))
      set(base + LabColumn.wanted.rawValue, row, state.wanted)
      set(base + LabColumn.demand.rawValue, row, state.demand)
      set(base + LabColumn.training.rawValue, row, state.training)
      set(base + LabColumn.spare.rawValue, row, max(0, state.spare))
      set(base + LabColumn.revenue.rawValue, row, state.revenue)
      set(base + LabColumn.cash.rawValue, row, world.exchange.ledger.cash(lab))
      set(base + LabColumn.debt.rawValue, row, state.debt)
      set(base + LabColumn.commitments.rawValue, row, max(0, state.commitments))
      set(base + LabColumn.alive.rawValue, row, board.alive[lab] ? 1 : 0)
      set(base + LabColumn.profitTotal.rawValue, row, state.profitTotal)
      set(base + LabColumn.revenueTotal.rawValue, row, state.revenueTotal)
      set(base + LabColumn.capexTotal.rawValue, row, state.capexTotal)
      set(base + LabColumn.profit.rawValue, row, rate(base + LabColumn.profitTotal.rawValue, row))
      set(base + LabColumn.capex.rawValue, row, rate(base + LabColumn.capexTotal.rawValue, row))
      profitTotal += state.profitTotal
      guard let before = yearBefore(row), before.years > 0.9 else { continue }
      let oldCompute = get(base + LabColumn.compute.rawValue, before.row)
      let oldRevenue = get(base + LabColumn.revenue.rawValue, before.row)
      if oldCompute > 0 { set(base + LabColumn.computeGrowth.rawValue, row, compute / oldCompute) }
      if oldRevenue > 0 { set(base + LabColumn.revenueGrowth.rawValue, row, state.revenue / oldRevenue) }
    }
    set(.profitTotal, row, profitTotal)
  }

  private mutating func observeFabTable(_ world: borrowing World, _ row: Int) {
    for fab in world.fabs.capacity.indices {
      let base = table(1).offset(of: fab)
      set(base + FabColumn.capacity.rawValue, row, world.fabs.capacity[fab])
      set(base + FabColumn.pipeline.rawValue, row, max(0, world.fabs.pipeline[fab]))
      set(base + FabColumn.aiShare.rawValue, row, world.fabs.aiShare[fab])
      set(base + FabColumn.hbmShare.rawValue, row, world.fabs.hbmShare[fab])
    }
  }

  private mutating func observePowerTable(_ world: borrowing World, _ row: Int) {
    let board = world.exchange.board
    let ratio = world.exchange.inputs.pointee.datacenters.facilityToIT.value
    for region in 0..<board.regions {
      let base = table(2).offset(of: region)
      let live = board.total(board.live, venue: region) / 1000
      let used = board.total(board.drawn, venue: region) * ratio / 1000
      set(base + PowerColumn.live.rawValue, row, live)
      set(base + PowerColumn.drawn.rawValue, row, used)
      set(base + PowerColumn.idle.rawValue, row, max(0, live - used))
      set(
        base + PowerColumn.building.rawValue, row, max(0, board.total(board.building, venue: region)) / 1000)
      set(base + PowerColumn.headroom.rawValue, row, world.power.headroom[region] / 1000)
      set(base + PowerColumn.price.rawValue, row, world.exchange.prices.grid[region])
      set(base + PowerColumn.dark.rawValue, row, board.total(board.waiting, venue: region))
      set(base + PowerColumn.delay.rawValue, row, board.delay[region])
    }
  }

  private mutating func observeCostTable(_ world: borrowing World, _ row: Int) {
    for venue in 0..<world.exchange.board.venues {
      let base = table(3).offset(of: venue)
      let quote = world.costs.quotes[venue]
      guard world.exchange.board.cost[venue].isFinite else { continue }
      set(base + CostColumn.chips.rawValue, row, quote.chips)
      set(base + CostColumn.housing.rawValue, row, quote.housing)
      set(base + CostColumn.supply.rawValue, row, quote.supply)
      set(base + CostColumn.energy.rawValue, row, quote.energy)
      set(base + CostColumn.operation.rawValue, row, quote.operation)
      set(base + CostColumn.total.rawValue, row, quote.total)
      set(base + CostColumn.perHour.rawValue, row, quote.perComputeHour)
      set(base + CostColumn.perHourWithout.rawValue, row, quote.perComputeHourWithoutChips)
      set(base + CostColumn.compute.rawValue, row, quote.computePerKilowatt)
    }
  }

  private mutating func observeLaunchTable(_ world: borrowing World, _ row: Int) {
    let inputs = world.exchange.inputs
    for vehicle in inputs.pointee.launch.vehicles.indices {
      let base = table(4).offset(of: vehicle)
      set(base + LaunchColumn.flights.rawValue, row, Double(world.launch.flightsByVehicle[vehicle]))
      set(base + LaunchColumn.built.rawValue, row, Double(world.launch.builtShips[vehicle]))
      set(base + LaunchColumn.failure.rawValue, row, world.launch.failureProbability(vehicle, inputs.pointee))
      let payload = inputs.pointee.launch.vehicles[vehicle].payload.value(at: world.exchange.now)
      set(base + LaunchColumn.payload.rawValue, row, payload)
    }
  }

  private mutating func observeTechnologies(_ world: borrowing World, _ row: Int) {
    let inputs = world.exchange.inputs
    let count = world.power.technologies
    for region in 0..<world.exchange.board.regions {
      for technology in 0..<count {
        let way = region * count + technology
        let base = table(5).offset(of: way)
        set(base + TechnologyColumn.live.rawValue, row, world.power.liveByTechnology[way] / 1000)
        let building = world.power.buildingByTechnology[way]
        set(base + TechnologyColumn.building.rawValue, row, building > 1e-6 ? building / 1000 : 0)
        let entry = inputs.pointee.technologies[technology]
        guard inputs.pointee.regions[region].technologies[technology] > 0,
          world.exchange.now >= entry.available.days
        else { continue }
        let wait = world.power.quotedYears(region, technology, world.exchange)
        let cost =
          world.power.energyPrice(region, technology, world.exchange)
          + world.power.capitalPerMegawattHour(region, technology, world.exchange)
        set(base + TechnologyColumn.wait.rawValue, row, wait)
        set(base + TechnologyColumn.cost.rawValue, row, cost)
      }
    }
  }

  /// Starvation over twelve months by join and cause, and what the whole chain lost to each kind of input.
  mutating func observeBottlenecks(_ world: borrowing World, _ row: Int) {
    let accounts = world.exchange.starvation
    let place = table(6)
    for (pair, (join, cause)) in BottleneckColumn.pairs.enumerated() {
      let base = place.offset(of: pair)
      let index = StarvationAccounts.index(join, cause)
      set(base + BottleneckColumn.daysTotal.rawValue, row, accounts.time[index])
      set(base + BottleneckColumn.wantedTotal.rawValue, row, accounts.wanted[join.rawValue])
      set(base + BottleneckColumn.lostTotal.rawValue, row, accounts.lost[index])
    }
    guard row > 0 else { return }
    for (pair, (join, _)) in BottleneckColumn.pairs.enumerated() {
      let base = place.offset(of: pair)
      let wanted = rate(base + BottleneckColumn.wantedTotal.rawValue, row)
      let starved = rate(base + BottleneckColumn.daysTotal.rawValue, row)
      set(base + BottleneckColumn.starvedShare.rawValue, row, wanted > 0 ? min(1, starved / wanted) : 0)
      let lost = rate(base + BottleneckColumn.lostTotal.rawValue, row)
      set(base + BottleneckColumn.lost.rawValue, row, lost)
      var all = 0.0
      for (other, (otherJoin, _)) in BottleneckColumn.pairs.enumerated() where otherJoin == join {
        all += rate(place.offset(of: other) + BottleneckColumn.lostTotal.rawValue, row)
      }
      set(base + BottleneckColumn.lostShare.rawValue, row, all > 0 ? lost / all : 0)
    }
    shareChain(row)
  }

  private func pair(_ join: Join, _ cause: Cause, _ column: BottleneckColumn, _ row: Int) -> Double {
    guard let pair = BottleneckColumn.pairs.firstIndex(where: { $0 == (join, cause) }) else { return 0 }
    return get(table(6).offset(of: pair) + column.rawValue, row)
  }

  /// Compute lost a year to power, memory, logic, packaging, capital, lift and lead times, as shares of the sum.
  private mutating func shareChain(_ row: Int) {
    set(.memoryStarved, row, pair(.assembly, .memory, .starvedShare, row))
    set(.logicStarved, row, pair(.assembly, .logic, .starvedShare, row))
    set(.packagingStarved, row, pair(.assembly, .packaging, .starvedShare, row))
    set(.memoryMinusLogic, row, get(.memoryStarved, row) - get(.logicStarved, row))
    set(.propellantStarved, row, pair(.launch, .propellant, .starvedShare, row))
    let power = pair(.ordering, .power, .lost, row) + pair(.installation, .power, .lost, row)
    let memory = pair(.assembly, .memory, .lost, row)
    let logic = pair(.assembly, .logic, .lost, row)
    let packaging = pair(.assembly, .packaging, .lost, row)
    let capital = pair(.ordering, .capital, .lost, row)
    let lift = pair(.ordering, .lift, .lost, row) + pair(.integration, .bus, .lost, row)
    let leadTime =
      pair(.ordering, .leadTime, .lost, row) + pair(.assembly, .leadTime, .lost, row)
      + pair(.installation, .leadTime, .lost, row)
    let all = power + memory + logic + packaging + capital + lift + leadTime
    guard all > 0 else { return }
    set(.bindsPower, row, power / all)
    set(.bindsMemory, row, memory / all)
    set(.bindsLogic, row, logic / all)
    set(.bindsPackaging, row, packaging / all)
    set(.bindsCapital, row, capital / all)
    set(.bindsLift, row, lift / all)
    set(.bindsLeadTime, row, leadTime / all)
    set(.powerMinusOther, row, (power - max(memory, logic, packaging, max(capital, lift))) / all)
  }
}
