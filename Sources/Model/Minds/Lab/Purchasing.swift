#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// How much a lab means to order, and how much power to ask for: what its forecast lacks.
struct Purchasing: BitwiseCopyable {
  /// Years in which negotiation and finance close a gap.
  var orderingTime: Double
  /// Multiple of what reaches its sites now that it thinks will reach them until a site asked for now has power.
  var reach: Double

  /// Part of a gap that is closed in some years, however often the lab decides.
  func pace(_ years: Double) -> Double { 1 - exp(-years / orderingTime) }

  /// Years by which what it orders follows a need that grows steadily, where it decides every so many `years` and calls
  /// off evenly what it decided: each time it orders, at that pace, what the need grows by in an interval.
  func lag(deciding years: Double) -> Double { years / pace(years) }

  /// What a lab has, in H100-equivalents.
  struct Holdings: BitwiseCopyable {
    var online: Double
    /// On order, on the road and waiting for power or launch, less what it means to cancel.
    var onTheWay: Double
    /// What reaches its sites in a year.
    var received: Double
  }

  /// What a lab reckons with when it decides.
  struct Outlook: BitwiseCopyable {
    /// H100-equivalents that it wants when machines ordered now arrive.
    var target: Double
    /// H100-equivalents that it wants when sites asked for now have power, in all places.
    var later: Double
    /// Years until then.
    var siteHorizon: Double
    /// Part of a gap that it closes now.
    var pace: Double
    /// Share of growth that it would put in orbit.
    var orbitShare: Double
  }

  /// H100-equivalents to be ordered now, where `retired` of what is online will be gone before they arrive.
  func need(_ outlook: Outlook, _ holdings: Holdings, retired: Double) -> Double {
    outlook.pace
      * max(0, outlook.target - holdings.online * (1 - retired) - max(0, holdings.onTheWay))
  }

  /// H100-equivalents that a lab thinks it can get in some years.
  func obtainable(_ holdings: Holdings, in years: Double) -> Double { holdings.received * reach * years }

  /// What a lab means to order where it needs `need` in all and takes `orbit` of it in orbit.
  func wish(
    need: Double, orbit: Double, _ outlook: Outlook, _ holdings: Holdings, _ ground: GroundPower
  ) -> Wish {
    var wish = Wish()
    wish.need = need
    wish.orbit = orbit
    let onGround = need - orbit
    // What orbit cannot take is meant for the ground, and needs sites there.
    let there = need > 0 ? orbit / need : outlook.orbitShare
    let later = outlook.later * (1 - there)
    let reachable = holdings.online + holdings.onTheWay + holdings.received * outlook.siteHorizon * reach
    wish.megawatts = outlook.pace * ground.megawatts(for: min(later, reachable))
    // What can still be powered in time needs no promise yet, but a site asked for now.
    let promised = outlook.pace * ground.room(with: ground.promised)
    let unpromised = max(0, onGround - promised)
    let soon = ground.soon * unpromised
    wish.megawatts = max(wish.megawatts, soon * ground.perCompute)
    // No machine is ordered that will have no site at all.
    let asked = ground.room(with: ground.building) + wish.megawatts / ground.perCompute
    wish.ground = min(onGround - unpromised + soon, asked)
    wish.unpowered = onGround - wish.ground
    // Sites are asked for only as far as machines can be had: the rest of the gap is not for want of power.
    let wantedLater = max(1, later - holdings.online)
    let cause = min(1, max(0, (reachable - holdings.online) / wantedLater))
    wish.deferred = wish.unpowered * cause
    // What the lab wanted in orbit and could not have there is charged to lift, the rest to power.
    wish.lift = min(wish.deferred, need * outlook.orbitShare - orbit) * outlook.orbitShare
    return wish
  }
}

/// What one lab means to order this time, before money decides.
struct Wish: BitwiseCopyable {
  var ground = 0.0
  var orbit = 0.0
  var megawatts = 0.0
  /// Billions of USD that it costs, and the part of it that the lab pays itself.
  var cost = 0.0
  var own = 1.0
  /// Billions of USD a year of rent that it would add.
  var rent = 0.0
  var scale = 1.0
  /// H100-equivalents that the lab needs now and does not order for want of power, and all that it needs now.
  var deferred = 0.0
  var need = 0.0
  /// All that it does not order now, whatever the cause.
  var unpowered = 0.0
  /// The part of the deferred that it wanted in orbit.
  var lift = 0.0
}

extension Purchasing {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    self.init(
      orderingTime: inputs.labs[lab].orderingTime.value, reach: inputs.labs[lab].deliveryGrowth.value)
  }
}
