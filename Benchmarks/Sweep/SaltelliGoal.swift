import Measuring
import Sweep

/// A Saltelli design of 2^16 base samples and 20 inputs, with first-order and total indices and 100
/// bootstraps.
enum SaltelliGoal {
  static func run() {
    do {
      let saltelli = try SaltelliDesign(dimensions: 20, baseSamples: 1 << 16, seed: 1)
      let design = Design.saltelli(saltelli)
      var point = [Double](repeating: 0, count: 20)
      var sum = 0.0
      let designTime = seconds {
        for index in 0..<design.count {
          var span = point.mutableSpan
          design.fill(index, into: &span)
          sum += span[7]
        }
      }
      precondition(abs(sum / Double(design.count) - 0.5) < 0.01)
      var observer = SensitivityObserver(saltelli, metrics: 1, seed: 2)
      let loopTime = seconds {
        for index in 0..<design.count {
          var value = DesignModel.value(design, index, &point)
          withUnsafePointer(to: &value) {
            observer.succeeded(index, metrics: UnsafeBufferPointer(start: $0, count: 1).span)
          }
        }
        report(observer)
      }
      let plan = SweepPlan(identity: SweepIdentity(hashing: "saltelli"), runs: design.count, metrics: 1)
      let engine = SweepEngine(
        model: DesignModel(design: design), plan: plan, options: SweepOptions(threads: 2))
      var second = SensitivityObserver(saltelli, metrics: 1, seed: 2)
      var failure: SweepProblem?
      let engineTime = seconds {
        do throws(SweepProblem) { _ = try engine.run(in: nil, observer: &second) } catch { failure = error }
        report(second)
      }
      if let failure { print(failure) }
      print(
        "saltelli 2^16 x 20: design alone \(text(designTime)) s; design, model and indices with 100 bootstraps on one "
          + "thread \(text(loopTime)) s, through the engine on two \(text(engineTime)) s (goal 2), "
          + "peak memory so far \(text(peakMegabytes, decimals: 1)) MB (goal 100)")
      print(
        "| Saltelli design, 2^16 base samples, 20 inputs, 100 bootstraps | \(text(engineTime)) s |")
    } catch {
      print(error)
    }
  }

  private static func report(_ observer: SensitivityObserver) {
    guard case .sobol(let indices) = observer.estimates else { return }
    let pair = indices[0].estimates()[0]
    // V_i = 1/(3 (1 + a_i)^2) with a_i = i; V = prod (1 + V_i) - 1.
    var product = 1.0
    for input in 1...20 { product *= 1 + 1 / (3 * Double(input * input)) }
    let part = 1.0 / 3
    let first = "S \(text(pair.first.value, decimals: 4)) +- \(text(pair.first.standardError, decimals: 4))"
    let total = "T \(text(pair.total.value, decimals: 4)) +- \(text(pair.total.standardError, decimals: 4))"
    let firstTheory = text(part / (product - 1), decimals: 4)
    let totalTheory = text(part * product / (1 + part) / (product - 1), decimals: 4)
    print("  first input: \(first), theory \(firstTheory); \(total), theory \(totalTheory)")
  }
}
