@testable import Sweep
import Testing

@Suite struct DesignTests {
  /// unit: the last axis varies fastest, and the axis gives back each level.
  @Test func gridsCountInMixedRadix() throws {
    let axes = [
      Axis(name: "policy", values: .choice(["greedy", "patient"])),
      Axis(name: "payload", values: .range(low: 10, high: 200, steps: 20, spacing: .linear)),
      Axis(name: "cost", values: .range(low: 1, high: 100, steps: 3, spacing: .logarithmic)),
    ]
    #expect(axes.allSatisfy { $0.problems.isEmpty })
    let grid = try GridDesign(axes: axes)
    let design = Design.grid(grid)
    #expect(design.count == 120 && design.dimensions == 3)
    var index = 0
    for policy in 0..<2 {
      for payload in 0..<20 {
        for cost in 0..<3 {
          let point = design.point(index)
          #expect(axes[0].value(at: point[0]) == .text(policy))
          #expect(axes[1].value(at: point[1]) == .number(Double(10 + 10 * payload)))
          let expected = [1.0, 10, 100][cost]
          guard case .number(let value) = axes[2].value(at: point[2]) else { continue }
          #expect(abs(value - expected) < 1e-12)
          #expect((0..<3).map { grid.level(index, axis: $0) } == [policy, payload, cost])
          index += 1
        }
      }
    }
  }

  /// unit: a list takes the axes together; unequal or continuous axes are problems.
  @Test func listsTakeAxesTogether() throws {
    let three = Axis(name: "a", values: .list(["x", "y", "z"]))
    let numbers = Axis(name: "b", values: .range(low: 0, high: 1, steps: 3, spacing: .linear))
    let design = Design.list(try ListDesign(axes: [three, numbers]))
    let values = (0..<3).map { row in
      [three.value(at: design.point(row)[0]), numbers.value(at: design.point(row)[1])]
    }
    #expect(values == [[.text(0), .number(0)], [.text(1), .number(0.5)], [.text(2), .number(1)]])
    #expect(throws: PlanProblem.self) {
      try ListDesign(axes: [three, Axis(name: "c", values: .list(["x"]))])
    }
    #expect(throws: PlanProblem.self) {
      try GridDesign(axes: [Axis(name: "c", values: .range(low: 0, high: 1, steps: nil, spacing: .linear))])
    }
    #expect(throws: PlanProblem.self) { try GridDesign(levels: [1 << 40, 1 << 40]) }
  }

  /// unit: faults of axes are data.
  @Test func axesNameTheirProblems() {
    let faulty: [AxisValues] = [
      .list([]), .range(low: 2, high: 1, steps: nil, spacing: .linear),
      .range(low: 0, high: 1, steps: nil, spacing: .logarithmic),
      .range(low: 0, high: 1, steps: 0, spacing: .linear),
      .range(low: 0, high: .infinity, steps: 2, spacing: .linear),
    ]
    for values in faulty {
      #expect(Axis(name: "payload", values: values).problems.map(\.path) == ["payload"])
    }
  }

  private func designs(dimensions: Int, count: Int) throws -> [Design] {
    [
      .random(RandomDesign(dimensions: dimensions, count: count, seed: 7)),
      .sobol(try SobolDesign(dimensions: dimensions, count: count, seed: 7)),
      .latin(LatinHypercube(dimensions: dimensions, count: count, size: 40, seed: 7)),
      .morris(try MorrisDesign(dimensions: dimensions, trajectories: count / (dimensions + 1), seed: 7)),
      .saltelli(try SaltelliDesign(dimensions: dimensions, baseSamples: count / (dimensions + 2), seed: 7)),
    ]
  }

  /// unit: more rows leave earlier rows as they were; more dimensions leave earlier columns.
  @Test func designsAreStableUnderExtension() throws {
    for (short, long) in zip(try designs(dimensions: 4, count: 120), try designs(dimensions: 4, count: 240)) {
      #expect(long.count > short.count)
      for row in 0..<short.count { #expect(short.point(row) == long.point(row)) }
    }
    for (narrow, wide) in zip(try designs(dimensions: 4, count: 80), try designs(dimensions: 6, count: 80))
      .prefix(3)
    {
      for row in 0..<80 { #expect(narrow.point(row) == Array(wide.point(row)[..<4])) }
    }
    let narrow = try SaltelliDesign(dimensions: 3, baseSamples: 16, seed: 1)
    let wide = try SaltelliDesign(dimensions: 5, baseSamples: 16, seed: 1)
    for base in 0..<16 {
      for member in 0..<5 {
        let (a, b) = (base * narrow.blockSize + member, base * wide.blockSize + member)
        #expect(Design.saltelli(narrow).point(a) == Array(Design.saltelli(wide).point(b)[..<3]))
      }
    }
  }

  /// unit: every coordinate is inside the open unit interval, so that quantiles are finite.
  @Test func coordinatesAreInside() throws {
    for design in try designs(dimensions: 5, count: 160) {
      for row in 0..<design.count { #expect(design.point(row).allSatisfy { $0 > 0 && $0 < 1 }) }
    }
  }

  /// unit: each cell of each column holds one row, below and above the size at which the method changes.
  @Test(arguments: [1, 2, 3, 10, 64, 256, 257, 300, 1024]) func latinCellsHoldOneRow(size: Int) {
    let design = LatinHypercube(dimensions: 4, count: 2 * size, size: size, seed: 3)
    for batch in 0..<2 {
      for column in 0..<4 {
        let cells = (0..<size).map { design.cell(batch * size + $0, dimension: column) }
        #expect(cells.sorted() == Array(0..<size))
        let coordinates = (0..<size).map { Design.latin(design).point(batch * size + $0)[column] }
        #expect(coordinates.map { Int($0 * Double(size)) }.sorted() == Array(0..<size))
      }
    }
  }

  /// law: chosen columns have less wrap-around discrepancy than columns drawn at random.
  @Test(arguments: [50, 250]) func latinColumnsAreOptimised(size: Int) {
    func discrepancy(_ cell: (Int, Int) -> Int) -> Double {
      var sum = 0.0
      for first in 0..<size {
        for second in 0..<size {
          var product = 1.0
          for column in 0..<4 {
            let u = Double(abs(cell(first, column) - cell(second, column))) / Double(size)
            product *= 1.5 - u * (1 - u)
          }
          sum += product
        }
      }
      var mean = 1.0
      for _ in 0..<4 { mean *= 4.0 / 3 }
      return sum / Double(size * size) - mean
    }
    for seed: UInt64 in 1...2 {
      let chosen = LatinHypercube(dimensions: 4, count: size, seed: seed)
      let cells = (0..<4).map { column in (0..<size).map { chosen.cell($0, dimension: column) } }
      let drawn = (0..<4).map { column in
        let permutation = KeyedPermutation(size: size, key: seed &* 977 &+ UInt64(column))
        return (0..<size).map { permutation($0) }
      }
      #expect(discrepancy { cells[$1][$0] } < 0.9 * discrepancy { drawn[$1][$0] })
    }
  }

  /// law: no two columns of a large hypercube go together more than chance has it.
  ///
  /// On a grid of 16 by 16 boxes chi2 = sum (n - e)^2 / e over its 225 degrees has mean 1 and standard deviation
  /// sqrt(2 / 225) = 0.094; the largest of 780 pairs lies near 1.3, and above 1.6 less than once in 10^6 designs.
  @Test(arguments: [(40, 270), (40, 512), (20, 1000), (12, 2310)])
  func largeLatinColumnsAreIndependent(dimensions: Int, size: Int) {
    for seed: UInt64 in 1...3 {
      let design = LatinHypercube(dimensions: dimensions, count: size, seed: seed)
      let boxes = (0..<dimensions).map { column in
        (0..<size).map { design.cell($0, dimension: column) * 16 / size }
      }
      let margin = (0..<16).map { box in Double(boxes[0].count { $0 == box }) / Double(size) }
      var worst = 0.0
      for first in 0..<dimensions {
        for second in 0..<first {
          var counts = [Double](repeating: 0, count: 256)
          for row in 0..<size { counts[boxes[first][row] * 16 + boxes[second][row]] += 1 }
          var chi = 0.0
          for box in 0..<256 {
            let expected = margin[box / 16] * margin[box % 16] * Double(size)
            chi += (counts[box] - expected) * (counts[box] - expected) / expected
          }
          worst = max(worst, chi / 225)
        }
      }
      #expect(worst > 1 && worst < 1.6)
    }
  }

  /// law: permutations of three are equally likely. chi2 = sum (n - N/6)^2 / (N/6), 20.5 at 0.1 % with 5
  /// degrees.
  @Test func permutationsAreUniform() {
    var counts = [Int](repeating: 0, count: 6)
    for key: UInt64 in 0..<6000 {
      let permutation = KeyedPermutation(size: 3, key: key)
      counts[permutation(0) * 2 + (permutation(1) > permutation(2) ? 1 : 0)] += 1
    }
    let chi = counts.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
    #expect(chi < 20.5)
    for size in [17, 33, 100, 255, 256, 257, 1000] {
      let permutation = KeyedPermutation(size: size, key: 5)
      #expect((0..<size).map { permutation($0) }.sorted() == Array(0..<size))
    }
    // Place of element 0 among 100, over keys: chi2 with 99 degrees is below 149 in 99.9 %.
    var places = [Int](repeating: 0, count: 100)
    for key: UInt64 in 0..<10000 { places[KeyedPermutation(size: 100, key: key)(0)] += 1 }
    #expect(places.reduce(0.0) { $0 + Double(($1 - 100) * ($1 - 100)) / 100 } < 149)
  }

  /// unit: steps of a trajectory change one input each, by half the range, and every input once.
  @Test func trajectoriesChangeOneInputAStep() throws {
    let design = try MorrisDesign(dimensions: 6, trajectories: 30, levels: 6, seed: 2)
    for trajectory in 0..<30 {
      var changed: [Int] = []
      for step in 1...6 {
        let before = Design.morris(design).point(trajectory * 7 + step - 1)
        let after = Design.morris(design).point(trajectory * 7 + step)
        let inputs = (0..<6).filter { before[$0] != after[$0] }
        #expect(inputs.count == 1)
        let change = after[inputs[0]] - before[inputs[0]]
        #expect(abs(change - design.change(of: inputs[0], trajectory: trajectory)) < 1e-12)
        #expect(design.step(changing: inputs[0], trajectory: trajectory) == step)
        changed += inputs
      }
      #expect(changed.sorted() == Array(0..<6))
    }
    #expect(throws: PlanProblem.self) { try MorrisDesign(dimensions: 2, trajectories: 3, levels: 5, seed: 1) }
  }

  /// unit: the members of a block are A, B, A with one input of B, and B with one of A.
  @Test func saltelliBlocksExchangeOneInput() throws {
    let design = try SaltelliDesign(dimensions: 3, baseSamples: 8, secondOrder: true, seed: 4)
    #expect(design.blockSize == 8 && design.count == 64)
    for base in 0..<8 {
      let rows = (0..<8).map { Design.saltelli(design).point(base * 8 + $0) }
      for input in 0..<3 {
        for column in 0..<3 {
          #expect(rows[2 + input][column] == rows[column == input ? 1 : 0][column])
          #expect(rows[5 + input][column] == rows[column == input ? 0 : 1][column])
        }
      }
    }
    #expect(throws: PlanProblem.self) { try SaltelliDesign(dimensions: 513, baseSamples: 1, seed: 1) }
  }
}
