import Testing

@testable import ScenarioFormat

@Suite("unit: many files that extend one another")
struct ExtendedFilesTests {
  private struct Missing: Error, CustomStringConvertible {
    var description: String { "no such file" }
  }

  /// Files in memory that remember how often each was read.
  private final class Files {
    let texts: [String: String]
    var reads: [String: Int] = [:]

    init(_ texts: [String: String]) { self.texts = texts }

    func load(
      _ path: String, isStream: Bool = false, identity: @escaping (String) -> String = { $0 }
    ) -> (Node?, [String]) {
      let loader = ScenarioLoader(identity: identity) { [self] path in
        reads[path, default: 0] += 1
        guard let text = texts[path] else { throw Missing() }
        return Array(text.utf8)
      }
      let (node, problems) = loader.load(path, isStream: isStream)
      return (node, problems.map(\.description))
    }
  }

  @Test("a file that many extend twice over is read once, and the answer is the same")
  func diamond() {
    var texts = ["f0": #"{"a": 0, "x": 7}"#]
    for index in 1...25 {
      texts["f\(index)"] = #"{"extends": ["f\#(index - 1)", "f\#(index - 1)"], "a": \#(index)}"#
    }
    let files = Files(texts)
    let (merged, problems) = files.load("f25")
    #expect(problems == [] && merged == node(#"{"a": 25, "x": 7}"#))
    #expect(files.reads.count == 26 && files.reads.values.allSatisfy { $0 == 1 })
  }

  @Test("two names of one file are one file, in circles too")
  func identity() {
    let files = Files(["A": #"{"extends": "b"}"#, "b": #"{"extends": "a"}"#, "a": #"{"extends": "b"}"#])
    let (_, problems) = files.load("A") { $0.lowercased() }
    #expect(problems == ["b:1:13: extends: 'extends' goes in a circle: A -> b -> a; remove one of the links"])
    #expect(files.reads == ["A": 1, "b": 1])
  }

  @Test("towers and crowds of files are refused with words")
  func caps() {
    var tower = ["t0": "{}"]
    for index in 1...100 { tower["t\(index)"] = #"{"extends": "t\#(index - 1)"}"# }
    let (_, high) = Files(tower).load("t100")
    #expect(
      high == [
        "t69:1:13: extends: more than 32 files stand above one another, the last being t68; "
          + "let some of them be one file"
      ])
    let names = (0..<2000).map { "\"w\($0)\"" }.joined(separator: ", ")
    var wide = ["w": #"{"extends": [\#(names)]}"#]
    for index in 0..<2000 { wide["w\(index)"] = "{}" }
    let crowd = Files(wide)
    let (_, many) = crowd.load("w")
    #expect(
      many.count == 1
        && many[0].hasSuffix(
          "'extends' names more than 500 files in all; the rest was not "
            + "read; let some of them be one file")
    )
    #expect(crowd.reads.count == 501)
  }

  @Test("what a piped scenario extends counts from the current folder, and a mistake says so")
  func stream() {
    let files = Files(["/dev/fd/63": #"{"extends": "base.json"}"#, "base.json": #"{"a": 1}"#])
    #expect(files.load("/dev/fd/63", isStream: true).0 == node(#"{"a": 1}"#))
    let lost = Files(["-": #"{"extends": "x.json"}"#]).load("-", isStream: true).1
    #expect(
      lost == [
        "-:1:13: extends: cannot read x.json: no such file; paths in 'extends' of a pipe are relative to the "
          + "current folder"
      ])
  }

  @Test("merging keeps the order of keys, whatever their number")
  func order() {
    func text(_ keys: Range<Int>, _ value: Int) -> String {
      "{" + keys.map { "\"k\($0)\": \(value)" }.joined(separator: ", ") + "}"
    }
    let files = Files([
      "main": #"{"extends": ["one", "two"], "k5": null}"#, "one": text(0..<3000, 1),
      "two": text(2000..<5000, 2),
    ])
    let keys = files.load("main").0?.members.map(\.key) ?? []
    #expect(keys == (0..<5000).filter { $0 != 5 }.map { "k\($0)" })
  }
}
