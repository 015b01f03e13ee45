/// A set of indices as ascending ranges: `0-4,7,12-13`.
public struct IndexRanges: Sendable, Equatable, CustomStringConvertible {
  /// The ranges, ascending, not touching one another.
  public private(set) var ranges: [ClosedRange<Int>] = []

  public init() {}

  /// The set of some ascending indices.
  public init(_ indices: some Sequence<Int>) {
    for index in indices { append(index) }
  }

  /// Adds an index that is larger than all before it. Complexity: O(1) amortised.
  public mutating func append(_ index: Int) { append(index...index) }

  /// Adds a range that lies after all before it.
  public mutating func append(_ range: ClosedRange<Int>) {
    guard let last = ranges.last else {
      ranges.append(range)
      return
    }
    precondition(range.lowerBound > last.upperBound, "ranges are added in ascending order")
    if last.upperBound + 1 == range.lowerBound {
      ranges[ranges.count - 1] = last.lowerBound...range.upperBound
    } else {
      ranges.append(range)
    }
  }

  /// The number of indices.
  public var count: Int { ranges.reduce(0) { $0 + $1.count } }

  public var isEmpty: Bool { ranges.isEmpty }

  /// The ranges in the form that `--array=` of Slurm takes.
  public var description: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
