/// A collection of problems, so that all of them can be reported at once.
public struct Problems: Sendable {
  private var collected: [Problem] = []

  /// Makes an empty collection.
  public init() {}

  /// Whether nothing is wrong, nor looks wrong.
  public var isEmpty: Bool { collected.isEmpty }

  /// Whether something keeps the input from being used; warnings do not.
  public var hasErrors: Bool { collected.contains { $0.severity == .error } }

  /// How many problems were added, repeated ones included.
  public var count: Int { collected.count }

  /// Adds one problem. Complexity: O(1), amortised.
  public mutating func append(_ problem: Problem) {
    collected.append(problem)
  }

  /// Adds problems in their order.
  public mutating func append(contentsOf problems: [Problem]) {
    collected.append(contentsOf: problems)
  }

  /// Adds a problem made on the spot.
  public mutating func append(
    path: String, at location: SourceLocation?, _ message: String, hint: String? = nil
  ) {
    collected.append(Problem(path: path, location: location, message: message, hint: hint))
  }

  /// Every problem once, in document order.
  ///
  /// Files come in the order in which they first had a problem; inside a file the order is that of line and
  /// column, and at one place that of discovery. Problems without a location come last.
  /// Complexity: O(n log n).
  public var all: [Problem] {
    var rankOfFile: [String: Int] = [:]
    var seen: Set<Problem> = []
    var keyed: [(rank: Int, line: Int, column: Int, serial: Int, problem: Problem)] = []
    for (serial, problem) in collected.enumerated() where seen.insert(problem).inserted {
      guard let location = problem.location else {
        keyed.append((Int.max, 0, 0, serial, problem))
        continue
      }
      let rank = rankOfFile[location.file] ?? rankOfFile.count
      rankOfFile[location.file] = rank
      keyed.append((rank, location.line, location.column, serial, problem))
    }
    keyed.sort { ($0.rank, $0.line, $0.column, $0.serial) < ($1.rank, $1.line, $1.column, $1.serial) }
    return keyed.map(\.problem)
  }
}
