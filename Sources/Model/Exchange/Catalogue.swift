import Inputs

/// What a replication's designs come to: release dates after slip, dies as one list, who follows whom.
struct Catalogue {
  struct Die: BitwiseCopyable {
    var design: Int
    var process: Int
    var count: Double
    var area: Double
    /// The first die of the list of the same process and area: a wafer gives as many of either. Maybe itself.
    var alike: Int
  }

  /// Share of its book's build that a design has at least, from its first day on.
  private static let firstShare = 0.02

  private(set) var dies: [Die] = []
  /// First die of each design; one more entry closes the list.
  private(set) var firstDie: [Int] = []
  /// Release in days after slip, by design.
  private(set) var release: [Double] = []
  /// Day until which each design is made.
  private(set) var lastDay: [Double] = []
  /// Days over which each design replaces the one before it.
  private(set) var ramp: [Double] = []
  /// Designs of each book (vendor, ground or orbit), newest release first.
  private(set) var line: [[Int]] = []

  init(_ inputs: View<WorldInputs>) {
    for design in inputs.accelerators.indices {
      firstDie.append(dies.count)
      let entry = inputs.accelerators[design].dies
      for index in entry.indices {
        dies.append(
          Die(design: design, process: entry[index].process.asInt, count: 0, area: 0, alike: dies.count))
      }
    }
    firstDie.append(dies.count)
    line = Array(repeating: [], count: inputs.vendors.count * 2)
    for design in inputs.accelerators.indices {
      let entry = inputs.accelerators[design]
      line[OrderBook.index(vendor: entry.vendor.asInt, orbit: entry.orbit)].append(design)
      release.append(0)
      lastDay.append(0)
      ramp.append(0)
    }
  }

  /// Reads this replication's draws.
  mutating func refresh(_ inputs: View<WorldInputs>) {
    for design in inputs.accelerators.indices {
      let stated = inputs.accelerators[design].release.days
      release[design] = stated > 0 ? stated * inputs.accelerators[design].slip.value : stated
      lastDay[design] = release[design] + inputs.accelerators[design].lastOrder.value * Time.year
      ramp[design] = inputs.accelerators[design].ramp.value * Time.month
      let entry = inputs.accelerators[design].dies
      for index in entry.indices {
        dies[firstDie[design] + index].count = entry[index].count.value
        dies[firstDie[design] + index].area = entry[index].area.value
      }
    }
    for index in dies.indices {
      let die = dies[index]
      dies[index].alike = dies.firstIndex { $0.process == die.process && $0.area == die.area } ?? index
    }
    for book in line.indices {
      // Insertion sort: short lists, no allocation.
      var index = 1
      while index < line[book].count {
        var place = index
        while place > 0, isNewer(line[book][place], line[book][place - 1]) {
          line[book].swapAt(place, place - 1)
          place -= 1
        }
        index += 1
      }
    }
  }

  /// Whether one design comes before another in its book: by release, then by id.
  private func isNewer(_ design: Int, _ other: Int) -> Bool {
    release[design] != release[other] ? release[design] > release[other] : design < other
  }

  /// The newest design of a book released by `time` and still made; nil if there is none.
  func current(book: Int, at time: Double) -> Int? {
    for design in line[book] where release[design] <= time && time < lastDay[design] { return design }
    return nil
  }

  /// Share of a book's build that the newest design takes at `time`: it replaces the one before it over its ramp.
  func rampShare(_ design: Int, at time: Double) -> Double {
    ramp[design] <= 0 ? 1 : min(1, max(Catalogue.firstShare, (time - release[design]) / ramp[design]))
  }

  /// Share of a book's build that `design` has at `time`: the newest takes over from the one before it.
  func share(_ design: Int, book: Int, at time: Double) -> Double {
    guard let newest = current(book: book, at: time) else { return 0 }
    let ramp = rampShare(newest, at: time)
    guard let second = predecessor(of: newest, book: book, at: time) else { return design == newest ? 1 : 0 }
    return design == newest ? ramp : design == second ? 1 - ramp : 0
  }

  /// The design that `newest` replaces, if it is still made.
  func predecessor(of newest: Int, book: Int, at time: Double) -> Int? {
    var found = false
    for design in line[book] {
      if design == newest {
        found = true
      } else if found {
        return time < lastDay[design] ? design : nil
      }
    }
    return nil
  }
}
