import SimulationKernel
import Tables
import Testing

@testable import Commands

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `verify`: nothing in a folder of results changes unseen.
struct VerifyTests {
  private static let seed: UInt64 = 7

  private func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "w"))
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    fclose(file)
  }

  /// fuzz: each of a hundred bits flipped anywhere in the folder of a run or of a sweep is noticed.
  @Test(arguments: ["run", "sweep"]) func flippedBitsAreNoticed(kind: String) throws {
    let program = SweepProgram()
    program.write("small.json", SmallScenario.text)
    let words = [kind, "small.json", "--set", "end=2026-01-10", "-n", "1", "--out", "a", "--quiet"]
    let vary = kind == "sweep" ? ["--vary", "orbit.allowed=true,false", "--metrics", "dark_share"] : []
    #expect(program.run(words + vary).status == 0)
    let folder = program.folder + "/a"
    #expect(try FolderCheck(folder).differences == [])
    let files = try SweepProgram.names(folder).map { ($0, try FileBytes.read("\(folder)/\($0)")) }
    var stream = RandomStream(seed: Self.seed, replication: 0, key: StreamKey(name: "bits").bits)
    // Half of them in the manifest, which has to vouch for itself.
    let manifest = try #require(files.firstIndex { $0.0 == "manifest.json" })
    for flip in 0..<50 {
      let chosen = flip.isMultiple(of: 2) ? manifest : Int(stream.uniformOpen() * Double(files.count))
      let (name, bytes) = files[chosen]
      if bytes.isEmpty { continue }
      let place = Int(stream.uniformOpen() * Double(bytes.count))
      let bit = Int(stream.uniformOpen() * 8)
      var changed = bytes
      changed[place] ^= 1 << bit
      try write(changed, to: "\(folder)/\(name)")
      let differences = try FolderCheck(folder).differences
      #expect(!differences.isEmpty, "seed \(Self.seed): bit \(bit) of byte \(place) of \(name)")
      try write(bytes, to: "\(folder)/\(name)")
    }
    #expect(try FolderCheck(folder).differences == [])
  }

  /// unit: the word that a run drew is drawn again by replay and by verify, and --set of a word fixes it.
  @Test func drawnChoicesAreReplayed() {
    let program = SweepProgram()
    program.write("small.json", SmallScenario.text)
    program.write(
      "drawn.json",
      #"""
      {"extends": "small.json", "end": "2026-02-01",
       "labs": {"openai": {"boldness_policy": {"chances": {"given": 0.5, "newsvendor": 0.5}}}}}
      """#)
    let words = ["run", "drawn.json", "-n", "6", "--quiet"]
    #expect(program.run(words + ["--out", "a"]).status == 0)
    let verified = program.run(["verify", "a"])
    #expect(verified.output == "6 of 6 rows run again: the same\n", "\(verified.errors)")
    let row = program.read("a/runs.csv").split(separator: "\n")[4]
    let replayed = program.run(["replay", String(row.prefix { $0 != "," }), "--in", "a"])
    #expect(replayed.status == 0 && replayed.output.hasSuffix("\(row)\n"), "\(replayed.errors)")
    func drawn(_ folder: String) -> [String] {
      let lines = program.read("\(folder)/runs.csv").split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      guard let column = lines[0].firstIndex(of: "labs.openai.boldness_policy") else { return [] }
      return lines.dropFirst().map { String($0[column]) }
    }
    #expect(Set(drawn("a")) == ["given", "newsvendor"])
    let fixed = ["--set", "labs.openai.boldness_policy=given", "--out", "b"]
    #expect(program.run(words + fixed).status == 0)
    #expect(drawn("b") == [], "what is fixed has no column")
  }

  /// unit: results of `run` are verified too: their files, and their rows by running them again.
  @Test func resultsOfRunAreVerified() {
    let program = SweepProgram()
    #expect(program.run(["run"] + RunProgram.short + ["--out", "a", "--quiet"]).status == 0)
    let verified = program.run(["verify", "a"])
    #expect(
      verified.status == 0 && verified.output == "3 of 3 rows run again: the same\n", "\(verified.errors)")
    let rows = program.read("a/runs.csv").split(separator: "\n").map(String.init)
    program.write("a/runs.csv", (rows[...2] + [rows[3] + "1"]).map { $0 + "\n" }.joined())
    let changed = program.run(["verify", "a"])
    #expect(changed.status == 4)
    #expect(
      changed.errors.hasPrefix(
        "a/runs.csv differs from its checksum in manifest.json\nrow 4 of runs.csv differs:\n- "))
  }

  /// unit: what the manifest says is checked as well: its own bytes, files that are gone, rows that are not as many.
  @Test func manifestsAreVerified() {
    let program = SweepProgram()
    program.sweep("--out", "a", "--quiet")
    let manifest = program.read("a/manifest.json")
    for (old, new) in [("\"runs\": 12", "\"runs\": 13"), ("\"sha256\": \"", "\"sha256\": \"0")] {
      program.write("a/manifest.json", manifest.replacing(old, with: new, maxReplacements: 1))
      let edited = program.run(["verify", "a"])
      #expect(edited.status == 4)
      #expect(edited.errors.hasPrefix("a/manifest.json is not as it was written\n"), "\(edited.errors)")
    }
    program.write("a/manifest.json", manifest)
    unlink("\(program.folder)/a/points.csv")
    let gone = program.run(["verify", "a", "--sample", "1"])
    #expect(gone.status == 4 && gone.errors == "a/points.csv is missing\n")
    #expect(program.run(["verify", "none"]).status == 66)
  }
}
