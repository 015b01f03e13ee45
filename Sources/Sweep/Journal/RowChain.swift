import Tables

/// Several journals of a shard read as one run of rows.
struct RowChain {
  struct Link {
    let path: String
    let start: Int
  }

  private let links: [Link]
  /// The journal that holds the current row.
  private(set) var reader: JournalReader?
  /// The number of rows read so far.
  private(set) var rows = 0

  /// Whether the journal read last says that the shard ends after the current row.
  private(set) var isEnded = false

  /// Why a journal that is there could not be read, if that is what ended the rows.
  private(set) var problem: WriteProblem?

  init(links: [Link]) { self.links = links }

  /// Makes the next row current; false when no journal has it, or when one cannot be read.
  mutating func next() -> Bool {
    if let reader {
      if reader.next() {
        rows += 1
        return true
      }
      if reader.isEnded { isEnded = true }
      problem = reader.problem
    }
    for link in links where link.start <= rows {
      guard let candidate = open(link) else { continue }
      guard candidate.skip(to: rows), candidate.next() else {
        if candidate.isEnded && candidate.ordinal + 1 == rows { isEnded = true }
        problem = problem ?? candidate.problem
        continue
      }
      isEnded = false
      problem = nil
      reader = candidate
      rows += 1
      return true
    }
    return false
  }

  private mutating func open(_ link: Link) -> JournalReader? {
    do throws(WriteProblem) { return try JournalReader(link.path) } catch {
      problem = problem ?? error
      return nil
    }
  }

  /// Lets go of the journal that is being read.
  mutating func close() { reader = nil }
}
