#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// How a line by itself answers to orders: a step, a fall, a boom and bust, entry and exit.
@Suite("law: lines")
struct LineLaws {
  /// The years in which the line runs in before anything changes.
  private static let start = 5.0

  private func usual(_ kind: LoneLine.Kind, _ time: Double) -> Double {
    kind.opening * exp(kind.growth * time)
  }

  /// A line at `end`, with its orders times `factor` from the start.
  private func line(
    _ kind: LoneLine.Kind, until end: Double, interval: Double = 1.0 / 12, factor: (Double) -> Double
  ) -> LoneLine {
    var line = LoneLine(kind, interval: interval)
    line.run(until: end) { usual(kind, $0) * ($0 < LineLaws.start ? 1 : factor($0 - LineLaws.start)) }
    return line
  }

  private func capacityGain(_ kind: LoneLine.Kind, after years: Double, factor: Double) -> Double {
    line(kind, until: LineLaws.start + years) { _ in factor }.capacity
      / line(kind, until: LineLaws.start + years) { _ in 1 }.capacity
  }

  @Test(
    "in calm growth a line neither runs short nor stands idle, and its price is cost and markup",
    arguments: LoneLine.kinds)
  func calm(_ kind: LoneLine.Kind) {
    let line = line(kind, until: 25) { _ in 1 }
    let normal = usual(kind, 25 - kind.rules.expectation.lead)
    #expect(isClose(line.capacity, normal, relative: 0.12), "\(kind.name) \(line.capacity / normal)")
    #expect(isClose(line.price, 1.12, relative: 0.05), "\(kind.name) \(line.price)")
  }

  @Test(
    "orders half as high again: capacity follows within one and two and a half lead times, and not before",
    arguments: LoneLine.kinds)
  func law1(_ kind: LoneLine.Kind) {
    let times = [0.8, 1, 1.5, 2, 2.5].map { $0 * kind.horizon }
    let gains = times.map { capacityGain(kind, after: $0, factor: 1.5) - 1 }
    #expect(gains[0] < 0.06, "\(kind.name) \(gains)")
    Law.check(
      "1", "orders for \(kind.name) half as high again, the line by itself",
      [
        Finding("capacity one lead time on, over that without", atMost: 1.15, pairs: 1, [1 + gains[1]]),
        Finding("capacity two and a half on", atLeast: 1.25, pairs: 1, [1 + gains[4]]),
      ])
  }

  @Test(
    "orders halved for good: no new project after a year, price near cash cost, capacity falls",
    arguments: LoneLine.kinds)
  func law2(_ kind: LoneLine.Kind) {
    let end = LineLaws.start + 2.5 * max(kind.horizon, 2)
    let line = line(kind, until: end) { _ in 0.5 }
    let late = line.begun.filter {
      $0.date > LineLaws.start + 1 && $0.date < LineLaws.start + 1 + max(kind.horizon, 2)
    }
    var least = Double.infinity
    var run = LoneLine(kind)
    for month in 1...Int(end * 12) {
      run.run(until: Double(month) / 12) { usual(kind, $0) * ($0 < LineLaws.start ? 1 : 0.5) }
      least = min(least, run.price)
    }
    Law.check(
      "2", "orders for \(kind.name) halved for good, the line by itself",
      [
        Finding("projects begun after a year, within a lead time", atMost: 0, [Double(late.count)]),
        Finding("lowest price over cash cost", atMost: 1.2, pairs: 1, [least / kind.rules.price.cash]),
        Finding(
          "capacity two and a half lead times on, over that without", atMost: 0.85, pairs: 1,
          [capacityGain(kind, after: end - LineLaws.start, factor: 0.5)]),
      ])
  }

  @Test(
    "a boom of two years overshoots: the price falls below long-run cost, and comes back",
    arguments: LoneLine.kinds)
  func law3(_ kind: LoneLine.Kind) {
    var run = LoneLine(kind)
    var below = 0
    var least = Double.infinity
    let end = LineLaws.start + 2 + 2.5 * max(2, kind.horizon)
    for month in 1...Int(end * 12 + 36) {
      run.run(until: Double(month) / 12) {
        usual(kind, $0) * ($0 >= LineLaws.start && $0 < LineLaws.start + 2 ? 2 : 1)
      }
      if Double(month) / 12 > LineLaws.start, run.price < 1 { below += 1 }
      least = min(least, run.price)
    }
    Law.check(
      "3", "orders for \(kind.name) doubled for two years, the line by itself",
      [
        Finding("lowest price over long-run cost", atMost: 1, pairs: 1, [least]),
        Finding(
          "years with the price below that cost, over a lead time", atLeast: 0.06, atMost: 2.5, pairs: 1,
          [Double(below) / 12 / max(2, kind.horizon)]),
      ])
    #expect(run.price > 1, "\(kind.name) \(run.price)")
  }

  @Test("halving the interval of decisions changes little", arguments: LoneLine.kinds)
  func law40(_ kind: LoneLine.Kind) {
    for year in [6.0, 8, 10, 15, 20] {
      let one = line(kind, until: year) { _ in 1.5 }
      let two = line(kind, until: year, interval: 1.0 / 24) { _ in 1.5 }
      let apart = abs(one.capacity - two.capacity)
      #expect(
        apart < 0.03 * one.capacity + kind.rules.answer.step, "\(kind.name) \(year) \(apart / one.capacity)")
      #expect(isClose(one.price, two.price, relative: 0.1), "\(kind.name) \(year) \(one.price / two.price)")
    }
  }

  @Test("nothing is made that nobody ordered")
  func law5() {
    for kind in LoneLine.kinds {
      let line = line(kind, until: 20) { _ in 0.3 }
      let opening = kind.opening * (kind.rules.expectation.lead + kind.rules.expectation.wait)
      #expect(isClose(opening + line.line.ordered, line.output + line.book, relative: 1e-9))
    }
  }

  @Test("a twin that is exact between events comes to nearly the same path")
  func twin() {
    let tools = LoneLine.kinds[0]
    var line = LoneLine(tools)
    let path = [(5.0, 60.9267), (14, 103.191), (16, 116.216), (18, 179.042), (20, 239.378), (25, 308.556)]
    for (time, capacity) in path {
      line.run(until: time) { usual(tools, $0) * ($0 < 15 ? 1 : 1.5) }
      #expect(isClose(line.capacity, capacity, relative: 0.05), "\(time) \(line.capacity) \(capacity)")
    }
  }
}
