#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

@Suite("law: published studies, from their own inputs")
struct StudyTests {
  static func all() throws -> [Study] {
    try Study.semiAnalysis + Study.mcCalip + Study.suncatcher + Study.lift() + Study.cadence() + Study.sunlight()
      + Study.chips()
  }

  @Test("the mechanics give each study's result within what the table says of it")
  func results() throws {
    for study in try StudyTests.all() {
      #expect(study.holds, "\(study.name): published \(study.published), given \(study.given)")
    }
  }

  static let heading = """
    # Studies

    What published studies found, and what capsim's mechanics give from the same inputs.

    Every row is computed by a test with the model's own functions. Where the two differ, the last column says which term does.
    The sources are listed in the scenario files' provenance.

    | study | inputs used | its result | capsim | what differs |
    | --- | --- | --- | --- | --- |

    """

  static let closing = """

    ## Not a mechanism here

    * A radiator 20 % hotter rejects 1.2^4 = 2.07 times the heat per area. Radiators are part of a satellite's specific power, which is
      an input with its range; no term computes it.
    * A mass driver that throws 1e9 t a year at 2.5 km/s needs 0.099 TW of kinetic power before losses. Manufacture on the Moon is not
      part of this model yet.

    """

  @Test("golden: the table of the model reference is what the test computes")
  func table() throws {
    let text = StudyTests.heading + (try StudyTests.all().map(\.row).joined(separator: "\n")) + "\n" + StudyTests.closing
    let path = ShippedScenario.path("Sources/Model/Model.docc/Studies.md")
    if getenv("CAPSIM_RECORD") != nil {
      let file = try #require(fopen(path, "wb"))
      defer { fclose(file) }
      fputs(text, file)
    }
    let recorded = String(decoding: try ShippedScenario.bytes(path), as: UTF8.self)
    #expect(recorded == text, "record the table anew with CAPSIM_RECORD=1 swift test --filter StudyTests")
  }
}
