#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A queue of requests that one clock studies, each until the clock has moved by its own work: the more stands in it,
/// the slower the clock goes for all.
///
/// Requests that nobody means stand in it beside those that are meant, and leave in time.
struct StudyQueue {
  /// What it goes by.
  struct Rules: BitwiseCopyable {
    /// MW in the queue at which the clock goes by the calendar.
    var normal: Double
    /// Log of a study's time with the log of what stands in the queue.
    var crowding: Double
    /// Part of the requests that nobody means which leave a year, as a rate.
    var exit: Double
    /// Factor on the time of all studies.
    var permitting: Double
  }

  /// A request that is meant.
  struct Entry: BitwiseCopyable {
    var project: UInt16
    /// What the clock shows when it is studied, in days.
    var due: Double
    /// MW that were asked for.
    var size: Double
    var isGone = false
  }

  /// A queue of less than this part of what is normal is studied no faster.
  private static let emptiest = 0.01

  /// Days of work done since the start.
  private(set) var clock = 0.0
  /// MW of requests that nobody means, and of those that are meant.
  private(set) var ghosts = 0.0
  private(set) var meant = 0.0
  /// Those that are meant, in the order in which they came.
  private(set) var entries: [Entry] = []

  /// MW that stand in it.
  var size: Double { ghosts + meant }

  /// Days of work that the clock does in a day.
  func speed(_ rules: Rules) -> Double {
    let crowd = max(StudyQueue.emptiest, size / rules.normal)
    return pow(crowd, -rules.crowding) / rules.permitting
  }

  /// Part of the time of studies that is waiting rather than work.
  func waiting(_ rules: Rules) -> Double { max(0, 1 - speed(rules)) }

  mutating func reset(ghosts: Double) {
    clock = 0
    self.ghosts = max(0, ghosts)
    meant = 0
    entries.removeAll(keepingCapacity: true)
  }

  /// A request of `size` MW that is meant and takes `work` days comes with `others` MW that are not; below zero they
  /// are taken from those that stand there, as far as there are any.
  mutating func enter(_ project: UInt16, work: Double, size: Double, others: Double) {
    entries.append(Entry(project: project, due: clock + work, size: size))
    meant += size
    ghosts = max(0, ghosts + others)
  }

  /// Some days go by. Returns the MW that nobody meant and that left.
  mutating func pass(days: Double, _ rules: Rules) -> Double {
    clock += days * speed(rules)
    let left = ghosts * (1 - exp(-rules.exit * days / Time.year))
    ghosts -= left
    return left
  }

  /// Whether the request at a place is studied.
  func isStudied(_ place: Int) -> Bool { entries[place].due <= clock }

  /// The request at a place takes more days of work than was thought.
  mutating func prolong(_ place: Int, by work: Double) { entries[place].due += work }

  /// Takes out the request at a place; the places of others stay until the queue closes up.
  mutating func take(_ place: Int) {
    meant -= entries[place].size
    entries[place].isGone = true
  }

  mutating func closeUp() {
    entries.removeAll { $0.isGone }
    if entries.isEmpty { meant = 0 }
  }
}
