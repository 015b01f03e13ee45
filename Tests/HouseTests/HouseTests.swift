import Testing

/// The house rules, held against this package's own sources, tests and benchmarks.
@Suite("house: the sources keep the house rules") struct HouseTests {
  private var files: [SourceFile] { Repository.files }

  private func expectNone(_ findings: [Finding], _ place: SourceLocation = #_sourceLocation) {
    for finding in findings { Issue.record("\(finding.description)", sourceLocation: place) }
  }

  @Test("sources, tests and benchmarks are all read")
  func everythingIsRead() {
    for path in [
      "Sources/Model/World/World.swift", "Tests/HouseTests/HouseTests.swift",
      "Benchmarks/Model/ModelBenchmark.swift",
    ] {
      #expect(files.contains { $0.path == path && !$0.code.isEmpty }, "\(path)")
    }
  }

  @Test("a file is read at a sitting: less than 350 lines")
  func fileSizes() { expectNone(SizeRules.longFiles(files, exceptions: Exceptions.longFiles)) }

  @Test("a function fits a screen: at most 60 lines")
  func functionSizes() { expectNone(SizeRules.longFunctions(files)) }

  @Test("what goes together is one parameter: at most six, of memberwise initialisers more")
  func parameterLists() {
    expectNone(SizeRules.longParameterLists(files, exceptions: Exceptions.longParameterLists))
  }

  @Test("a line fits a page: at most 120 columns")
  func lineLengths() { expectNone(SizeRules.longLines(files, allowances: Exceptions.longLines)) }

  @Test("memory that the compiler does not guard is touched for a reason")
  func unguardedMemory() { expectNone(UnguardedMemory.findings(files, reasons: Exceptions.unguardedMemory)) }

  @Test("modules depend on what stands above them")
  func moduleOrder() { expectNone(ImportRules.order(Manifest(Repository.text("Package.swift")))) }

  @Test("modules import what they say they depend on, and nothing else")
  func imports() {
    expectNone(
      ImportRules.declared(
        files, Manifest(Repository.text("Package.swift")), unimported: Exceptions.unimported))
  }

  @Test("what is declared is used")
  func deadDeclarations() {
    expectNone(
      DeadDeclarations.findings(files, libraries: ["SimulationKernel"], forTests: Exceptions.forTests))
  }

  @Test("what an industry keeps is changed in its own folder")
  func ownState() { expectNone(OwnState.findings(files, allowances: Exceptions.othersState)) }

  @Test("a rule of the model has no number without a name")
  func literalNumbers() { expectNone(LiteralNumbers.findings(files, allowances: Exceptions.literalNumbers)) }
}
