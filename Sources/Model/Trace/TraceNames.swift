import Inputs

/// From the model's indices to the words of a trace.
struct TraceNames {
  /// What a good or a posted level is called.
  struct Name {
    var good: String
    var entity = ""
    var venue = ""
    var unit: String
  }

  let labs: [String]
  let fabs: [String]
  let regions: [String]
  let venues: [String]
  let designs: [String]
  let vendors: [String]
  let technologies: [String]
  let vehicles: [String]
  let launchSites: [String]
  let lines: [String]
  /// Ids of the shocks that act on something, in the model's order.
  let shocks: [String]
  private let parties: [String]
  private let goods: [Name]
  private let levels: [Name]

  init(_ model: Model, _ inputs: View<WorldInputs>) {
    let ids = model.scenario.ids
    labs = ids["labs"] ?? []
    fabs = ids["fabs"] ?? []
    regions = ids["regions"] ?? []
    venues = regions + ["orbit"]
    designs = ids["accelerators"] ?? []
    vendors = ids["vendors"] ?? []
    technologies = ids["power_technologies"] ?? []
    vehicles = ids["launch.vehicles"] ?? []
    launchSites = ids["launch.sites"] ?? []
    lines = ids["lines"] ?? []
    let all = ids["shocks"] ?? []
    shocks = model.shocks.map { all[$0.entity] }
    parties = labs + Ledger.Party.allCases.map { String(describing: $0) }
    let dies = designs.flatMap { design in
      let entry = model.scenario.resolved["accelerators"]?[design]
      return (entry?["dies"]?.members.map(\.key) ?? []).sorted().map { "\(design).\($0)" }
    }
    var kinds: [ProcessKind] = []
    for process in inputs.processes.indices { kinds.append(inputs.processes[process].kind) }
    goods = TraceNames.goods(
      processes: ids["processes"] ?? [], kinds: kinds, dies: dies, designs: designs, regions: regions)
    let (labs, regions, vendors) = (labs, regions, vendors)
    levels = Level.all.flatMap { $0.names(labs: labs, regions: regions, vendors: vendors) }
  }

  /// The goods in the order of `Goods`.
  private static func goods(
    processes: [String], kinds: [ProcessKind], dies: [String], designs: [String], regions: [String]
  ) -> [Name] {
    var names = [
      Name(good: "euv_tools", unit: "tool"), Name(good: "dram", unit: "GB"),
      Name(good: "satellites", unit: "satellite"), Name(good: "oxygen", unit: "t"),
      Name(good: "methane", unit: "t"), Name(good: "payload", unit: "t"),
    ]
    for process in processes { names.append(Name(good: "wafers", entity: process, unit: "wafer")) }
    for (process, kind) in zip(processes, kinds) {
      switch kind {
      case .dram: names.append(Name(good: "hbm", entity: process, unit: "GB"))
      case .packaging: names.append(Name(good: "packaging_wafers", entity: process, unit: "wafer"))
      case .logic: names.append(Name(good: "wafers_out", entity: process, unit: "wafer"))
      }
    }
    for die in dies { names.append(Name(good: "dies", entity: die, unit: "die")) }
    for design in designs { names.append(Name(good: "accelerators", entity: design, unit: "accelerator")) }
    for region in regions { names.append(Name(good: "power", entity: region, venue: region, unit: "MW")) }
    return names
  }

  /// An entry in words.
  func movement(_ entry: MovementLog.Entry) -> Movement {
    func said(
      _ good: String, _ entity: String, to counterpart: String = "", at venue: String = "", in unit: String
    ) -> Movement {
      Movement(
        good: good, entity: entity, counterpart: counterpart, venue: venue, kind: entry.kind,
        amount: entry.amount, unit: unit)
    }
    switch entry.account {
    case .good(let place):
      let name = goods[place]
      return said(name.good, name.entity, at: name.venue, in: name.unit)
    case .money(let from, let to):
      return said("money", parties[from], to: parties[to], in: "billion USD")
    case .cash(let lab): return said("money", labs[lab], in: "billion USD")
    case .order(let book, let lab, let venue):
      return said(
        "orders", labs[lab], to: vendors[OrderBook.vendor(of: book)], at: venues[venue], in: "H100e")
    case .toolOrder(let fab): return said("tool_orders", fabs[fab], in: "tool")
    case .siteOrder(let lab, let region): return said("site_orders", labs[lab], at: regions[region], in: "MW")
    case .join(let join, let cause):
      let unit = entry.kind == .forgone ? "H100e" : "day"
      return said(cause?.name ?? "orders", join.name, in: unit)
    case .level(let place):
      let name = levels[place]
      return said(name.good, name.entity, at: name.venue, in: name.unit)
    }
  }
}
