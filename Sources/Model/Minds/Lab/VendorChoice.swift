/// From whom a lab buys.
enum VendorChoice {
  /// Billions of USD per H100-equivalent at which merit is one.
  private static let usualPrice = 1e-5

  /// A lab's leaning to a vendor: export controls leave a restricted lab what leaks of controlled machines.
  static func leaning(_ weight: Double, controlled: Bool, leakage: Double) -> Double {
    weight * (controlled ? leakage : 1)
  }

  /// Weight of a vendor of the ground: the leaning, and the square of compute per dollar.
  static func weight(_ leaning: Double, pricePerCompute: Double) -> Double {
    let merit = usualPrice / pricePerCompute
    return leaning * merit * merit
  }
}
