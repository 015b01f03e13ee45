#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a kilowatt of IT power, and the compute it carries, costs a year at a venue: capital by part, energy,
/// operation.
///
/// All parts are in USD per kW of IT power and year. Capital is annualised with the recovery factor of its own life.
public struct VenueCost: Sendable, Equatable {
  public var chips = 0.0
  /// Hall on the ground, bus in orbit.
  public var housing = 0.0
  /// What a site with power is traded for beyond the cost of its hall.
  public var rent = 0.0
  /// Power plant on the ground, launch in orbit.
  public var supply = 0.0
  public var energy = 0.0
  public var operation = 0.0
  /// USD for a kilowatt of accelerators, bought.
  public var machines = 0.0
  /// H100-equivalents that a kilowatt gives on average over its life, failures and time out of service taken off.
  public var computePerKilowatt = 0.0

  public init() {}

  /// USD per kW and year, with and without accelerators.
  public var total: Double { chips + housing + rent + supply + energy + operation }
  public var withoutChips: Double { total - chips }

  /// USD per H100-equivalent hour, and without accelerators, or without rent.
  public var perComputeHour: Double { total / (computePerKilowatt * Time.hoursPerYear) }
  public var perComputeHourWithoutChips: Double { withoutChips / (computePerKilowatt * Time.hoursPerYear) }
  public var perComputeHourWithoutRent: Double { (total - rent) / (computePerKilowatt * Time.hoursPerYear) }
}

extension VenueCost {
  /// Adds a part of a mix: everything is per kilowatt, so kilowatts are what is mixed.
  mutating func add(_ other: VenueCost, times weight: Double) {
    chips += other.chips * weight
    housing += other.housing * weight
    rent += other.rent * weight
    supply += other.supply * weight
    energy += other.energy * weight
    operation += other.operation * weight
    machines += other.machines * weight
    computePerKilowatt += other.computePerKilowatt * weight
  }

  func scaled(by factor: Double) -> VenueCost {
    var cost = VenueCost()
    cost.add(self, times: factor)
    return cost
  }
}

/// An accelerator as a cost sees it.
public struct MachineCost: Sendable {
  /// USD per kW of IT power, bought.
  public var price: Double
  /// H100-equivalents per kW of IT power.
  public var compute: Double
  /// Years of use.
  public var life: Double

  public init(price: Double, compute: Double, life: Double) {
    self.price = price
    self.compute = compute
    self.life = life
  }
}

/// Terms of a site on the ground.
public struct GroundTerms: Sendable {
  public var costOfCapital: Double
  /// USD per kW of IT power.
  public var hall: Double
  /// USD per kW of IT power for which the site is traded beyond that.
  public var rent: Double
  public var hallLife: Double
  /// USD per kW of facility power, firm.
  public var plant: Double
  public var plantLife: Double
  /// USD per MWh.
  public var energyPrice: Double
  public var facilityToIT: Double
  public var utilisation: Double
  /// Share lost for good a year.
  public var loss: Double
  /// Yearly operation, as a share of the hall's capital and a tenth of the machines'.
  public var operation: Double

  public init(
    costOfCapital: Double, hall: Double, rent: Double = 0, hallLife: Double, plant: Double,
    plantLife: Double, energyPrice: Double,
    facilityToIT: Double, utilisation: Double, loss: Double, operation: Double
  ) {
    self.costOfCapital = costOfCapital
    self.hall = hall
    self.rent = rent
    self.hallLife = hallLife
    self.plant = plant
    self.plantLife = plantLife
    self.energyPrice = energyPrice
    self.facilityToIT = facilityToIT
    self.utilisation = utilisation
    self.loss = loss
    self.operation = operation
  }
}

/// Terms of a satellite.
public struct OrbitTerms: Sendable {
  public var costOfCapital: Double
  /// USD per kW of IT power.
  public var bus: Double
  /// USD per kg to the target orbit.
  public var launchPrice: Double
  /// Probability that a launch fails and its payload is lost.
  public var launchFailure: Double
  /// W of IT power per kg of satellite.
  public var specificPower: Double
  public var spares: Double
  /// Accelerators that die for good a year.
  public var chipFailure: Double
  public var degradation: Double
  /// Share of time in service, sunlight and radiation taken together.
  public var availability: Double
  public var life: Double
  /// Yearly operation as a share of the capital in orbit.
  public var operation: Double

  public init(
    costOfCapital: Double, bus: Double, launchPrice: Double, launchFailure: Double, specificPower: Double,
    spares: Double, chipFailure: Double, degradation: Double, availability: Double, life: Double,
    operation: Double
  ) {
    self.costOfCapital = costOfCapital
    self.bus = bus
    self.launchPrice = launchPrice
    self.launchFailure = launchFailure
    self.specificPower = specificPower
    self.spares = spares
    self.chipFailure = chipFailure
    self.degradation = degradation
    self.availability = availability
    self.life = life
    self.operation = operation
  }

  /// Share of its first output that a satellite gives at `age` years: spares last until they are used up.
  public func output(age: Double) -> Double {
    min(1, (1 + spares) * exp(-chipFailure * age)) * pow(1 - degradation, age) * availability
  }

  /// Intervals of Simpson's rule: even, as it needs.
  private static let intervals = 16

  /// Mean of `output` over the life, by Simpson's rule.
  public var meanOutput: Double {
    var sum = output(age: 0) + output(age: life)
    let intervals = OrbitTerms.intervals
    for step in 1..<intervals {
      sum += output(age: life * Double(step) / Double(intervals)) * (step % 2 == 0 ? 2 : 4)
    }
    return sum / Double(3 * intervals)
  }
}

extension VenueCost {
  /// Cost of a machine at a site on the ground.
  public static func ground(_ machine: MachineCost, _ terms: GroundTerms) -> VenueCost {
    var cost = VenueCost()
    cost.chips = machine.price * Annuity.recoveryFactor(rate: terms.costOfCapital, years: machine.life)
    let recovery = Annuity.recoveryFactor(rate: terms.costOfCapital, years: terms.hallLife)
    cost.housing = terms.hall * recovery
    cost.rent = terms.rent * recovery
    cost.supply =
      terms.plant * terms.facilityToIT
      * Annuity.recoveryFactor(rate: terms.costOfCapital, years: terms.plantLife)
    cost.energy = terms.facilityToIT * terms.utilisation * Time.hoursPerYear * terms.energyPrice / 1000
    cost.operation = Operation.yearly(rate: terms.operation, hall: terms.hall, machines: machine.price)
    cost.machines = machine.price
    let wear = terms.loss * machine.life
    cost.computePerKilowatt = machine.compute * (wear > 1e-9 ? (1 - exp(-wear)) / wear : 1)
    return cost
  }

  /// At least so much of what is launched arrives: what never did would have no price.
  private static let leastArriving = 0.01

  /// Cost of a machine in a satellite; what a launch may lose is bought again.
  public static func orbit(_ machine: MachineCost, _ terms: OrbitTerms) -> VenueCost {
    var cost = VenueCost()
    let recovery = Annuity.recoveryFactor(rate: terms.costOfCapital, years: terms.life)
    let again = 1 / max(leastArriving, 1 - terms.launchFailure)
    let chips = machine.price * (1 + terms.spares) * again
    let bus = terms.bus * again
    let launch = terms.launchPrice / terms.specificPower * 1000 * again
    cost.chips = chips * recovery
    cost.housing = bus * recovery
    cost.supply = launch * recovery
    cost.operation = terms.operation * (chips + bus + launch)
    cost.machines = machine.price
    cost.computePerKilowatt = machine.compute * terms.meanOutput
    return cost
  }
}
