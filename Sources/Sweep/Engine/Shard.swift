/// One of N equal parts of a sweep, for array jobs on a cluster.
///
/// The number of shards belongs to the plan and to every file name; it is never taken from the environment.
public struct Shard: Sendable, Equatable {
  /// Which indices a shard holds.
  public enum Layout: UInt8, Sendable {
    /// Shard K of N holds K, K + N, K + 2 N, ...: every shard is a sample of the whole, so they take
    /// equally long.
    case strided
    /// Shard K of N holds the indices from K runs / N up to (K + 1) runs / N, rounded down.
    case contiguous
  }

  /// K, from 0.
  public let number: Int
  /// N, at least 1.
  public let of: Int
  public let layout: Layout

  /// The whole sweep as one shard.
  public static let whole = Shard(unchecked: 0, of: 1, layout: .strided)

  /// Shard `number` of `of`. Throws a problem when K >= N or either is out of range.
  public init(_ number: Int, of count: Int, layout: Layout = .strided) throws(PlanProblem) {
    guard count >= 1 && count <= 1_000_000 else {
      throw PlanProblem(
        path: "shard", problem: "\(count) shards", hint: "use from 1 to 1000000 shards")
    }
    guard number >= 0 && number < count else {
      throw PlanProblem(
        path: "shard", problem: "there is no shard \(number) of \(count)",
        hint: "shards count from 0: use 0/\(count) to \(count - 1)/\(count)")
    }
    self.init(unchecked: number, of: count, layout: layout)
  }

  private init(unchecked number: Int, of count: Int, layout: Layout) {
    self.number = number
    self.of = count
    // One shard is the same in either layout, and equal to `whole`.
    self.layout = count == 1 ? .strided : layout
  }

  /// All shards of a layout, in order.
  static func all(of count: Int, layout: Layout) -> [Shard] {
    (0..<count).map { Shard(unchecked: $0, of: count, layout: layout) }
  }

  /// How many of `runs` indices the shard holds.
  public func count(ofRuns runs: Int) -> Int {
    switch layout {
    case .strided: runs > number ? (runs - 1 - number) / of + 1 : 0
    case .contiguous: start(number + 1, runs) - start(number, runs)
    }
  }

  /// The index of the shard's run number `ordinal`; grows with it. Complexity: O(1).
  @inline(__always)
  public func index(_ ordinal: Int, ofRuns runs: Int) -> Int {
    switch layout {
    case .strided: number + ordinal * of
    case .contiguous: start(number, runs) + ordinal
    }
  }

  private func start(_ shard: Int, _ runs: Int) -> Int {
    let product = shard.multipliedFullWidth(by: runs)
    return of.dividingFullWidth(product).quotient
  }
}

/// How the runs of a sweep are numbered: every replication of a point, then the next point.
///
/// Points are added at the end. With more replications each run keeps its (point, replication), and
/// `index(of:)` finds it.
public struct RunLayout: Sendable, Equatable {
  public let points: Int
  public let replications: Int

  public init(points: Int, replications: Int) {
    precondition(points >= 0 && replications >= 1)
    self.points = points
    self.replications = replications
  }

  /// The number of runs.
  public var count: Int { points * replications }

  /// The point and the replication of run `index`.
  public func run(_ index: Int) -> (point: Int, replication: Int) {
    let (point, replication) = index.quotientAndRemainder(dividingBy: replications)
    return (point, replication)
  }

  /// The index of a point's replication, or nil when the sweep does not have it.
  public func index(point: Int, replication: Int) -> Int? {
    point < points && replication < replications ? point * replications + replication : nil
  }
}
