/// An output of every run, declared once by the industry that it is about: the column, and how it is read off the
/// world.
///
/// From this one line follow the CSV column with its unit and meaning, the name that claims, charts and sweeps use,
/// `describe` and the reference.
struct Posting: Sendable {
  /// Whose number is asked for.
  struct Asked {
    /// Index of the entity whose row it is; 0 for the world as a whole.
    let entity: Int
    /// The regions with the ids `us` and `china`, which some numbers speak of by name.
    let us: Int?
    let china: Int?
  }

  enum Source: Sendable {
    /// Read off the world on the day of the report; not-a-number where there is nothing to say.
    case world(@Sendable (borrowing World, Asked) -> Double)
    /// Made of other numbers of this report and earlier ones; `from` names them for the id of an entity: columns of
    /// its own row, or whole paths.
    case report(from: @Sendable (String) -> [String], @Sendable (borrowing Record, Basis) -> Double)
  }

  let metric: Metric
  let source: Source

  /// A number read off the world.
  static func now(
    _ name: String, _ unit: String, _ meaning: String,
    _ reading: @escaping @Sendable (borrowing World, Asked) -> Double
  ) -> Posting {
    Posting(metric: Metric(name, unit, meaning), source: .world(reading))
  }

  /// A number made of others of the report: `rule` finds them in the order of `sources`.
  static func derived(
    _ name: String, _ unit: String, from sources: [String], _ meaning: String,
    _ rule: @escaping @Sendable (borrowing Record, Basis) -> Double
  ) -> Posting {
    derived(name, unit, from: { _ in sources }, meaning, rule)
  }

  /// A number made of others that depend on whose it is.
  static func derived(
    _ name: String, _ unit: String, from sources: @escaping @Sendable (String) -> [String], _ meaning: String,
    _ rule: @escaping @Sendable (borrowing Record, Basis) -> Double
  ) -> Posting {
    Posting(metric: Metric(name, unit, meaning), source: .report(from: sources, rule))
  }

  /// Growth a year of a running total over the last twelve months, or what there is of them.
  static func perYear(_ name: String, _ unit: String, of total: String, _ meaning: String) -> Posting {
    derived(name, unit, from: [total], meaning) { record, basis in record.rate(basis.columns[0], basis.row) }
  }

  /// A number over itself about a year before; missing in the first eleven months.
  static func growth(_ name: String, of other: String, _ meaning: String) -> Posting {
    derived(name, "ratio", from: [other], meaning) { record, basis in
      guard let before = record.yearBefore(basis.row), before.years > 0.9 else { return .nan }
      let earlier = record.get(basis.columns[0], before.row)
      return earlier > 0 ? record.get(basis.columns[0], basis.row) / earlier : .nan
    }
  }
}

/// Where a derived number finds what it is made of.
struct Basis: Sendable {
  /// Columns of the report, in the order in which the posting names them.
  let columns: [Int]
  /// The report at hand.
  let row: Int
}

/// The outputs of one kind of entity: one table.
struct PostingTable: Sendable {
  let name: String
  /// What the table is about, as a title.
  let title: String
  /// What one entity is called, or its parts, with _ between them as . is in ids.
  let noun: String
  /// The entities of a scenario, from its ids by collection.
  let entities: @Sendable ([String: [String]]) -> [String]
  let postings: [Posting]
}
