import Model
import Tables

/// Which of a run's larger tables are written; runs, failures, claims and inputs always are.
public struct TableSelection: Sendable, Equatable {
  /// The names that may be chosen.
  public static let choices = ["series"] + Layout.tableNames + ["quantiles"]
  /// All of them.
  public static let all = TableSelection(names: Set(choices))
  let names: Set<String>

  private init(names: Set<String>) { self.names = names }

  /// Reads `series,labs`, `all` or `none`; nil where a name is not among the choices.
  public init?(_ text: String) {
    switch text {
    case "all": self = .all
    case "none": names = []
    default:
      let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard words.allSatisfy(TableSelection.choices.contains) else { return nil }
      names = Set(words)
    }
  }

  /// The text that reads as this selection.
  public var text: String { names.isEmpty ? "none" : names.sorted().joined(separator: ",") }

  /// Whether a table is written, by its name.
  public func contains(_ name: String) -> Bool { names.contains(name) }
}

/// The tables that replications fill row by row: which files, which columns, what they mean.
public struct RunTables: Sendable {
  /// A table of one kind of entity.
  public struct EntityTable: Sendable {
    public let schema: TableSchema
    let table: Layout.Table
    /// The cells that name each entity: its id, or its parts where the id has several.
    let keys: [[String]]

    /// Whether a row is left out where all its numbers are zero or missing: most technologies are nowhere in most
    /// regions.
    var leavesOutIdle: Bool { table.name == "technologies" }
  }

  /// One row per replication and date.
  public let series: TableSchema
  /// One row per replication, date and entity.
  public let entities: [EntityTable]
  /// One row per replication.
  public let runs: RunsTable
  /// One row per failed replication.
  public let failures: TableSchema

  /// Declares the tables of a model.
  public init(_ model: Model, _ selection: TableSelection = .all) {
    let layout = model.layout
    series = TableSchema(
      fileName: "series.csv", title: "The world as a whole",
      description: "One row per replication and report date.",
      columns: RunTables.leading + layout.series.map(RunTables.column),
      primaryKey: RunTables.leading.map(\.name))
    entities = layout.tables.filter { selection.contains($0.name) }.map(RunTables.entityTable)
    runs = RunsTable(model)
    failures = TableSchema(
      fileName: "failures.csv", title: "Runs that could not go on",
      description: "One row per failed replication; the file has only its header when none failed.",
      columns: [
        Column("run", .text, "Id of the run: a hash of scenario, engine version, seed and replication."),
        Column("replication", .integer, "Number of the replication, from 0."),
        Column("date", .date, "Date in the run at which it failed."),
        Column("what", .text, "What went wrong."),
        Column("replay", .text, "The command that runs this replication again, alone."),
      ], primaryKey: ["replication"])
  }

  /// The tables that every run adds rows to, in the order of the data package: series, entities, runs.
  public var rows: [TableSchema] { [series] + entities.map(\.schema) + [runs.schema] }

  static let leading = [
    Column("replication", .integer, "Number of the replication, from 0."),
    Column("date", .date, "Date of the report."),
  ]

  static func column(_ metric: Metric) -> Column {
    Column(metric.name, .number, unit: metric.unit.isEmpty ? nil : metric.unit, metric.meaning)
  }

  private static func entityTable(_ table: Layout.Table) -> EntityTable {
    // An id of several parts, such as `assembly.memory` of a `join_cause`, becomes a column for each part.
    let nouns = table.noun.split(separator: "_").map(String.init)
    let keys = table.entities.map { $0.split(separator: ".", maxSplits: nouns.count - 1).map(String.init) }
    let names = nouns.map { Column($0, .text, meaning(of: $0)) }
    let schema = TableSchema(
      fileName: table.name + ".csv", title: table.title,
      description: "One row per replication, report date and \(nouns.joined(separator: " and "))"
        + (table.name == "technologies" ? "; rows that are zero or empty throughout are left out." : "."),
      columns: leading + names + table.columns.map(column), primaryKey: leading.map(\.name) + nouns)
    return EntityTable(schema: schema, table: table, keys: keys)
  }

  private static func meaning(of noun: String) -> String {
    switch noun {
    case "join": "Where inputs meet and wait for one another."
    case "cause": "The input that was missing."
    case "venue": "A region, or orbit."
    default: "Id of the \(noun) in the scenario."
    }
  }
}
