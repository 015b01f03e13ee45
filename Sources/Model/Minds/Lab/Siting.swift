/// To which regions a lab sends machines: where power is or will be.
enum Siting {
  /// Part of its live power that draws machines however full a region is, so that somewhere there is always room.
  private static let always = 0.01

  /// What a lab has in a region, in facility MW.
  struct Power: BitwiseCopyable {
    var live: Double
    var drawn: Double
    /// Expected before machines ordered now arrive.
    var promised: Double
    /// For machines that wait for power there, or are on order or on the way.
    var taken: Double
  }

  /// Weight of a region by its power in MW.
  static func weight(_ power: Power) -> Double {
    max(0, power.live - power.drawn + power.promised - power.taken) + always * power.live
  }
}
