/// What a lab asks of its customers.
enum Pricing {
  /// No markup is a larger part of a price.
  private static let highestMarkup = 0.8

  /// Cournot competition: the part of a price that is markup is the lab's share over the elasticity of demand.
  static func markup(share: Double, elasticity: Double) -> Double { min(highestMarkup, share / elasticity) }

  /// USD per H100-equivalent hour: the lab's quality times the spot price, with its markup against the one at the
  /// start.
  static func price(quality: Double, spot: Double, markup: Double, openingMarkup: Double) -> Double {
    quality * spot * (1 - openingMarkup) / (1 - markup)
  }
}
