/// Describes a folder of tables as a Frictionless tabular data package, the contents of `datapackage.json`.
///
/// Every column appears with its type, unit and meaning, and every file with its length and hash. Source:
/// Data Package specification, profile `tabular-data-package`; `unit` is a property of our own, as the
/// specification allows.
public struct DataPackage: Equatable, Sendable {
  /// The file in which the description is kept.
  public static let fileName = "datapackage.json"

  /// A table and the file that holds it.
  public struct Resource: Equatable, Sendable {
    /// What the table is.
    public var schema: TableSchema
    /// The file's length and hash.
    public var file: FileRecord

    /// Joins a table and its file.
    public init(_ schema: TableSchema, _ file: FileRecord) {
      self.schema = schema
      self.file = file
    }
  }

  /// The package's name: lower-case letters, digits, `-`, `_` and `.`.
  public var name: String
  /// A short title.
  public var title: String
  /// What the tables are about.
  public var description: String
  /// The tables, in the order in which they are listed.
  public var resources: [Resource]

  /// Describes a package.
  public init(name: String, title: String, description: String, resources: [Resource]) {
    self.name = name
    self.title = title
    self.description = description
    self.resources = resources
  }

  /// The description as JSON.
  public var json: JSONText {
    [
      "profile": "tabular-data-package",
      "name": .text(name),
      "title": .text(title),
      "description": .text(description),
      "resources": .array(resources.map(\.json)),
    ]
  }

  /// The text of `datapackage.json`, with a line break at the end.
  public var text: String { json.pretty + "\n" }

  /// `name` in the form that a package's name must have: lower case, with `-` for whatever may not appear in
  /// it.
  public static func packageName(_ name: String) -> String {
    if name.isEmpty { return "results" }
    let plain = String(
      name.lowercased().unicodeScalars.map { scalar -> Character in
        switch scalar {
        case "a"..."z", "0"..."9", "_", ".": Character(scalar)
        default: "-"
        }
      })
    let isFaithful =
      name.unicodeScalars.allSatisfy(\.isASCII) && plain.contains { $0.isLetter || $0.isNumber }
    if isFaithful, plain.first != "-", plain.first != ".", plain.utf8.count <= 100 { return plain }
    // What the letters of other scripts said is in the hash, so that two names stay two.
    let words = plain.split { !$0.isLetter && !$0.isNumber }.joined(separator: "-").prefix(80)
    return "\(words.isEmpty ? "scenario" : words)-\(SHA256.hex(of: name).prefix(8))"
  }
}

extension DataPackage.Resource {
  var json: JSONText {
    var table: [JSONText.Member] = [
      .init("fields", .array(schema.columns.map(\.json))),
      .init("missingValues", [""]),
    ]
    if !schema.primaryKey.isEmpty {
      table.append(.init("primaryKey", .array(schema.primaryKey.map { .text($0) })))
    }
    return [
      "profile": "tabular-data-resource",
      "name": .text(schema.name),
      "path": .text(file.name),
      "title": .text(schema.title),
      "description": .text(schema.description),
      "format": "csv",
      "mediatype": "text/csv",
      "encoding": "utf-8",
      "bytes": .integer(file.bytes),
      "hash": .text("sha256:" + file.sha256),
      "dialect": [
        "delimiter": ",",
        "lineTerminator": "\n",
        "quoteChar": "\"",
        "doubleQuote": true,
        "header": true,
      ],
      "schema": .object(table),
    ]
  }
}

extension Column {
  var json: JSONText {
    var members: [JSONText.Member] = [.init("name", .text(name)), .init("type", .text(kind.dataPackageType))]
    if let unit { members.append(.init("unit", .text(unit))) }
    members.append(.init("description", .text(description)))
    return .object(members)
  }
}

extension ColumnKind {
  /// The type's name in the Table Schema specification.
  var dataPackageType: String {
    switch self {
    case .number: "number"
    case .integer: "integer"
    case .text: "string"
    case .date: "date"
    case .boolean: "boolean"
    }
  }
}
