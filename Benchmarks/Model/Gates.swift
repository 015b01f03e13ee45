/// Counts that do not depend on the machine, held against a stored file: a change that adds to them is seen.
enum Gates {
  struct Counts {
    let scenario: String
    /// Of a run, on average.
    let events: Int
    let allocations: Int
    /// Events that wait at a run's end.
    let pending: Int
  }

  private static let path = "Benchmarks/Model/Gates.csv"
  private static let header = "scenario,events_per_run,allocations_per_run,pending_at_end"

  static func record(_ counts: [Counts]) {
    let rows = counts.map { "\($0.scenario),\($0.events),\($0.allocations),\($0.pending)" }
    File.write(path, ([header] + rows).joined(separator: "\n") + "\n")
  }

  /// What exceeds the stored counts: events by more than a hundredth, allocations at all.
  static func breaches(_ counts: [Counts]) -> [String] {
    guard let bytes = try? File.read(path) else { return ["\(path) cannot be read: record it"] }
    let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map { row in
      row.split(separator: ",").map(String.init)
    }
    return counts.flatMap { now -> [String] in
      guard let row = rows.first(where: { $0[0] == now.scenario }), row.count == 4, let events = Int(row[1]),
        let allocations = Int(row[2])
      else { return ["\(path) has no counts of \(now.scenario): record them"] }
      var breaches: [String] = []
      if now.events * 100 > events * 101 {
        breaches.append("\(now.scenario): \(now.events) events a run, \(events) are stored")
      }
      if now.allocations > allocations {
        breaches.append("\(now.scenario): \(now.allocations) allocations a run, \(allocations) are stored")
      }
      return breaches
    }
  }
}
