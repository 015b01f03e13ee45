import Inputs

/// Where compute can stand: labs by venue, where venues are the regions and then orbit. A pair of both is a cell.
struct Places {
  let labs: Int
  let regions: Int
  /// The regions, then orbit.
  var venues: Int { regions + 1 }
  var orbit: Int { regions }
  var cells: Int { labs * venues }

  init(_ inputs: View<WorldInputs>) {
    labs = inputs.labs.count
    regions = inputs.regions.count
  }

  func cell(_ lab: Int, _ venue: Int) -> Int { lab * venues + venue }

  /// The sum of a number of each cell over a lab's venues.
  func total(_ values: [Double], lab: Int) -> Double { total(lab: lab) { values[$0] } }
  /// The sum over the labs at a venue.
  func total(_ values: [Double], venue: Int) -> Double { total(venue: venue) { values[$0] } }
  /// The sum over all labs and regions.
  func ground(_ values: [Double]) -> Double { ground { values[$0] } }

  func total(lab: Int, _ value: (Int) -> Double) -> Double {
    var sum = 0.0
    for venue in 0..<venues { sum += value(cell(lab, venue)) }
    return sum
  }

  func total(venue: Int, _ value: (Int) -> Double) -> Double {
    var sum = 0.0
    for lab in 0..<labs { sum += value(cell(lab, venue)) }
    return sum
  }

  func ground(_ value: (Int) -> Double) -> Double {
    var sum = 0.0
    for lab in 0..<labs {
      for region in 0..<regions { sum += value(cell(lab, region)) }
    }
    return sum
  }
}
