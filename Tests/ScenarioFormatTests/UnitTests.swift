import Testing

@testable import ScenarioFormat

@Suite("unit: units and dimensions")
struct UnitTests {
  @Test(
    "a number converts",
    arguments: [
      ("20 t", "kg", 20_000.0), ("20t", "kg", 20_000), ("18 month", "year", 1.5), ("1 quarter", "month", 3),
      ("7 %", "", 0.07), ("40 percent", "%", 40), ("1 day", "h", 24), ("3 weeks", "days", 21),
      ("2 h", "min", 120),
      ("1 yr", "day", 365.25), ("1 month", "day", 30.4375), ("5 kW", "W", 5000), ("2 GWh", "MWh", 2000),
      ("1 kWh", "J", 3.6e6), ("1 TW", "GW", 1000), ("1 kW*year", "kWh", 8766), ("2.5 USD/h", "USD/day", 60),
      ("3 USD/MWh", "USD/kWh", 0.003), ("40 W/kg", "kW/t", 40), ("120 kwafer/month", "wafer/month", 120_000),
      ("1 million wafer passes/year", "passes/year", 1e6), ("2 thousand USD", "USD", 2000),
      ("1.5 billion USD", "million USD", 1500), ("3 MUSD", "kUSD", 3000), ("2 million H100e", "kH100e", 2000),
      ("8 Gb", "GB", 1), ("2 PB", "TB", 2000), ("1 EB", "PB", 1000), ("100 cm2", "m^2", 0.01),
      ("1 mm^2", "cm2", 0.01),
      ("3.6 km/h", "m/s", 1), ("12 /year", "/month", 1), ("1 tool per year", "tools/year", 1),
      ("5 %/quarter", "%/year", 20), ("1 TFLOP/s", "FLOP/s", 1e12), ("3 Gt", "Mt", 3000),
      ("1 defect/cm2", "/mm2", 0.01),
      ("2 ratio", "x", 2), ("1 USD/(kW*year)", "USD/kWh", 1 / 8766.0), ("4 s^-1", "/s", 4),
      ("0.35 /sqrt(year)", "/sqrt(year)", 0.35), ("0.35 /year^0.5", "/sqrt(year)", 0.35),
      ("0.35 year^-0.5", "/sqrt(year)", 0.35), ("1 sqrt(m2)", "m", 1),
      ("13 million USD/MW", "USD/kW", 13_000), ("3 USD/(wafer/month)", "thousand USD/(kwafer/month)", 3),
      ("6 1/s", "/s", 6),
    ] as [(String, String, Double)])
  func conversion(text: String, wanted: String, expected: Double) {
    let (value, problems) = read(Node.string(text).serialized(), wanted)
    #expect(problems == [])
    #expect(value?.knots.first?.value == .distribution(.constant(expected)))
  }

  @Test("a unit converts to itself without any rounding")
  func identity() {
    for symbol in [
      "t", "%", "USD/(kW*year)", "mm2", "Gb", "kwafer/month", "million wafer passes/year", "/sqrt(year)",
    ] {
      #expect(unit(symbol).convert(0.1, to: unit(symbol)) == 0.1)
    }
  }

  @Test("singular, plural and spelling are the same unit")
  func plurals() {
    for (one, many) in [
      ("tool", "tools"), ("pass", "passes"), ("launch", "launches"), ("die", "dies"), ("licence", "licenses"),
      ("day", "days"), ("tonne", "t"), ("second", "s"), ("year", "yrs"), ("kwafer", "kwafers"),
    ] {
      #expect(unit(one).dimension == unit(many).dimension)
      #expect(unit(one).scale == unit(many).scale)
    }
  }

  @Test("law: dimensions form a group")
  func algebra() {
    let bases: [Dimension] = [.time, .mass, .length, .energy, .money, .compute, .data, .temperature, .power]
    for a in bases {
      #expect(a / a == .none)
      #expect(a * .none == a)
      for b in bases {
        #expect(a * b == b * a)
        #expect(a * b / b == a)
      }
    }
    #expect(unit("kWh").dimension == unit("W*h").dimension)
    #expect(unit("kW").dimension == .energy / .time)
    #expect(unit("m^3").dimension == unit("m3").dimension)
    #expect(unit("wafer/month").dimension == .none / .time)
    #expect(unit("m/s").dimension != unit("m*s").dimension)
  }

  @Test(
    "dimensions have words and units",
    arguments: [
      ("t", "a mass", ["t", "kg", "kt"]), ("t/year", "a mass per time", ["t/year", "kt/year", "kg/day"]),
      ("W/kg", "a power per mass", ["W/kg", "kW/t"]), ("", "a plain number", ["%"]),
      ("USD/h", "an amount of money per time", ["USD/year", "million USD/year", "USD/h"]),
      ("m/s", "a speed", ["m/s", "km/s", "km/h"]), ("/s", "a number per time", ["/year", "/month", "/day"]),
      ("K*kg", "a mass times temperature", ["kg*K"]),
      ("GB/(kg*K)", "an amount of data per mass and temperature", ["GB/(kg*K)"]),
      ("W/(m2*K)", "a power per area and temperature", ["W/(m^2*K)"]),
      ("/sqrt(year)", "a number per root of time", ["/sqrt(year)"]),
      ("kg*sqrt(m)*m", "a mass times length times root of length", ["kg*m*sqrt(m)"]),
      ("USD/(wafer/month)", "an amount of money per rate", ["USD/(wafer/month)"]),
      ("/USD", "a number per money", ["/USD"]), ("J*K", "an energy times temperature", ["kWh*K"]),
    ] as [(String, String, [String])])
  func words(symbol: String, words: String, suggestions: [String]) {
    #expect(unit(symbol).dimension.description == words)
    #expect(unit(symbol).dimension.suggestions == suggestions)
  }

  @Test("every suggested unit has the dimension it is suggested for")
  func suggestionsFit() {
    for symbol in [
      "", "s", "kg", "m", "m2", "m3", "/m2", "J", "W", "W/s", "W/kg", "kg/W", "W/m2", "kg/m2", "W/H100e",
      "USD", "USD/s",
      "USD/kg", "USD/J", "USD/W", "USD/H100e", "USD/(H100e*h)", "H100e", "H100e/s", "GB", "GB/s", "K", "/s",
      "kg/s", "m/s",
      "K/USD", "J^2/kg", "1/(W*K)", "/sqrt(year)", "W*sqrt(year)", "sqrt(J)/K", "USD*year",
    ] {
      let dimension = unit(symbol).dimension
      for suggestion in dimension.suggestions {
        #expect(unit(suggestion).dimension == dimension, "\(suggestion)")
      }
    }
  }

  private enum Tonnes: PhysicalUnit { static let symbol = "t" }

  @Test("a quantity is a Double with a name")
  func quantity() {
    let a = Quantity<Tonnes>(3)
    let b = Quantity<Tonnes>(1.5)
    #expect(a + b == Quantity(4.5))
    #expect(a - b == Quantity(1.5))
    #expect(a * 2 == Quantity(6))
    #expect(2 * a == Quantity(6))
    #expect(a / 2 == b)
    #expect(a / b == 2)
    #expect(-a < b)
    #expect(MemoryLayout<Quantity<Tonnes>>.size == MemoryLayout<Double>.size)
    #expect(MemoryLayout<Quantity<Tonnes>>.stride == MemoryLayout<Double>.stride)
    #expect(a.description == "3.0 t")
    var reader = InputReader()
    #expect(reader.unit(of: Tonnes.self) == Unit.of(Tonnes.self))
    #expect(reader.unit(of: Tonnes.self).scale == 1000)
  }

  @Test("the page of units has every spelling once, with what it measures")
  func listing() {
    let listed = UnitGroup.all.flatMap { group in
      group.members.flatMap { $0.spellings + $0.prefixed }
    }
    #expect(listed.count == Set(listed).count && Set(listed) == Set(UnitTable.spellings))
    for group in UnitGroup.all {
      for spelling in group.members.flatMap({ $0.spellings + $0.prefixed }) {
        let dimension = (try? Unit.parse(spelling).get())?.dimension
        #expect(dimension?.description == group.meaning || dimension == .some(.none), "\(spelling)")
      }
    }
    let masses = UnitGroup.all.first { $0.meaning == "a mass" }?.text
    #expect(masses == "kg, g, mg, t (tonne, tonnes), kt, Mt, Gt")
  }
}
