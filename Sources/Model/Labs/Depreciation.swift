/// Capital of each lab by the month in which it was spent: written off in equal parts over five years, and then gone.
struct Depreciation {
  static let months = 60
  /// Years over which capital is written off.
  static let years = Double(months) / 12
  /// Billions of USD, by lab and month of the last five years.
  private var spent: [Double]
  private var month = 0
  private let labs: Int

  init(labs: Int) {
    self.labs = labs
    spent = Array(repeating: 0, count: labs * Depreciation.months)
  }

  mutating func reset() {
    month = 0
    for index in spent.indices { spent[index] = 0 }
  }

  /// Capital that a lab spent `age` months before the start. Precondition: `age` is from 1 to `months`.
  mutating func open(_ lab: Int, age: Int, _ amount: Double) {
    spent[lab * Depreciation.months + (Depreciation.months - age)] += amount
  }

  /// Lets time pass up to a month since the start: what is five years old is written off.
  mutating func advance(to now: Int) {
    while month < now {
      month += 1
      for lab in 0..<labs { spent[lab * Depreciation.months + slot] = 0 }
    }
  }

  /// Capital that a lab has spent this month.
  mutating func spend(_ lab: Int, _ amount: Double) { spent[lab * Depreciation.months + slot] += amount }

  /// Billions of USD of a lab's capital that is not yet five years old.
  func capital(_ lab: Int) -> Double {
    var sum = 0.0
    for index in 0..<Depreciation.months { sum += spent[lab * Depreciation.months + index] }
    return sum
  }

  private var slot: Int { (month + Depreciation.months - 1) % Depreciation.months }
}
