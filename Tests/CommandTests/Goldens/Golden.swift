import SimulationKernel
import Tables

@testable import Analysis

/// What a scenario's results came to: every table as a hash, and the figures that a reader looks at first.
struct Golden {
  /// Medians over the replications, by date and series.
  private(set) var headlines: [(name: String, value: Double)] = []
  /// The hash of each table's cells, without those that tell who made it.
  private(set) var tables: [(name: String, hash: String)] = []

  /// Takes a results folder's tables, in the order of their names.
  init(tables files: [(name: String, text: String)]) {
    for file in files {
      tables.append((file.name, SHA256.hex(of: Golden.cells(file.text))))
      if file.name == "series.csv" { headlines = Golden.headlines(file.text) }
    }
  }

  /// Reads what `text` has written; lines that are no such thing are left out.
  init(text: String) {
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 3 else { continue }
      if cells[0] == "table" { tables.append((cells[1], cells[2])) }
      if cells[0] == "median" { headlines.append((cells[1], Double(cells[2]) ?? .nan)) }
    }
  }

  /// A table of its own, to be kept in a file.
  var text: String {
    let lines =
      ["kind,name,value"] + headlines.map { "median,\($0.name),\(ShortestDecimal.text($0.value))" }
      + tables.map { "table,\($0.name),\($0.hash)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Which table first differs from another golden's; nil where none does.
  func firstDifference(from other: Golden) -> String? {
    for table in tables {
      guard let hash = other.tables.first(where: { $0.name == table.name })?.hash else {
        return "\(table.name) is new"
      }
      if hash != table.hash { return "\(table.name) differs" }
    }
    return other.tables.first { table in !tables.contains { $0.name == table.name } }.map {
      "\($0.name) is gone"
    }
  }

  /// By how much each headline moved from another golden's; a line each, for those that did.
  func movement(from other: Golden) -> String {
    var lines: [String] = []
    for headline in headlines {
      guard let before = other.headlines.first(where: { $0.name == headline.name })?.value else {
        lines.append("\(headline.name): new, \(headline.value)")
        continue
      }
      if before.bitPattern == headline.value.bitPattern || (before.isNaN && headline.value.isNaN) { continue }
      let share = before == 0 ? "" : ", \(((headline.value / before - 1) * 1e4).rounded() / 100) %"
      lines.append("\(headline.name): \(before) -> \(headline.value)\(share)")
    }
    return lines.isEmpty ? "no headline moved" : lines.joined(separator: "\n")
  }

  // MARK: Tables

  /// The median of each quantity of the answer, at the turn of 2030 and at the end.
  private static func headlines(_ text: String) -> [(name: String, value: Double)] {
    let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    guard let header = lines.first?.map(String.init), let date = header.firstIndex(of: "date"),
      let last = lines.last?[date]
    else { return [] }
    return ["2030-01-01", String(last)].flatMap { day in
      let rows = lines.filter { $0[date] == day }
      return Answer.Quantity.allCases.compactMap { quantity -> (name: String, value: Double)? in
        guard let column = header.firstIndex(of: quantity.series) else { return nil }
        return ("\(day) \(quantity.series)", median(rows.compactMap { Double($0[column]) }))
      }
    }
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// The text without the columns that name the run and how to repeat it, which change with every version.
  private static func cells(_ text: String) -> String {
    guard let header = text.split(separator: "\n").first?.split(separator: ",") else { return text }
    let dropped = Set(header.indices.filter { ["run", "replay"].contains(header[$0]) })
    if dropped.isEmpty { return text }
    var kept: [UInt8] = []
    var column = 0
    var isQuoted = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !dropped.contains(column) || (byte == 10 && !isQuoted) { kept.append(byte) }
      if isQuoted { continue }
      if byte == UInt8(ascii: ",") { column += 1 }
      if byte == 10 { column = 0 }
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
