import Testing

@testable import Model

/// What an operator of fabs announces, by its policy alone.
@Suite("rule: expansion of operators")
struct OperatorExpansion {
  private let rules = Expansion(step: 10, yearly: 20, opening: 100, hurry: 2, caution: 0.5)

  private func line(capacity: Double = 100, coming: Double = 0, pressure: Double = 1.8) -> Expansion.Line {
    Expansion.Line(capacity: capacity, coming: coming, pressure: pressure)
  }

  @Test("whole fabs are announced for a part of a shortage, less what was announced before")
  func size() {
    func size(coming: Double, pressure: Double = 1.8) -> Double {
      rules.size(line(coming: coming, pressure: pressure), allowance: 1000)
    }
    #expect(size(coming: 0) == 40)
    #expect(size(coming: 15) == 20, "25 are two whole fabs")
    #expect(size(coming: 34) == 10, "half a fab is worth a whole one")
    #expect(size(coming: 36) == 0)
    #expect(size(coming: 0, pressure: 0.9) == 0)
    let bold = Expansion(step: 10, yearly: 20, opening: 100, hurry: 2, caution: 0)
    #expect(bold.size(line(), allowance: 1000) == 80)
  }

  @Test("no more is announced than was saved up, and no fab before one is")
  func limit() {
    #expect(rules.size(line(), allowance: 25) == 25)
    #expect(rules.size(line(), allowance: 9) == 0)
  }

  @Test("the limit grows with the operator and with the shortage, and is saved up for three years at most")
  func allowance() {
    func yearly(_ line: Expansion.Line, before: Double = 0) -> Double {
      rules.allowance(before, line, days: Time.year)
    }
    #expect(isClose(yearly(line(pressure: 0.5)), 20, relative: 1e-9))
    #expect(isClose(yearly(line(pressure: 0.5), before: 7), 27, relative: 1e-9))
    #expect(isClose(yearly(line(capacity: 300, pressure: 1)), 60, relative: 1e-9))
    #expect(isClose(yearly(line(capacity: 30, pressure: 1)), 20, relative: 1e-9), "never below the limit")
    #expect(isClose(yearly(line(pressure: 1.5)), 30, relative: 1e-9))
    #expect(isClose(yearly(line(pressure: 9)), 40, relative: 1e-9), "hurry has an end")
    #expect(isClose(yearly(line(pressure: 1), before: 1000), 60, relative: 1e-9))
    let new = Expansion(step: 10, yearly: 20, opening: 0, hurry: 2, caution: 0.5)
    #expect(
      isClose(new.allowance(0, line(capacity: 30, pressure: 1), days: Time.year), 60, relative: 1e-9),
      "who began with nothing is measured by a fab")
  }
}
