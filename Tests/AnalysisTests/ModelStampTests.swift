import Testing

@testable import Analysis
@testable import ModelStamp

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The identity of the model: made by the build from the sources, so that nobody can forget it.
struct ModelStampTests {
  private func identity(_ files: [String: String], in folder: String) throws -> String {
    var random = SystemRandomNumberGenerator()
    let root = "/tmp/model-stamp-\(UInt64.random(in: 0...UInt64.max, using: &random))\(folder)"
    mkdir(root, 0o777)
    for (name, text) in files {
      let file = try #require(fopen("\(root)/\(name)", "w"))
      fputs(text, file)
      fclose(file)
    }
    let identity = try ModelStamp.identity(of: files.keys.map { "\(root)/\($0)" }, below: root)
    for name in files.keys { unlink("\(root)/\(name)") }
    rmdir(root)
    return identity
  }

  /// unit: the same sources have the same identity in any folder; a byte, a name or a file more gives another.
  @Test func changedRulesChangeTheIdentity() throws {
    let rules = ["Price.swift": "let cap = 10.0\n", "Stock.swift": "let days = 30\n"]
    let first = try identity(rules, in: "-here")
    #expect(first.utf8.count == 64)
    #expect(try identity(rules, in: "-elsewhere") == first)
    let changes: [[String: String]] = [
      ["Price.swift": "let cap = 11.0\n", "Stock.swift": "let days = 30\n"],
      ["Price.swift": "let cap = 10.0\n", "Stocks.swift": "let days = 30\n"],
      ["Price.swift": "let days = 30\n", "Stock.swift": "let cap = 10.0\n"],
      ["Price.swift": "let cap = 10.0\n", "Stock.swift": "let days = 30\n", "Curve.swift": ""],
    ]
    for change in changes { #expect(try identity(change, in: "-here") != first) }
  }

  /// unit: what this build bears is the hash of the sources as they stand: of the model and all it depends on.
  @Test func theBuildBearsTheIdentityOfItsSources() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let modules = [
      "SimulationKernel", "ScenarioFormat", "Inputs", "Model", "Tables", "Sweep", "Analysis",
    ]
    let files = modules.flatMap { Self.sources(in: "\(root)/Sources/\($0)") }
    #expect(files.count > 200)
    #expect(try ModelStamp.identity(of: files, below: root) == Engine.sources, "built from other sources?")
  }

  /// unit: another compiler or platform gives the same sources another model.
  @Test func theModelIsThatOfTheBuildToo() throws {
    let version = try #require(Engine.compiler.wholeMatch(of: /([0-9]+)\.([0-9]+)(\.[0-9]+)?/))
    let (major, minor) = (try #require(Int(version.1)), try #require(Int(version.2)))
    #expect(major > 6 || (major == 6 && minor >= 2), "\(Engine.compiler)")
    #expect(Engine.build.hasPrefix("Swift \(Engine.compiler), "))
    #expect(Engine.model == Engine.model(of: Engine.sources, build: Engine.build))
    for other in [Engine.build.replacing(Engine.compiler, with: "6.1"), Engine.build + "_32"] {
      #expect(Engine.model(of: Engine.sources, build: other) != Engine.model)
    }
  }

  private static func sources(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var files: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      files += name.hasSuffix(".swift") ? ["\(folder)/\(name)"] : sources(in: "\(folder)/\(name)")
    }
    return files
  }
}
