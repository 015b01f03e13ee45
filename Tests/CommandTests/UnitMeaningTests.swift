import Inputs
import Testing

@testable import Commands
@testable import ScenarioFormat

/// The unit in which an input is written says what its meaning says: who reads "capital per megawatt" may write
/// `USD/MW`.
@Suite("unit: units and meanings of inputs")
struct UnitMeaningTests {
  /// A number that scenarios write, with its unit.
  private struct NumericInput {
    let path: String
    let meaning: String
    let unit: Unit
    /// Drawn at each event: "per project" then says how often it is drawn.
    let isDrawnPerEvent: Bool

    init?(_ input: DeclaredInput) {
      switch input.declaration.kind {
      case .quantity(let unit), .trajectory(let unit): (self.unit, isDrawnPerEvent) = (unit, false)
      case .variate(let unit): (self.unit, isDrawnPerEvent) = (unit, true)
      case .moment, .flag, .choice, .reference, .weights, .text, .group, .entities, .identity: return nil
      }
      path = input.path
      meaning = input.declaration.meaning
    }

    /// Powers of time, energy and money in the unit, in halves.
    var time: Int { Int(unit.dimension.exponents[0]) }
    var energy: Int { Int(unit.dimension.exponents[3]) }
    var money: Int { Int(unit.dimension.exponents[4]) }
    /// What stands below the fraction bar.
    var below: String { unit.symbol.firstIndex(of: "/").map { String(unit.symbol[$0...]) } ?? "" }

    func begins(_ words: String...) -> Bool { words.contains { meaning.hasPrefix($0) } }
    func says(_ words: String...) -> Bool { words.contains { meaning.contains($0) } }

    /// The nouns of units that follow "per" at once or after an adjective or two.
    var counted: [String] {
      let words = meaning.split(whereSeparator: { " ,.;:".contains($0) }).map(String.init)
      let nouns = ["package", "wafer", "satellite", "ship", "booster", "flight", "tool"]
      return words.indices.filter { words[$0] == "per" }.compactMap { place in
        words[(place + 1)...].prefix(3).prefix { $0 != "of" }.lazy.compactMap { word in
          nouns.first { word == $0 || word == $0 + "s" }
        }.first
      }
    }
  }

  private static let numbers = DeclaredInput.all.compactMap(NumericInput.init)

  @Test("an input per megawatt, package or wafer is given per megawatt, package or wafer")
  func denominators() {
    for input in Self.numbers where !input.begins("Growth", "Log growth", "Fall", "Log fall", "Rise") {
      if input.says("per watt", "per kilowatt", "per megawatt"), !input.says(", over that of") {
        #expect(input.energy < 0, "\(input.path) in '\(input.unit.symbol)': \(input.meaning)")
      }
      // A plain count needs no name of what is counted.
      guard !input.isDrawnPerEvent, !input.unit.symbol.isEmpty else { continue }
      for noun in input.counted {
        #expect(input.below.contains(noun), "\(input.path) in '\(input.unit.symbol)': \(input.meaning)")
      }
    }
  }

  @Test("an input a year or a month is a rate, and a rate says so")
  func rates() {
    for input in Self.numbers {
      let sentence = input.meaning + " "
      let isYearly = [" a year", " a month"].contains { phrase in
        [" ", ",", ".", ":", ";"].contains { sentence.contains(phrase + $0) }
      }
      if isYearly {
        // Capital per wafers a month is money times time.
        let sign = input.says("per thousand wafers a month") ? 1 : -1
        #expect(input.time.signum() == sign, "\(input.path) in '\(input.unit.symbol)': \(input.meaning)")
      }
      guard input.unit.dimension == .none / .time else { continue }
      let isRate = input.says("year", "month", "peed", "ate ", "rowth", "often", "Interest", "ost of capital")
      #expect(isRate, "\(input.path) in '\(input.unit.symbol)': \(input.meaning)")
    }
  }

  @Test("a time is a time, a share a plain number, a price money")
  func kinds() {
    for input in Self.numbers {
      let words = "\(input.path) in '\(input.unit.symbol)': \(input.meaning)"
      if input.begins("Time ") { #expect(input.unit.dimension == .time, "\(words)") }
      if input.begins("Share ", "Part ", "Factor ", "Probability ") {
        #expect(input.unit.dimension == (input.says("a year") ? .none / .time : .none), "\(words)")
      }
      if input.says("as a share", "as a fraction") { #expect(input.money == 0, "\(words)") }
      if input.begins("Price ", "Capital ", "Cost ", "Cash ", "Debt "),
        !input.begins("Cost of capital"), !input.says("as a share", "as a fraction", "as a multiple")
      {
        #expect(input.money > 0, "\(words)")
      }
      #expect(input.says("square root of the years") == (input.time % 2 != 0), "\(words)")
    }
  }

  @Test(
    "named inputs have the unit of their meaning",
    arguments: [
      ("datacenters.shell_cost", "million USD/MW"), ("datacenters.operation", "/year"),
      ("orbit.operation", "/year"), ("orbit.power", "kW/satellite"),
      ("vendors.*.opening_rate", "thousand H100e/month"),
      ("fabs.*.capex", "billion USD/(kwafer/month)"), ("processes.*.wafer_price", "thousand USD/wafer"),
      ("memory.hbm_per_wafer", "GB/wafer"), ("lithography.price", "million USD/tool"),
      ("accelerators.*.performance", "H100e/package"), ("accelerators.*.power", "kW/package"),
      ("accelerators.*.price", "thousand USD/package"), ("accelerators.*.hbm", "GB/package"),
      ("accelerators.*.dram", "GB/package"),
      ("launch.vehicles.*.methane", "t/flight"), ("launch.vehicles.*.oxygen", "t/flight"),
      ("launch.vehicles.*.ship_cost", "million USD/ship"),
      ("launch.vehicles.*.booster_cost", "million USD/booster"),
      ("launch.vehicles.*.refurbishment", "million USD/flight"),
      ("labs.*.forecast_error", "/sqrt(year)"), ("market.volatility", "/year"),
      ("labs.*.commitment_pace", ""), ("labs.*.debt_draw", "/year"), ("labs.*.cash_draw", "/year"),
    ])
  func named(path: String, symbol: String) throws {
    let input = try #require(Self.numbers.first { $0.path == path })
    #expect(input.unit.symbol == symbol)
  }
}
