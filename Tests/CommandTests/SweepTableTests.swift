import Testing

/// What a sweep writes beside its outcomes: the inputs drawn, and the series.
struct SweepTableTests {
  /// The rows of a table as dictionaries' worth of pairs: column and cell; no cell here holds a comma.
  private func table(_ text: String) -> (columns: [String], rows: [[String]]) {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return (lines.first ?? [], Array(lines.dropFirst()))
  }

  private func cells(_ table: (columns: [String], rows: [[String]]), _ columns: [String]) -> [[String]] {
    let places = columns.compactMap { table.columns.firstIndex(of: $0) }
    #expect(places.count == columns.count, "\(columns)")
    return table.rows.map { row in places.map { row[$0] } }
  }

  /// twin: a point of a sweep draws, and shows by date, what a run of the scenario with that value does.
  @Test func drawsAndSeriesAreThoseOfARun() {
    let program = SweepProgram()
    let value = "launch.vehicles.starship_v3.payload=90 t"
    let words = [SweepProgram.scenario, "--set", "end=2026-09-01", "--replications", "2", "--quiet"]
    let metrics = ["dark_share", "power_ground_gw"]
    let sweep = [
      "--vary", value, "--metrics", "inputs", "--series", metrics.joined(separator: ","), "--out", "a",
    ]
    #expect(program.run(["sweep"] + words + sweep).status == 0)
    #expect(program.run(["run"] + words + ["--set", value, "--out", "b"]).status == 0)
    let keys = ["replication", "date"] + metrics
    #expect(
      cells(table(program.read("a/series.csv")), keys) == cells(table(program.read("b/series.csv")), keys))
    let draws = table(program.read("a/draws.csv"))
    #expect(draws.columns.count > 500 && draws.rows.count == 2)
    #expect(!draws.columns.contains("launch.vehicles.starship_v3.payload"))
    for runs in [program.read("a/runs.csv"), program.read("b/runs.csv")] {
      #expect(cells(table(runs), draws.columns) == draws.rows)
    }
    #expect(cells(table(program.read("a/runs.csv")), ["seed"]) == [["1"], ["1"]])
  }

  /// unit: forms of the scenario that draw otherwise have rows of their own, switches have none, and a form that
  /// would not run has none either.
  @Test func formsHaveTheirDraws() {
    let program = SweepProgram()
    program.write(
      "late.json", "{\"orbit\": {\"first_launch\": \"2029 to 2033\", \"array_cost\": \"20 USD/W\"}}")
    let words = [
      "sweep", SweepProgram.scenario, "--vary", "plan=none,@late.json", "--vary",
      "orbit.allowed=true,false", "--vary", "end=2026-01-15,2026-02-01", "--vary",
      "start=2026-01-01,2026-01-20",
      "--replications", "2", "--metrics", "dark_share,orbit.array_cost", "--out", "a", "--quiet",
    ]
    #expect(program.run(words).status == 3)
    let draws = table(program.read("a/draws.csv"))
    #expect(
      Array(draws.columns.prefix(4)) == ["replication", "plan", "start", "accelerators.ascend_2032.hbm"])
    let keys = cells(draws, ["replication", "plan", "start"])
    #expect(keys.count == 8 && Set(keys).count == 8)
    for row in cells(draws, ["plan", "orbit.first_launch", "orbit.array_cost"]) {
      #expect((row[2] == "20.0") == (row[0] == "late"))
      #expect((row[1] == "2027-10-01") == (row[0] == "none"))
    }
    // Every run that came to its end has the draws of its row.
    let joined = keys.indices.map { keys[$0] + cells(draws, ["orbit.array_cost"])[$0] }
    let runs = table(program.read("a/runs.csv"))
    let wanted = ["status", "replication", "plan", "start", "orbit.array_cost"]
    for row in cells(runs, wanted) where row[0] == "ok" { #expect(joined.contains(Array(row.dropFirst()))) }
    #expect(cells(runs, ["status"]).filter { $0 == ["failed"] }.count == 8)
  }

  /// unit: a changed byte of the series is found, and rows run again agree with both tables.
  @Test func verificationReadsSeries() {
    let program = SweepProgram()
    program.sweep("--out", "a", "--quiet")
    #expect(program.run(["verify", "a"]).output == "12 of 12 rows run again: the same\n")
    let lines = program.read("a/series.csv").split(separator: "\n").map(String.init)
    #expect(lines.count == 25)
    var changed = lines
    changed[5] += "1"
    program.write("a/series.csv", changed.map { $0 + "\n" }.joined())
    let verify = program.run(["verify", "a"])
    #expect(verify.status == 4)
    #expect(
      verify.errors == "a/series.csv differs from its checksum in manifest.json\n"
        + "the rows of run \(lines[5].prefix(17)) in series.csv differ\n")
  }

  /// unit: the page before a sweep names its design and the files that grow.
  @Test func plansNameTheirFiles() {
    let output = SweepProgram().sweep("--plan", "--threads", "1").output
    let design = "design         grid over launch.vehicles.starship_v3.payload, orbit.specific_power"
    let lines = output.split(separator: "\n")
    #expect(lines.first.map(String.init) == design)
    let runs = lines.firstIndex { $0.hasPrefix("runs.csv       ") && $0.hasSuffix(" with series.csv") }
    #expect(lines.firstIndex { $0.hasPrefix("draws.csv      ") } == runs.map { $0 + 1 } && runs != nil)
  }

  /// unit: a form whose name would read as a number or a truth value in the tables is refused.
  @Test func namesOfFormsReadAsText() {
    let program = SweepProgram()
    for name in ["2027", "true", "1e5"] {
      program.write("\(name).json", "{}")
      let outcome = program.run(["sweep", SweepProgram.scenario, "--vary", "plan=none,@\(name).json"])
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("'\(name)' would read as a number, a date or a truth value"))
    }
  }

  /// unit: a problem within the file of a sub-scenario is told with its place there.
  @Test func problemsOfSubScenariosHaveTheirPlace() {
    let program = SweepProgram()
    program.write("bad.json", "{\"orbit\": {\"bus_cots\": \"20 USD/W\"}}")
    let words = ["sweep", SweepProgram.scenario, "--vary", "plan=none,@bad.json"]
    #expect(
      program.run(words).errors.hasPrefix(
        "bad.json:1:24: plan: 'bad' would not run: orbit.bus_cots: unknown key 'bus_cots'; did you mean 'bus_cost'?\n"
      ))
    #expect(
      program.run(words.dropLast() + ["plan=none,none"]).errors.hasPrefix("--vary:1:6: plan: ") == true)
  }
}
