/// Trajectories for elementary effects: each changes one input at a time, by half the range.
///
/// M. D. Morris, "Factorial sampling plans for preliminary computational experiments", Technometrics 33
/// (1991), with p levels (even) and a step of p/2 levels. Row = trajectory * (d + 1) + step; step 0 is the
/// start, and each later step changes one more input, in an order drawn by key. Levels lie at the middle of
/// their cells, (i + 0.5)/p, so that unbounded distributions stay finite; the step is then exactly 1/2 of
/// the unit interval, up from the lower half and down from the upper.
///
/// More trajectories leave the earlier ones as they were; another number of dimensions draws other orders.
public struct MorrisDesign: Sendable, Equatable {
  public let dimensions: Int
  public let trajectories: Int
  /// The number of levels of each input, even.
  public let levels: Int
  public let seed: UInt64

  /// Throws a problem when the number of levels is odd or less than two.
  public init(dimensions: Int, trajectories: Int, levels: Int = 4, seed: UInt64) throws(PlanProblem) {
    guard levels >= 2 && levels.isMultiple(of: 2) else {
      throw PlanProblem(
        path: "levels", problem: "a Morris design with \(levels) levels has no step of half the range",
        hint: "use an even number of levels, such as 4")
    }
    precondition(dimensions >= 0 && trajectories >= 0)
    self.dimensions = dimensions
    self.trajectories = trajectories
    self.levels = levels
    self.seed = seed
  }

  /// Trajectories times (dimensions + 1).
  public var count: Int { trajectories * (dimensions + 1) }

  /// The step, from 1 to `dimensions`, at which a trajectory changes an input.
  public func step(changing dimension: Int, trajectory: Int) -> Int {
    order(trajectory)(dimension) + 1
  }

  /// By how much that step moves the input: plus or minus one half of the unit interval.
  public func change(of dimension: Int, trajectory: Int) -> Double {
    start(trajectory, dimension) < levels / 2 ? 0.5 : -0.5
  }

  func fill(_ index: Int, into point: inout MutableSpan<Double>) {
    let (trajectory, step) = index.quotientAndRemainder(dividingBy: dimensions + 1)
    if dimensions == 0 { return }
    let order = order(trajectory)
    for dimension in 0..<dimensions {
      var level = start(trajectory, dimension)
      if order(dimension) < step { level += level < levels / 2 ? levels / 2 : -levels / 2 }
      point[dimension] = (Double(level) + 0.5) / Double(levels)
    }
  }

  private func order(_ trajectory: Int) -> KeyedPermutation {
    KeyedPermutation(size: dimensions, key: KeyedHash.word(seed, UInt64(trajectory), 0))
  }

  private func start(_ trajectory: Int, _ dimension: Int) -> Int {
    let word = KeyedHash.word(seed, UInt64(trajectory), UInt64(dimension) + 1)
    return Int(word.multipliedFullWidth(by: UInt64(levels)).high)
  }
}
