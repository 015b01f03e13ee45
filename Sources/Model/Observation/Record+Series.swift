#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Record {
  mutating func observeSeries(_ world: borrowing World, _ row: Int) {
    let inputs = world.exchange.inputs
    let board = world.exchange.board
    let orbit = board.orbit
    var online = 0.0
    var drawn = 0.0
    var dark = 0.0
    var live = 0.0
    var building = 0.0
    for lab in 0..<board.labs {
      for region in 0..<board.regions {
        let cell = board.cell(lab, region)
        online += board.online[cell]
        drawn += board.drawn[cell]
        dark += board.waiting[cell]
        live += board.live[cell]
        building += board.building[cell]
      }
    }
    let there = board.total(board.online, venue: orbit)
    let ratio = inputs.pointee.datacenters.facilityToIT.value
    set(.computeOnline, row, online + there)
    set(.computeGround, row, online)
    set(.computeOrbit, row, there)
    set(.powerGround, row, drawn / 1000)
    set(.powerOrbit, row, world.orbit.power / 1000)
    set(.dark, row, dark)
    set(.darkShare, row, online + dark > 0 ? dark / (online + dark) : 0)
    set(.idlePower, row, max(0, live / ratio - drawn) / 1000)
    set(.building, row, max(0, building) / 1000)
    let opening = openingFleet(inputs.pointee)
    set(.acceleratorsSold, row, (opening + world.assembly.soldCompute) / 1e6)
    set(.hbmPrice, row, world.exchange.prices.hbm)
    set(.dramPrice, row, world.exchange.prices.dram)
    set(.hbmShare, row, world.fabs.hbmWaferShare(inputs.pointee))
    set(.euvInstalled, row, world.exchange.goods[world.exchange.goods.tools].onHand)
    observePrices(world, row)
    set(.ships, row, Double(world.launch.shipsAlive))
    set(.satellites, row, world.orbit.satellites)
    set(.soldTotal, row, world.assembly.soldCompute)
    set(.shippedPowerTotal, row, world.assembly.soldPower / 1000)
    set(.hbmTotal, row, world.memory.hbmMade / 1e9)
    set(.euvTotal, row, Double(world.lithography.shipped))
    set(.launchesTotal, row, Double(world.launch.flights))
    set(.failuresTotal, row, Double(world.launch.failures))
    set(.massTotal, row, world.exchange.goods[world.exchange.goods.payload].produced)
    set(.oxygenTotal, row, world.exchange.goods[world.exchange.goods.oxygen].consumed)
    set(.fabSpendingTotal, row, world.fabs.spent)
    set(
      .toolSpendingTotal, row,
      Double(world.lithography.shipped) * world.exchange.inputs.pointee.lithography.price.value / 1000)
    set(.orbitTotal, row, world.orbit.addedPower / 1000)
    set(.bankruptcies, row, Double(world.labs.bankruptcies))
    set(.capitalPlentiful, row, world.market.plentiful ? 1 : 0)
    set(.tightness, row, world.market.tightness)
    observeElectricity(world, row)
    observeLabs(world, row)
  }

  private func openingFleet(_ inputs: borrowing WorldInputs) -> Double {
    var sum = 0.0
    for lab in inputs.labs.indices { sum += inputs.labs[lab].compute.value * 1000 }
    return sum
  }

  private mutating func observePrices(_ world: borrowing World, _ row: Int) {
    set(.spotPrice, row, world.exchange.prices.spot)
    set(.contractPrice, row, world.exchange.prices.contract)
    set(.operatingCost, row, world.market.operatingCost)
    if world.market.operatingCost > 0 {
      set(.spotOverOperating, row, world.exchange.prices.spot / world.market.operatingCost)
    }
    let ground = world.market.cheapestGround(world.exchange)
    let orbit = world.exchange.board.cost[world.exchange.board.orbit]
    if ground.isFinite { set(.costGround, row, ground) }
    if orbit.isFinite { set(.costOrbit, row, orbit) }
    if ground.isFinite, orbit.isFinite { set(.orbitOverGround, row, orbit / ground) }
    if world.exchange.prices.launch.isFinite { set(.launchPrice, row, world.exchange.prices.launch) }
    var premium = 0.0
    for region in 0..<world.exchange.board.regions {
      premium = max(
        premium,
        world.exchange.prices.grid[region] / world.exchange.inputs.pointee.regions[region].price.value)
    }
    set(.gridPremium, row, premium)
  }

  /// Electricity with AI's own plants: every MW that AI draws off the grid's books is new supply.
  private mutating func observeElectricity(_ world: borrowing World, _ row: Int) {
    let inputs = world.exchange.inputs
    let years = world.exchange.now / Time.year
    var outside = 0.0
    var outsideAtStart = 0.0
    for region in 0..<world.exchange.board.regions {
      let entry = inputs.pointee.regions[region]
      let growth = entry.supplyGrowth.value(at: world.exchange.now / 2)
      let own = world.power.ownPlants(region, inputs.pointee) * Time.hoursPerYear * 1e-6
      let supply = entry.electricity.value * exp(growth * years) + own
      if region == layout.china {
        if let us = layout.us {
          let american = inputs.pointee.regions[us]
          let other =
            american.electricity.value * exp(american.supplyGrowth.value(at: world.exchange.now / 2) * years)
            + world.power.ownPlants(us, inputs.pointee) * Time.hoursPerYear * 1e-6
          set(.chinaOverUS, row, supply / other)
        }
      } else {
        outside += supply
        outsideAtStart += entry.electricity.value
      }
      if region == layout.us {
        let used = world.exchange.board.total(world.exchange.board.drawn, venue: region)
        set(.usDatacenters, row, used * inputs.pointee.datacenters.facilityToIT.value / 1000)
      }
    }
    if years > 0, outsideAtStart > 0 {
      set(.growthOutsideChina, row, pow(outside / outsideAtStart, 1 / years) - 1)
    }
    // 1361 W/m2 above the atmosphere in the sunlit share of the orbit, 1000 W/m2 at the capacity factor of good land.
    set(
      .arrayRatio, row,
      1361 * inputs.pointee.orbit.sunlit.value / (1000 * inputs.pointee.orbit.groundCapacityFactor.value))
  }

  private mutating func observeLabs(_ world: borrowing World, _ row: Int) {
    var revenue = 0.0
    var revenueTotal = 0.0
    var capexTotal = 0.0
    var largest = 0.0
    let market = world.exchange.inputs.pointee.market
    for state in world.labs.states {
      revenue += state.revenue
      revenueTotal += state.revenueTotal
      capexTotal += state.capexTotal
      largest = max(largest, state.training)
    }
    set(.revenue, row, revenue)
    set(.revenueTotal, row, revenueTotal)
    set(.capexTotal, row, capexTotal)
    // 1.979e15 FLOP/s dense 8-bit per H100-equivalent.
    set(
      .largestRun, row,
      largest * market.runShare.value * market.modelUtilisation.value * 1.979e15 * market.runLength.value
        * 86_400)
    observeTopThree(world, revenue, row)
  }

  private mutating func observeTopThree(_ world: borrowing World, _ revenue: Double, _ row: Int) {
    var first = (0.0, 0.0)
    var second = (0.0, 0.0)
    var third = (0.0, 0.0)
    for state in world.labs.states {
      let entry = (state.revenue, state.profit)
      if entry.0 > first.0 {
        (first, second, third) = (entry, first, second)
      } else if entry.0 > second.0 {
        (second, third) = (entry, second)
      } else if entry.0 > third.0 {
        third = entry
      }
    }
    let top = first.0 + second.0 + third.0
    if revenue > 0 { set(.topShare, row, min(1, top / revenue)) }
    if top > 0 { set(.topMargin, row, (first.1 + second.1 + third.1) / top) }
  }

  /// What follows from running totals: rates over twelve months.
  mutating func deriveSeries(_ world: borrowing World, _ row: Int) {
    set(.computeAdded, row, rate(Series.computeOnline.rawValue, row))
    set(.orbitAdded, row, rate(Series.orbitTotal.rawValue, row))
    if get(.powerGround, row) > 0 {
      set(.orbitAddedOverGround, row, get(.orbitAdded, row) / get(.powerGround, row))
    }
    set(.acceleratorsShipped, row, rate(Series.shippedPowerTotal.rawValue, row))
    set(.hbmMade, row, rate(Series.hbmTotal.rawValue, row))
    set(.euvShipped, row, rate(Series.euvTotal.rawValue, row))
    set(.launches, row, rate(Series.launchesTotal.rawValue, row))
    set(.launchFailures, row, rate(Series.failuresTotal.rawValue, row))
    set(.massToOrbit, row, rate(Series.massTotal.rawValue, row))
    set(.oxygenUsed, row, rate(Series.oxygenTotal.rawValue, row))
    set(.capex, row, rate(Series.capexTotal.rawValue, row))
  }
}
