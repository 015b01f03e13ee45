extension QuantileSketch {
  /// The quantile at `p`, from 0 to 1; NaN while the sketch is empty. O(m log m) for m numbers held.
  ///
  /// By linear interpolation between neighbouring ranks, as in ``EmpiricalDistribution/quantile(_:)``.
  public func quantile(_ p: Double) -> Double { quantiles([p])[0] }

  /// The quantiles at several probabilities, sorting once; NaN while the sketch is empty.
  public func quantiles(_ probabilities: [Double]) -> [Double] {
    let items = weightedValues()
    return probabilities.map { p in
      precondition(p >= 0 && p <= 1, "a quantile is asked for at a probability from 0 to 1")
      if count == 0 { return .nan }
      let place = Double(count - 1) * p
      let below = min(Int(place), count - 1)
      let share = place - Double(below)
      let left = value(atRank: below, in: items)
      if share == 0 { return left }
      let right = value(atRank: below + 1, in: items)
      return left == right ? left : min(right, left + (right - left) * share)
    }
  }

  /// How many numbers are at or below `value`, within ``rankErrorBound``. O(m) for m numbers held.
  public func rank(of value: Double) -> Int {
    if value >= maximum { return count }
    if value < minimum { return 0 }
    var rank = 0
    for (level, values) in levels.enumerated() {
      for held in values where held <= value { rank += 1 << level }
    }
    return rank
  }

  private struct Item {
    let value: Double
    var cumulative: Int
  }

  /// The numbers held, ascending, each with the weight of all up to it.
  private func weightedValues() -> [Item] {
    var items: [Item] = []
    for (level, values) in levels.enumerated() {
      for value in values { items.append(Item(value: value, cumulative: 1 << level)) }
    }
    items.sort { ($0.value, $0.cumulative) < ($1.value, $1.cumulative) }
    for index in items.indices.dropFirst() { items[index].cumulative += items[index - 1].cumulative }
    return items
  }

  /// The number at a rank, counted from 0; the ends are exact.
  private func value(atRank rank: Int, in items: [Item]) -> Double {
    if rank == 0 { return minimum }
    if rank >= count - 1 { return maximum }
    var low = 0
    var high = items.count - 1
    while low < high {
      let middle = (low + high) / 2
      if items[middle].cumulative > rank { high = middle } else { low = middle + 1 }
    }
    return items[low].value
  }
}
