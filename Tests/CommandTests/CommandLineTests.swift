import Analysis
import Terminal
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@testable import Commands

@Suite("command line: what the real binary prints and how it ends")
struct CommandLineTests {
  /// A folder with the small scenario under a name with capitals.
  private let folder = TemporaryFolder(["Small.json": SmallScenario.text])

  private func run(_ arguments: String...) -> CapsimProcess {
    CapsimProcess(arguments, in: folder.path)
  }

  @Test("version and help go to standard output")
  func help() {
    let version = run("--version")
    #expect(
      version.output == "capsim \(CommandLineTool.version)\nmodel \(Engine.model)\nbuild \(Engine.build)\n")
    #expect(version.status == 0 && version.errors == "")
    for command in CommandLineTool.commands where !command.spec.isHidden {
      let help = run(command.spec.name, "--help")
      #expect(help.status == 0 && help.errors == "")
      #expect(help.output.contains("Usage: capsim \(command.spec.name)"))
      #expect(help.output.contains("Examples:"), "\(command.spec.name) has no example")
      #expect(run("--help").output.contains("\n  \(command.spec.name) "))
    }
  }

  @Test("a wrong command line ends with 64 and a suggestion")
  func usage() {
    let unknown = run("chekc", "Small.json")
    #expect(
      unknown.errors == "capsim: there is no command 'chekc'; did you mean check?\nTry 'capsim --help'.\n")
    #expect(unknown.status == ExitStatus.usage.rawValue && unknown.output == "")
    let missing = run("check")
    #expect(missing.errors == "capsim check: SCENARIO is missing\nTry 'capsim check --help'.\n")
    #expect(missing.status == ExitStatus.usage.rawValue)
  }

  @Test("a missing file ends with 66 and the nearest names")
  func missingFile() {
    let near = run("check", "smal.json")
    #expect(near.errors == "capsim: cannot read smal.json: no such file; did you mean Small.json?\n")
    #expect(near.status == ExitStatus.noInput.rawValue)
    let far = run("check", "unheard-of.json")
    #expect(far.errors == "capsim: cannot read unheard-of.json: no such file\n")
    let stem = run("check", "small")
    #expect(stem.errors == "capsim: cannot read small: no such file; did you mean Small.json?\n")
    let directory = run("check", "/tmp")
    #expect(directory.errors == "capsim: cannot read /tmp: it is a folder\n")
    #expect(directory.status == ExitStatus.noInput.rawValue)
  }

  @Test("letter case does not matter in the name of a file, nor in what it extends")
  func letterCase() {
    folder.write(#"{"extends": "SMALL.json", "name": "other"}"#, to: "other.json")
    let other = run("check", "OTHER.JSON")
    #expect(other.errors == "")
    #expect(other.output.hasPrefix("scenario other: "))
    #expect(
      other.output.hasSuffix(
        """
         uncertain), 2 labs, 4 fabs, 3 accelerators, 2 regions, 0 shocks, 0 claims, 2026-01-01 to 2036-01-01; \
        would run

        """))
    #expect(other.status == 0)
  }

  @Test("settings read as a shell leaves them, a date without quotes as well")
  func settings() {
    let sound = run("check", "Small.json", "--set", "end=2040", "--set", "labs.openai.cash=20 billion USD")
    #expect(sound.output.contains("2026-01-01 to 2040-01-01"))
    #expect(sound.status == 0)
  }

  @Test("a star sets all, and an input of something that is not there is refused")
  func settingsOfEntities() {
    let all = run("check", "Small.json", "--set", "labs.*.cash=20 billion USD")
    #expect(all.status == 0, "\(all.errors)")
    let slip = run("check", "Small.json", "--set", "labs.opneai.cash=20 billion USD")
    #expect(
      slip.errors == """
        --set:1:18: labs.opneai: there is no lab 'opneai'; did you mean 'openai'?
        1 problem in --set

        """)
    let other = run("check", "Small.json", "--set", "labs.nobody.cash=20 billion USD")
    #expect(other.errors.contains("; to add one, set labs.nobody to an object with all that it needs\n"))
  }

  @Test("problems as JSON go to standard output and keep the exit status")
  func json() {
    let broken = run("check", "Small.json", "--format", "json", "--set", "nam=x")
    #expect(
      broken.output == """
        {
          "scenario": "Small.json",
          "would_run": false,
          "problems": [
            {
              "file": "--set",
              "line": 1,
              "column": 5,
              "path": "nam",
              "message": "unknown key 'nam'",
              "hint": "did you mean 'name'?",
              "severity": "error"
            }
          ]
        }

        """)
    #expect(broken.errors == "")
    #expect(broken.status == ExitStatus.badScenario.rawValue)
    let sound = run("check", "small.json", "--format", "json")
    #expect(sound.output.contains(#""problems": []"#))
    #expect(sound.status == 0)
  }

  @Test("a file that exists is replaced only by force")
  func outputFile() {
    let first = run("resolve", "Small.json", "--out", "all.json")
    #expect(first.status == 0 && first.output == "" && first.errors == "")
    let again = run("resolve", "Small.json", "--out", "all.json", "--set", "name=other")
    #expect(again.errors == "capsim: all.json exists already; use --force to replace it\n")
    #expect(again.status == ExitStatus.cannotCreate.rawValue)
    #expect(!TemporaryFolder.text(of: folder.path + "/all.json").contains("\"name\": \"other\""))
    #expect(run("resolve", "Small.json", "--out", "all.json", "--set", "name=other", "--force").status == 0)
    #expect(TemporaryFolder.text(of: folder.path + "/all.json").contains("\"name\": \"other\""))
    #expect(folder.names == ["Small.json", "all.json"])
    let nowhere = run("resolve", "Small.json", "--out", "no/such/folder.json")
    #expect(nowhere.status == ExitStatus.cannotCreate.rawValue)
    #expect(nowhere.errors.hasPrefix("capsim: ") && nowhere.errors.contains("no/such/folder.json"))
  }

  @Test("a full disk ends with 74 and says so")
  func fullDisk() {
    let full = run("resolve", "Small.json", "--out", "/dev/full")
    #expect(full.errors.hasPrefix("capsim: cannot write /dev/full: no space left on the device"))
    #expect(full.status == ExitStatus.inputOutput.rawValue)
    #expect(run("resolve", "Small.json", "--out", "/dev/null").status == 0)
    // The device is still one.
    var information = stat()
    #expect(stat("/dev/full", &information) == 0 && information.st_mode & S_IFMT == S_IFCHR)
  }

  @Test("completions and the manual name every command")
  func shells() {
    for shell in CompletionScript.Shell.allCases {
      let script = run("completions", shell.rawValue)
      #expect(script.status == 0)
      for command in CommandLineTool.commands where !command.spec.isHidden {
        #expect(script.output.contains(command.spec.name))
      }
    }
    let unknown = run("completions", "fishy")
    #expect(
      unknown.errors == """
        capsim completions: SHELL is 'fishy', but one of bash, zsh, fish is due; did you mean fish?
        Try 'capsim completions --help'.

        """)
    #expect(unknown.status == ExitStatus.usage.rawValue)
    let manual = run("manual")
    for command in CommandLineTool.commands where !command.spec.isHidden {
      #expect(manual.output.contains(".SS \(command.spec.name)\n"))
    }
  }
}
