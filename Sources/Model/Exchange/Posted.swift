import Inputs

/// What industries post for others to read, each part by its owner: only the owner's `X+Postings.swift` can write it.
struct Posted {
  let places: Places
  var sites: Sites.Posted
  var orbit: Orbit.Posted
  var power: Power.Posted
  var costs: Costs.Posted
  var labs: Labs.Posted
  var fabs: Fabs.Posted
  var memory = Memory.Posted()
  var assembly: Assembly.Posted
  var launch: Launch.Posted
  var market: Market.Posted

  init(_ inputs: View<WorldInputs>) {
    places = Places(inputs)
    sites = Sites.Posted(places)
    orbit = Orbit.Posted(places)
    power = Power.Posted(places)
    costs = Costs.Posted(places)
    labs = Labs.Posted(places)
    fabs = Fabs.Posted(inputs)
    assembly = Assembly.Posted(inputs)
    launch = Launch.Posted(inputs)
    market = Market.Posted(places)
  }

  /// Forgets what was posted in the run before, keeping the memory.
  mutating func reset() {
    sites.reset()
    orbit.reset()
    power.reset()
    costs.reset()
    labs.reset()
    fabs.reset()
    assembly.reset()
    market.reset()
  }
}

// What stands on the ground and in orbit, together.
extension Posted {
  /// H100-equivalents in service in a cell.
  func online(_ cell: Int) -> Double { sites.online[cell] + orbit.online[cell] }
  /// H100-equivalents in a cell that wait for power or for a satellite and its launch.
  func waiting(_ cell: Int) -> Double { sites.waiting[cell] + orbit.waiting[cell] }
  /// IT power in use in a cell in MW.
  func drawn(_ cell: Int) -> Double { sites.drawn[cell] + orbit.drawn[cell] }

  func online(lab: Int) -> Double { places.total(lab: lab) { online($0) } }
  func online(venue: Int) -> Double { places.total(venue: venue) { online($0) } }
  func waiting(lab: Int) -> Double { places.total(lab: lab) { waiting($0) } }
  func waiting(venue: Int) -> Double { places.total(venue: venue) { waiting($0) } }
  func drawn(venue: Int) -> Double { places.total(venue: venue) { drawn($0) } }
  var onlineOnGround: Double { places.ground(sites.online) }
  var waitingOnGround: Double { places.ground(sites.waiting) }
  var drawnOnGround: Double { places.ground(sites.drawn) }
}
