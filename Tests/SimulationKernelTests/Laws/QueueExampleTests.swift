import SimulationKernel
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The example of the documentation runs, is right, and is the text that the documentation shows.
struct QueueExampleTests {
  @Test func theExampleMeasuresWhatTheorySays() {
    var means = Tally()
    for seed in 0..<20 as Range<UInt64> {
      means.insert(meanCustomers(seed: seed, arrivalsPerDay: 5, servicesPerDay: 10, days: 500))
    }
    // L = ρ / (1 − ρ) = 1, with ρ = 5 / 10
    #expect(abs(means.mean - 1) < 4 * means.standardError)
    #expect(means.standardError < 0.03)
  }

  @Test func theArticleShowsTheExampleAsItIs() throws {
    let here = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    let tests = here.dropLast().joined(separator: "/")
    let root = here.dropLast(4).joined(separator: "/")
    let source = try #require(contents("\(tests)/QueueExample.swift"))
    let article = try #require(
      contents("\(root)/Sources/SimulationKernel/SimulationKernel.docc/AQueueInThirtyLines.md"))
    let example = try #require(between("// example begins\n", "// example ends", in: source))
    let shown = try #require(between("```swift\n", "```", in: article))
    #expect(shown == example)
  }

  private func between(_ start: String, _ end: String, in text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let first = index(of: Array(start.utf8), in: bytes, from: 0) else { return nil }
    let begin = first + start.utf8.count
    guard let last = index(of: Array(end.utf8), in: bytes, from: begin) else { return nil }
    return String(decoding: bytes[begin..<last], as: UTF8.self)
  }

  private func index(of part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    (start...max(start, bytes.count - part.count)).first { bytes[$0...].starts(with: part) }
  }

  private func contents(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var byte = getc(file)
    while byte != EOF {
      bytes.append(UInt8(truncatingIfNeeded: byte))
      byte = getc(file)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
