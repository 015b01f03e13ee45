/// What one run observed: a row of numbers per report.
public struct Record: Sendable {
  public let layout: Layout
  /// Reports taken so far.
  public private(set) var reports = 0
  /// Days since the start, by report.
  public private(set) var days: [Double] = []
  /// `layout.width` numbers per report; not-a-number where there is nothing to say.
  public private(set) var values: [Double]

  init(_ layout: Layout, reports: Int) {
    self.layout = layout
    values = Array(repeating: .nan, count: layout.width * reports)
    days.reserveCapacity(reports)
  }

  /// The number at `column` of a report.
  public func value(_ column: Int, at report: Int) -> Double { values[report * layout.width + column] }

  mutating func begin() {
    reports = 0
    days.removeAll(keepingCapacity: true)
  }

  mutating func observe(_ world: borrowing World, day: Double) {
    let row = note(day: day)
    read(world, into: row)
    for index in layout.derivations.indices {
      let basis = Basis(columns: layout.derivations[index].sources, row: row)
      set(layout.derivations[index].column, row, layout.derivations[index].rule(self, basis))
    }
  }

  /// Takes what is read off the world, by spans: an array would be asked at each number whether it is shared.
  private mutating func read(_ world: borrowing World, into row: Int) {
    let layout = layout
    let readings = layout.readings.span
    var numbers = values.mutableSpan
    let first = row * layout.width
    for index in readings.indices {
      numbers[first + readings[index].column] = readings[index].read(world, readings[index].asked)
    }
  }

  /// Begins a report in which nothing is said yet; returns its row.
  @discardableResult
  mutating func note(day: Double) -> Int {
    days.append(day)
    let row = reports
    reports += 1
    let columns = row * layout.width..<reports * layout.width
    var numbers = values.mutableSpan
    for index in columns { numbers[index] = .nan }
    return row
  }

  mutating func set(_ column: Int, _ row: Int, _ value: Double) {
    values[row * layout.width + column] = value
  }
  func get(_ column: Int, _ row: Int) -> Double { values[row * layout.width + column] }

  /// The report nearest to a year before `row`, and the years between; nil at the first report.
  func yearBefore(_ row: Int) -> (row: Int, years: Double)? {
    guard row > 0 else { return nil }
    let target = days[row] - Time.year
    var earlier = row - 1
    while earlier > 0 && days[earlier] > target + 1 { earlier -= 1 }
    return (earlier, (days[row] - days[earlier]) / Time.year)
  }

  /// Growth a year of a running total, over the last twelve months or what there is of them.
  func rate(_ column: Int, _ row: Int) -> Double {
    guard let before = yearBefore(row) else { return .nan }
    return (get(column, row) - get(column, before.row)) / before.years
  }
}
