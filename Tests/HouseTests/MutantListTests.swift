import Testing

@testable import Mutants

/// The lists of mutants fit the sources: a rule that was changed there and not here would go unguarded, unseen.
@Suite("house: mutants") struct MutantListTests {
  private func rules() throws -> [Mutant] {
    try MutantList.read(Files.lines("ls \(Repository.folder)/Tests/Mutants/Rules/*.txt"))
  }

  @Test("every mutant's source stands once in its file, and its tests are tests")
  func listFitsTheSources() throws {
    let mutants = try rules()
    #expect(mutants.count > 100)
    _ = try PackageCopy.mutated(mutants, in: Repository.folder)
    let tests = Repository.files.filter { $0.path.hasPrefix("Tests/") }
    let targets = Manifest(Repository.text("Package.swift")).targets.map(\.name)
    let words = Set(tests.flatMap { $0.code.map(\.text) } + targets)
    for mutant in mutants {
      for test in mutant.tests {
        let names = test.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }).map(String.init)
        #expect(names.allSatisfy(words.contains), "\(mutant.origin): no test is called '\(test)'")
      }
    }
  }

  @Test("a mutant whose source has changed is told with its place")
  func staleMutantsAreTold() throws {
    var mutant = try #require(try rules().first)
    mutant.source = "«nowhere to be found»"
    #expect(throws: GateProblem.self) { _ = try PackageCopy.mutated([mutant], in: Repository.folder) }
  }
}
