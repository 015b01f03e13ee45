import Analysis
import Terminal

/// The rows of a results folder's runs.csv.
struct RunRows {
  /// The file.
  let path: String
  /// The header line, line end included.
  let header: String

  init(_ folder: String) throws(CommandFailure) {
    path = folder + "/runs.csv"
    guard let file = RowFile(path), let first = file.next() else {
      throw .stopped(.noInput, "cannot read \(path)")
    }
    header = first.text
  }

  /// Gives `body` every row with its number from 0.
  func forEach(_ body: (Int, RowFile.Line) throws(CommandFailure) -> Void) throws(CommandFailure) {
    guard let file = RowFile(path) else { throw .stopped(.noInput, "cannot read \(path)") }
    _ = file.next()
    var number = 0
    while let line = file.next() {
      try body(number, line)
      number += 1
    }
  }

  /// The row of the one run whose id begins with some digits: the first, where points coincide and have the same
  /// run, id and all.
  func row(of id: String) throws(CommandFailure) -> String {
    var found: String?
    var isOnly = true
    try forEach { (_, line) throws(CommandFailure) in
      guard line.text.hasPrefix(id) else { return }
      if let found { isOnly = isOnly && line.text.prefix { $0 != "," } == found.prefix { $0 != "," } }
      found = found ?? line.text
    }
    guard let found else { throw .stopped(.noInput, "\(path) has no run \(id)") }
    if !isOnly { throw .stopped(.noInput, "several runs of \(path) begin with \(id); give more of the id") }
    return found
  }
}
