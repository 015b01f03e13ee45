import Inputs

/// What a lab dares to commit: some years of the money that it expects, less what it owes.
struct Budget: BitwiseCopyable {
  /// Years of that money that it commits ahead.
  var years: Double
  /// Most that it newly commits in any time, as a multiple of that money over the same time.
  var pace: Double
  /// Parts of the debt it could still take on, and of its cash, that it counts on in a year.
  var debtDraw: Double
  var cashDraw: Double
  /// Most by which it reckons its income to grow in a year.
  var growth: Double
  /// Loss on AI, as a share of other income, up to which that income all goes into AI.
  var patience: Double
  /// Part of the sites under way that it reckons as owed: what has no permit may be dropped.
  var sites: Double

  /// What a lab has and may get, in billions of USD (a year).
  struct Means: BitwiseCopyable {
    /// Expected in a year after costs, rents and interest.
    var earned: Double
    /// What lenders would still lend, and investors put in in a year.
    var debt: Double
    var equity: Double
    var cash: Double
  }

  /// Billions of USD that it may newly commit in some years.
  func room(_ means: Means, owed: Double, in time: Double) -> Double {
    let yearly =
      max(0, means.earned) + debtDraw * means.debt + means.equity + cashDraw * max(0, means.cash)
    return max(0, min(years * yearly - owed, pace * yearly * time))
  }

  /// Other income that owners let go into AI in billions of USD a year: past their patience it is cut by what AI loses.
  func patientIncome(_ income: Double, profit: Double) -> Double {
    let loss = max(0, -profit) - patience * income
    return max(0, income - max(0, loss))
  }

  /// Part of what is asked that a budget pays.
  static func share(of asked: Double, budget: Double) -> Double { asked > budget ? budget / asked : 1 }

  /// Part of new rent that fits into what the lab expects to have, of which `due` and `onOrder` are already promised.
  static func rentShare(of rent: Double, expected: Double, due: Double, onOrder: Double) -> Double {
    guard rent > 0 else { return 1 }
    let room = expected - due - onOrder
    return max(0, min(1, room / rent))
  }
}

extension Budget {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    let lab = inputs.labs[lab]
    self.init(
      years: lab.commitmentYears.value, pace: lab.commitmentPace.value,
      debtDraw: lab.debtDraw.value, cashDraw: lab.cashDraw.value, growth: lab.countedGrowth.value,
      patience: lab.patience.value, sites: lab.countedSites.value)
  }
}
