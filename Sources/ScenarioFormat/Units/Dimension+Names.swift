extension Dimension: CustomStringConvertible {
  /// The dimension in words: "a mass", "a mass per time", "a power per mass", "a plain number".
  public var description: String {
    if let named = NamedDimension.all.first(where: { $0.dimension == self }) { return named.words }
    var rest = exponents
    var above: [String] = []
    var below: [String] = []
    // Energy over time reads as power.
    while rest[3] > 1, rest[0] < -1 {
      above.append("power")
      (rest[3], rest[0]) = (rest[3] - 2, rest[0] + 2)
    }
    while rest[3] < -1, rest[0] > 1 {
      below.append("power")
      (rest[3], rest[0]) = (rest[3] + 2, rest[0] - 2)
    }
    for position in Dimension.wordOrder {
      let halves = Int(rest[position])
      let word = Dimension.words[position]
      var names = Array(repeating: word, count: abs(halves) / 2)
      if position == 2, names.count == 2 { names = ["area"] }
      if position == 2, names.count == 3 { names = ["volume"] }
      if halves % 2 != 0 { names.append("root of \(word)") }
      if halves > 0 { above.append(contentsOf: names) } else { below.append(contentsOf: names) }
    }
    let top = above.isEmpty ? "number" : above.joined(separator: " times ")
    let noun = Dimension.measured.contains(top) ? "an amount of \(top)" : Dimension.withArticle(top)
    return below.isEmpty ? noun : "\(noun) per \(below.joined(separator: " and "))"
  }

  /// Units of this dimension that people use, most usual first, for messages: `t, kg, kt`.
  public var suggestions: [String] {
    if let named = NamedDimension.all.first(where: { $0.dimension == self }) { return named.units }
    var above: [String] = []
    var below: [String] = []
    var rest = exponents
    while rest[3] > 1, rest[0] < -1 {
      above.append("W")
      (rest[3], rest[0]) = (rest[3] - 2, rest[0] + 2)
    }
    while rest[3] < -1, rest[0] > 1 {
      below.append("W")
      (rest[3], rest[0]) = (rest[3] + 2, rest[0] - 2)
    }
    for position in Dimension.wordOrder {
      let halves = Int(rest[position])
      let count = abs(halves) / 2
      var symbols: [String] = []
      if count > 0 { symbols.append(Dimension.symbols[position] + (count > 1 ? "^\(count)" : "")) }
      if halves % 2 != 0 { symbols.append("sqrt(\(Dimension.symbols[position]))") }
      if halves > 0 { above.append(contentsOf: symbols) } else { below.append(contentsOf: symbols) }
    }
    let bottom = below.count > 1 ? "(\(below.joined(separator: "*")))" : below.first ?? ""
    return ["\(above.joined(separator: "*"))\(below.isEmpty ? "" : "/")\(bottom)"]
  }

  private static let wordOrder = [4, 5, 6, 1, 2, 3, 7, 0]
  private static let words = ["time", "mass", "length", "energy", "money", "compute", "data", "temperature"]
  private static let symbols = ["year", "kg", "m", "kWh", "USD", "H100e", "GB", "K"]
  private static let measured: Set<String> = ["money", "compute", "data"]

  private static func withArticle(_ noun: String) -> String {
    noun.hasPrefix("e") || noun.hasPrefix("a") ? "an \(noun)" : "a \(noun)"
  }
}

/// A dimension that has words and usual units of its own.
private struct NamedDimension {
  var dimension: Dimension
  var words: String
  var units: [String]

  static let all: [NamedDimension] = [
    NamedDimension(dimension: .none, words: "a plain number", units: ["%"]),
    NamedDimension(dimension: .time, words: "a time", units: ["day", "month", "year"]),
    NamedDimension(dimension: .mass, words: "a mass", units: ["t", "kg", "kt"]),
    NamedDimension(dimension: .length, words: "a length", units: ["m", "km", "mm"]),
    NamedDimension(dimension: .length * .length, words: "an area", units: ["m2", "cm2", "mm2"]),
    NamedDimension(
      dimension: .length * .length * .length, words: "a volume", units: ["m3"]),
    NamedDimension(
      dimension: .none / (.length * .length), words: "a number per area", units: ["/cm2", "/mm2"]),
    NamedDimension(dimension: .energy, words: "an energy", units: ["kWh", "MWh", "J"]),
    NamedDimension(dimension: .power, words: "a power", units: ["MW", "kW", "GW"]),
    NamedDimension(
      dimension: .power / .time, words: "a power per time", units: ["GW/year", "MW/month"]),
    NamedDimension(dimension: .power / .mass, words: "a power per mass", units: ["W/kg", "kW/t"]),
    NamedDimension(dimension: .mass / .power, words: "a mass per power", units: ["kg/kW", "t/MW"]),
    NamedDimension(
      dimension: .power / (.length * .length), words: "a power per area", units: ["W/m2", "kW/m2"]),
    NamedDimension(
      dimension: .mass / (.length * .length), words: "a mass per area", units: ["kg/m2", "t/km2"]),
    NamedDimension(
      dimension: .power / .compute, words: "a power per compute", units: ["W/H100e", "kW/H100e"]),
    NamedDimension(
      dimension: .money, words: "an amount of money", units: ["USD", "million USD", "billion USD"]),
    NamedDimension(
      dimension: .money / .time, words: "an amount of money per time",
      units: ["USD/year", "million USD/year", "USD/h"]),
    NamedDimension(
      dimension: .money / .mass, words: "an amount of money per mass", units: ["USD/kg", "USD/t"]),
    NamedDimension(
      dimension: .money / .energy, words: "an amount of money per energy",
      units: ["USD/kWh", "USD/MWh", "USD/(kW*year)"]),
    NamedDimension(
      dimension: .money / .power, words: "an amount of money per power", units: ["USD/kW", "USD/W"]),
    NamedDimension(
      dimension: .money * .time, words: "an amount of money per rate", units: ["USD/(wafer/month)"]),
    NamedDimension(
      dimension: .money / .compute, words: "an amount of money per compute", units: ["USD/H100e"]),
    NamedDimension(
      dimension: .money / (.compute * .time), words: "an amount of money per compute and time",
      units: ["USD/(H100e*h)", "USD/(H100e*year)"]),
    NamedDimension(
      dimension: .compute, words: "an amount of compute", units: ["H100e", "kH100e", "million H100e"]),
    NamedDimension(
      dimension: .compute / .time, words: "an amount of compute per time",
      units: ["kH100e/year", "H100e/day"]),
    NamedDimension(dimension: .data, words: "an amount of data", units: ["GB", "TB", "Gb"]),
    NamedDimension(
      dimension: .data / .time, words: "an amount of data per time", units: ["GB/s", "Gb/s", "TB/s"]),
    NamedDimension(dimension: .temperature, words: "a temperature", units: ["K"]),
    NamedDimension(dimension: .none / .time, words: "a number per time", units: ["/year", "/month", "/day"]),
    NamedDimension(
      dimension: .mass / .time, words: "a mass per time", units: ["t/year", "kt/year", "kg/day"]),
    NamedDimension(dimension: .length / .time, words: "a speed", units: ["m/s", "km/s", "km/h"]),
  ]
}
