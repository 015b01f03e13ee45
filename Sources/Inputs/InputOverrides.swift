import SimulationKernel

/// Numbers that stand in for what a scenario says of some inputs, set anew for each run, and factors on others.
///
/// A number stands in for the whole of an input: a trajectory holds it at all dates, a variate always takes it.
/// It is in the input's own unit; a moment's is in days since the scenario's start.
public struct InputOverrides: Sendable {
  /// A factor on every number of an input, within its range.
  public struct Scaling: Sendable {
    public let place: InputPlace
    public let factor: Double

    /// Scales what is drawn at a place. Traps on a place without a number, and on a date.
    public init(_ place: InputPlace, by factor: Double) {
      precondition(place.declaration.isScalable, "input '\(place.path)' cannot be multiplied")
      self.place = place
      self.factor = factor
    }
  }

  struct Target: Sendable {
    let offset: Int
    let kind: InputDeclaration.Kind
  }

  let targets: [Target]
  /// One number for each place, in their order.
  public var values: [Double]

  /// One after the other, so that factors on the same input multiply.
  public var scalings: [Scaling] = []

  /// Numbers for these places of one compiled scenario, at first not-a-number. Traps on a place without a number.
  public init(_ places: [InputPlace] = []) {
    targets = places.map { place in
      precondition(place.declaration.isNumeric, "input '\(place.path)' is not a number")
      return Target(offset: place.offset, kind: place.declaration.kind)
    }
    values = Array(repeating: .nan, count: places.count)
  }
}

extension InputDeclaration {
  /// Whether the input is a number, a number by date, a distribution or a date.
  public var isNumeric: Bool {
    switch kind {
    case .quantity, .trajectory, .variate, .moment: true
    case .flag, .choice, .reference, .weights, .text, .group, .entities, .identity: false
    }
  }

  /// Whether the input can be multiplied: a number that is no date.
  public var isScalable: Bool {
    if case .moment = kind { return false }
    return isNumeric
  }
}

extension ParameterBlock {
  /// Draws every uncertain input for (seed, replication), then puts the overrides in their places and scales.
  ///
  /// The draws of other inputs are those without overrides, and shocks scale what was put. Allocates nothing.
  public mutating func draw(seed: UInt64, replication: UInt64, overriding overrides: borrowing InputOverrides)
  {
    drawInputs(seed: seed, replication: replication)
    for index in overrides.targets.indices {
      place(overrides.values[index], as: overrides.targets[index].kind, at: overrides.targets[index].offset)
    }
    remember()
    for scaling in overrides.scalings {
      scale(scaling.place, by: scaling.factor)
      remember()
    }
  }

  private func place(_ value: Double, as kind: InputDeclaration.Kind, at offset: Int) {
    precondition(value == value, "an override is a number")
    switch kind {
    case .quantity, .moment:
      base.storeBytes(of: value, toByteOffset: offset, as: Double.self)
    case .trajectory:
      base.storeBytes(of: 1, toByteOffset: offset, as: Int32.self)
      base.storeBytes(of: value, toByteOffset: offset + TrajectoryLayout.valuesOffset, as: Double.self)
    case .variate:
      VariateLayout.store(.constant(value), at: offset, of: base)
    case .flag, .choice, .reference, .weights, .text, .group, .entities, .identity:
      preconditionFailure("an override is of a number")
    }
  }
}
