import Tables
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What stays of other people's files, and of other processes' work, when several things want one folder.
struct SharedFolderTests {
  private static let short = ["run"] + RunProgram.short + ["--quiet"]

  /// unit: `--force` replaces results alone: not a folder that has a manifest of something else.
  @Test func forceSparesWhatIsNotResults() {
    let program = SweepProgram()
    for name in ["web", "web/.git"] { mkdir("\(program.folder)/\(name)", 0o777) }
    program.write("web/manifest.json", "{\"name\": \"my app\", \"files\": []}\n")
    program.write("web/index.html", "<p>\n")
    let sweep = ["sweep"] + SweepProgram.small
    for words in [Self.short, sweep] {
      let outcome = program.run(words + ["--out", "web", "--force"])
      #expect(outcome.status == 73)
      #expect(
        outcome.errors
          == "capsim: web is not replaced, because it has no manifest.json as capsim writes it and so "
          + "may not be results (it holds .git, index.html, manifest.json); choose another folder or remove it "
          + "yourself\n")
    }
    #expect(SweepProgram.names(program.folder + "/web") == [".git", "index.html", "manifest.json"])
    #expect(!program.exists("web.partial"))
  }

  /// unit: `--force` and `--extend` spare results with something else among them, and say what.
  @Test func forceSparesWhatLiesAmongResults() {
    let program = SweepProgram()
    #expect(program.run(Self.short + ["--out", "a"]).status == 0)
    #expect(program.run(Self.short + ["--out", "a", "--force"]).status == 0)
    program.write("a/notes.txt", "mine\n")
    program.sweep("--out", "b", "--quiet")
    mkdir("\(program.folder)/b/plots", 0o777)
    let more = ["sweep"] + SweepProgram.small.map { $0 == "2" ? "3" : $0 } + ["--out", "b"]
    for (words, name) in [
      (
        Self.short + ["--out", "a", "--force"],
        "a is not replaced, because it holds more than the results: notes.txt"
      ),
      (more + ["--force"], "b is not replaced, because it holds more than the results: plots"),
      (more + ["--extend"], "b is not replaced, because it holds more than the results: plots"),
    ] {
      let outcome = program.run(words)
      #expect(outcome.status == 73)
      #expect(outcome.errors == "capsim: \(name); move that elsewhere, or choose another folder\n")
    }
    #expect(
      program.read("a/notes.txt") == "mine\n" && program.exists("b/plots") && !program.exists("b.partial"))
  }

  /// unit: rows are not written, nor anything removed, through a link.
  @Test func linksAreNotFollowed() {
    let program = SweepProgram()
    mkdir("\(program.folder)/elsewhere", 0o777)
    program.write("elsewhere/shard-000000-of-000001.rows", "mine\n")
    #expect(symlink("elsewhere", "\(program.folder)/a.partial") == 0)
    for words in [[], ["--force"], ["--shard", "0/2"]] {
      let outcome = program.run(["sweep"] + SweepProgram.small + ["--out", "a"] + words)
      #expect(outcome.status == 73)
      #expect(
        outcome.errors
          == "capsim: a.partial is a symbolic link, and rows are not written through one; remove it, or "
          + "choose another folder\n")
    }
    #expect(SweepProgram.names(program.folder + "/elsewhere") == ["shard-000000-of-000001.rows"])
  }

  /// unit: `--force` does not drop the rows of a sweep that is running, whatever its process id, and drops those of one
  /// that is not.
  @Test func runningSweepsAreSpared() throws {
    let program = SweepProgram()
    #expect(program.sweep("--out", "a", "--shard", "0/2").status == 0)
    let names = SweepProgram.names(program.folder + "/a.partial")
    // As a sweep that runs holds it.
    var running: FolderLock? = try #require(FolderLock(program.folder + "/a.partial"))
    running?.share()
    for words in [["--seed", "2"], []] {
      let outcome = program.run(["sweep"] + SweepProgram.small + ["--out", "a", "--force"] + words)
      #expect(outcome.status == 73)
      #expect(
        outcome.errors
          == "capsim: a.partial is in use by a sweep that is still running; stop it first, or choose "
          + "another folder\n")
    }
    #expect(SweepProgram.names(program.folder + "/a.partial") == names)
    running = nil
    let part = "a.partial/shard-000001-of-000002.node7.1.2.3.part"
    program.write(part, "rows\n")
    let elsewhere = program.sweep("--out", "a", "--force", "--seed", "2")
    #expect(elsewhere.status == 73)
    #expect(elsewhere.errors.hasPrefix("capsim: a.partial got rows from node7 "), "\(elsewhere.errors)")
    var long = [timeval(tv_sec: 0, tv_usec: 0), timeval(tv_sec: 0, tv_usec: 0)]
    #expect(utimes("\(program.folder)/\(part)", &long) == 0)
    #expect(program.sweep("--out", "a", "--force", "--seed", "2", "--quiet").status == 0)
  }

  /// unit: too few open files are found before anything runs, and allowed where the system lets the limit rise.
  @Test func fewOpenFilesAreFoundFirst() {
    let program = SweepProgram()
    func limited(_ limit: String, _ words: [String]) -> SweepProgram.Outcome {
      program.finish(
        program.start(
          ["/bin/sh", "-c", "ulimit \(limit) && exec \"$@\"", "sh", SweepProgram.executable] + words))
    }
    let sweep = ["sweep"] + SweepProgram.small + ["--quiet", "--out"]
    for words in [sweep + ["s"], Self.short + ["--out", "r"]] {
      let refused = limited("-n 24", words)
      #expect(refused.status == 74)
      #expect(
        refused.errors.contains("may have to be open at once, but only 24 may be; raise"), "\(refused.errors)"
      )
    }
    #expect(SweepProgram.names(program.folder).filter { !$0.hasPrefix("stream") } == [])
    #expect(limited("-S -n 24", sweep + ["s"]).status == 0)
    #expect(limited("-S -n 24", Self.short + ["--out", "r"]).status == 0)
    let parted = limited("-n 60", sweep + ["p", "--shard", "0/40"])
    #expect(parted.status == 0)
    #expect(
      parted.errors
        == "capsim merge has to open 40 parts at once, and only 60 files may be open on this machine; "
        + "raise the limit with ulimit -n, or use fewer parts\n")
  }

  /// unit: a copy of a sweep whose rows are gone, since another copy was done first, says so, and ends as that one did.
  @Test func laterCopiesSayWhatHappened() {
    let program = SweepProgram()
    // A run that fails, so that the sweep's status is not plain success.
    let words = [
      "sweep", SweepProgram.scenario, "--vary", "start=2026-01-01,2026-03-01", "--vary",
      "end=2026-02-01,2026-04-01", "--replications", "1", "--metrics", "dark_share", "--out", "a",
    ]
    #expect(program.run(words).status == 3)
    let again = program.run(words)
    #expect(again.status == 3 && again.errors == "a holds this sweep already, complete\n")
    // The process that does the runs, after the folder of rows has gone.
    let worker = [
      "/usr/bin/env", "CAPSIM_SWEEP_WORKER=a.partial", "CAPSIM_SWEEP_PARENT=\(getpid())",
      SweepProgram.executable,
      "sweep", "a.partial/plan.json", "--out", "a", "--threads", "1",
    ]
    let late = program.finish(program.start(worker))
    #expect(late.status == 0 && late.errors == "", "\(late.errors)")
  }
}
