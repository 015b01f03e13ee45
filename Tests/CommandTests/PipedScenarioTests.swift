import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Scenarios that come through a pipe, which can be read once.
struct PipedScenarioTests {
  private let program = SweepProgram()

  private func bash(_ line: String) -> SweepProgram.Outcome {
    program.finish(program.start(["/bin/bash", "-c", line, SweepProgram.executable]))
  }

  /// unit: from standard input by either name, and from a process; what it extends counts from the current folder.
  @Test(arguments: [
    "$0 check - <main.json", "cat main.json | $0 check /dev/stdin", "$0 check <(cat main.json)",
  ])
  func scenarios(line: String) {
    program.write("base.json", SmallScenario.text)
    program.write("main.json", #"{"extends": "base.json", "end": "2027"}"#)
    let outcome = bash(line)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output.hasPrefix("scenario stream: ") && outcome.output.contains(" to 2027-01-01; would run"))
  }

  /// unit: a plan too, whose scenario counts from the current folder.
  @Test func plans() {
    program.write("base.json", SmallScenario.text)
    let plan = #"{"scenario": "base.json", "vary": {"orbit.power": "50 kW, 90 kW"}, "replications": 1}"#
    let outcome = bash("echo '\(plan)' | $0 sweep - --set end=2026-01-15 --out s --quiet")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(program.exists("s/points.csv"))
  }

  /// unit: an empty pipe is told to be empty, and a lost base where it was looked for.
  @Test func mistakes() {
    #expect(bash("$0 check - </dev/null").errors.hasPrefix("-:1:1: the file is empty; "))
    let lost = bash(#"echo '{"extends": "lost.json"}' | $0 check -"#)
    #expect(lost.errors.contains("paths in 'extends' of a pipe are relative to the current folder"))
  }

  /// unit: a named pipe that nobody writes to says what the program waits for, and is read once somebody does.
  @Test func namedPipes() {
    #expect(mkfifo(program.folder + "/pipe", 0o666) == 0)
    let child = program.start([SweepProgram.executable, "check", "pipe"])
    while !program.read("stream.err").hasSuffix("\n") { usleep(5000) }
    program.write("pipe", SmallScenario.text)
    let outcome = program.finish(child)
    #expect(outcome.status == 0)
    #expect(
      outcome.errors == "capsim: waiting for the text from pipe; nothing has been written to it yet, "
        + "Control-C gives up\n")
  }
}
