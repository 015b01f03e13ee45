/// Words that people write where a scenario has a word of its own.
enum Synonyms {
  /// The words of scenarios that one written elsewhere may stand for, likeliest first.
  static func of(_ word: String) -> [String] {
    table[word.lowercased().split { $0 == " " || $0 == "-" }.joined(separator: "_")] ?? []
  }

  /// Looked up, never iterated.
  private static let table: [String: [String]] = {
    var table: [String: [String]] = [:]
    for (meant, words) in meanings {
      for word in words { table[word, default: []].append(meant) }
    }
    return table
  }()

  private static let meanings: [(meant: String, words: [String])] = [
    (
      "at_least",
      ["above", "over", "more", "more_than", "greater", "greater_than", "exceeds", "from", ">", ">="]
    ),
    ("below", ["under", "less", "less_than", "at_most", "up_to", "smaller", "<", "<="]),
    (
      "threshold",
      ["above", "over", "more_than", "at_least", "below", "under", "less_than", "at_most", "level"]
    ),
    ("by", ["until", "till", "before", "deadline", "date", "when_by"]),
    ("highest", ["max", "maximum", "largest", "peak", "any", "ever"]),
    ("lowest", ["min", "minimum", "smallest"]),
    ("mean", ["average", "avg", "expected"]),
    ("at", ["on", "last", "final", "end", "value"]),
    ("always", ["all", "every", "throughout"]),
    ("low", ["min", "minimum", "lower", "from"]),
    ("central", ["mode", "median", "mid", "middle", "best", "likely", "most_likely"]),
    ("mode", ["central", "peak", "likely", "most_likely"]),
    ("high", ["max", "maximum", "upper", "to"]),
    ("standard_deviation", ["sd", "std", "stddev", "sigma", "deviation"]),
    ("log_standard_deviation", ["log_sd", "log_sigma", "sigma", "sd"]),
    ("distribution", ["type", "dist", "law", "kind"]),
    ("normal", ["gaussian", "gauss"]),
    ("exponential", ["exp"]),
    ("log", ["exponential", "geometric", "growth"]),
    ("step", ["constant", "hold", "flat", "previous"]),
    ("weights", ["probabilities", "shares"]),
    ("source", ["reference", "ref", "citation", "url"]),
    ("note", ["comment", "remark", "description"]),
    ("extends", ["base", "include", "import", "inherits", "parent"]),
  ]
}
