/// What is posted for others to read until it is posted anew, and follows from inputs.
struct Quotes {
  var posted: Posted
  var venues: [VenueCost]
  var diesPerWafer: [Double]

  /// The quotes that stand, but where others differ that were made before and after a change: there the later.
  func moved(from before: Quotes, to after: Quotes) -> Quotes {
    var moved = self
    let (first, last) = (before.posted, after.posted)
    moved.posted.launch = posted.launch.quotes(movedFrom: first.launch, to: last.launch)
    moved.posted.orbit = posted.orbit.quotes(movedFrom: first.orbit, to: last.orbit)
    moved.posted.fabs = posted.fabs.quotes(movedFrom: first.fabs, to: last.fabs)
    moved.posted.assembly = posted.assembly.quotes(movedFrom: first.assembly, to: last.assembly)
    moved.posted.power = posted.power.quotes(movedFrom: first.power, to: last.power)
    moved.posted.costs = posted.costs.quotes(movedFrom: first.costs, to: last.costs)
    moved.venues = venues.moved(from: before.venues, to: after.venues)
    moved.diesPerWafer = diesPerWafer.moved(from: before.diesPerWafer, to: after.diesPerWafer)
    return moved
  }
}

extension Array where Element: Equatable {
  /// The same elements, but those of `after` where they differ from those of `before`.
  func moved(from before: [Element], to after: [Element]) -> [Element] {
    indices.map { before[$0] == after[$0] ? self[$0] : after[$0] }
  }
}

extension World {
  /// The quotes that stand, and what they would be now: to be taken before inputs change.
  mutating func quoteAgain() -> (standing: Quotes, before: Quotes) {
    let standing = quotes
    quoteAll()
    return (standing, quotes)
  }

  /// Moves quotes by what a change of inputs has moved in them, at once; all others stand as they stood.
  mutating func repost(_ earlier: (standing: Quotes, before: Quotes)) {
    power.refresh(exchange)
    quoteAll()
    quotes = earlier.standing.moved(from: earlier.before, to: quotes)
    launch.sortFamilies(exchange)
    market.retime(&exchange)
  }

  private mutating func quoteAll() {
    launch.price(&exchange)
    orbit.priceBus(&exchange)
    fabs.refresh(exchange)
    fabs.postYields(&exchange)
    assembly.price(&exchange)
    power.postQuotes(&exchange)
    costs.quote(&exchange)
  }

  private var quotes: Quotes {
    get { Quotes(posted: exchange.posted, venues: costs.quotes, diesPerWafer: fabs.diesPerWafer) }
    set {
      exchange.posted = newValue.posted
      costs.quotes = newValue.venues
      fabs.diesPerWafer = newValue.diesPerWafer
    }
  }
}
