import Inputs

/// Prices that one industry posts and others read.
struct Prices {
  /// USD per H100-equivalent hour.
  var spot = 0.0
  /// USD per H100-equivalent hour on a new long lease.
  var contract = 0.0
  /// USD/GB.
  var dram = 0.0
  var hbm = 0.0
  /// USD/MWh, by region.
  var grid: [Double]
  /// USD per kg to the target orbit; infinite while nothing flies.
  var launch = Double.infinity
  /// USD per W of IT power.
  var bus = 0.0
  /// Price of an accelerator over its price at release, by book: memory and wafer costs passed on.
  var markup: [Double]

  init(_ inputs: borrowing WorldInputs) {
    grid = Array(repeating: 0, count: inputs.regions.count)
    markup = Array(repeating: 1, count: inputs.vendors.count * 2)
  }
}

/// What stands where: written by sites and satellites, read by labs and the market.
struct Board {
  let labs: Int
  let regions: Int
  /// Venues: the regions, then orbit.
  var venues: Int { regions + 1 }
  var orbit: Int { regions }
  /// Online H100-equivalents, by lab and venue.
  var online: [Double]
  /// H100-equivalents at sites without power (or waiting for a satellite), by lab and venue.
  var waiting: [Double]
  /// H100-equivalents on order and in transit, by lab and venue.
  var coming: [Double]
  /// IT power in use in MW, by lab and venue.
  var drawn: [Double]
  /// Live facility power in MW, by lab and venue (zero in orbit).
  var live: [Double]
  /// Facility power under construction in MW, by lab and region.
  var building: [Double]
  /// Facility power in MW that suppliers have promised within a machine's lead time, by lab and venue.
  var promised: [Double]
  /// H100-equivalents of `coming` that an over-orderer means to cancel, by lab.
  var phantom: [Double]
  /// All-in USD per H100e-hour of a new machine, by venue, and without its accelerators.
  var cost: [Double]
  var costWithoutChips: [Double]
  /// Billions of USD for a megawatt of facility power with its hall, by region.
  var siteCapital: [Double]
  /// Years from an order to compute, by venue.
  var delay: [Double]
  /// H100-equivalents in transit to a site, by lab and venue.
  var transit: [Double]
  /// Part of new power that suppliers would deliver before machines ordered now arrive, by region.
  var soon: [Double]
  /// Whether the lab is alive.
  var alive: [Bool]
  /// Cells where power has just come on line: sites take them up.
  var energised: [Int] = []
  /// Billions of USD of capital that each lab paid since it last closed its books.
  var capex: [Double]
  /// H100-equivalents that reached each lab's sites since beliefs last moved.
  var arrived: [Double]
  /// H100-equivalents delivered under lease since the books were last closed, by lab.
  var leased: [Double]
  /// Wafers wanted over wafers available, by process, smoothed: the signal that operators build for.
  var pressure: [Double]
  /// Part of what was asked of a process that it could not start for want of capacity, smoothed over its cycle time: what
  /// lacks now lacked then.
  var scarcity: [Double]
  /// Part of the wait for power in a region that is waiting in line rather than work.
  var powerScarcity: [Double]
  /// H100-equivalents that the ordered designs of each book are planned to make a day, and to start wafers for.
  var planRate: [Double]
  var startRate: [Double]

  init(labs: Int, regions: Int, processes: Int, books: Int) {
    self.labs = labs
    self.regions = regions
    let cells = labs * (regions + 1)
    online = Array(repeating: 0, count: cells)
    waiting = online
    coming = online
    drawn = online
    live = online
    building = online
    transit = online
    promised = online
    phantom = Array(repeating: 0, count: labs)
    cost = Array(repeating: 0, count: regions + 1)
    costWithoutChips = cost
    delay = cost
    siteCapital = Array(repeating: 0, count: regions)
    soon = cost
    alive = Array(repeating: true, count: labs)
    capex = phantom
    leased = phantom
    arrived = phantom
    pressure = Array(repeating: 1, count: processes)
    scarcity = Array(repeating: 0, count: processes)
    powerScarcity = Array(repeating: 0, count: regions)
    planRate = Array(repeating: 0, count: books)
    startRate = planRate
  }

  func cell(_ lab: Int, _ venue: Int) -> Int { lab * venues + venue }

  mutating func reset() {
    for index in online.indices {
      online[index] = 0
      waiting[index] = 0
      coming[index] = 0
      drawn[index] = 0
      live[index] = 0
      building[index] = 0
      transit[index] = 0
      promised[index] = 0
    }
    for lab in 0..<labs {
      phantom[lab] = 0
      alive[lab] = true
      capex[lab] = 0
      leased[lab] = 0
      arrived[lab] = 0
    }
    energised.removeAll(keepingCapacity: true)
    for process in pressure.indices { pressure[process] = 1 }
    for process in scarcity.indices { scarcity[process] = 0 }
    for region in powerScarcity.indices { powerScarcity[region] = 0 }
    for book in planRate.indices {
      planRate[book] = 0
      startRate[book] = 0
    }
  }

  /// Counts anew what is on order and on the way.
  mutating func countComing(_ book: borrowing OrderBook) {
    for index in coming.indices { coming[index] = transit[index] }
    for lab in 0..<labs { phantom[lab] = 0 }
    for orders in book.books {
      for order in orders {
        coming[cell(order.lab, order.venue)] += order.owed
        phantom[order.lab] += order.extra
      }
    }
  }

  /// The sum over all labs and regions.
  func ground(_ values: [Double]) -> Double {
    var sum = 0.0
    for lab in 0..<labs {
      for region in 0..<regions { sum += values[cell(lab, region)] }
    }
    return sum
  }

  func total(_ values: [Double], lab: Int) -> Double {
    var sum = 0.0
    for venue in 0..<venues { sum += values[cell(lab, venue)] }
    return sum
  }

  func total(_ values: [Double], venue: Int) -> Double {
    var sum = 0.0
    for lab in 0..<labs { sum += values[cell(lab, venue)] }
    return sum
  }
}

/// Orders for ground power that labs post and power projects take up.
struct PlannedPower {
  struct Request: BitwiseCopyable {
    var lab: Int32
    var region: Int32
    var megawatts: Double
  }
  private(set) var requests: [Request] = []
  /// Takes down every request while a run is traced.
  var log: MovementLog?

  mutating func reset() {
    requests.removeAll(keepingCapacity: true)
  }

  mutating func ask(_ request: Request) {
    requests.append(request)
    log?.note(
      .siteOrder(lab: Int(request.lab), region: Int(request.region)), .ordered, request.megawatts)
  }
  mutating func clear() { requests.removeAll(keepingCapacity: true) }
}
