import Inputs

/// How a lab keeps its cash between too little and too much. All in billions of USD, flows a year.
struct Solvency: BitwiseCopyable {
  /// Months of its outlay that it keeps in cash.
  var kept: Double
  /// Years of its income for which suppliers give credit, and of its outlay.
  var creditOnIncome: Double
  var creditOnOutlay: Double
  /// Years of income and outlay together beyond which cash is surplus, and the speed a year at which that is paid out.
  var ample: Double
  var payout: Double

  /// Smaller sums are nobody's ruin, and no reserve.
  private static let leastReserve = 0.1
  private static let leastDebt = 0.02
  private static let monthsPerYear = 12.0

  /// Cash below which it raises money.
  func reserve(outlay: Double) -> Double {
    max(Solvency.leastReserve, outlay * kept / Solvency.monthsPerYear)
  }

  /// Whether a lab with nobody to lend has failed: suppliers give credit, but not for long.
  func hasFailed(cash: Double, income: Double, outlay: Double) -> Bool {
    cash < -max(Solvency.leastDebt, creditOnOutlay * outlay + creditOnIncome * income)
  }

  /// What goes to its owners in some years, of cash beyond what is ample and what it `opened` with.
  func dividend(cash: Double, income: Double, outlay: Double, opened: Double, years: Double) -> Double {
    let surplus = cash - ample * (income + outlay) - opened
    return surplus > 0 ? surplus * min(1, years * payout) : 0
  }

  /// Debt to take on when so much is missing.
  static func debt(missing: Double, limit: Double, debt: Double) -> Double {
    min(missing, max(0, limit - debt))
  }
}

extension Solvency {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    let lab = inputs.labs[lab]
    self.init(
      kept: lab.cashReserve.value, creditOnIncome: lab.creditOnIncome.value,
      creditOnOutlay: lab.creditOnOutlay.value, ample: lab.ampleCash.value, payout: lab.payout.value)
  }
}
