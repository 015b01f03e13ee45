#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Power {
  /// A request is split into so many sites at most, and a lab begins fewer than so many requests.
  private static let mostCampuses = 64.0
  static let mostBegun = 1 << 20

  /// Takes up what labs have asked for since the last call.
  mutating func begin(_ exchange: inout Exchange) {
    let thisYear = Int(exchange.now / Time.year)
    if thisYear != year {
      year = thisYear
      for index in startedThisYear.indices { startedThisYear[index] = 0 }
    }
    for region in waited.indices { waited[region] = 0 }
    for index in exchange.planned.requests.indices { split(exchange.planned.requests[index], &exchange) }
    exchange.planned.clear()
    learnMix(exchange.now)
  }

  /// Before the first request, sites are thought to use what buyers would choose.
  mutating func openMix(_ exchange: borrowing Exchange) {
    lastAsked = 0
    let anyone = PowerChoice.impatient(exchange.inputs)
    for region in headroom.indices {
      var sum = 0.0
      for technology in 0..<technologies { sum += weight(region, technology, anyone, exchange) }
      for technology in 0..<technologies {
        let way = region * technologies + technology
        mix[way] = sum > 0 ? weight(region, technology, anyone, exchange) / sum : 0
        asked[way] = 0
      }
    }
  }

  /// What a site waits for and costs is told by what sites have come to use: the best may be sold out.
  private mutating func learnMix(_ now: Double) {
    let step = 1 - exp(-(now - lastAsked) / Time.year)
    lastAsked = now
    for region in headroom.indices {
      let ways = region * technologies..<(region + 1) * technologies
      var sum = 0.0
      for way in ways { sum += asked[way] }
      for way in ways {
        if sum > 0 { mix[way] += step * (asked[way] / sum - mix[way]) }
        asked[way] = 0
      }
    }
  }

  /// Appeal of a technology to a buyer who wants power in `wanted` years, by its cost per firm MWh and by what its
  /// lines quote, as late as dates have been; or what it would be if there were `pipes` enough.
  func weight(
    _ region: Int, _ technology: Int, _ buyer: PowerChoice, wanted: Double = 0, pipes: Bool = false,
    _ exchange: borrowing Exchange
  ) -> Double {
    let preference = exchange.inputs.regions[region].technologies[technology]
    let entry = exchange.inputs.technologies[technology]
    guard preference > 0, exchange.now >= entry.available.days else { return 0 }
    let cost =
      energyPrice(region, technology, exchange) + capitalPerMegawattHour(region, technology, exchange)
    let years = quotedYears(region, technology, pipes: pipes, exchange) * seenDelay
    return buyer.weight(preference, cost: cost, years: years, wanted: wanted)
  }

  /// Splits one request over the region's technologies and waiting; what one cannot begin this year, or in too small a
  /// part, goes to the others. What waits is asked for again, as far as it is still wanted.
  private mutating func split(_ request: PlannedPower.Request, _ exchange: inout Exchange) {
    let region = Int(request.region)
    let buyer = PowerChoice(exchange.inputs, lab: Int(request.lab))
    for technology in 0..<technologies {
      parts[technology] = 0
      appeal[technology] = weight(region, technology, buyer, wanted: request.wanted, exchange)
    }
    let waiting = buyer.waiting(wanted: request.wanted)
    hearOfGas(request, buyer, &exchange)
    var left = request.megawatts
    while left > 0, let closed = closeOne(region, left, waiting, exchange) { left -= closed }
    waited[region] += request.megawatts - parts.reduce(0, +)
    for technology in 0..<technologies where parts[technology] > 0 {
      startedThisYear[region * technologies + technology] += parts[technology]
      asked[region * technologies + technology] += parts[technology]
      // What is larger than any campus is several, each with dates of its own.
      let campus = exchange.inputs.datacenters.campus.value
      let count = min(Power.mostCampuses, max(1, (parts[technology] / campus).rounded(.up)))
      for place in 0..<Int(count) {
        start(
          lab: Int(request.lab), region: region, technology: technology,
          megawatts: parts[technology] / count, place: place, &exchange)
      }
    }
  }

  /// Pipelines hear of the plants on gas that a buyer would ask for and does not, since it would wait for pipes.
  private func hearOfGas(_ request: PlannedPower.Request, _ buyer: PowerChoice, _ exchange: inout Exchange) {
    let region = Int(request.region)
    let line = exchange.inputs.regions[region].pipeLine
    guard !line.isNone, pipesWait(region, exchange) > 0 else { return }
    let waiting = buyer.waiting(wanted: request.wanted)
    var (gas, all) = (0.0, waiting)
    var (wanted, allWanted) = (0.0, waiting)
    for technology in 0..<technologies {
      all += appeal[technology]
      guard exchange.inputs.technologies[technology].usesGas else {
        allWanted += appeal[technology]
        continue
      }
      gas += appeal[technology]
      let appealing = weight(
        region, technology, buyer, wanted: request.wanted, pipes: true, exchange)
      wanted += appealing
      allWanted += appealing
    }
    guard all > 0, allWanted > 0 else { return }
    let share = max(0, wanted / allWanted - gas / all)
    exchange.hear(line: line, request.megawatts * share, for: Power.hearing)
  }

  /// Shares `left` MW among the technologies with an appeal and waiting. The first that cannot take its share loses it
  /// with what it takes, which is returned; nil when all shares fit, and stand in `parts`.
  private mutating func closeOne(
    _ region: Int, _ left: Double, _ waiting: Double, _ exchange: borrowing Exchange
  ) -> Double? {
    var sum = waiting
    for technology in 0..<technologies { sum += appeal[technology] }
    guard sum > waiting else { return nil }
    for technology in 0..<technologies where appeal[technology] > 0 {
      let share = left * appeal[technology] / sum
      let entry = exchange.inputs.technologies[technology]
      let begun = startedThisYear[region * technologies + technology]
      let room = max(0, entry.yearlyLimit.value(at: exchange.now) * 1000 - begun)
      let size = min(share, room)
      let fits = size >= entry.step.value * 0.5
      if fits && share <= room {
        parts[technology] = share
        continue
      }
      appeal[technology] = 0
      parts[technology] = fits ? size : 0
      return parts[technology]
    }
    return nil
  }
}
