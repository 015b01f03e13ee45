/// The places where several goods must meet.
public enum Join: Int, CaseIterable, Sendable, BitwiseCopyable {
  case ordering, fabrication, assembly, installation, integration, launch

  public var name: String { String(describing: self) }
}

/// What a join can lack.
public enum Cause: Int, CaseIterable, Sendable, BitwiseCopyable {
  case logic, memory, packaging, tools, cleanroom, contracts, power, chips, bus, lift, ship, pad, licence,
    propellant
  case payload, grounding, capital, halls
  /// Nothing was short: it took the time that deciding, planning and building take.
  case leadTime

  public var name: String { self == .leadTime ? "lead_time" : String(describing: self) }
}

/// How long each join had orders but lacked an input, and what that cost.
///
/// Time may be counted for two inputs at once: both were missing. Lost output is counted once, to the scarcest input.
struct StarvationAccounts {
  /// Days lacked, by join and cause, since the start.
  private(set) var time = [Double](repeating: 0, count: Join.allCases.count * Cause.allCases.count)
  /// Output lost, in H100-equivalents, by join and cause, since the start.
  private(set) var lost = [Double](repeating: 0, count: Join.allCases.count * Cause.allCases.count)
  /// Days on which the join had orders, by join, since the start.
  private(set) var wanted = [Double](repeating: 0, count: Join.allCases.count)

  /// Takes down every entry while a run is traced.
  var log: MovementLog?

  mutating func reset() {
    for index in time.indices {
      time[index] = 0
      lost[index] = 0
    }
    for index in wanted.indices { wanted[index] = 0 }
  }

  static func index(_ join: Join, _ cause: Cause) -> Int {
    join.rawValue * Cause.allCases.count + cause.rawValue
  }

  /// The join had orders for `days`.
  mutating func want(_ join: Join, days: Double) {
    wanted[join.rawValue] += days
    log?.note(.join(join, nil), .wanted, days)
  }

  /// The join lacked `cause` for `days`.
  mutating func starve(_ join: Join, of cause: Cause, days: Double) {
    time[Self.index(join, cause)] += days
    log?.note(.join(join, cause), .starved, days)
  }

  /// The join lost `output` H100-equivalents because `cause` was the scarcest.
  mutating func lose(_ join: Join, for cause: Cause, output: Double) {
    lost[Self.index(join, cause)] += output
    log?.note(.join(join, cause), .forgone, output)
  }
}
