import Testing

@testable import Model

@Suite("law: a shock takes an input no further than to the end of its range")
struct ShockRangeTests {
  /// `base` to an early end with a day of higher utilisation, which may be 1 at most.
  private static func bits(factor: Double) throws -> [UInt64] {
    let shock =
      #"{"input": "datacenters.utilisation", "factor": \#(factor), "date": "2026-01-20", "length": "1 day"}"#
    return try Run(
      ShippedScenario.model("base", ["end=2026-03-01", "datacenters.utilisation=0.8", "shocks.s=\(shock)"])
    ).bits()
  }

  @Test("two factors that both reach the end of the range do the same")
  func beyond() throws {
    let reaching = try ShockRangeTests.bits(factor: 2)
    #expect(try ShockRangeTests.bits(factor: 20) == reaching)
    #expect(try ShockRangeTests.bits(factor: 1) != reaching)
  }
}
