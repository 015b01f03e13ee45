#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel
import Synchronization

/// Labs: each serves demand with what is online, keeps books, forecasts, and commits years ahead of knowing.
///
/// What they decide stands in `Minds`; here are their states, and who reads what and places which orders.
struct Labs: ~Copyable {
  struct Lease: BitwiseCopyable {
    var lab: Int32
    var until: Double
    /// Billions of USD a year, due whether used or not.
    var rent: Double
  }

  /// What one lab is, beside its accounts.
  struct State: BitwiseCopyable {
    /// Log growth of demand since the start, price effects apart.
    var growth = 0.0
    /// Inference wanted and served, training and spare, in H100-equivalents.
    var demand = 0.0
    var served = 0.0
    var bought = 0.0
    var training = 0.0
    var spare = 0.0
    /// Share of its compute that it means to keep for training and research, after what research returns.
    var trainingShare = 0.0
    /// USD per H100-equivalent hour that its customers pay, and what makes it differ from the cost of compute.
    var price = 0.0
    var quality = 1.0
    /// Log of the price over the opening one to which its customers have adapted.
    var habit = 0.0
    /// Smoothed log growth of demand a year, as it sees it, and demand when it last looked.
    var seenGrowth = 0.0
    var lastDemand = 0.0
    /// H100-equivalents a year that reach its sites, smoothed.
    var received = 0.0
    /// H100-equivalents a year that it does not order for want of power.
    var withheld = 0.0
    /// Years from an order for machines to a site, and from asking for a site to its power, as it has come to believe.
    var machineLead = 0.0
    var siteHorizon = 0.0
    /// The part of its forecast error that luck holds now, in standard deviations.
    var error = 0.0
    /// Luck of its demand growth, in standard deviations.
    var shock = 0.0
    /// Log10 of training compute a year against the mean of all.
    var lead = 0.0
    var debt = 0.0
    /// Billions of USD of equity that investors would put in now.
    var equityRoom = 0.0
    /// Billions of USD a year.
    var revenue = 0.0
    var profit = 0.0
    var rentDue = 0.0
    var rentGot = 0.0
    /// Totals since the start, in billions of USD.
    var profitTotal = 0.0
    var revenueTotal = 0.0
    var capexTotal = 0.0
    /// Billions of USD of capital in use, for depreciation.
    var capital = 0.0
    var commitments = 0.0
    var wanted = 0.0
  }

  /// What a lab reckons with while it decides.
  struct Plan: BitwiseCopyable {
    var outlook: Purchasing.Outlook
    var holdings: Purchasing.Holdings
    var ground: GroundPower
    /// H100-equivalents to be ordered now.
    var need: Double
  }

  /// A fixed address, as `Exchange` has one: without it all of this is copied at many a call.
  private let anchor = Atomic(false)
  var states: [State]
  var leases: [Lease] = []
  var bankruptcies = 0
  var depreciation: Depreciation
  // Scratch of one decision.
  var wishes: [Wish]
  var plans: [Plan?]
  /// H100-equivalents that each lab wants in orbit.
  var orbitWants: [Double]
  var asked: [Double]
  var budgets: [Double]
  var offers: [Double]
  /// What each lab lacks and has idle in the region at hand, and the facility MW of it that it bought, below zero where
  /// it sold.
  var sides: [SiteTrade.Side]
  var traded: [Double]
  var perCompute: [Double]
  var heirs: [Double]
  var horizons: [Double]
  /// Billions of USD to be paid on each lab's orders, as last counted.
  var due: FixedArray<Double>
  var payers: FixedArray<Exchange.Payers>
  /// Billions of USD that each lab pays at once on what it calls off.
  var bills: FixedArray<Double>

  init(_ inputs: View<WorldInputs>) {
    let count = inputs.labs.count
    states = Array(repeating: State(), count: count)
    depreciation = Depreciation(labs: count)
    wishes = Array(repeating: Wish(), count: count)
    plans = Array(repeating: nil, count: count)
    asked = Array(repeating: 0, count: count)
    orbitWants = asked
    budgets = asked
    offers = asked
    sides = Array(repeating: SiteTrade.Side(lack: 0, idle: 0, offered: 0), count: count)
    traded = asked
    perCompute = asked
    heirs = asked
    horizons = asked
    due = FixedArray(repeating: 0, count: count)
    bills = FixedArray(repeating: 0, count: count)
    payers = FixedArray(repeating: Exchange.Payers(own: 1, provider: nil), count: count)
  }

  /// A lab's online compute everywhere, in H100-equivalents.
  func online(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    exchange.posted.online(lab: lab)
  }

  /// H100-equivalents of a thousand of them.
  static let thousand = 1000.0

  /// Billions of USD a year for an amount of compute at USD per H100-equivalent hour.
  static func billions(_ compute: Double, at price: Double) -> Double {
    compute * price * Time.hoursPerYear * 1e-9
  }
}
