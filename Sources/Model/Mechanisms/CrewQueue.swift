/// Buildings that wait for crews, first in, first out, and crews that come free at a rate.
///
/// A building is begun when any crews are free, and takes those for all of it: what was not free yet is owed, and comes
/// off what frees next. So the rate holds for large and small alike. Crews without work stay for a while, so that
/// orders in lumps lose none of it, and then go elsewhere.
struct CrewQueue {
  /// A building, and how much of it there is.
  struct Entry: BitwiseCopyable {
    var project: UInt16
    var size: Double
  }

  /// What crews that are free could begin; below zero, what they still owe to the last that was begun.
  private(set) var free = 0.0
  /// What waits for crews.
  private(set) var backlog = 0.0
  private(set) var entries: [Entry] = []

  /// Nobody waits, and so much could be begun.
  mutating func reset(free: Double) {
    self.free = free
    backlog = 0
    entries.removeAll(keepingCapacity: true)
  }

  /// Crews for so much come free; more than `most` never wait for work.
  mutating func pass(_ output: Double, most: Double) { free = min(most, free + output) }

  mutating func ask(_ project: UInt16, size: Double) {
    entries.append(Entry(project: project, size: size))
    backlog += size
  }

  /// The next that is begun; nil while no crews are free, or nobody waits.
  mutating func begin() -> UInt16? {
    guard free > 0, !entries.isEmpty else { return nil }
    let entry = entries.removeFirst()
    free -= entry.size
    take(entry.size)
    return entry.project
  }

  /// One that waits is given up.
  mutating func leave(_ project: UInt16) {
    guard let place = entries.firstIndex(where: { $0.project == project }) else { return }
    take(entries.remove(at: place).size)
  }

  private mutating func take(_ size: Double) { backlog = entries.isEmpty ? 0 : backlog - size }

  /// Years that what is asked for now would wait, where crews come free at a rate a year.
  func wait(output: Double) -> Double {
    let short = backlog - free
    return short <= 0 ? 0 : output > 0 ? short / output : .infinity
  }
}
