#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel

// Requests for the grid: each site stands several times in its region's queue, which one clock studies for all.
extension Power {
  /// The queues at the start: labs' own sites, of whose work a part is done, and requests of others for the rest.
  mutating func openStudies(_ exchange: inout Exchange) {
    for region in studies.indices {
      let place = exchange.inputs.regions[region]
      studies[region].reset(ghosts: place.studyQueue.value * 1000)
      let technology = (0..<technologies).first {
        place.technologies[$0] > 0 && exchange.inputs.technologies[$0].usesGrid
          && !exchange.inputs.technologies[$0].flexible
      }
      guard let technology else { continue }
      var sum = 0.0
      for lab in begun.indices { sum += studyWeight(lab, region, exchange.inputs) }
      for lab in begun.indices where studyWeight(lab, region, exchange.inputs) > 0 {
        let part = studyWeight(lab, region, exchange.inputs) / sum
        openStudy(lab, region, technology, place.openingStudies.value * 1000 * part, &exchange)
      }
    }
  }

  /// A lab's part in what is studied in a region at the start: by what it added lately, and where it builds.
  private func studyWeight(_ lab: Int, _ region: Int, _ inputs: View<WorldInputs>) -> Double {
    let leanings = inputs.labs[lab].regions
    var all = 0.0
    for other in studies.indices { all += leanings[other] }
    return all > 0 ? growthWeight(lab, inputs) * leanings[region] / all : 0
  }

  /// A site that was asked for before the start, of whose study any part may be done.
  private mutating func openStudy(
    _ lab: Int, _ region: Int, _ technology: Int, _ size: Double, _ exchange: inout Exchange
  ) {
    guard size > 0 else { return }
    let index = insert(lab, region, technology, size, &exchange)
    exchange.goods.endow(exchange.goods.power(region), inTransit: size)
    var stream = exchange.luck(exchange.inputs.labs[lab].identity, .build, begun[lab])
    let left = stream.uniform()
    let done = permitWork(projects[index], exchange) * (1 - left)
    projects[index].asked -= done
    projects[index].promised -= done
    // The queue of the first day holds the requests for it.
    file(index, workLeft: left, others: -1, exchange)
  }

  /// How a region's queue is studied.
  func studyRules(_ region: Int, _ inputs: View<WorldInputs>) -> StudyQueue.Rules {
    let place = inputs.regions[region]
    return StudyQueue.Rules(
      normal: place.studyQueue.value * 1000, crowding: place.studyCrowding.value,
      exit: place.requestExit.value, permitting: place.permitting.value)
  }

  /// MW that are asked for, where so many will be used.
  func requested(_ megawatts: Double, _ exchange: borrowing Exchange) -> Double {
    megawatts / exchange.inputs.datacenters.realisedSize.value
  }

  /// A project stands in its region's queue, of whose work there is a part left, and so do requests for the same site
  /// elsewhere.
  mutating func file(_ index: UInt16, workLeft: Double, others: Double, _ exchange: borrowing Exchange) {
    let project = projects[index]
    studies[Int(project.region)].enter(
      index, work: permitWork(project, exchange) * workLeft, size: requested(project.megawatts, exchange),
      others: requested(project.megawatts, exchange) * others)
    projects[index].givenUp = exchange.now + fate(project, exchange).age
  }

  /// Days after which a project is given up if it is still studied then, and a number from 0 to 1 that says whether
  /// another request takes its place.
  private func fate(_ project: Project, _ exchange: borrowing Exchange) -> (age: Double, draw: Double) {
    let rate = exchange.inputs.technologies[Int(project.technology)].death.value
    var stream = exchange.luck(
      exchange.inputs.labs[Int(project.lab)].identity, .death, Int(project.ordinal))
    var (age, draw) = (stream.uniform(), stream.uniform())
    for _ in 0..<project.lives { (age, draw) = (stream.uniform(), stream.uniform()) }
    return (rate > 0 ? -log(1 - age) / rate * Time.year : .infinity, draw)
  }

  /// Some days of study: requests that nobody means leave, sites are given up, and what is studied has its permits.
  mutating func study(_ region: Int, days: Double, _ exchange: inout Exchange) {
    requestsEnded[region] += studies[region].pass(days: days, studyRules(region, exchange.inputs))
    for place in studies[region].entries.indices {
      let index = studies[region].entries[place].project
      if projects[index].givenUp <= exchange.now {
        giveUp(place, in: region, &exchange)
      } else if studies[region].isStudied(place) {
        studies[region].take(place)
        permitted(index, &exchange)
      }
    }
    studies[region].closeUp()
  }

  /// A site that is studied is given up, unless one of the other requests for it takes its place.
  private mutating func giveUp(_ place: Int, in region: Int, _ exchange: inout Exchange) {
    let index = studies[region].entries[place].project
    let project = projects[index]
    let entry = exchange.inputs.technologies[Int(project.technology)]
    let chance = 1 - pow(1 - entry.sister.value, entry.requests.value - 1)
    guard fate(project, exchange).draw < chance else {
      studies[region].take(place)
      drop(index, &exchange)
      return
    }
    studies[region].prolong(place, by: entry.sisterWork.value * Time.month)
    projects[index].lives += 1
    projects[index].givenUp = exchange.now + fate(projects[index], exchange).age
  }

  /// MW under way in a region that wait, rather than being worked on: in lines, and as far as studies and permits take
  /// longer than they would.
  func waiting(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    let permitting = exchange.inputs.regions[region].permitting.value
    let studied = studies[region].meant * exchange.inputs.datacenters.realisedSize.value
    return inLine[region] + studied * studies[region].waiting(studyRules(region, exchange.inputs))
      + inPermits[region] * max(0, 1 - 1 / permitting)
  }
}
