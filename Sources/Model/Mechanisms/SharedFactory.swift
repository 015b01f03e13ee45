/// A factory that everyone waits in line for: output is served to orders in the order they came.
///
/// Orders of others stand in the same line; a waiting time is an outcome.
struct SharedFactory {
  struct Order: BitwiseCopyable {
    /// What is still to be delivered.
    var amount: Double
    /// The power project it is for, or `others`.
    var project: Int32
    static let others: Int32 = -1
  }

  /// Years that one waits where nothing is made.
  private static let endless = 100.0
  /// So many orders that are done are taken off the front of the line at once.
  private static let swept = 1024

  private var line: [Order] = []
  private var head = 0
  private(set) var backlog = 0.0
  private(set) var delivered = 0.0
  private(set) var idle = 0.0

  mutating func reset() {
    line.removeAll(keepingCapacity: true)
    head = 0
    delivered = 0
    idle = 0
    backlog = 0
  }

  mutating func order(_ amount: Double, project: Int32) {
    guard amount > 0 else { return }
    line.append(Order(amount: amount, project: project))
    backlog += amount
  }

  /// Serves `output`; calls `finish` for each project whose order is complete.
  mutating func work(output: Double, finish: (Int32) -> Void) {
    var left = output
    while left > 0, head < line.count {
      let served = min(left, line[head].amount)
      line[head].amount -= served
      left -= served
      backlog -= served
      delivered += served
      guard line[head].amount <= 1e-9 else { break }
      if line[head].project != Order.others { finish(line[head].project) }
      head += 1
    }
    idle += left
    if head > SharedFactory.swept {
      line.removeFirst(head)
      head = 0
    }
    if head == line.count { backlog = 0 }
  }

  /// Years an order placed now would wait at this output.
  func wait(output: Double) -> Double { output > 0 ? backlog / output : SharedFactory.endless }
}
