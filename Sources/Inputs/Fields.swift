import ScenarioFormat
import SimulationKernel

/// A number that changes with the date.
///
/// Between two dates the value is interpolated; before the first and after the last it is held.
@frozen public struct Trajectory<U: PhysicalUnit>: BitwiseCopyable, Sendable {
  /// How many dated values one trajectory may hold.
  @inlinable public static var capacity: Int { 16 }

  @usableFromInline var count: Int32
  @usableFromInline var interpolation: Int32
  @usableFromInline var times: InlineArray<16, Double>
  @usableFromInline var values: InlineArray<16, Double>
}

/// Where a trajectory's parts lie in memory, for the compiler that fills it.
@frozen public enum TrajectoryLayout {
  @inlinable public static var step: Int32 { 1 }
  @inlinable public static var logarithmic: Int32 { 2 }
  static let capacity = 16
  static let interpolationOffset = 4
  @inlinable public static var timesOffset: Int { 8 }
  @inlinable public static var valuesOffset: Int { 8 + 16 * 8 }
}

/// A distribution in the unit of `U`, drawn anew at each event; what lies outside the input's range is cut off.
@frozen public struct Variate<U: PhysicalUnit>: BitwiseCopyable, Sendable {
  @usableFromInline var distribution: Distribution
  @usableFromInline var low: Double
  @usableFromInline var high: Double
  @usableFromInline var middle: Double

  /// One draw, in the unit of `U`.
  @inlinable public func sample(using stream: inout RandomStream) -> Double {
    distribution.sample(within: low...high, using: &stream)
  }

  /// The value with probability `p` of not being exceeded, in the unit of `U`.
  @inlinable public func quantile(_ p: Double) -> Double {
    distribution.quantile(p, within: low...high)
  }

  /// Half of the draws are below it. Kept beside the distribution, since rules ask for it at every decision.
  @inlinable public var median: Double { middle }
}

/// Where a variate's parts stand in a parameter block.
enum VariateLayout {
  static let low = MemoryLayout<Distribution>.stride
  static let high = low + 8
  static let middle = high + 8

  /// Puts another distribution in the place of one, drawn within the same range.
  static func store(_ distribution: Distribution, at offset: Int, of base: UnsafeMutableRawPointer) {
    base.storeBytes(of: distribution, toByteOffset: offset, as: Distribution.self)
    let lower = base.load(fromByteOffset: offset + low, as: Double.self)
    let upper = base.load(fromByteOffset: offset + high, as: Double.self)
    base.storeBytes(
      of: distribution.quantile(0.5, within: lower...upper), toByteOffset: offset + middle, as: Double.self)
  }
}

/// A date, as days since the scenario's start; infinite for `never`.
@frozen public struct Moment: BitwiseCopyable, Sendable {
  public var days: Double
}

/// The index of an entity in its collection; negative for none.
@frozen public struct Reference: BitwiseCopyable, Sendable, Equatable {
  public var index: Int32
  @inlinable public var isNone: Bool { index < 0 }
  @inlinable public var asInt: Int { Int(index) }
}

/// Numbers by entity of another collection.
@frozen public struct Weights: BitwiseCopyable, Sendable {
  /// How many entities of the other collection there may be.
  public static let capacity = 24
  @usableFromInline var values: InlineArray<24, Double>
}

/// The index of a text in the compiled scenario.
@frozen public struct TextIndex: BitwiseCopyable, Sendable {
  public var index: Int32
}

/// The stream key of an entity: the hash of its path, so that renaming or adding others never shifts its luck.
@frozen public struct Identity: BitwiseCopyable, Sendable {
  public var key: UInt64
}

/// The entities of one collection, in the order of their ids.
@frozen public struct Entities<Element: InputGroup>: BitwiseCopyable, @unchecked Sendable {
  @usableFromInline var base: UnsafePointer<Element>?
  public let count: Int

  @inlinable public var indices: Range<Int> { 0..<count }

  /// The entity at `index`. Precondition: within `indices`.
  @inlinable public subscript(_ index: Int) -> View<Element> {
    precondition(index >= 0 && index < count, "entity index out of range")
    return View(base.unsafelyUnwrapped + index)
  }
}
