#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// What a vendor asks for its machines: their price at release, with what wafers and memory have become dearer or
/// cheaper since the start. In thousand USD a package.
enum VendorPricing {
  /// Part of the price at release below which it never goes, however cheap materials are.
  static let leastMarkup = 0.5
  /// A wafer costs at least so much of its price at the start, however long prices have fallen.
  private static let leastWaferPrice = 0.1
  /// A wafer counts for at least so many dies in what one costs.
  private static let leastDies = 0.1

  /// Price over the price at release, which is above zero.
  static func markup(release: Double, material: Double, opening: Double) -> Double {
    let change = material - opening
    return max(leastMarkup, 1 + change / release)
  }

  /// Factor on that of who sells into a market behind export controls: hours there have become `lead` times as dear
  /// against the world's since the start, `part` of what is ordered is for buyers there, and `pull` is the log of the
  /// price for each log of that.
  static func scarcity(lead: Double, part: Double, pull: Double) -> Double { pow(lead, part * pull) }

  /// Cost of `count` dies from wafers that cost `price` at the start and have risen by `rise`, of which each gives
  /// `diesPerWafer`.
  static func dies(_ count: Double, wafer price: Double, rise: Double, diesPerWafer: Double) -> Double {
    price * max(leastWaferPrice, 1 + rise) * count / max(leastDies, diesPerWafer)
  }
}
