import ScenarioFormat
import SimulationKernel

/// One worker's parameters: the bytes of a compiled scenario with this replication's draws in place.
///
/// Filling it again for another replication allocates nothing.
public struct ParameterBlock<Root: InputGroup>: ~Copyable {
  let base: UnsafeMutableRawPointer
  /// The bytes as drawn, before any shock: what `scale` starts from.
  let drawn: UnsafeMutableRawPointer
  let scenario: CompiledScenario

  /// The inputs as the model reads them; valid while the block lives.
  public let root: View<Root>

  /// Precondition: `scenario` was compiled for `Root`.
  public init(_ scenario: CompiledScenario) {
    precondition(scenario.template.count >= MemoryLayout<Root>.size, "scenario compiled for another root")
    self.scenario = scenario
    base = .allocate(byteCount: scenario.template.count, alignment: 16)
    drawn = .allocate(byteCount: scenario.template.count, alignment: 16)
    root = View(UnsafePointer(base.assumingMemoryBound(to: Root.self)))
    restore()
    remember()
  }

  deinit {
    base.deallocate()
    drawn.deallocate()
  }

  /// Puts every field back to its fixed value.
  func restore() {
    scenario.template.withUnsafeBytes {
      base.copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: $0.count)
    }
    for slot in scenario.collections where slot.count > 0 {
      let entities: UnsafeRawPointer? = UnsafeRawPointer(base + slot.entitiesOffset)
      base.storeBytes(of: entities, toByteOffset: slot.fieldOffset, as: UnsafeRawPointer?.self)
    }
  }

  /// Draws every uncertain input for (seed, replication), each from its own stream.
  public mutating func draw(seed: UInt64, replication: UInt64) {
    drawInputs(seed: seed, replication: replication)
    remember()
  }

  /// Puts the draws in their places, without remembering them yet.
  func drawInputs(seed: UInt64, replication: UInt64) {
    restore()
    for input in scenario.uncertain {
      set(input, at: input.uniform(seed: seed, replication: replication))
    }
  }

  func remember() { drawn.copyMemory(from: base, byteCount: scenario.template.count) }

  /// Sets an uncertain input to its quantile at `p`.
  func set(_ input: UncertainInput, at p: Double) {
    if let words = input.words {
      base.storeBytes(
        of: words.bytes[Int(input.quantile(p, knot: 0))], toByteOffset: input.firstOffset, as: UInt8.self)
      return
    }
    for knot in input.knots.indices {
      base.storeBytes(
        of: input.quantile(p, knot: knot), toByteOffset: input.knots[knot].offset, as: Double.self)
    }
  }

  /// The drawn value of an uncertain input (its first dated value), in the input's own unit; of a choice the place of
  /// the word.
  public func drawnValue(_ index: Int) -> Double {
    let input = scenario.uncertain[index]
    guard let words = input.words else {
      return drawn.load(fromByteOffset: input.firstOffset, as: Double.self)
    }
    let word = drawn.load(fromByteOffset: input.firstOffset, as: UInt8.self)
    return words.bytes.firstIndex(of: word).map(Double.init) ?? .nan
  }

  /// Sets an input's every number to `factor` times what was drawn, within the input's range: the product of the
  /// shocks upon it.
  ///
  /// A factor of 1 restores the drawn value to the bit.
  public mutating func scale(_ place: InputPlace, by factor: Double) {
    scale(place, by: FactorHistory(mean: factor, spans: [.init(factor: factor, share: 1)]))
  }

  /// Sets an input's every number to its mean over a time of changing factors, each within the input's range.
  public mutating func scale(_ place: InputPlace, by history: FactorHistory) {
    let range = place.declaration.range
    switch place.declaration.kind {
    case .quantity, .moment:
      scaleNumber(at: place.offset, by: history, range)
    case .trajectory:
      let count = Int(base.load(fromByteOffset: place.offset, as: Int32.self))
      for knot in 0..<count {
        scaleNumber(at: place.offset + TrajectoryLayout.valuesOffset + knot * 8, by: history, range)
      }
    case .variate:
      let distribution = drawn.load(fromByteOffset: place.offset, as: Distribution.self)
      VariateLayout.store(scaled(distribution, by: history, range), at: place.offset, of: base)
    case .flag, .choice, .reference, .weights, .text, .group, .entities, .identity:
      preconditionFailure("input '\(place.path)' is not a number")
    }
  }

  private func scaled(_ distribution: Distribution, by history: FactorHistory, _ range: ClosedRange<Double>)
    -> Distribution
  {
    if history.mean == 1 { return distribution }
    if history.mean > 0, distribution.isScalable { return distribution.scaled(by: history.mean) }
    return .constant(history.mean(of: distribution.mean, within: range))
  }

  private func scaleNumber(at offset: Int, by history: FactorHistory, _ range: ClosedRange<Double>) {
    let value = drawn.load(fromByteOffset: offset, as: Double.self)
    base.storeBytes(of: history.mean(of: value, within: range), toByteOffset: offset, as: Double.self)
  }
}
