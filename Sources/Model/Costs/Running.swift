import Inputs

/// What running a site costs a year beside energy: staff, maintenance, network.
public enum Operation {
  /// Machines need this part of what a hall of the same price needs.
  private static let machineShare = 0.1

  /// In the unit of `hall` and `machines`, which are capital; `rate` is the share of it a year.
  public static func yearly(rate: Double, hall: Double, machines: Double) -> Double {
    rate * (hall + machineShare * machines)
  }
}

extension View where Group == WorldInputs {
  /// Million USD for the hall of a megawatt of IT power in a region, where crews are as busy as at the start.
  func hallCost(_ region: Int) -> Double {
    self.datacenters.shellCost.value * self.regions[region].construction.value
  }
}

extension Exchange {
  /// Million USD for which the hall of a megawatt of IT power is built now: dearer, the longer halls wait for crews.
  func hallPrice(_ region: Int) -> Double {
    inputs.hallCost(region) * priceFactor(line: inputs.regions[region].hallLine)
  }

  /// Million USD that a site with a megawatt of IT power and its hall is traded for in a region.
  func sitePrice(_ region: Int) -> Double { hallPrice(region) * posted.costs.sitePrice[region] }

  /// Billions of USD a year of operation of satellites that use so many MW of IT power.
  func runningInOrbit(megawatts: Double) -> Double { megawatts * posted.costs.orbitOperation * 1e-6 }

  /// Billions of USD a year of energy and operation of machines that draw so many MW of IT power in a region.
  ///
  /// Machines are maintained at what they cost now.
  func running(_ region: Int, megawatts: Double) -> Double {
    let halls = inputs.datacenters
    let energy = halls.facilityToIT.value * halls.utilisation.value * Time.hoursPerYear * gridPrice(region)
    let operation = Operation.yearly(
      rate: halls.operation.value, hall: hallPrice(region) * 1e6,
      machines: posted.costs.machines[region] * 1e3)
    return megawatts * (energy + operation) * 1e-9
  }
}
