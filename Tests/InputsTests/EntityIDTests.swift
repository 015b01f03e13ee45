import ScenarioFormat
import Testing

@testable import Inputs

@Suite("unit: ids are words")
struct EntityIDTests {
  @Test(
    "letters of any script, digits, _, - and . are ids",
    arguments: [
      "starship_v3", "b-300", "x.y", "3nm", "_x", "東京", "süd", "नमस्ते", "Ωmega",
      String(repeating: "a", count: 64),
    ])
  func sound(id: String) { #expect(EntityID.mistake(in: id, noun: "port") == nil) }

  @Test(
    "what would act in a terminal, a path or a spreadsheet is no id",
    arguments: [
      "", "none", "a b", "a\nb", "a\0", "\u{1B}[2J", "=1+1", "-x", "+x", "@x", ".x", "a/b", "a\"b", "a=b",
      "a,b",
      "a\u{202E}b", "a\u{200B}b", "*", "🚀", String(repeating: "a", count: 65),
      "\u{3164}", "a\u{3164}", "a\u{FE0F}", "a" + String(repeating: "\u{301}", count: 64),
    ])
  func refused(id: String) { #expect(EntityID.mistake(in: id, noun: "port") != nil) }

  @Test("a refused id is one problem that says what would do")
  func message() {
    let problems = compilation(#"{"ships": {"my ship": {}}}"#).problems
    #expect(
      problems.map(\.description) == [
        """
        f:1:12: ships."my ship": 'my ship' cannot be an id: a space cannot stand in it; an id has letters, digits, \
        _, - and ., and begins with a letter, a digit or _: write for example 'my_ship'
        """
      ])
  }

  @Test("an id in the wrong letter case is one problem with the right id")
  func letterCase() {
    let problems = compilation(#"{"ships": {"titan": {"mass": "1 t"}, "Titan": {"home": "none"}}}"#).problems
    #expect(
      problems.map(\.description) == [
        "f:1:38: ships.Titan: there is no ship 'Titan' to change, and a new one needs mass too; "
          + "did you mean 'titan'? Letter case matters"
      ])
    #expect(
      compilation(#"{"ships": {"titan": {"mass": "1 t"}, "Titan": {"mass": "2 t"}}}"#).problems.isEmpty)
  }
}
