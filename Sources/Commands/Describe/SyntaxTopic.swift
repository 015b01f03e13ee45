import Model
import ScenarioFormat

/// What a scenario may write, by topic: the pages of `describe` that are about no single input.
enum SyntaxTopic: String, CaseIterable {
  case values, units, distributions, interpolation, readings

  /// What the page is about.
  var title: String {
    switch self {
    case .values: "How a value is written, and what is drawn from it"
    case .units: "Units, with every spelling that is read"
    case .distributions: "Distributions that may be named"
    case .interpolation: "Values by date"
    case .readings: "How a claim reads its metric"
    }
  }

  /// What holds for all of it.
  var remarks: [String] {
    switch self {
    case .values:
      [
        "What is uncertain is drawn once a run, independently of every other input but those that `correlations` pair it "
          + "with, unless `describe` says that it is drawn at each event. A draw stays within the input's range.",
        "Beside any value, or around it as \"value\", stand source, as_of, confidence (H, M or L) and note.",
      ]
    case .units:
      [
        "Units are joined by * and / (or the word per), have powers as in m2 or m^2 and roots as in /sqrt(year), and stand "
          + "in parentheses behind a slash where there are several: USD/(kW*year). Factors and counts stand beside the next "
          + "word: million USD, wafer passes. Letter case matters; singular and plural are the same.",
        "A month is a twelfth of a year of 365.25 days. H100e is the compute of one H100. What is counted has no dimension: "
          + "the word is for readers.",
      ]
    case .distributions:
      [
        "Written as {\"distribution\": NAME, ...} with these parameters, in the input's unit unless they are plain "
          + "numbers; those in brackets may be left out. Dates take uniform, triangular, normal, beta, three_point, "
          + "interval, discrete and empirical; bernoulli and poisson are for plain numbers alone."
      ]
    case .interpolation:
      [
        "An input by date is written {\"2026\": \"60 /year\", \"2028-07\": \"90 to 110 /year\", \"interpolation\": \"log\"}, "
          + "the dates in rising order as 2027, 2027-10 or 2027-10-31. Before the first date its value holds, after the "
          + "last date that one's. Where values are uncertain one number is drawn for all dates: a run that is high at "
          + "one is high at all."
      ]
    case .readings:
      [
        "A claim is a metric (`capsim describe metrics`), a reading, a comparison (at_least or below), a threshold in "
          + "the metric's unit and the date by. A claim that the run's end leaves open is undecided, and so is one whose "
          + "metric has no number in that time; shares are of the runs that decided it."
      ]
    }
  }

  /// Terms and what they mean.
  var terms: [(term: String, meaning: String)] {
    switch self {
    case .values:
      [
        ("\"60 t\"", "one value with its unit: `capsim describe units`"),
        (
          "\"38 t to 100 t\"",
          "90 % of the cases lie between: lognormal when both ends are above zero, else normal; of dates normal"
        ),
        (
          "{\"low\", \"central\", \"high\"}",
          "5 % quantile, median and 95 % quantile: two halves of normal distributions that meet at the median, of the "
            + "logarithm when low is above zero"
        ),
        ("{\"p10\", \"p50\", \"p90\"}", "the same law with 10 % beyond either end"),
        ("{\"distribution\": ...}", "a distribution by name: `capsim describe distributions`"),
        (
          "{\"chances\": ...}",
          "of a choice that may be drawn, where its own page says so: words with their chances, which sum to 1, as in "
            + "{\"answer\": 0.8, \"plan\": 0.2}"
        ),
        ("{\"2026\": ..., \"2028\": ...}", "values by date: `capsim describe interpolation`"),
      ]
    case .units: UnitGroup.all.map { ($0.meaning, $0.text) }
    case .distributions: DistributionForm.all.map { ($0.name, SyntaxTopic.parameters(of: $0)) }
    case .interpolation:
      InputValue.Interpolation.allCases.map { ($0.rawValue, SyntaxTopic.meaning(of: $0)) }
    case .readings: ClaimReading.allCases.map { ($0.rawValue, SyntaxTopic.meaning(of: $0)) }
    }
  }

  private static func parameters(of form: DistributionForm) -> String {
    if form.isList {
      return form.isWeighted ? "values and weights, two arrays" : "values, an array: each as likely"
    }
    return form.parameters.map { parameter in
      let text = parameter.key + (parameter.isPlainNumber ? " (plain number)" : "")
      return parameter.isOptional ? "[\(text)]" : text
    }.joined(separator: ", ")
  }

  private static func meaning(of interpolation: InputValue.Interpolation) -> String {
    switch interpolation {
    case .linear: "a straight line between two dates (unless another is named)"
    case .step: "each value holds until the next date"
    case .log: "a straight line of the logarithm: a constant rate of growth; values above zero"
    }
  }

  private static func meaning(of reading: ClaimReading) -> String {
    switch reading {
    case .at: "the value at the last report up to by"
    case .highest: "the largest value from from to by; once it has passed the threshold it stays past it"
    case .lowest: "the smallest value from from to by"
    case .first: "the first date at which the comparison holds lies from from to by"
    case .mean: "the mean over the reports from from to by"
    case .always: "the comparison holds at every report from from to by that has a number"
    case .when:
      "the value at the first date at which the metric when reaches when_at_least; undecided if never"
    }
  }
}
