import Model

/// Which of a run's reports are written to the tables; claims always read all of them.
public enum ReportInterval: String, Sendable, CaseIterable {
  case month, quarter, year

  /// The indices of the reports to write: the first, those on which an interval begins, and the last.
  ///
  /// Intervals begin with the calendar's months, quarters and years. Complexity: O(reports).
  public func reports(of model: Model) -> [Int] {
    let last = model.reportDates.count - 1
    return model.reportDates.indices.filter { index in
      let date = model.reportDates[index]
      return index == 0 || index == last || (date.day == 1 && (date.month - 1) % months == 0)
    }
  }

  private var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .year: 12
    }
  }
}
