/// How long labs think that orders take.
enum LeadTime {
  /// Years from order to delivery that anybody reckons with, and from there to a site.
  private static let line = 0.5...3.0
  private static let delivery = 0.25
  /// Years from asking for a site to its power that anybody reckons with, and where nobody quotes.
  private static let site = 1.0...5.0
  private static let unknownSite = 3.0

  /// Years until machines ordered now are at a site, where `backlog` is owed and `daily` of it delivered a day.
  static func machines(backlog: Double, daily: Double) -> Double {
    let wait = daily > 0 ? backlog / daily / Time.year : backlog > 0 ? line.upperBound : 0
    return min(line.upperBound, max(line.lowerBound, wait)) + delivery
  }

  /// Years until a site asked for now has power, of what is quoted on average; nil where nobody quotes.
  static func sites(quoted: Double?) -> Double {
    guard let quoted else { return unknownSite }
    return min(site.upperBound, max(site.lowerBound, quoted))
  }
}
