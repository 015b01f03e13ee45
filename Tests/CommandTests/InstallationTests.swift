import Testing

@testable import Commands

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is installed, and what shells offer afterwards.
struct InstallationTests {
  private let program = SweepProgram()

  init() {
    program.write("small.json", SmallScenario.text)
    mkdir(program.folder + "/bin", 0o777)
    symlink(SweepProgram.executable, program.folder + "/bin/capsim")
  }

  /// What bash offers behind some words, the last of which is being typed.
  private func offers(_ words: String...) -> [String] {
    let script = """
      source <(capsim completions bash)
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
      _capsim
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let outcome = program.finish(program.start(["/bin/bash", "-c", script, "bash"] + words))
    return outcome.output.split(separator: "\n").map(String.init)
  }

  /// unit: paths are completed a level at a time, with the ids of the scenario on the line.
  @Test func bashCompletesPaths() {
    #expect(offers("capsim", "run", "small.json", "--set", "launch.v") == ["launch.vehicles."])
    #expect(
      offers("capsim", "run", "small.json", "--set", "launch.vehicles.")
        == ["launch.vehicles.starship_v3.", "launch.vehicles.*."])
    #expect(
      offers("capsim", "sweep", "small.json", "--vary", "=", "labs.*.ba") == ["labs.*.backing="])
    #expect(
      offers("capsim", "run", "small.json", "--set", "labs.openai.vendors.") == [
        "labs.openai.vendors.nvidia=", "labs.openai.vendors.*=",
      ])
    #expect(offers("capsim", "describe", "orbit.specific") == ["orbit.specific_power"])
    #expect(offers("capsim", "describe", "nothing.") == [])
    #expect(offers("capsim", "check", "--se") == ["--set"])
  }

  /// unit: what would run in a shell is no id, and is not offered, nor left as it is by bash where it is.
  @Test func completionRunsNothing() {
    let id = "$(touch$IFS\(program.folder)/made)"
    program.write("hostile.json", "{\"labs\": {\"\(id)\": {}, \"sound\": {}}}")
    let lines = program.run(["complete-path", "--", "=", "labs.", "capsim", "hostile.json"]).output
    #expect(lines == "labs.sound.\nlabs.*.\n")
    unlink(program.folder + "/bin/capsim")
    program.write(
      "bin/capsim",
      """
      #!/bin/sh
      if [ "$1" = completions ]; then exec '\(SweepProgram.executable)' "$@"; fi
      echo 'labs.$(touch made).'
      """)
    chmod(program.folder + "/bin/capsim", 0o755)
    #expect(offers("capsim", "run", "hostile.json", "--set", "labs.") == [#"labs.\$\(touch\ made\)."#])
  }

  /// unit: other shells hand `--set=PATH` over as one word, and a scenario that cannot be read offers stars alone.
  @Test func otherWords() {
    let lines = program.run(["complete-path", "--", "=", "--vary=launch.vehicles.", "capsim", "none.json"])
      .output
    #expect(lines == "launch.vehicles.*.\n")
  }

  /// unit: `make install` puts program, manual and completions below DESTDIR, and `uninstall` takes them away.
  @Test func makeInstall() {
    let make = [
      "/usr/bin/env", "make", "--no-print-directory", "-C", SweepProgram.repository, "SWIFT=true",
      "BINARY=\(SweepProgram.executable)", "DESTDIR=\(program.folder)/root", "PREFIX=/usr",
    ]
    let outcome = program.finish(program.start(make + ["install"]))
    #expect(outcome.status == 0, "\(outcome.errors)")
    let files = [
      "bin/capsim": "\u{7F}ELF", "share/man/man1/capsim.1": ".TH CAPSIM 1 ",
      "share/bash-completion/completions/capsim": "# bash completion for capsim",
      "share/zsh/site-functions/_capsim": "#compdef capsim\n",
      "share/fish/vendor_completions.d/capsim.fish": "# fish completion for capsim",
    ]
    for (file, start) in files {
      #expect(program.read("root/usr/\(file)").unicodeScalars.starts(with: start.unicodeScalars), "\(file)")
    }
    #expect(access(program.folder + "/root/usr/bin/capsim", X_OK) == 0)
    #expect(SweepProgram.names(program.folder + "/root") == ["usr"])
    #expect(program.finish(program.start(make + ["uninstall"])).status == 0)
    #expect(files.keys.allSatisfy { !program.exists("root/usr/\($0)") })
  }
}
