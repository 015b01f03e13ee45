/// Which numbers a report holds, and where: the series first, then one block per entity of each table.
public struct Layout: Sendable {
  /// A table of one kind of entity.
  public struct Table: Sendable {
    public let name: String
    /// What the table is about, as a title.
    public let title: String
    /// What one entity is called: the name of the table's key column, or of several, with _ between them as . is in
    /// ids.
    public let noun: String
    public let entities: [String]
    public let columns: [Metric]
    let offset: Int

    /// Where the numbers of an entity begin.
    public func offset(of entity: Int) -> Int { offset + entity * columns.count }
  }

  /// A column that is read off the world.
  struct Reading: Sendable {
    let column: Int
    let asked: Posting.Asked
    let read: @Sendable (borrowing World, Posting.Asked) -> Double
  }

  /// A column that is made of others.
  struct Derivation: Sendable {
    let column: Int
    let sources: [Int]
    let rule: @Sendable (borrowing Record, Basis) -> Double
  }

  public let series: [Metric]
  public let tables: [Table]
  /// Numbers in one report.
  public let width: Int
  /// What is read off the world, in the order of the columns.
  private(set) var readings: [Reading] = []
  /// What is made of others, each after all that it is made of.
  private(set) var derivations: [Derivation] = []
  /// The column of every path.
  private var places: [String: Int] = [:]

  /// The names of all tables, in their order.
  public static var tableNames: [String] { World.tables.map(\.name) }

  /// The layout for the entities of a scenario: their ids by collection.
  public init(ids: [String: [String]]) {
    var offset = World.series.count
    series = World.series.map(\.metric)
    tables = World.tables.map { table in
      let entities = table.entities(ids)
      defer { offset += entities.count * table.postings.count }
      return Table(
        name: table.name, title: table.title, noun: table.noun, entities: entities,
        columns: table.postings.map(\.metric), offset: offset)
    }
    width = offset
    for (column, path) in paths.enumerated() { places[path] = places[path] ?? column }
    let regions = ids["regions"] ?? []
    wire(us: regions.firstIndex(of: "us"), china: regions.firstIndex(of: "china"))
  }

  /// Finds out where each number comes from, and in which order those that rest on others can be made.
  private mutating func wire(us: Int?, china: Int?) {
    var waiting: [Derivation] = []
    func add(_ posting: Posting, _ column: Int, _ entity: Int, _ id: String, prefix: String) {
      switch posting.source {
      case .world(let read):
        readings.append(
          Reading(column: column, asked: Posting.Asked(entity: entity, us: us, china: china), read: read))
      case .report(let sources, let rule):
        let columns = sources(id).map { source in
          guard let column = index(of: prefix + source) ?? index(of: source) else {
            preconditionFailure("\(posting.metric.name) is made of '\(source)', which no industry posts")
          }
          return column
        }
        waiting.append(Derivation(column: column, sources: columns, rule: rule))
      }
    }
    for (column, posting) in World.series.enumerated() { add(posting, column, 0, "", prefix: "") }
    for (table, declared) in zip(tables, World.tables) {
      for (entity, id) in table.entities.enumerated() {
        for (place, posting) in declared.postings.enumerated() {
          add(posting, table.offset(of: entity) + place, entity, id, prefix: "\(table.name).\(id).")
        }
      }
    }
    var open = Set(waiting.map(\.column))
    while !waiting.isEmpty {
      let before = waiting.count
      waiting.removeAll { derivation in
        guard derivation.sources.allSatisfy({ !open.contains($0) }) else { return false }
        derivations.append(derivation)
        return true
      }
      for derivation in derivations { open.remove(derivation.column) }
      precondition(waiting.count < before, "outputs are made of one another in a circle")
    }
  }

  func table(_ name: String) -> Table? { tables.first { $0.name == name } }

  /// Where a metric lies: a series name, or `table.entity.column`; nil if there is none.
  public func index(of path: String) -> Int? { places[path] }

  /// Every path that `index(of:)` knows, for suggestions, in the order of the columns.
  public var paths: [String] {
    series.map(\.name)
      + tables.flatMap { table in
        table.entities.flatMap { id in table.columns.map { "\(table.name).\(id).\($0.name)" } }
      }
  }
}
