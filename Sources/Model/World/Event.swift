/// Everything that can happen, with the index of what it happens to.
enum Event: BitwiseCopyable {
  // Lithography and fabs
  case toolShips
  case toolReady(UInt16)
  case cleanroomReady(UInt16)
  case capacityReady(UInt16)
  case lotsStart
  case lotDone(UInt16)
  // Accelerators
  case assemble
  case deliver
  case deliveryArrives(UInt16)
  // Power and sites
  case projectPermitted(UInt16)
  case projectPowered(UInt16)
  case hallAsked(UInt16)
  case shellDone(UInt16)
  case suppliersWork
  case cohortRetires(UInt16)
  // Orbit and launch
  case integrate
  case shipBuilt(UInt16)
  case shipReady(UInt16)
  case padReady(UInt16)
  case sitesOpen
  case propellantReady(UInt16)
  case groundingEnds
  case satellitesCommissioned(UInt16)
  // Lines
  case linesDecide
  case lineAdvances(UInt16)
  // Shocks and minds
  case shockBegins(UInt16)
  case shockEnds(UInt16)
  case sentimentTurns
  case memoryDecides
  case hbmRound
  case hbmHolds
  case labsDecide
  case beliefsMove
  case market
  case report
}

/// The order of what happens at one instant: arrivals, completions, the market, decisions, the report.
///
/// Events of one priority happen in the order in which they were scheduled.
enum Priority {
  static let arrival: UInt8 = 0
  static let completion: UInt8 = 1
  static let market: UInt8 = 2
  static let decision: UInt8 = 3
  static let report: UInt8 = 4
}
