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

  /// A copy of the whole group.
  @inlinable public var copy: Group { address.pointee }
}
