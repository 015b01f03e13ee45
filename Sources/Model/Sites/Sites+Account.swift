// What the balance and the accounts of starvation want to know of sites.
extension Sites {
  /// Books the installation join: orders are what waits or what is powered and empty.
  func account(_ days: Double, _ exchange: inout Exchange) {
    var dark = 0.0
    var late = 0.0
    var roofless = 0.0
    var idle = 0.0
    var online = 0.0
    let ratio = exchange.inputs.datacenters.facilityToIT.value
    for lab in 0..<labs {
      for region in 0..<regions {
        let index = exchange.places.cell(lab, region)
        dark += exchange.posted.waiting(index)
        let crews = exchange.posted.power.crews[region]
        roofless += exchange.posted.waiting(index) * crews
        late += exchange.posted.waiting(index) * (1 - exchange.posted.power.scarcity[region] - crews)
        online += exchange.posted.online(index)
        idle += max(0, exchange.posted.power.live[index] / ratio - exchange.posted.drawn(index))
      }
    }
    guard online + dark > 0 else { return }
    exchange.starvation.want(.installation, days: days)
    let all = online + dark
    let powerless = dark - late - roofless
    exchange.starvation.starve(.installation, of: .power, days: days * powerless / all)
    exchange.starvation.starve(.installation, of: .halls, days: days * roofless / all)
    exchange.starvation.starve(.installation, of: .leadTime, days: days * late / all)
    exchange.starvation.lose(.installation, for: .power, output: powerless * days / Time.year)
    exchange.starvation.lose(.installation, for: .halls, output: roofless * days / Time.year)
    exchange.starvation.lose(.installation, for: .leadTime, output: late * days / Time.year)
    let live = idle + (0..<exchange.places.cells).reduce(0) { $0 + exchange.posted.drawn($1) }
    if live > 0 { exchange.starvation.starve(.installation, of: .chips, days: days * idle / live) }
  }

  /// Adds the accelerators of each design on the ground, for the balance.
  func addHeld(to counted: inout FixedArray<Double>) {
    for site in 0..<labs * regions {
      var start = 0
      while let design = held.next(from: start, in: site) {
        counted[design] += waiting[site * designs + design] + installed[site * designs + design]
        start = design + 1
      }
    }
  }
}
