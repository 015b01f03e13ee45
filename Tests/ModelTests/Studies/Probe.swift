import Testing
@testable import Model
@Test func probe() throws {
  let r = try Study.fleet(ships: 34)
  for (j, c) in BottleneckColumn.pairs where j == .launch { print("P", c, r.value("bottlenecks.launch.\(c).starved_total_day")) }
  print("P", r.value("ships"), r.value("launches_total", at: 1), r.value("launches_total", at: 2),  r.value("launches_total", at: 12), r.value("launch.starship_v3.flights_total"))
}
