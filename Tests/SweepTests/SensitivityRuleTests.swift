import Testing

@testable import Sweep

struct SensitivityRuleTests {
  /// unit: a base sample in which one value is not finite is dropped whole.
  @Test func valuesThatAreNotFiniteDropTheirBlock() {
    var indices = SobolIndices(dimensions: 1, resamples: 10, seed: 1)
    for (base, block) in [[1, 2, 1.5], [1, .nan, 2], [3, 1, 2], [.infinity, 1, 2]].enumerated() {
      block.withUnsafeBufferPointer { indices.add(base: base, $0.span) }
    }
    #expect(indices.survived == 2 && indices.dropped == 2)
    #expect(indices.estimates()[0].total.value.isFinite)
  }

  /// law: of (x - 1/2)^2 the effects are one quarter up or down: their mean is small, the mean of their sizes is not.
  @Test func sizesDoNotCancel() throws {
    let design = try MorrisDesign(dimensions: 1, trajectories: 64, seed: 5)
    var effects = ElementaryEffects(design: design, resamples: 10, seed: 1)
    for trajectory in 0..<64 {
      let values = (0..<2).map { step in
        let x = Design.morris(design).point(trajectory * 2 + step)[0]
        return (x - 0.5) * (x - 0.5)
      }
      values.withUnsafeBufferPointer { effects.add(trajectory: trajectory, $0.span) }
    }
    let measures = effects.estimates()[0]
    #expect(abs(measures.muStar.value - 0.25) < 1e-12)
    // A deviation of the mean of 64 signs is an eighth: four of them.
    #expect(abs(measures.mu.value) < 0.25 / 2)
  }
}
