import Testing

/// command line: how much a run writes, and which tables.
@Suite struct ResultSizeTests {
  private let short = ["run", RunProgram.short[0], "--set", "end=2027-01-01", "--out", "a", "--quiet"]
  private var small: [String] { short + ["--replications", "3"] }

  private func bytes(_ program: RunProgram, _ name: String) -> Double {
    Double(program.read("a/\(name).csv").utf8.count)
  }

  /// command line: a hundred runs of space, nineteen years, stay under 40 MB by what a run writes at a date.
  @Test func aHundredRunsOfSpaceStayUnderFortyMegabytes() {
    let program = RunProgram()
    #expect(program.finish(program.start(small)).status == 0)
    // Over one year the series have five dates and the tables of entities two; over nineteen 77 and 20.
    let entities = ["labs", "fabs", "power", "costs", "launch", "technologies", "bottlenecks", "lines"]
    let entityDate = entities.reduce(0) { $0 + bytes(program, $1) } / 3 / 2
    let run = bytes(program, "series") / 3 / 5 * 77 + entityDate * 20 + bytes(program, "runs") / 3
    let whole = 100 * run + bytes(program, "quantiles") / 5 * 40 + bytes(program, "inputs") + 8e5
    #expect(whole < 40e6, "\(whole)")
  }

  /// command line: the tables that are asked for are written, with the small ones that always are; a name that is none
  /// is refused.
  @Test func tablesAreChosen() {
    let program = RunProgram()
    #expect(program.finish(program.start(small + ["--tables", "series,launch"])).status == 0)
    let always = ["claims.csv", "datapackage.json", "failures.csv", "inputs.csv"]
    #expect(
      program.names("a") == always + [
        "launch.csv", "load.py", "load.sql", "manifest.json", "runs.csv", "series.csv",
      ])
    #expect(program.finish(program.start(small + ["--tables", "none", "--force"])).status == 0)
    #expect(program.names("a") == always + ["load.py", "load.sql", "manifest.json", "runs.csv"])
    let wrong = program.finish(program.start(small + ["--tables", "series,lab", "--force"]))
    #expect(wrong.status == 64 && wrong.errors.contains("a list of series, labs, vendors, fabs"))
  }

  /// command line: of one run no quantiles are written, and a technology that is nowhere in a region has no row.
  @Test func nothingIsWrittenThatSaysNothing() {
    let program = RunProgram()
    #expect(program.finish(program.start(short + ["--replications", "1"])).status == 0)
    #expect(!program.names("a").contains("quantiles.csv"))
    let rows = program.read("a/technologies.csv").split(separator: "\n").dropFirst()
    #expect(rows.count > 20)
    for row in rows {
      let numbers = row.split(separator: ",", omittingEmptySubsequences: false).dropFirst(4)
      #expect(numbers.contains { !$0.isEmpty && $0 != "0.0" }, "\(row)")
    }
  }

  /// command line: unless told otherwise series have quarters and entities years; told so, all have the same.
  @Test func datesAreCoarserForEntities() {
    let program = RunProgram()
    func dates(_ table: String) -> Set<Substring> {
      Set(
        program.read("a/\(table).csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] })
    }
    #expect(program.finish(program.start(small)).status == 0)
    #expect(dates("series").count == 5 && dates("labs") == ["2026-01-01", "2027-01-01"])
    #expect(program.finish(program.start(small + ["--every", "quarter", "--force"])).status == 0)
    #expect(dates("labs").count == 5)
  }
}
