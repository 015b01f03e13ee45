import Testing

/// Each rule of what may be used finds its breach, and nothing in what keeps it.
@Suite("unit: house rules of use") struct UseRuleTests {
  @Test(
    "unsafe memory without a reason is found, and a reason without unsafe memory; comments and texts do not count"
  )
  func unguardedMemory() {
    let user = SourceFile("Sources/A/A.swift", "let a = b\n  .withUnsafeBytes { $0 }")
    let talker = SourceFile("Sources/A/B.swift", "// unsafe\nlet a = \"unsafe\"")
    #expect(
      UnguardedMemory.findings([user, talker], reasons: [:]).map(\.description) == [
        "Sources/A/A.swift:2: 'withUnsafeBytes' in a file that gives no reason for it: do without, or add the file to the list"
      ])
    let reasons = ["reason": ["Sources/A/A.swift", "Sources/A/B.swift"]]
    #expect(UnguardedMemory.findings([user, talker], reasons: reasons).map(\.path) == ["Sources/A/B.swift"])
  }

  @Test("an assignment to what another industry keeps is found, and none that reads it, or in its own folder")
  func ownState() {
    let files = [
      SourceFile(
        "Sources/Model/World/World.swift",
        """
        struct World { var exchange: Exchange; var labs: Labs; var memory = Memory() }
        extension World {
          mutating func a() {
            labs.states[0].debt = 1
            memory.price += 1
            change(&labs.states[1])
            exchange.now = 2
            let b = posted.labs.alive[0] && labs.states[0].debt == 1
            labs.settle(&exchange)
          }
        }
        """),
      SourceFile("Sources/Model/Exchange/Exchange.swift", "struct Exchange { var now = 0.0 }"),
      SourceFile(
        "Sources/Model/Labs/Labs.swift", "struct Labs {}\nfunc a(_ labs: Labs) { labs.states[0].debt = 2 }"),
      SourceFile(
        "Sources/Model/Memory/Memory.swift", "struct Memory {}\nfunc a() { world.labs.states = [] }"),
    ]
    let found = OwnState.findings(files, allowances: [:])
    #expect(found.map(\.path).filter { $0.contains("World") }.count == 3)
    #expect(found.map(\.line) == [4, 5, 6, 2])
    #expect(OwnState.findings(files, allowances: ["Sources/Model/World/World.swift": 3]).count == 1)
  }

  private let manifest = Manifest(
    """
    let package = Package(
      products: [.library(name: "A", targets: ["A"])],
      targets: [
        .target(name: "A"), .target(name: "B", dependencies: ["A"], path: "Sources/Bees"),
        .executableTarget(name: "C", dependencies: ["B", "D"], swiftSettings: [.unsafeFlags(["-O"], .when(a: b))]),
        .target(name: "D"), .testTarget(name: "ATests", dependencies: ["A"]),
      ])
    """)

  @Test("the manifest says targets in their order, with folders and dependencies")
  func targets() {
    #expect(manifest.targets.map(\.name) == ["A", "B", "C", "D", "ATests"])
    #expect(
      manifest.targets.map(\.path) == ["Sources/A", "Sources/Bees", "Sources/C", "Sources/D", "Tests/ATests"])
    #expect(manifest.targets.map(\.dependencies) == [[], ["A"], ["B", "D"], [], ["A"]])
  }

  @Test("a dependency on what stands below is found")
  func order() {
    #expect(
      ImportRules.order(manifest).map(\.description) == [
        "Package.swift:5: 'C' depends on 'D', which does not stand above it: data flows one way"
      ])
  }

  @Test("an import that is not declared is found, a dependency that is not imported, and a file of no target")
  func imports() {
    let files = [
      SourceFile("Sources/Bees/B.swift", "import A\nimport Testing\n@testable import D"),
      SourceFile("Sources/C/C.swift", "import struct B.Thing"),
      SourceFile("Tests/ATests/T.swift", "import A"), SourceFile("Sources/E/E.swift", ""),
    ]
    let found = ImportRules.declared(files, manifest)
    #expect(found.map(\.path) == ["Sources/Bees/B.swift", "Sources/E/E.swift", "Package.swift"])
    #expect(found.map(\.line) == [3, 0, 5])
    #expect(ImportRules.declared(files, manifest, unimported: ["C": ["D"]]).count == 2)
    #expect(ImportRules.declared(files, manifest, unimported: ["C": ["D"], "B": ["A"]]).count == 3)
  }

  private func dead(_ sources: String, tests: String = "", forTests: [String: String] = [:]) -> [String] {
    DeadDeclarations.findings(
      [SourceFile("Sources/A/A.swift", sources), SourceFile("Tests/ATests/T.swift", tests)], libraries: ["K"],
      forTests: forTests
    ).map(\.description)
  }

  @Test(
    "a declaration of any kind that nothing uses is found",
    arguments: [
      "func dead() {}", "let dead = 1", "var dead: Int { 1 }", "struct dead {}",
      "enum dead { case live }; _ = live",
      "enum E { case live, dead(Int) }; E.live", "final class dead {}", "typealias dead = Int",
      "static func dead() {}", "// dead\nlet dead = \"dead\"", "protocol dead {}",
      "enum E: String { case dead = \"a\" }; E",
    ])
  func unused(text: String) {
    #expect(
      dead(text).count == 1 && dead(text)[0].hasSuffix("nothing uses 'dead': take it out"), "\(dead(text))")
  }

  @Test(
    "a declaration that something uses lives",
    arguments: [
      "let live = 1; print(\"\\(live)\")", "enum E: CaseIterable { case a, b }; E", "@main struct Program {}",
      "switch a { case live: b }", "@Test func live() {}",
    ])
  func used(text: String) { #expect(dead(text) == []) }

  @Test("what only tests use is dead in the sources, unless it is a library's or kept for them with a reason")
  func usedByTests() {
    let test = "struct Suite { @Test func a() { half() } }"
    let only = "Sources/A/A.swift:1: only tests use 'half': take it out, or move it to them"
    #expect(dead("public func half() {}", tests: test) == [only])
    #expect(dead("func half() {}", tests: test, forTests: ["half": "reason"]) == [])
    #expect(dead("", tests: "func half() {}\n" + test, forTests: ["half": "reason"]).count == 1)
    let library = SourceFile("Sources/K/K.swift", "public func open() {}\nfunc closed() {}")
    #expect(DeadDeclarations.findings([library], libraries: ["K"]).map(\.line) == [2])
  }

  private func bare(_ text: String) -> [String] {
    LiteralNumbers.bare(in: SourceFile("Sources/Model/Labs/Labs.swift", text)).map(\.text)
  }

  @Test("a number in a rule is found; a constant of a type, a plain number and a member of a tuple are none")
  func numbers() {
    #expect(
      bare(
        """
        private let file = 7.5
        struct A {
          static let b = 5 * 7.0
          static let c: [Double] = [
            8, 9,
          ]
          var d = 0.25
          var e: Double { 10 }
          func f(_ g: Double = 11) -> Double {
            let h = 13.0
            // 14
            return h * 2 + g.0 + i.5 - 0.5 + 1_000 / 12 + 1e-6 + 15e-6 + "\\(16)"
          }
        }
        """) == ["10", "11", "13.0", "15e-6", "16"])
  }

  @Test(
    "numbers beyond a file's allowance are found, and an allowance that is too large; declarations may have them"
  )
  func allowances() {
    let path = "Sources/Model/Labs/Labs.swift"
    let rule = SourceFile(path, "func a() { b(5, 6) }")
    #expect(
      LiteralNumbers.findings([rule], allowances: [:]).map(\.description) == [
        "\(path):1: 5 in a rule: make it an input, or a constant with a name in its type",
        "\(path):1: 6 in a rule: make it an input, or a constant with a name in its type",
      ])
    #expect(LiteralNumbers.findings([rule], allowances: [path: 2]).isEmpty)
    #expect(LiteralNumbers.findings([rule], allowances: [path: 1]).count == 3)
    #expect(LiteralNumbers.findings([rule], allowances: [path: 3]).count == 1)
    for path in [
      "Sources/Model/Labs/Labs+Inputs.swift", "Sources/Model/Fabs/Fabs+Opening.swift",
      "Sources/Sweep/Sweep.swift",
      "Sources/Model/Trace/Trace.swift", "Sources/Model/World/ModelCheck+Warnings.swift",
    ] {
      #expect(LiteralNumbers.findings([SourceFile(path, "func a() { b(5) }")], allowances: [:]).isEmpty)
    }
  }
}
