import Testing

@testable import Model

/// That names mean nothing: a thing renamed, or one that nobody uses, changes no number of anything else. Luck goes by
/// name, so that a renamed thing would have other luck: here it keeps that of its old name.
@Suite("law: names")
struct NameLaws {
  /// Days of the reports that are compared.
  private static let days = [0.0, 91, 365, 730]

  /// Every number of base on those days, by its bits.
  private func numbers(of world: consuming BareWorld, _ layout: Layout) -> [UInt64] {
    var world = world
    var record = Record(layout, reports: 1)
    var numbers: [UInt64] = []
    for day in Self.days { numbers += world.report(on: day, &record) }
    return numbers
  }

  private static let plain = Result { try ShippedScenario.model("base") }

  @Test(
    "a thing of another name and the same luck: every number is the same",
    arguments: [
      Renaming(noun: "lab", old: "xai", new: "xaj"), Renaming(noun: "region", old: "asia", new: "asib"),
      Renaming(noun: "fab with its projects", old: "terafab", new: "terafac"),
      Renaming(noun: "vehicle", old: "starship_v4", new: "starship_v4x"),
      Renaming(noun: "line", old: "us_halls", new: "us_hallt"),
    ])
  func renamed(_ renaming: Renaming) throws {
    let (plain, other) = (try Self.plain.get(), try renaming.model())
    #expect(other.layout.paths != plain.layout.paths)
    let before = numbers(of: BareWorld(plain), plain.layout)
    let after = numbers(of: BareWorld(renaming.keepingLuck(other.scenario)), other.layout)
    let differing = before.count == after.count ? zip(before, after).count { $0 != $1 } : before.count
    Law.check(
      "42", "a \(renaming.noun) has another name, and its luck",
      [
        Finding(
          "numbers that differ, on four days of two years", atMost: 0, pairs: 1,
          [Double(differing)])
      ])
  }

  private static let logic = #"{"kind":"logic","cycle_time":"100 day","wafer_price":"20 thousand USD/wafer"}"#
  private static let memory = #"{"kind":"dram","cycle_time":"90 day","wafer_price":"3 thousand USD/wafer"}"#
  private static let design =
    #"{"vendor":"nvidia","release":"2090-01","performance":"1 H100e","power":"1 kW","#
    + #""price":"10 thousand USD","dies":{"compute":{"process":"n3","count":1,"area":"100 mm2"}},"#
    + #""memory":"dram","hbm":"1 GB","packaging":"cowos","packages_per_wafer":20}"#

  @Test(
    "what nobody uses changes no number of anything else",
    arguments: [
      ("a logic process without fabs", "processes", logic),
      ("a memory process without fabs", "processes", memory),
      ("a line that nobody owns", "lines", #"{"build":"12 month","growth":"0.2 /year"}"#),
      ("an accelerator that is never sold", "accelerators", design),
    ])
  func unused(_ what: String, _ collection: String, _ entity: String) throws {
    func columns(_ extra: [String]) throws -> [String: [UInt64]] {
      let run = try Run(ShippedScenario.model("base", ["end=2027-07-01"] + extra))
      let paths = run.record.layout.paths.filter { !$0.contains(".aaa.") }
      return Dictionary(paths.map { ($0, run.values($0).map(\.bitPattern)) }, uniquingKeysWith: { $1 })
    }
    let (before, after) = (try columns([]), try columns(["\(collection).aaa=\(entity)"]))
    #expect(before.keys == after.keys)
    Law.check(
      "42", "\(what) is added",
      [
        Finding(
          "columns of monthly reports that differ, to July 2027", atMost: 0, pairs: 1,
          [Double(before.count { after[$0.key] != $0.value })])
      ])
  }
}
