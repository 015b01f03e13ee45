import Testing

@testable import Sweep

struct AxisTests {
  /// unit: both ends of the unit interval are levels, and each level has its part of it.
  @Test func endsAreLevels() {
    let list = Axis(name: "a", values: .list(["x", "y", "z"]))
    #expect(
      [0, 0.3, 0.34, 0.7, 1].map { list.value(at: $0) } == [.text(0), .text(0), .text(1), .text(2), .text(2)])
    let steps = Axis(name: "b", values: .range(low: 1, high: 100, steps: 3, spacing: .logarithmic))
    #expect(steps.value(at: 0) == .number(1) && steps.value(at: 1) == .number(100))
    #expect(steps.value(at: 0.5) == .number(10))
  }
}
