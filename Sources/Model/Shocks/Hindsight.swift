import Inputs

/// What inputs have been on average over times that are past.
///
/// What flows between two closings of the books is reckoned with this, so that a shock is upon it for exactly as long
/// as it lasts, whenever it begins. Between its shocks an input keeps its value, and it never leaves its range, so that
/// a mean over time is that of what it was between them.
final class Hindsight {
  /// An input with shocks, and what their product has been since when.
  private struct Course {
    let place: InputPlace
    /// Days since the start, rising; the first is before all time.
    var days: [Double] = [-.infinity]
    var factors: [Double] = [1]
    /// The time integral of the factor's difference from 1 up to each of those days: nothing is nothing to the bit.
    var excess: [Double] = [0]
    /// The factor that stands in each block of means; NaN for a mean of several.
    var shown = [1.0, 1.0]

    /// The factor's difference from 1, integrated up to a day.
    func excess(until day: Double) -> Double {
      var change = days.count - 1
      while days[change] > day { change -= 1 }
      return change == 0 ? 0 : excess[change] + (factors[change] - 1) * (day - days[change])
    }

    /// The mean factor from one day to a later one; the value then where it has not changed, to the bit.
    func mean(from first: Double, to last: Double) -> Double {
      var change = days.count - 1
      while days[change] >= last, change > 0 { change -= 1 }
      if days[change] <= first || last <= first { return factors[change] }
      return 1 + (excess(until: last) - excess(until: first)) / (last - first)
    }

    /// The factors from one day to a later one; the one then where it has not changed.
    func history(from first: Double, to last: Double) -> FactorHistory {
      let mean = mean(from: first, to: last)
      var spans: [FactorHistory.Span] = []
      var end = last
      for change in days.indices.reversed() where days[change] < end && first < end {
        let begin = max(days[change], first)
        spans.append(.init(factor: factors[change], share: (end - begin) / (last - first)))
        end = begin
      }
      return FactorHistory(mean: mean, spans: spans.count > 1 ? spans : [.init(factor: mean, share: 1)])
    }
  }

  /// What a mean is for: each has a block of its own, so that one does not change under the other's reader.
  enum Use: Int, CaseIterable {
    /// Flows between two closings of the books.
    case flow
    /// What has been going on for the age of one thing.
    case age
  }

  private var flow: ParameterBlock<WorldInputs>
  private var age: ParameterBlock<WorldInputs>
  private var courses: [Course] = []

  /// Looks back upon a scenario's shocked inputs. Precondition: there are some.
  init(_ scenario: CompiledScenario, _ places: [InputPlace]) {
    flow = ParameterBlock(scenario)
    age = ParameterBlock(scenario)
    for place in places where !courses.contains(where: { $0.place.path == place.path }) {
      courses.append(Course(place: place))
    }
  }

  /// Begins a replication: nothing has happened yet.
  func begin(seed: UInt64, replication: UInt64, overriding overrides: borrowing InputOverrides) {
    flow.draw(seed: seed, replication: replication, overriding: overrides)
    age.draw(seed: seed, replication: replication, overriding: overrides)
    for index in courses.indices {
      courses[index].days.removeSubrange(1...)
      courses[index].factors.removeSubrange(1...)
      courses[index].excess.removeSubrange(1...)
      for use in Use.allCases { courses[index].shown[use.rawValue] = 1 }
    }
  }

  /// Takes down that an input is `factor` times what was drawn from `day` on. Days do not fall.
  func note(_ path: String, factor: Double, day: Double) {
    guard let index = courses.firstIndex(where: { $0.place.path == path }) else { return }
    let excess = courses[index].excess(until: day)
    courses[index].days.append(day)
    courses[index].factors.append(factor)
    courses[index].excess.append(excess)
  }

  /// The inputs as they were on average from one day to another; valid until the next call for the same use.
  func inputs(_ use: Use, from first: Double, to last: Double) -> View<WorldInputs> {
    for index in courses.indices {
      let history = courses[index].history(from: first, to: last)
      guard history.spans.count > 1 || history.mean != courses[index].shown[use.rawValue] else { continue }
      courses[index].shown[use.rawValue] = history.spans.count > 1 ? .nan : history.mean
      switch use {
      case .flow: flow.scale(courses[index].place, by: history)
      case .age: age.scale(courses[index].place, by: history)
      }
    }
    return use == .flow ? flow.root : age.root
  }
}
