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
  /// One declared unit: its spellings, and the prefixes that may stand before each of them.
  struct Entry {
    var spellings: [String]
    var prefixes: String
    var word: UnitWord
  }

  /// The words in the order in which they are suggested.
  static let spellings: [String] = words.map(\.spelling)
  /// The word of a spelling; looked up, never iterated.
  static func word(_ spelling: String) -> UnitWord? { bySpelling[spelling] }

  private static let bySpelling = Dictionary(words.map { ($0.spelling, $0.word) }, uniquingKeysWith: { $1 })

  /// Every spelling of every unit, those with prefixes behind those without.
  private static let words: [(spelling: String, word: UnitWord)] = entries.flatMap { entry in
    entry.spellings.map { ($0, entry.word) }
      + entry.spellings.flatMap { spelling in
        entry.prefixes.map { prefix in
          var word = entry.word
          word.numerator *= power(of: prefix)
          return ("\(prefix)\(spelling)", word)
        }
      }
  }

  /// Every unit, each declared once: what is read, suggested and listed follows from here.
  static let entries: [Entry] = {
    var list: [Entry] = []
    func add(
      _ spellings: [String], _ dimension: Dimension, _ numerator: Double, over denominator: Double = 1,
      kind: UnitWord.Kind = .measure, prefixes: String = ""
    ) {
      let word = UnitWord(kind: kind, dimension: dimension, numerator: numerator, denominator: denominator)
      list.append(Entry(spellings: spellings, prefixes: prefixes, word: word))
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
    add(["t"], .mass, 1000, prefixes: "kMG")
    add(["tonne", "tonnes"], .mass, 1000)

    for (symbol, size, over) in [
      ("m", 1.0, 1.0), ("km", 1000, 1), ("cm", 1, 100), ("mm", 1, 1000), ("um", 1, 1e6), ("nm", 1, 1e9),
    ] {
      add([symbol], .length, size, over: over)
      add(["\(symbol)2"], .length * .length, size * size, over: over * over)
      add(["\(symbol)3"], .length * .length * .length, size * size * size, over: over * over * over)
    }
    add(["metre", "metres"], .length, 1)

    add(["W"], .power, 1, prefixes: "kMGT")
    add(["Wh"], .energy, 3600, prefixes: "kMGT")
    add(["J"], .energy, 1, prefixes: "kMGT")

    add(["USD"], .money, 1, prefixes: "kMB")
    add(["H100e"], .compute, 1, prefixes: "kMG")
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

    add(["FLOP"], .none, 1, kind: .noun, prefixes: "kMGTPEZ")
    add(["FLOPs"], .none, 1, kind: .noun)
    for (singular, plural) in nouns { add([singular, plural], .none, 1, kind: .noun, prefixes: "kM") }
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
