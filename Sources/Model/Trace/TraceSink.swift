/// Takes down what happens in a run, as it happens.
///
/// Each event comes before it is handled, then what it moved, in the order in which it was moved. Event 0 is the
/// opening, which puts the world in mid-stride. A run that fails ends with the event in which it failed.
public protocol TraceSink: AnyObject {
  /// An event is about to be handled.
  func record(_ event: TracedEvent)
  /// The event last recorded has moved something.
  func record(_ movement: Movement)
}

/// One event of a run: when, what, to whom, and which event scheduled it.
public struct TracedEvent: Sendable, Equatable {
  /// Its number in the order of the run, from 1; 0 is the opening.
  public let sequence: Int
  /// Days since the start.
  public let day: Double
  /// The field's word for it, in snake case.
  public let kind: String
  /// The number of the event that scheduled it, always less than its own; nil for the opening alone.
  public let cause: Int?
  /// Id of what it concerns: a fab, a design, a power technology, a vehicle, a launch site or a shock; empty if
  /// nothing in particular.
  public let entity: String
  /// Id of the lab it concerns; empty if none.
  public let lab: String
  /// The region it concerns, or `orbit`; empty if none.
  public let venue: String
}

/// A good, an order, money or a price that an event moved.
public struct Movement: Sendable, Equatable {
  /// What moved, in snake case: a good, `money`, an order, a posted price, or the input that a join lacked.
  public let good: String
  /// Id of whose it is: a process, design, die, region, lab, fab, vendor, or the payer; a join's name; or empty.
  public let entity: String
  /// The other side: the payee of money, the vendor of an order; else empty.
  public let counterpart: String
  /// The region, or `orbit`, of an order, a site or a posted number; else empty.
  public let venue: String
  public let kind: Kind
  /// How much, in `unit`; what is posted is the new level. Never 0 unless posted.
  public let amount: Double
  public let unit: String

  /// What a movement is.
  ///
  /// Of every good, on hand is opened + produced + bought + arrived - consumed - sold - scrapped - departed, and in
  /// transit is opened in transit + begun + departed - arrived - lost.
  public enum Kind: UInt8, CaseIterable, BitwiseCopyable, Sendable {
    // Goods.
    case opened, openedInTransit, produced, bought, consumed, sold, scrapped
    case begun, arrived, departed, lost
    // Money.
    case paid
    // Orders.
    case ordered, delivered, cancelled
    // Joins: days with orders, days without an input, output lost to it.
    case wanted, starved, forgone
    // Levels that are read by others.
    case posted

    /// The kind in snake case.
    public var name: String {
      switch self {
      case .opened: "opened"
      case .openedInTransit: "opened_in_transit"
      case .produced: "produced"
      case .bought: "bought"
      case .consumed: "consumed"
      case .sold: "sold"
      case .scrapped: "scrapped"
      case .begun: "begun"
      case .arrived: "arrived"
      case .departed: "departed"
      case .lost: "lost"
      case .paid: "paid"
      case .ordered: "ordered"
      case .delivered: "delivered"
      case .cancelled: "cancelled"
      case .wanted: "wanted"
      case .starved: "starved"
      case .forgone: "forgone"
      case .posted: "posted"
      }
    }
  }
}
