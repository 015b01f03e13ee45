#if canImport(Glibc)
  public import Glibc
#elseif canImport(Darwin)
  public import Darwin
#endif
import ScenarioFormat

/// A group of inputs where it lies in memory: reading a field copies that field and nothing else.
///
/// A group is a plain struct of some thousand bytes; `let entry = labs[lab]` would copy all of it at each use. A view
/// is one address, and its fields are written as the group's own: `entry.cash`. Valid while the block that holds the
/// inputs lives.
@frozen @dynamicMemberLookup
public struct View<Group: InputGroup>: BitwiseCopyable, @unchecked Sendable {
  @usableFromInline let address: UnsafePointer<Group>

  @inlinable public init(_ address: UnsafePointer<Group>) { self.address = address }

  /// A field of the group, in place.
  @inlinable public subscript<Field>(dynamicMember field: KeyPath<Group, Field>) -> Field {
    unsafeAddress { address.pointer(to: field).unsafelyUnwrapped }
  }

  /// A group within the group, as a view as well.
  @inlinable public subscript<Inner: InputGroup>(dynamicMember field: KeyPath<Group, Inner>) -> View<Inner> {
    View<Inner>(address.pointer(to: field).unsafelyUnwrapped)
  }

  /// A trajectory of the group, in place.
  @inlinable public subscript<U>(dynamicMember field: KeyPath<Group, Trajectory<U>>) -> TrajectoryView<U> {
    TrajectoryView(address.pointer(to: field).unsafelyUnwrapped)
  }

  /// Weights of the group, in place.
  @inlinable public subscript(dynamicMember field: KeyPath<Group, Weights>) -> WeightsView {
    WeightsView(address.pointer(to: field).unsafelyUnwrapped)
  }

  /// A copy of the whole group.
  @inlinable public var copy: Group { address.pointee }
}

/// A trajectory where it lies in memory.
@frozen public struct TrajectoryView<U: PhysicalUnit>: BitwiseCopyable, @unchecked Sendable {
  @usableFromInline let address: UnsafePointer<Trajectory<U>>

  @inlinable init(_ address: UnsafePointer<Trajectory<U>>) { self.address = address }

  /// The value at `time`, in days since the scenario's start. Linear in the number of dates.
  @inlinable public func value(at time: Double) -> Double {
    let bytes = UnsafeRawPointer(address)
    let values = (bytes + TrajectoryLayout.valuesOffset).assumingMemoryBound(to: Double.self)
    let times = (bytes + TrajectoryLayout.timesOffset).assumingMemoryBound(to: Double.self)
    let last = Int(bytes.assumingMemoryBound(to: Int32.self)[0]) - 1
    if last <= 0 || time <= times[0] { return values[0] }
    if time >= times[last] { return values[last] }
    var right = 1
    while times[right] <= time { right += 1 }
    let left = right - 1
    let interpolation = bytes.assumingMemoryBound(to: Int32.self)[1]
    if interpolation == TrajectoryLayout.step { return values[left] }
    let fraction = (time - times[left]) / (times[right] - times[left])
    if interpolation == TrajectoryLayout.logarithmic {
      return values[left] * pow(values[right] / values[left], fraction)
    }
    return values[left] + fraction * (values[right] - values[left])
  }
}

/// Weights where they lie in memory.
@frozen public struct WeightsView: BitwiseCopyable, @unchecked Sendable {
  @usableFromInline let address: UnsafePointer<Weights>

  @inlinable init(_ address: UnsafePointer<Weights>) { self.address = address }

  /// The weight of an entity; zero beyond the capacity, where none can be named.
  @inlinable public subscript(_ index: Int) -> Double {
    index < 24 ? UnsafeRawPointer(address).assumingMemoryBound(to: Double.self)[index] : 0
  }
}
