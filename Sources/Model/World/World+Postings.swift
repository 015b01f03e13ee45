/// The outputs of a run, in the order of their columns: each industry declares its own.
extension World {
  /// Columns of `series.csv`: the world as a whole.
  static let series =
    Sites.series + Orbit.series + Assembly.series + Memory.series + Fabs.series + Lithography.series
    + Market.series + Costs.series + Launch.series + StarvationAccounts.series + Labs.series + Power.series

  /// Tables with a row for each entity.
  static let tables = [
    Labs.table, Assembly.table, Fabs.table, Power.table, Costs.table, Launch.table, Power.technologyTable,
    StarvationAccounts.table, Lines.table,
  ]
}
