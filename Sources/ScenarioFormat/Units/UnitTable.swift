/// The words of the unit grammar and what they stand for.
struct UnitWord {
  /// How a word may stand beside others without an operator.
  enum Kind {
    /// A number word such as `million`, which belongs to the word after it.
    case multiplier
    /// A counted thing such as `wafer`, which may stand beside another one.
    case noun
    /// A unit of measure.
    case measure
  }

  var kind: Kind
  var dimension: Dimension
  var numerator: Double
  var denominator: Double
}

enum UnitTable {
  /// The words in the order in which they are suggested.
  static let spellings: [String] = entries.map(\.spelling)
  /// The word of a spelling; looked up, never iterated.
  static func word(_ spelling: String) -> UnitWord? { bySpelling[spelling] }

  private static let bySpelling: [String: UnitWord] = {
    var table: [String: UnitWord] = [:]
    for entry in entries { table[entry.spelling] = entry.word }
    return table
  }()

  private static let entries: [(spelling: String, word: UnitWord)] = {
    var list: [(spelling: String, word: UnitWord)] = []
    func add(
      _ spellings: [String], _ dimension: Dimension, _ numerator: Double, over denominator: Double = 1,
      kind: UnitWord.Kind = .measure
    ) {
      let word = UnitWord(kind: kind, dimension: dimension, numerator: numerator, denominator: denominator)
      for spelling in spellings { list.append((spelling, word)) }
    }
    func addPrefixed(
      _ symbol: String, _ dimension: Dimension, _ unit: Double, _ prefixes: String,
      kind: UnitWord.Kind = .measure
    ) {
      for prefix in prefixes {
        add(["\(prefix)\(symbol)"], dimension, unit * power(of: prefix), kind: kind)
      }
    }

    add(["thousand", "thousands"], .none, 1e3, kind: .multiplier)
    add(["million", "millions"], .none, 1e6, kind: .multiplier)
    add(["billion", "billions"], .none, 1e9, kind: .multiplier)
    add(["trillion", "trillions"], .none, 1e12, kind: .multiplier)
    add(["%", "percent"], .none, 1, over: 100)
    add(["x", "ratio"], .none, 1)

    add(["s", "second", "seconds"], .time, 1)
    add(["min", "minute", "minutes"], .time, 60)
    add(["h", "hour", "hours"], .time, 3600)
    add(["day", "days", "d"], .time, 86_400)
    add(["week", "weeks"], .time, 604_800)
    add(["month", "months"], .time, 2_629_800)
    add(["quarter", "quarters"], .time, 7_889_400)
    add(["year", "years", "yr", "yrs"], .time, 31_557_600)

    add(["kg"], .mass, 1)
    add(["g"], .mass, 1, over: 1000)
    add(["mg"], .mass, 1, over: 1e6)
    add(["t", "tonne", "tonnes"], .mass, 1000)
    addPrefixed("t", .mass, 1000, "kMG")

    for (symbol, size, over) in [
      ("m", 1.0, 1.0), ("km", 1000, 1), ("cm", 1, 100), ("mm", 1, 1000), ("um", 1, 1e6), ("nm", 1, 1e9),
    ] {
      add([symbol], .length, size, over: over)
      add(["\(symbol)2"], .length * .length, size * size, over: over * over)
      add(["\(symbol)3"], .length * .length * .length, size * size * size, over: over * over * over)
    }
    add(["metre", "metres"], .length, 1)

    add(["W"], .power, 1)
    addPrefixed("W", .power, 1, "kMGT")
    add(["Wh"], .energy, 3600)
    addPrefixed("Wh", .energy, 3600, "kMGT")
    add(["J"], .energy, 1)
    addPrefixed("J", .energy, 1, "kMGT")

    add(["USD"], .money, 1)
    addPrefixed("USD", .money, 1, "kMB")
    add(["H100e"], .compute, 1)
    addPrefixed("H100e", .compute, 1, "kMG")
    add(["GB"], .data, 1)
    add(["TB"], .data, 1e3)
    add(["PB"], .data, 1e6)
    add(["EB"], .data, 1e9)
    add(["MB"], .data, 1, over: 1e3)
    add(["kB"], .data, 1, over: 1e6)
    add(["Gb"], .data, 1, over: 8)
    add(["Tb"], .data, 125)
    add(["Mb"], .data, 1, over: 8e3)
    add(["K"], .temperature, 1)

    add(["FLOP", "FLOPs"], .none, 1, kind: .noun)
    addPrefixed("FLOP", .none, 1, "kMGTPEZ", kind: .noun)
    for (singular, plural) in nouns {
      add([singular, plural], .none, 1, kind: .noun)
      addPrefixed(singular, .none, 1, "kM", kind: .noun)
      addPrefixed(plural, .none, 1, "kM", kind: .noun)
    }
    return list
  }()

  private static let nouns = [
    ("tool", "tools"), ("pass", "passes"), ("wafer", "wafers"), ("lot", "lots"), ("die", "dies"),
    ("package", "packages"), ("chip", "chips"), ("layer", "layers"), ("launch", "launches"),
    ("flight", "flights"), ("ship", "ships"), ("pad", "pads"), ("licence", "licences"),
    ("license", "licenses"), ("satellite", "satellites"), ("project", "projects"), ("site", "sites"),
    ("defect", "defects"), ("stack", "stacks"), ("rack", "racks"), ("server", "servers"),
    ("person", "people"), ("event", "events"), ("unit", "units"), ("line", "lines"), ("module", "modules"),
    ("panel", "panels"), ("turbine", "turbines"), ("vehicle", "vehicles"), ("fab", "fabs"),
    ("exposure", "exposures"), ("booster", "boosters"), ("user", "users"), ("token", "tokens"),
  ]

  private static func power(of prefix: Character) -> Double {
    switch prefix {
    case "k": 1e3
    case "M": 1e6
    case "G", "B": 1e9
    case "T": 1e12
    case "P": 1e15
    case "E": 1e18
    default: 1e21
    }
  }
}
