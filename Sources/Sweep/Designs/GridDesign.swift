/// Every combination of the levels of each axis, in mixed radix: the last axis varies fastest.
///
/// Row index = ((level0 * n1 + level1) * n2 + level2) ...; more levels on the first axis add rows at the
/// end, any other change of levels renumbers. The coordinate of level i of n is the middle of its cell, (i
/// + 0.5)/n.
public struct GridDesign: Sendable, Equatable {
  /// The number of levels of each axis, at least one.
  public let levels: [Int]
  /// The product of the levels.
  public let count: Int

  /// A grid with these numbers of levels.
  ///
  /// Throws a problem when an axis has no levels or the product exceeds 2^62.
  public init(levels: [Int]) throws(PlanProblem) {
    var count = 1
    for (axis, level) in levels.enumerated() {
      guard level >= 1 else {
        throw PlanProblem(path: "axis \(axis)", problem: "has no levels", hint: "give it at least one value")
      }
      let (product, overflow) = count.multipliedReportingOverflow(by: level)
      guard !overflow, product <= 1 << 62 else {
        throw PlanProblem(
          path: "axis \(axis)", problem: "the grid has more than 2^62 rows",
          hint: "use fewer levels or a sample")
      }
      count = product
    }
    self.levels = levels
    self.count = count
  }

  /// A grid over the axes; one that is continuous is a problem, since it has no levels.
  public init(axes: [Axis]) throws(PlanProblem) {
    var levels: [Int] = []
    for axis in axes {
      guard let count = axis.levels else {
        throw PlanProblem(
          path: axis.name, problem: "is continuous, and a grid needs levels",
          hint: "add a number of steps, as in 10 t..200 t/20")
      }
      levels.append(count)
    }
    try self.init(levels: levels)
  }

  public var dimensions: Int { levels.count }

  /// The level of `axis` in row `index`. Complexity: O(dimensions).
  public func level(_ index: Int, axis: Int) -> Int {
    var rest = index
    var last = levels.count - 1
    while last > axis {
      rest /= levels[last]
      last -= 1
    }
    return rest % levels[axis]
  }

  func fill(_ index: Int, into point: inout MutableSpan<Double>) {
    var rest = index
    for axis in stride(from: levels.count - 1, through: 0, by: -1) {
      let (quotient, level) = rest.quotientAndRemainder(dividingBy: levels[axis])
      point[axis] = (Double(level) + 0.5) / Double(levels[axis])
      rest = quotient
    }
  }
}

/// Axes taken together: row i holds the i-th value of each.
public struct ListDesign: Sendable, Equatable {
  public let dimensions: Int
  /// The number of values that every axis has.
  public let count: Int

  /// The axes side by side; they must all have the same number of levels.
  public init(axes: [Axis]) throws(PlanProblem) {
    let count = axes.first.flatMap(\.levels) ?? 0
    for axis in axes where axis.levels != count {
      let has = axis.levels.map { "has \($0) values" } ?? "is continuous"
      throw PlanProblem(
        path: axis.name, problem: "\(has), the first axis has \(count)",
        hint: "a list design takes the axes row by row: give each the same number of values")
    }
    dimensions = axes.count
    self.count = count
  }

  func fill(_ index: Int, into point: inout MutableSpan<Double>) {
    for axis in 0..<dimensions { point[axis] = (Double(index) + 0.5) / Double(count) }
  }
}
