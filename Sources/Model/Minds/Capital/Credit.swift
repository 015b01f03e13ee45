import Inputs

/// What lenders allow a lab.
struct Credit: BitwiseCopyable {
  /// Debt as a multiple of a year's income.
  var multiple: Double
  /// Part of that which is left however much it loses.
  var leastCover: Double

  /// Billions of USD of debt, where capital leaves `capital` of all limits.
  ///
  /// Lenders look at what is left after costs: losses shrink what they allow.
  func limit(income: Double, profit: Double, capital: Double) -> Double {
    let cover = income > 0 ? min(1, max(leastCover, 1 + profit / income)) : 1
    return multiple * income * cover * capital
  }
}

/// What investors put into a lab.
struct Equity: BitwiseCopyable {
  /// Value as a multiple of a year's revenue while it grows as at the start, and when it grows no more.
  var multiple: Double
  var matureMultiple: Double
  /// Share of that value that investors put in a year.
  var dilution: Double
  /// Log growth a year for which the multiple is paid.
  var openingGrowth: Double
  /// Loss, as a share of revenue, at which a mature firm is worth nothing.
  var ruinousLoss: Double

  /// The multiple is paid for at least so much growth.
  private static let leastGrowth = 0.3

  /// Billions of USD a year, beside those of its backers, where capital leaves `capital` of all limits.
  ///
  /// The multiple was paid for growth, and falls with it toward that of a mature firm, which is worth what it earns.
  func allowance(revenue: Double, profit: Double, growth: Double, backing: Double, capital: Double) -> Double
  {
    let kept = max(0, growth) / max(Equity.leastGrowth, openingGrowth)
    let loss = revenue > 0 ? max(0, -profit) / revenue : 1
    let mature = matureMultiple * max(0, 1 - loss / ruinousLoss)
    let paid = min(multiple, max(mature, multiple * kept))
    return (paid * revenue * dilution + backing) * capital
  }
}

extension Credit {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    self.init(
      multiple: inputs.labs[lab].debtMultiple.value, leastCover: inputs.labs[lab].leastCover.value)
  }
}

extension Equity {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    let entry = inputs.labs[lab]
    self.init(
      multiple: entry.equityMultiple.value, matureMultiple: entry.matureMultiple.value,
      dilution: entry.dilution.value, openingGrowth: entry.computeGrowth.value,
      ruinousLoss: entry.ruinousLoss.value)
  }
}
