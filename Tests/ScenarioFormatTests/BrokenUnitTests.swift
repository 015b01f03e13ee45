import Testing

@testable import ScenarioFormat

@Suite("unit: broken units")
struct BrokenUnitTests {
  @Test("every mistake has its message", arguments: texts)
  func message(broken: Broken) {
    guard case .failure(let error) = Unit.parse(broken.text) else {
      Issue.record("'\(broken.text)' was taken for a unit")
      return
    }
    let text = error.message + (error.hint.map { "; \($0)" } ?? "")
    #expect([text] == broken.messages)
  }

  static let texts: [Broken] = [
    Broken(
      "kgs",
      "unknown unit 'kgs'; did you mean 'kg'?"),
    Broken(
      "mw",
      "unknown unit 'mw'; did you mean 'MW'? Letter case matters"),
    Broken(
      "tonn",
      "unknown unit 'tonn'; did you mean 'tonne'?"),
    Broken(
      "$",
      "unknown unit '$'; write USD"),
    Broken(
      "USD/",
      "the unit 'USD/' is not finished"),
    Broken(
      "USD/(kW",
      "a ) is missing in the unit 'USD/(kW'"),
    Broken(
      "USD/kW*year",
      "'USD/kW*year' can be read in two ways; use parentheses, as in USD/(kW*year)"),
    Broken(
      "kW h",
      "an operator is missing after 'kW' in the unit 'kW h'; write * or / between them"),
    Broken(
      "wafer year",
      "an operator is missing in the unit 'wafer year'; write * or / between the words"),
    Broken(
      "m^",
      "a whole number is missing after ^ in the unit 'm^'; for example m^2"),
    Broken(
      "m^13",
      "the powers in 'm^13' are too high"),
    Broken(
      "/sqrt year",
      "a ( is missing after sqrt in the unit '/sqrt year'; for example /sqrt(year)"),
    Broken(
      "sqrt(sqrt(year))",
      "the unit 'sqrt(sqrt(year))' has a root of a root"),
    Broken(
      "m^0.7",
      "unexpected '.' in the unit 'm^0.7'"),
    Broken(
      "2 t",
      "unexpected '2' in the unit '2 t'; a number stands before the unit, a power after ^"),
    Broken(
      "t)",
      "unexpected ')' in the unit 't)'"),
    Broken(
      "kg//m",
      "unexpected '/' in the unit 'kg//m'"),
    Broken(
      "^2",
      "unexpected '^' in the unit '^2'"),
    Broken(
      "C",
      "unknown unit 'C'; temperatures are in K"),
    Broken(
      "GPU",
      "unknown unit 'GPU'; compute is counted in H100e"),
    Broken(
      "k",
      "unknown unit 'k'; write thousand or million"),
    Broken(
      "M",
      "unknown unit 'M'; write thousand or million"),
    Broken(
      "usd",
      "unknown unit 'usd'; did you mean 'USD'? Letter case matters"),
    Broken(
      "furlong",
      "unknown unit 'furlong'"),
    Broken(
      "year^-99",
      "the powers in 'year^-99' are too high"),
    Broken(
      "((((((((((m))))))))))",
      "the unit has too many parentheses"),
    Broken(
      "t @",
      "unexpected '@' in the unit 't @'"),
    Broken(
      "m^12*m^12",
      "the powers in 'm^12*m^12' are too high"),
    Broken(
      "kW²",
      "unknown unit 'kW²'; write kW^2"),
    Broken(
      "lb",
      "unknown unit 'lb'; masses are in kg or t"),
  ]
}
