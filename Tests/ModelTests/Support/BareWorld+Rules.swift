@testable import Model

/// Short ways for tests that look at one rule of a world just opened.
extension BareWorld {
  /// A shipped scenario's world with overrides.
  init(_ overrides: [String], of scenario: String = "base") throws {
    self.init(try ShippedScenario.model(scenario, overrides))
  }

  /// Place of an entity in its collection, as the scenario names both.
  func index(_ id: String, in collection: String) throws -> Int {
    guard let index = ids[collection]?.firstIndex(of: id) else {
      throw BrokenScenario(description: "there is no \(collection).\(id)")
    }
    return index
  }

  /// Cell of the board of a lab in a region, or in orbit.
  func cell(_ lab: String, _ region: String? = nil) throws -> Int {
    let venue = try region.map { try index($0, in: "regions") } ?? world.exchange.places.orbit
    return world.exchange.places.cell(try index(lab, in: "labs"), venue)
  }

  /// Takes a lab's cash, and all that it could raise, so that it fails when books are next closed.
  mutating func ruin(_ lab: Int) {
    world.exchange.ledger.pay(from: lab, to: .suppliers, 100_000)
  }

  /// Closes the books after `days`.
  mutating func settle(days: Double) {
    world.labs.settle(&world.exchange, days: days)
  }
}
