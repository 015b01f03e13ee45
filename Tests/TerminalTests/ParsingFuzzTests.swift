import Testing

@testable import Terminal

@Suite("Any command line")
struct ParsingFuzzTests {
  @Test("fuzz: every line is either read or refused with words", arguments: [1, 2, 3] as [UInt64])
  func anyLine(seed: UInt64) {
    var state = seed
    let words = [
      "run", "merge", "explain", "help", "--", "-", "", "--set", "--set=", "-n", "-n5", "-fq", "--force",
      "--out", "=",
      "--=x", "-é", "--help=1", "x.json", "--format=csv", "-5", "--for", "20m", "-h", "---",
    ]
    var read = 0
    for _ in 0..<20_000 {
      let line = (0..<draw(7, &state)).map { _ in words[draw(words.count, &state)] }
      do {
        guard case .run(let command) = try exampleCommands.parse(line) else { continue }
        read += 1
        let given = command.command.positionals.flatMap { command.operands($0.name) }
        #expect(given.allSatisfy(line.contains), "seed \(seed): \(line)")
      } catch {
        let message = exampleCommands.message(for: error)
        #expect(message.hasPrefix("capsim") && message.hasSuffix(" --help'.\n"), "seed \(seed): \(line)")
      }
    }
    #expect(read > 100)
  }

  private func draw(_ limit: Int, _ state: inout UInt64) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}
