import TestSupport
import Testing

@testable import Tables

@Suite("Schemas and descriptions")
struct SchemaTests {
  @Test("unit: a sound schema has no problems")
  func sound() {
    #expect(exampleSchema.validate() == [])
    #expect(exampleSchema.name == "labs")
    #expect(exampleSchema.index(of: "runs") == 3)
    #expect(exampleSchema.index(of: "absent") == nil)
  }

  @Test("unit: every fault of a schema is reported at once")
  func faults() {
    let schema = TableSchema(
      fileName: "Labs.txt", title: "", description: "x",
      columns: [
        Column("Lab", .text, "The lab."), Column("date", .date, ""),
        Column("date", .date, unit: "d", "Again."),
        Column("a__b", .number, unit: "", "b"),
      ], primaryKey: ["place", "date", "date"])
    let file = "Labs.txt"
    #expect(
      schema.validate() == [
        .badFileName(file), .undescribedTable(file), .badColumnName("Lab", file: file),
        .undescribedColumn("date", file: file), .repeatedColumn("date", file: file),
        .misplacedUnit("date", file: file), .badColumnName("a__b", file: file),
        .misplacedUnit("a__b", file: file), .unknownKey("place", file: file),
        .repeatedKey("date", file: file),
      ])
    let empty = TableSchema(fileName: "a.csv", title: "A", description: "A.", columns: [])
    #expect(empty.validate().map(\.description) == ["a.csv: a table needs at least one column"])
  }

  @Test(
    "unit: snake_case",
    arguments: [
      ("a", true), ("compute_h100e", true), ("p5", true), ("", false), ("5p", false), ("_a", false),
      ("a_", false), ("a__b", false), ("aB", false), ("a-b", false), ("é", false),
    ])
  func snakeCase(name: String, isSnake: Bool) {
    #expect(Column.isSnakeCase(name) == isSnake)
  }

  @Test("golden: JSON keeps order, escapes, and indents by two")
  func json() {
    let value: JSONText = [
      "z": 1, "a": [1.5, true, nil, "q\"\\\n\t\u{1}\u{7f}é/"], "empty": [:], "none": [], "nan": .number(.nan),
      "small": 1.5e-7,
    ]
    #expect(
      value.pretty == """
        {
          "z": 1,
          "a": [
            1.5,
            true,
            null,
            "q\\"\\\\\\n\\t\\u0001\\u007fé/"
          ],
          "empty": {},
          "none": [],
          "nan": null,
          "small": 1.5e-07
        }
        """)
    #expect(
      value.compact
        == "{\"z\":1,\"a\":[1.5,true,null,\"q\\\"\\\\\\n\\t\\u0001\\u007fé/\"],\"empty\":{},\"none\":[],"
        + "\"nan\":null,\"small\":1.5e-07}")
    #expect(JSONText.integer(Int.min).compact == "-9223372036854775808")
    #expect(JSONText.text("\u{8}\u{c}\r").compact == "\"\\b\\f\\r\"")
  }

  private static let packageText = """
    {
      "profile": "tabular-data-package",
      "name": "space",
      "title": "Space",
      "description": "A test.",
      "resources": [
        {
          "profile": "tabular-data-resource",
          "name": "runs",
          "path": "runs.csv",
          "title": "Runs",
          "description": "One row a run.",
          "format": "csv",
          "mediatype": "text/csv",
          "encoding": "utf-8",
          "bytes": 12,
          "hash": "sha256:ab",
          "dialect": {
            "delimiter": ",",
            "lineTerminator": "\\n",
            "quoteChar": "\\"",
            "doubleQuote": true,
            "header": true
          },
          "schema": {
            "fields": [
              {
                "name": "run",
                "type": "integer",
                "description": "The run."
              },
              {
                "name": "mass_t",
                "type": "number",
                "unit": "t",
                "description": "Mass to orbit."
              }
            ],
            "missingValues": [
              ""
            ],
            "primaryKey": [
              "run"
            ]
          }
        }
      ]
    }

    """

  @Test("golden: a data package")
  func dataPackage() {
    let schema = TableSchema(
      fileName: "runs.csv", title: "Runs", description: "One row a run.",
      columns: [Column("run", .integer, "The run."), Column("mass_t", .number, unit: "t", "Mass to orbit.")],
      primaryKey: ["run"])
    let package = DataPackage(
      name: "space", title: "Space", description: "A test.",
      resources: [.init(schema, FileRecord(name: "runs.csv", bytes: 12, sha256: "ab"))])
    #expect(package.text == SchemaTests.packageText)
    #expect(ColumnKind.allCases.map(\.dataPackageType) == ["number", "integer", "string", "date", "boolean"])
    #expect(DataPackage.packageName("My Scenario/2.json") == "my-scenario-2.json")
    #expect(DataPackage.packageName("") == "results")
  }

  @Test("names without a latin letter do not share one default folder")
  func otherScripts() {
    let names = ["東京", "大阪", "Süd", "Sud", "s-d", "🚀", "🛰", "-x", "..", "-", "--", "Sü-d"]
    let folders = names.map(DataPackage.packageName)
    #expect(Set(folders).count == names.count, "\(folders)")
    for folder in folders {
      #expect(folder.first?.isLetter == true || folder.first?.isNumber == true, "\(folder)")
      #expect(folder.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
    }
  }

  @Test(
    "unit: SHA-256 of the published examples",
    arguments: [
      ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
  func sha256(text: String, count: Int, hex: String) {
    #expect(SHA256.hex(of: String(repeating: text, count: count)) == hex)
  }

  @Test("twin: SHA-256 in pieces of every size agrees with SHA-256 byte by byte")
  func sha256Pieces() {
    let bytes = (0..<1300).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) }
    for length in [55, 56, 63, 64, 65, 119, 128, 511, 512, 513, 1300] {
      for piece in [1, 3, 63, 64, 65, 200, 512, 600, 1300] {
        var hash = SHA256()
        bytes.prefix(length).withUnsafeBytes { all in
          for start in stride(from: 0, to: length, by: piece) {
            hash.update(UnsafeRawBufferPointer(rebasing: all[start..<min(start + piece, length)]))
          }
        }
        #expect(hash.finish() == SHA256.hex(of: bytes.prefix(length)))
      }
    }
  }
}
