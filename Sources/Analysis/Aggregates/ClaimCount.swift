import Model

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// In how many runs a claim held, did not, and could not be told.
public struct ClaimCount: Sendable, Equatable {
  public private(set) var yes = 0
  public private(set) var no = 0
  public private(set) var undecided = 0

  public init(yes: Int = 0, no: Int = 0, undecided: Int = 0) {
    self.yes = yes
    self.no = no
    self.undecided = undecided
  }

  /// Counts one run.
  public mutating func add(_ verdict: Verdict) {
    switch verdict {
    case .yes: yes += 1
    case .no: no += 1
    case .undecided: undecided += 1
    }
  }

  /// Runs that decided it.
  public var decided: Int { yes + no }
  /// Share of the deciding runs in which it held; NaN if none decided.
  public var probability: Double { decided > 0 ? Double(yes) / Double(decided) : .nan }
  /// Share of all runs that did not decide it; NaN if there were none.
  public var undecidedShare: Double {
    decided + undecided > 0 ? Double(undecided) / Double(decided + undecided) : .nan
  }
  /// The 90 % interval of the probability; nil if no run decided.
  public var interval: ClosedRange<Double>? {
    decided > 0 ? ClaimCount.wilson(yes, of: decided, z: ClaimCount.z90) : nil
  }

  /// The standard normal quantile at 0.95, for a two-sided interval of 90 %.
  static let z90 = 1.644_853_626_951_472_2

  /// The standard normal quantile at 0.975, for a two-sided interval of 95 %.
  static let z95 = 1.959_963_984_540_054

  /// Wilson's score interval of a share: the p with |k/n - p| <= z sqrt(p (1 - p) / n).
  ///
  /// Its centre is (k + z^2/2) / (n + z^2), its half width z sqrt(k (n - k) / n + z^2/4) / (n + z^2). Unlike
  /// the usual p +- z s it stays within 0 to 1 and keeps its width at the ends. Source: E. B. Wilson,
  /// "Probable inference, the law of succession, and statistical inference", 1927.
  public static func wilson(_ successes: Int, of trials: Int, z: Double) -> ClosedRange<Double> {
    wilson(Double(successes), of: Double(trials), z: z)
  }

  /// The same of numbers that need not be whole, as those of runs that are worth fewer independent ones.
  static func wilson(_ k: Double, of n: Double, z: Double) -> ClosedRange<Double> {
    precondition(n > 0 && k >= 0 && k <= n, "successes are some of the trials")
    let centre = (k + z * z / 2) / (n + z * z)
    let half = z * sqrt(k * (n - k) / n + z * z / 4) / (n + z * z)
    let low = k == 0 ? 0 : max(0, centre - half)
    let high = k == n ? 1 : min(1, centre + half)
    return low...high
  }
}
