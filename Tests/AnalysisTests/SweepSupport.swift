@testable import Analysis
#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import Model
import ScenarioFormat
import struct SimulationKernel.RunFailure
import Sweep

/// A shipped scenario over a short time, and requests over it.
enum SweepSupport {
  /// The repository, found from this file.
  static let repository = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  static func read(_ path: String) throws -> [UInt8] {
    struct Missing: Error {}
    guard let file = fopen(path, "r") else { throw Missing() }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// `space.json` with an early end, merged.
  static let scenario: Node = {
    let end = Override(path: NodePath(["end"]), value: .string("2026-03-01"))
    return ScenarioLoader(readFile: read).load(repository + "/Scenarios/space.json", overrides: [end]).0!
  }()

  static let model = Model.compile(scenario).0!

  static func request(
    _ vary: [(String, String)], _ change: (inout SweepRequest) -> Void = { _ in }
  ) -> SweepRequest {
    var request = SweepRequest(scenario: scenario)
    request.vary = vary.map { .init(path: $0.0, values: .string($0.1)) }
    request.replications = 2
    request.metrics = ["dark_share", "launch_price_usd_per_kg"]
    change(&request)
    return request
  }

  /// The study with its errors; the short world of these tests has warnings, since it ends before its claims.
  static func compile(_ request: SweepRequest) -> (SweepStudy?, [Problem]) {
    let (study, problems) = SweepStudy.compile(request) { name in
      (nil, [Problem(path: "vary", location: nil, message: "cannot read \(name)")])
    }
    return (study, problems.errors)
  }

  static func study(_ request: SweepRequest) -> SweepStudy { compile(request).0! }

  /// The rows of some runs, by one worker in the order asked for.
  static func rows(_ study: SweepStudy, _ indices: [Int]) -> [String] {
    let again = SweepEngine(model: study.makeModel(), plan: study.plan, options: SweepOptions(threads: 1))
    return indices.map { index in
      do throws(RunFailure) { return try again.replay(index).text.makeString() } catch {
        return error.what
      }
    }
  }
}
