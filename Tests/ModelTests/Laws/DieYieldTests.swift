#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

@Suite("law: yield of dies")
struct DieYieldTests {
  @Test("gross dies are what a grid laid on the wafer holds")
  func gross() {
    // De Vries: pi r^2 / A - pi d / sqrt(2 A). Whole squares on a 300 mm wafer, counted over 400 offsets of the grid:
    // the mean count is what the formula approximates, within 6 % for dies up to the reticle.
    for area in [100.0, 400, 814] {
      let side = area.squareRoot()
      var sum = 0
      for x in 0..<20 {
        for y in 0..<20 { sum += DieYieldTests.count(side, Double(x) / 20, Double(y) / 20) }
      }
      #expect(isClose(DieYield.grossDies(area: area), Double(sum) / 400, relative: 0.06), "area \(area)")
    }
    // 814 mm2 without scribe lines: 63.
    #expect(DieYield.grossDies(area: 814).rounded(.down) == 63)
  }

  private static func count(_ side: Double, _ x: Double, _ y: Double) -> Int {
    var count = 0
    let reach = Int(150 / side) + 2
    for column in -reach...reach {
      for row in -reach...reach {
        let corners = [(0.0, 0.0), (1, 0), (0, 1), (1, 1)]
        let inside = corners.allSatisfy { corner in
          let right = (Double(column) + x + corner.0) * side
          let up = (Double(row) + y + corner.1) * side
          return right * right + up * up <= 150 * 150
        }
        if inside { count += 1 }
      }
    }
    return count
  }

  @Test("negative binomial: Poisson for large clustering, and the mean of a gamma of Poissons")
  func clustering() {
    // lim alpha -> infinity (1 + A D / alpha)^-alpha = exp(-A D); the first-order difference is (A D)^2 / 2 alpha.
    let poisson = exp(-8.14 * 0.1)
    #expect(
      isClose(
        DieYield.perfect(area: 814, defectsPerSquareCentimetre: 0.1, clustering: 1e6), poisson, relative: 1e-5
      ))
    // Integral of exp(-A x) over a gamma density of mean D and shape alpha (Stapper): midpoint rule, 20,000 steps,
    // 1e-4.
    let alpha = 3.0
    let density = 0.1
    var sum = 0.0
    let step = 2.0 / 20_000
    for index in 0..<20_000 {
      let x = (Double(index) + 0.5) * step
      let gamma = pow(alpha / density, alpha) * x * x * exp(-alpha * x / density) / 2
      sum += gamma * exp(-8.14 * x) * step
    }
    #expect(
      isClose(
        DieYield.perfect(area: 814, defectsPerSquareCentimetre: density, clustering: alpha), sum,
        relative: 1e-4))
  }

  @Test("Epoch: 28 good dies of 814 mm2 at D0 0.1, about 50 with salvage")
  func epoch() {
    // Epoch's 28 rests on Poisson yield of 63 gross dies: 63 exp(-0.814) = 27.9.
    let strict = DieYield.soldDies(area: 814, density: 0.1, clustering: 1e9, salvage: 0, lineYield: 1)
    #expect(abs(strict - 28) < 0.5)
    // With two of three defective dies sold with a part off it is about 50: 27.9 + 0.65 (63 - 27.9).
    let salvaged = DieYield.soldDies(area: 814, density: 0.1, clustering: 1e9, salvage: 0.65, lineYield: 1)
    #expect(abs(salvaged - 50) < 1.5)
    // The shipped process clusters defects (alpha 3) and loses 3 % of wafers: 31 without, 46 with half of the rest
    // salvaged.
    let shipped = DieYield.soldDies(area: 814, density: 0.1, clustering: 3, salvage: 0.5, lineYield: 0.97)
    #expect(abs(shipped - 46) < 1)
  }

  @Test("sold dies lie between perfect and gross, and fall with area and defects")
  func order() {
    var before = Double.infinity
    for area in stride(from: 50.0, through: 850, by: 50) {
      let sold = DieYield.soldDies(area: area, density: 0.15, clustering: 3, salvage: 0.4, lineYield: 1)
      let gross = DieYield.grossDies(area: area)
      #expect(sold <= gross)
      #expect(sold >= gross * DieYield.perfect(area: area, defectsPerSquareCentimetre: 0.15, clustering: 3))
      #expect(sold < before)
      before = sold
    }
    // A die larger than the wafer gives none, never less than none.
    #expect(DieYield.grossDies(area: 70_000) == 0)
  }
}
