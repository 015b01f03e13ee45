import ScenarioFormat
import Testing

@testable import Model

/// What each reading of a claim makes of records written for it: one report a month of 30 days.
@Suite("unit: claims")
struct ClaimTests {
  static let start = "2026-01-01"

  /// A claim on the spot price, against 2, on a record of the first `values.count` months, the condition's metric
  /// beside it.
  private func verdict(
    _ reading: String, _ comparison: String, from: String = "2026-01-01",
    by: String = "2026-07-01", _ values: [Double], ships: [Double]? = nil
  ) throws -> Verdict {
    var claim =
      #"{"statement":"s","metric":"spot_price_usd_per_h100e_h","reading":"\#(reading)","#
      + #""comparison":"\#(comparison)","threshold":2,"from":"\#(from)","by":"\#(by)"#
    claim += ships == nil ? #""}"# : #"","when":"ships","when_at_least":5}"#
    let model = try ShippedScenario.model("base", ["claims.test=\(claim)"])
    let found = try #require(model.claims.first { $0.id == "test" })
    var record = Record(model.layout, reports: values.count)
    let price = try #require(model.layout.index(of: "spot_price_usd_per_h100e_h"))
    let shipColumn = try #require(model.layout.index(of: "ships"))
    for (month, value) in values.enumerated() {
      record.note(day: model.reportDays[month])
      record.set(price, month, value)
      record.set(shipColumn, month, ships?[month] ?? 0)
    }
    return found.verdict(record)
  }

  @Test("at: the value at the date alone")
  func at() throws {
    #expect(try verdict("at", "at_least", [9, 9, 9, 9, 9, 9, 2]) == .yes)
    #expect(try verdict("at", "at_least", [9, 9, 9, 9, 9, 9, 1.9]) == .no)
    #expect(try verdict("at", "below", [0, 0, 0, 0, 0, 0, 2]) == .no, "the threshold itself is not below")
    #expect(try verdict("at", "at_least", [0, 0, 0, 0, 0, 0, 2, 0, 0]) == .yes, "later months do not count")
    #expect(try verdict("at", "at_least", [9, 9, 9, 9]) == .undecided, "the run ended before the date")
    #expect(try verdict("at", "at_least", [9, 9, 9, 9, 9, 9, .nan]) == .no, "nothing to say is not a yes")
  }

  @Test("highest and lowest: the extreme up to the date")
  func extremes() throws {
    #expect(try verdict("highest", "at_least", [0, 0, 3, 0, 0, 0, 0]) == .yes)
    #expect(
      try verdict("highest", "at_least", [0, 0, 1, 0, 0, 0, 0, 9]) == .no, "after the date is too late")
    #expect(try verdict("highest", "at_least", [0, 0, 3, 0]) == .yes, "met before the run ended")
    #expect(try verdict("highest", "at_least", [0, 0, 1, 0]) == .undecided)
    #expect(
      try verdict("highest", "at_least", from: "2026-04-01", [9, 9, 0, 0, 0, 0, 0]) == .no, "before it counts"
    )
    #expect(try verdict("lowest", "below", [9, 9, 1, 9, 9, 9, 9]) == .yes)
    #expect(try verdict("lowest", "at_least", [9, 9, 1, 9, 9, 9, 9]) == .no)
    #expect(try verdict("lowest", "at_least", [9, 9, 9, 9, 9, 9, 9]) == .yes)
    #expect(try verdict("lowest", "at_least", [9, 9, 9]) == .undecided, "it may still fall")
    #expect(try verdict("highest", "below", [1, 1, 1, 1, 1, 1, 1]) == .yes)
  }

  @Test("first: the first date at which it holds lies between from and by")
  func first() throws {
    #expect(try verdict("first", "at_least", from: "2026-03-01", [0, 0, 0, 3, 3, 3, 3]) == .yes)
    #expect(
      try verdict("first", "at_least", from: "2026-03-01", [0, 3, 0, 3, 3, 3, 3]) == .no, "it came earlier")
    #expect(try verdict("first", "at_least", [0, 0, 0, 0, 0, 0, 0, 3]) == .no, "it came later")
    #expect(try verdict("first", "at_least", [0, 0, 0, 0, 0, 0, 0]) == .no, "it never came")
    #expect(try verdict("first", "at_least", [0, 0, 0]) == .undecided)
  }

  @Test("mean: over the reports from from to by")
  func average() throws {
    #expect(try verdict("mean", "at_least", [2, 2, 2, 2, 2, 2, 2]) == .yes)
    #expect(try verdict("mean", "at_least", [0, 4, 0, 4, 0, 4, 0]) == .no, "12 / 7")
    #expect(try verdict("mean", "at_least", from: "2026-02-01", [0, 4, 0, 4, 0, 4, 0]) == .yes, "12 / 6")
    #expect(try verdict("mean", "at_least", [9, 9, 9]) == .undecided)
    #expect(
      try verdict("mean", "at_least", [.nan, 2, .nan, 2, .nan, 2, .nan]) == .yes,
      "months without a value do not count")
  }

  @Test("always: at every report, broken as soon as one fails")
  func always() throws {
    #expect(try verdict("always", "at_least", [2, 2, 2, 2, 2, 2, 2, 0]) == .yes)
    #expect(try verdict("always", "at_least", [2, 2, 1, 2]) == .no, "no need to wait for the date")
    #expect(try verdict("always", "at_least", [2, 2, 2, 2]) == .undecided)
    #expect(try verdict("always", "at_least", from: "2026-03-01", [0, 0, 2, 2, 2, 2, 2]) == .yes)
  }

  @Test("when: the value at the first date at which another metric reaches its level")
  func when() throws {
    #expect(try verdict("when", "at_least", [9, 0, 3, 0, 0, 0, 0], ships: [0, 4, 5, 6, 0, 0, 0]) == .yes)
    #expect(try verdict("when", "at_least", [9, 9, 1, 9, 9, 9, 9], ships: [0, 4, 5, 6, 0, 0, 0]) == .no)
    #expect(
      try verdict("when", "at_least", [9, 9, 9, 9, 9, 9, 9], ships: [0, 0, 0, 0, 0, 0, 0]) == .undecided,
      "it never came")
  }
}
