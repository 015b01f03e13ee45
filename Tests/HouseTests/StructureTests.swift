import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The pictures and the paths in Design are those of the sources as they are.
@Suite("house: the package's structure as it is drawn") struct StructureTests {
  private static let design = "Sources/Model/Model.docc/Design.md"

  /// `make structure` sets STRUCTURE=record, which draws them anew.
  @Test("a picture of another structure is told: `make structure` draws it anew")
  func pictures() {
    let pictures = [
      ("modules", Structure.modules(Manifest(Repository.text("Package.swift")))),
      ("postings", Structure.postings(Repository.files)),
    ]
    let old = Repository.text(StructureTests.design)
    var text = old
    for (name, picture) in pictures {
      let (opening, ending) = ("<!-- picture of \(name): make structure -->\n", "\n<!-- end of picture -->")
      let parts = text.split(separator: opening, maxSplits: 1, omittingEmptySubsequences: false)
      #expect(parts.count == 2, "\(StructureTests.design) has no place for the picture of \(name)")
      guard parts.count == 2 else { continue }
      let rest = parts[1].split(separator: ending, maxSplits: 1, omittingEmptySubsequences: false)
      text = "\(parts[0])\(opening)\(picture)\(ending)\(rest.count == 2 ? String(rest[1]) : "")"
    }
    if getenv("STRUCTURE").map({ String(cString: $0) }) == "record" {
      Repository.write(text, to: StructureTests.design)
    } else {
      #expect(text == old, "\(StructureTests.design) draws another structure: make structure")
    }
  }

  @Test("each step of a reader's path is where it is said to be")
  func paths() {
    let section = Repository.text(StructureTests.design).split(separator: "## A reader's path").last ?? ""
    var steps = 0
    for line in section.prefix(while: { $0 != "#" }).split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map {
        $0.split(separator: "`", omittingEmptySubsequences: false)
      }
      guard cells.count == 3, cells[1].count == 3 else { continue }
      steps += 1
      let path = "Sources/\(cells[1][1])"
      let file = Repository.files.first { $0.path == path }
      #expect(file != nil, "\(StructureTests.design) names \(path), which is not there")
      for (place, name) in cells[2].enumerated() where place % 2 == 1 {
        #expect(
          file?.code.contains { $0.kind == .word && $0.text == name } ?? true,
          "\(StructureTests.design) looks for \(name) in \(path), where it is not")
      }
    }
    #expect(steps > 20)
  }

  @Test("modules are drawn without what follows from the rest")
  func modules() {
    let manifest = Manifest(
      """
      .target(name: "A"), .target(name: "B", dependencies: ["A"]), .target(name: "C", dependencies: ["A", "B"]),
      .target(name: "D"), .testTarget(name: "ATests", dependencies: ["A"]),
      """)
    #expect(
      Structure.modules(manifest) == """
        ```mermaid
        flowchart BT
          D
          B --> A
          C --> B
        ```
        """)
  }

  @Test("an arrow goes from who posts to who reads, through what reads for others too")
  func postings() {
    let files = [
      SourceFile(
        "Sources/Model/Exchange/Posted.swift",
        """
        struct Posted { var labs: Labs.Posted; var power = Power.Posted(); var fabs: Fabs.Posted }
        extension Posted {
          func all() -> Double { labs.sum + power.sum }
        }
        """),
      SourceFile(
        "Sources/Model/Exchange/Exchange.swift",
        "extension Exchange {\n  func price() -> Double { posted.fabs.price }\n}"),
      SourceFile("Sources/Model/Labs/Labs.swift", "struct Labs { func a() { exchange.price() } }"),
      SourceFile("Sources/Model/Labs/Labs+Postings.swift", "extension Labs { func a() { posted.power } }"),
      SourceFile("Sources/Model/Power/Power.swift", "struct Power { func a() { posted.all() } }"),
      SourceFile("Sources/Model/Fabs/Fabs.swift", "struct Fabs { func a() { posted.fabs } }"),
      SourceFile("Sources/Model/World/World.swift", "struct World { func a() { posted.fabs } }"),
    ]
    #expect(
      Structure.postings(files) == """
        ```mermaid
        flowchart LR
          Fabs --> Labs
          Labs --> Power
        ```
        """)
  }
}
