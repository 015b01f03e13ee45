import Model
import ScenarioFormat
import SimulationKernel
import Tables
import TestSupport
import Testing

@testable import Analysis

/// What a results folder holds.
@Suite struct ResultsTests {
  /// unit: every file is there and no other; each table parses, and matches what the data package says of it.
  @Test func tablesMatchTheirDescription() throws {
    let folder = TemporaryFolder()
    let plan = ReplicationPlan(try shortModel(), count: 3, command: "capsim run space.json")
    try fill(folder.path + "/out", plan, threads: 2)
    #expect(names(of: folder.path + "/out") == FileNames.all)
    let (package, problems) = JSONReader.read(
      bytes(of: folder.path + "/out/datapackage.json"), file: "package")
    #expect(problems == [])
    let resources = try #require(package?["resources"]?.elements)
    #expect(resources.count == FileNames.all.count - 4)
    for resource in resources {
      let name = try #require(resource["path"]?.string)
      let content = text(of: "\(folder.path)/out/\(name)")
      #expect(resource["hash"]?.string == "sha256:" + SHA256.hex(of: content))
      let table = ParsedTable(content)
      let fields = try #require(resource["schema"]?["fields"]?.elements)
      #expect(table.header == fields.compactMap { $0["name"]?.string })
      let types = fields.compactMap { $0["type"]?.string }
      #expect(table.rows.allSatisfy { $0.count == types.count }, "\(name)")
      for (place, type) in types.enumerated() {
        #expect(table.rows.allSatisfy { isCell($0[place], type) }, "\(name): \(table.header[place])")
      }
      let keys = (resource["schema"]?["primaryKey"]?.elements ?? []).compactMap(\.string)
      let places = keys.compactMap { table.header.firstIndex(of: $0) }
      #expect(
        Set(table.rows.map { row in places.map { row[$0] } }).count == table.rows.count, "\(name): \(keys)")
    }
  }

  private func isCell(_ text: String, _ type: String) -> Bool {
    if text.isEmpty { return true }
    switch type {
    case "number": return Double(text)?.isFinite ?? false
    case "integer": return Int(text) != nil
    case "date": return CalendarDate(text)?.description == text
    case "boolean": return text == "true" || text == "false"
    default: return type == "string"
    }
  }

  /// The suffix of each unit that a table may have; a new unit is a new line here.
  static let suffixes: [(unit: String, suffix: String)] = [
    ("", ""), ("1", ""), ("ratio", ""), ("H100e", "h100e"), ("H100e/year", "h100e_per_year"),
    ("million H100e", "million_h100e"), ("H100e/kW", "h100e_per_kw"), ("GW", "gw"),
    ("GW/year", "gw_per_year"),
    ("MW", "mw"), ("kW", "kw"), ("USD", "usd"), ("billion USD", "billion_usd"),
    ("million USD", "million_usd"),
    ("thousand USD", "thousand_usd"), ("billion USD/year", "billion_usd_per_year"), ("USD/GB", "usd_per_gb"),
    ("USD/kg", "usd_per_kg"), ("USD/kW", "usd_per_kw"), ("USD/W", "usd_per_w"), ("USD/t", "usd_per_t"),
    ("USD/MWh", "usd_per_mwh"), ("USD/(H100e*h)", "usd_per_h100e_h"), ("USD/(kW*year)", "usd_per_kw_year"),
    ("billion GB", "billion_gb"), ("billion GB/year", "billion_gb_per_year"), ("GB", "gb"),
    ("kwafer/month", "kwafer_per_month"), ("kwafer/month/year", "kwafer_per_month_per_year"), ("t", "t"),
    ("t/year", "t_per_year"), ("t/day", "t_per_day"), ("1/year", "per_year"), ("/year", "per_year"),
    ("/day", "per_day"), ("day", "day"), ("month", "month"), ("year", "year"), ("mm2", "mm2"),
    ("FLOP", "flop"),
    ("defect/cm2", "defect_per_cm2"), ("W/kg", "w_per_kg"), ("TWh/year", "twh_per_year"),
    ("thousand H100e", "thousand_h100e"), ("%/year", "percent_per_year"), ("kg", "kg"), ("W", "w"),
    ("h", "h"),
    ("TWh", "twh"), ("hour", "hour"), ("million USD/MW", "million_usd_per_mw"),
  ]

  /// unit: every column is snake case and ends in its unit.
  @Test func namesEndInTheirUnit() throws {
    let run = RunTables(try shortModel())
    let tables =
      run.rows + [run.failures, SummaryTables.quantiles, SummaryTables.claims, SummaryTables.inputs]
    for (unit, suffix) in ResultsTests.suffixes { #expect(ColumnName.suffix(of: unit) == suffix, "\(unit)") }
    for table in tables {
      #expect(table.validate() == [])
      // The header of an input or a claim is its key, which other tables have.
      for column in table.columns where !column.isKey {
        let unit = column.unit ?? ""
        let known = ResultsTests.suffixes.first { $0.unit == unit }
        let suffix = try #require(known, "\(table.name).\(column.name) is in the unknown unit \(unit)").suffix
        // A second input of the same name ends in a number.
        let isNamed =
          suffix.isEmpty || column.name.hasSuffix("_" + suffix) || column.name.hasSuffix(suffix + "_2")
        #expect(isNamed || column.name == suffix, "\(table.name).\(column.name) in \(unit)")
      }
    }
  }

  /// unit: paths become names.
  @Test func paths() {
    #expect(ColumnName.snakeCase("launch.vehicles.starship-v3") == "launch_vehicles_starship_v3")
    #expect(ColumnName.snakeCase("a.\"X y\".2") == "a_x_y_2")
    #expect(ColumnName.snakeCase("3d") == "n3d")
    #expect(ColumnName.snakeCase("--") == "unnamed")
    #expect(ColumnName.unique("a", besides: ["b"]) == "a")
    #expect(ColumnName.unique("a", besides: ["a", "a_2"]) == "a_3")
  }

  /// unit: the manifest hashes every other file and speaks of no machine, time or thread.
  @Test func manifestVouches() throws {
    let folder = TemporaryFolder()
    let plan = ReplicationPlan(
      try shortModel(), seed: 5, first: 2, count: 2, interval: .year, command: "capsim run space.json")
    try fill(folder.path + "/out", plan, threads: 2)
    let (node, _) = JSONReader.read(bytes(of: folder.path + "/out/manifest.json"), file: "manifest.json")
    let manifest = try #require(node)
    #expect(
      manifest.members.map(\.key) == [
        "tool", "version", "model", "build", "scenario", "summary", "scenario_sha256", "start", "end", "seed",
        "first_replication",
        "replications", "failed", "relief_replications", "every", "entities_every", "quantile_rank_error",
        "files", "resolved",
        "manifest_sha256",
      ])
    #expect(manifest["scenario"]?.string == "space" && manifest["every"]?.string == "year")
    #expect(manifest["seed"]?.number == 5 && manifest["first_replication"]?.number == 2)
    let files = try #require(manifest["files"]?.elements)
    #expect(
      files.compactMap { $0["name"]?.string }.sorted() == FileNames.all.filter { $0 != "manifest.json" })
    for file in files {
      let content = bytes(of: folder.path + "/out/" + (file["name"]?.string ?? ""))
      #expect(file["sha256"]?.string == SHA256.hex(of: content))
      #expect(file["bytes"]?.number == Double(content.count))
    }
    let resolved = try #require(manifest["resolved"])
    #expect(SHA256.hex(of: JSONText(resolved).compact) == manifest["scenario_sha256"]?.string)
  }

  /// unit: provenance survives, and inputs that the scenario does not state say so.
  @Test func provenanceSurvives() throws {
    let folder = TemporaryFolder()
    let model = try shortModel(
      "space",
      #"orbit.sunlit={"value": "0.6 to 0.9", "source": "a book, page 3", "as_of": "2026-02", "confidence": "L", "note": "x"}"#
    )
    try fill(folder.path + "/out", ReplicationPlan(model, count: 1, command: ""), threads: 1)
    let inputs = ParsedTable(text(of: folder.path + "/out/inputs.csv"))
    #expect(inputs.rows.count == model.scenario.places.count + model.scenario.choices.count)
    let row = try #require(inputs.rows.first { $0[0] == "orbit.sunlit" })
    let cells = Dictionary(uniqueKeysWithValues: zip(inputs.header, row))
    #expect(cells["value"] == "0.6 to 0.9" && cells["standing"] == "required")
    #expect(cells["source"] == "a book, page 3" && cells["as_of"] == "2026-02")
    #expect(cells["confidence"] == "low" && cells["note"] == "x")
    let low = try #require(Double(cells["p5"] ?? ""))
    let high = try #require(Double(cells["p95"] ?? ""))
    #expect(abs(low - 0.6) < 0.01 && abs(high - 0.9) < 0.01)
    // Lognormal with these ends at 5 and 95 %: 1 lies 2.4997 deviations above its median.
    #expect(abs((Double(cells["cut_share"] ?? "") ?? 0) - 0.006215) < 1e-5)
    #expect(inputs.column("unit").contains("tonne"))
    #expect(!inputs.column("unit").contains { ["t", "1"].contains($0) }, "truth or a number to a reader")
    #expect(Set(inputs.column("standing")) == ["default", "changed", "required"])
    #expect(Set(inputs.column("confidence")).isSubset(of: ["", "high", "medium", "low"]))
  }

  /// unit: runs.csv has what each run drew, and the outcomes that the other tables show.
  @Test func runsHoldDrawsAndOutcomes() throws {
    let folder = TemporaryFolder()
    let model = try shortModel()
    let plan = ReplicationPlan(model, count: 4, command: "")
    let summary = try fill(folder.path + "/out", plan, threads: 2)
    let runs = ParsedTable(text(of: folder.path + "/out/runs.csv"))
    #expect(runs.column("replication") == ["0", "1", "2", "3"])
    #expect(runs.column("run") == (0..<4).map { plan.identity.id(replication: $0) })
    #expect(
      runs.header.count == 5 + model.scenario.uncertain.count + model.layout.series.count + model.claims.count
    )
    let series = ParsedTable(text(of: folder.path + "/out/series.csv"))
    let last = series.numbers("compute_online_h100e") { $0[1] == "2027-01-01" }
    #expect(last.count == summary.succeeded)
    #expect(runs.numbers("compute_online_h100e") { $0[3] == "ok" } == last)
    for (claim, count) in zip(model.claims, summary.claims) {
      let verdicts = runs.column(claim.id)
      #expect(verdicts.filter { $0 == "holds" }.count == count.yes)
      #expect(verdicts.filter { $0 == "fails" }.count == count.no)
      #expect(verdicts.filter { $0 == "undecided" }.count == count.undecided)
    }
    let claims = ParsedTable(text(of: folder.path + "/out/claims.csv"))
    #expect(claims.column("holds").compactMap { Int($0) } == summary.claims.map(\.yes))
  }
}
