#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import SimulationKernel

/// Two inputs that are drawn together: their rank correlation over replications.
public struct RankCorrelation: Sendable, Hashable {
  public var first: String
  public var second: String
  /// Spearman's coefficient, between -1 and 1.
  public var rank: Double

  public init(_ first: String, _ second: String, rank: Double) {
    self.first = first
    self.second = second
    self.rank = rank
  }
}

/// A part of what an input is drawn from: the luck of an input, and its weight.
struct SharedLuck: Sendable {
  var key: UInt64
  var weight: Double
}

extension CompiledScenario {
  /// The scenario with inputs drawn together; nil where the correlations cannot all hold.
  ///
  /// Each input keeps its own distribution. The normal scores of a group have the correlation `2 sin(pi rank / 6)` of
  /// a normal copula, and none where none is said; of a group the input whose path comes first keeps the luck that it
  /// would have alone, and every other mixes its own with that of those before it. An input of fixed value
  /// keeps its part in the luck of the others, so that to fix one shifts no other's draws. Cubic in the number of
  /// inputs that are named.
  public func correlating(_ pairs: [RankCorrelation]) -> CompiledScenario? {
    let members = Set(pairs.flatMap { [$0.first, $0.second] }).sorted()
    let place = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
    let drawn = Dictionary(uniqueKeysWithValues: uncertain.enumerated().map { ($1.path, $0) })
    let keys = members.map { path in drawn[path].map { uncertain[$0].key } ?? StreamKey(name: path).bits }
    var matrix = members.indices.map { row in members.indices.map { $0 == row ? 1.0 : 0 } }
    for pair in pairs {
      guard let first = place[pair.first], let second = place[pair.second] else { continue }
      let correlation = 2 * sin(.pi * pair.rank / 6)
      matrix[first][second] = correlation
      matrix[second][first] = correlation
    }
    guard let factor = CompiledScenario.lowerFactor(of: matrix) else { return nil }
    var inputs = uncertain
    for (row, path) in members.enumerated() {
      let parts = (0...row).filter { factor[row][$0] != 0 }
      guard let index = drawn[path], parts != [row] else { continue }
      inputs[index].luck = parts.map { SharedLuck(key: keys[$0], weight: factor[row][$0]) }
    }
    return CompiledScenario(
      epoch: epoch, template: template, collections: collections, uncertain: inputs, ids: ids, places: places,
      choices: choices, texts: texts, resolved: resolved)
  }

  /// The lower triangle whose product with its transpose is the matrix, by Cholesky; nil unless that is positive
  /// definite.
  private static func lowerFactor(of matrix: [[Double]]) -> [[Double]]? {
    var lower = matrix.map { $0.map { _ in 0.0 } }
    for row in matrix.indices {
      for column in 0...row {
        var rest = matrix[row][column]
        for before in 0..<column { rest -= lower[row][before] * lower[column][before] }
        if column < row {
          lower[row][column] = rest / lower[column][column]
        } else if rest > 0 {
          lower[row][row] = rest.squareRoot()
        } else {
          return nil
        }
      }
    }
    return lower
  }
}
