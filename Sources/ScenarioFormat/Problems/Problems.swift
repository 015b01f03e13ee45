/// A collection of problems, so that all of them can be reported at once.
///
/// The first thousand are kept and the rest are counted: nobody reads more, and what a hostile text costs stays
/// in proportion to its length.
public struct Problems: Sendable {
  /// How many problems are kept.
  public static let mostKept = 1000

  private var collected: [Problem] = []
  private var uncollected = 0
  private var hasUncollectedErrors = false

  /// Makes an empty collection.
  public init() {}

  /// Whether nothing is wrong, nor looks wrong.
  public var isEmpty: Bool { collected.isEmpty }

  /// Whether something keeps the input from being used; warnings do not.
  public var hasErrors: Bool { hasUncollectedErrors || collected.contains { $0.severity == .error } }

  /// How many problems were added, repeated ones included.
  public var count: Int { collected.count + uncollected }

  /// Adds one problem. Complexity: O(1), amortised.
  public mutating func append(_ problem: Problem) {
    guard collected.count >= Problems.mostKept else { return collected.append(problem) }
    uncollected += 1
    if problem.severity == .error { hasUncollectedErrors = true }
  }

  /// Adds problems in their order.
  public mutating func append(contentsOf problems: [Problem]) {
    for problem in problems { append(problem) }
  }

  /// Adds a problem made on the spot.
  public mutating func append(
    path: String, at location: SourceLocation?, _ message: String, hint: String? = nil
  ) {
    append(Problem(path: path, location: location, message: message, hint: hint))
  }

  /// Every problem once, in document order.
  ///
  /// Files come in the order in which they first had a problem; inside a file the order is that of line and
  /// column, and at one place that of discovery. Problems without a location come last, and after them one that
  /// says how many more were found.
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
    let kept = keyed.map(\.problem)
    if uncollected == 0 { return kept }
    let rest = Problem(
      path: "", location: nil, message: "and \(uncollected) problems more",
      severity: hasUncollectedErrors ? .error : .warning)
    return kept + [rest]
  }
}
