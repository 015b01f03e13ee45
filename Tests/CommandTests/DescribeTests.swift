import Inputs
import Model
import ScenarioFormat
import Terminal
import Testing

@testable import Commands

@Suite("command line: describe, reference and schema read the declarations")
struct DescribeTests {
  private let folder = TemporaryFolder([
    "base.json": SmallScenario.text,
    "s.json": #"""
    {"extends": "base.json", "labs": {"openai": {"boldness":
      {"value": "0.2 to 0.5", "source": "a paper", "as_of": "2026-01", "confidence": "M", "note": "n"}}}}
    """#,
  ])

  private func describe(_ arguments: String...) -> CapsimProcess {
    CapsimProcess(["describe"] + arguments, in: folder.path)
  }

  @Test("one input, with its value and where that comes from")
  func input() {
    let plain = describe("labs.*.take_or_pay")
    #expect(
      plain.output == """
        labs.*.take_or_pay: Term of its leases: rent is due whether used or not.

          type     number in year
          default  5 year
          range    0.1 year to 30 year
          drawn    once a run, when uncertain

        """)
    #expect(plain.status == 0)
    let valued = describe("labs.openai.boldness", "--scenario", "s.json")
    #expect(
      valued.output.hasSuffix(
        """
        In s.json:
          value       0.2 to 0.5
          written     s.json:2:3
          source      a paper
          as of       2026-01
          confidence  medium
          note        n

        """))
    let defaulted = describe("labs.openai.take_or_pay", "--scenario", "s.json")
    #expect(defaulted.output.hasSuffix("  value    5 year\n  written  nowhere: the default\n"))
  }

  @Test("a pattern lists the values of all entities")
  func pattern() {
    let all = describe("labs.*.boldness", "--scenario", "s.json")
    #expect(
      all.output.hasSuffix(
        """
        In s.json                Value       Source
        labs.anthropic.boldness  0.6
        labs.openai.boldness     0.2 to 0.5  a paper

        """))
  }

  @Test("a distribution is drawn anew at each event, and a missing default is said")
  func variate() {
    let text = describe("launch.vehicles.*.investigation").output
    #expect(text.contains("  type     distribution in day\n"))
    #expect(text.contains("  drawn    anew at each event\n"))
    #expect(describe("labs.any.cash").output.contains("  default  none: a scenario must state it\n"))
  }

  @Test("a choice that may be drawn says so, and shows the chances of a scenario")
  func choice() {
    folder.write(
      #"""
      {"extends": "base.json", "labs": {"openai": {"boldness_policy":
        {"chances": {"newsvendor": 0.3, "given": 0.7}, "source": "a paper"}}}}
      """#, to: "c.json")
    let one = describe("labs.openai.boldness_policy", "--scenario", "c.json").output
    #expect(one.contains("  drawn    once a run, where its words have chances\n"))
    #expect(one.contains("  value    given 0.7, newsvendor 0.3\n") && one.contains("  source   a paper\n"))
    #expect(!describe("processes.*.kind").output.contains("  drawn "))
    let all = describe("labs.*.boldness_policy", "--scenario", "c.json").output
    #expect(all.contains("labs.openai.boldness_policy     given 0.7, newsvendor 0.3  a paper\n"))
    let check = CapsimProcess(["check", "c.json"], in: folder.path).output
    #expect(check.contains(" uncertain), 1 choice drawn, "))
  }

  @Test("sections, metrics and words")
  func sections() {
    let overview = describe()
    for name in ["lithography", "labs", "claims", "metrics"] {
      #expect(overview.output.contains("\n\(name) "))
    }
    #expect(describe("launch.vehicles").output.contains("\nturnaround_floor, day "))
    let lab = describe("labs.openai", "--scenario", "s.json").output.split(separator: "\n")
    let boldness = lab.first { $0.hasPrefix("boldness ") }
    #expect(boldness?.contains(" 0.2 to 0.5 ") == true)
    #expect(describe("metrics").output.contains("\ndark_share "))
    #expect(
      describe("dark_share").output == """
        dark_share: Dark accelerators over all that labs hold on the ground.

          type   metric
          unit   ratio
          table  series.csv

        """)
    #expect(describe("labs.openai.cash_billion_usd").output.contains("  table  labs.csv\n"))
    #expect(describe("bottlenecks.assembly.memory.lost_share").output.contains("  table  bottlenecks.csv\n"))
    #expect(describe("newsvendor").output.contains("labs.*.boldness_policy"))
  }

  @Test("what goes by no name ends with 64 and a suggestion")
  func unknown() {
    let unknown = describe("labs.openai.boldnss")
    #expect(
      unknown.errors == """
        capsim describe: PATH is 'labs.openai.boldnss', but an input, a section, a metric or a word that occurs in \
        one is due; did you mean boldness?
        Try 'capsim describe --help'.

        """)
    #expect(unknown.status == ExitStatus.usage.rawValue && unknown.output == "")
    let id = describe("labs.opnai.boldness", "--scenario", "s.json")
    #expect(
      id.errors.hasPrefix(
        "capsim describe: PATH is 'labs.opnai.boldness', but an id that s.json has in labs (anthropic, openai) is due; "
          + "did you mean openai?"))
    let option = describe("labs", "--set", "end=2040")
    #expect(option.errors.hasPrefix("capsim describe: --set needs --scenario\n"))
    #expect(option.status == ExitStatus.usage.rawValue)
  }

  @Test("golden: the committed reference is the generated one")
  func reference() {
    let path = "Sources/Model/Model.docc/Reference.md"
    let committed = TemporaryFolder.text(of: "\(Repository.path)/\(path)")
    #expect(
      committed == ModelReference.text(),
      "renew it with 'make reference'")
  }

  @Test("every input and every metric has a meaning, and stands in the reference")
  func meanings() {
    let text = ModelReference.text()
    for input in DeclaredInput.all {
      #expect(input.declaration.meaning.hasSuffix("."), "\(input.path)")
      #expect(input.segments.count == 1 || text.contains("| `\(input.path)` |"), "\(input.path)")
    }
    for entry in MetricCatalogue.all { #expect(entry.metric.meaning.hasSuffix("."), "\(entry.path)") }
  }

  /// unit: every distribution, interpolation and reading of a claim that may be written has its line on a page.
  @Test func whatMayBeWrittenIsExplained() {
    func page(_ topic: SyntaxTopic) -> String {
      DescribePage(scenario: nil, width: 80, style: .plain).topic(topic).joined(separator: "\n")
    }
    for form in DistributionForm.all { #expect(page(.distributions).contains("\n  \(form.name) ")) }
    for way in InputValue.Interpolation.allCases {
      #expect(page(.interpolation).contains("\n  \(way.rawValue) "))
    }
    for reading in ClaimReading.allCases { #expect(page(.readings).contains("\n  \(reading.rawValue) ")) }
    #expect(page(.values).contains("5 % quantile, median and 95 % quantile"))
    let reference = ModelReference.text()
    for topic in SyntaxTopic.allCases { #expect(reference.contains("\n## \(topic.title)\n")) }
    for topic in SyntaxTopic.allCases {
      #expect(page(topic).split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
  }
}
