extension StarvationAccounts {
  /// The pairs of join and cause that can occur.
  static let pairs: [(join: Join, cause: Cause)] = [
    (.ordering, .power), (.ordering, .halls), (.ordering, .capital), (.ordering, .lift),
    (.ordering, .leadTime),
    (.fabrication, .contracts), (.fabrication, .tools), (.fabrication, .cleanroom),
    (.assembly, .logic), (.assembly, .memory), (.assembly, .packaging), (.assembly, .leadTime),
    (.installation, .power), (.installation, .halls), (.installation, .chips),
    (.installation, .leadTime),
    (.integration, .bus), (.integration, .chips),
    (.launch, .ship), (.launch, .pad), (.launch, .licence), (.launch, .propellant), (.launch, .payload),
    (.launch, .grounding),
  ]

  static let table = PostingTable(
    name: "bottlenecks", title: "What was missing where", noun: "join_cause",
    entities: { _ in pairs.map { "\($0.join.name).\($0.cause.name)" } },
    postings: [
      .derived(
        "starved_share", "ratio", from: ["starved_total_day", "wanted_total_day"],
        "Share of the join's time with orders over twelve months that lacked the input."
      ) { record, basis in
        guard basis.row > 0 else { return .nan }
        let starved = record.rate(basis.columns[0], basis.row)
        let wanted = record.rate(basis.columns[1], basis.row)
        return wanted > 0 ? min(1, starved / wanted) : 0
      },
      .perYear(
        "lost_h100e_per_year", "H100e/year", of: "lost_total_h100e",
        "Output lost over twelve months, counted to the scarcest input."),
      .derived(
        "lost_share", "ratio", from: { pair in ["lost_h100e_per_year"] + lostAtTheJoin(of: pair) },
        "Its part of what the join lost over twelve months."
      ) { record, basis in
        guard basis.row > 0 else { return .nan }
        var all = 0.0
        for column in basis.columns.dropFirst() { all += record.get(column, basis.row) }
        return all > 0 ? record.get(basis.columns[0], basis.row) / all : 0
      },
      account("starved_total_day", "day", "Days starved since the start.") { accounts, join, cause in
        accounts.time[index(join, cause)]
      },
      account("wanted_total_day", "day", "Days with orders since the start.") { accounts, join, _ in
        accounts.wanted[join.rawValue]
      },
      account("lost_total_h100e", "H100e", "Output lost since the start.") { accounts, join, cause in
        accounts.lost[index(join, cause)]
      },
    ])

  private static func account(
    _ name: String, _ unit: String, _ meaning: String,
    _ part: @escaping @Sendable (StarvationAccounts, Join, Cause) -> Double
  ) -> Posting {
    .now(name, unit, meaning) { world, pair in
      part(world.exchange.starvation, pairs[pair.entity].join, pairs[pair.entity].cause)
    }
  }

  /// Output lost a year to each input of the join that `pair`, such as `assembly.memory`, belongs to.
  private static func lostAtTheJoin(of pair: String) -> [String] {
    pairs.filter { pair.hasPrefix($0.join.name + ".") }.map { lost($0.join, $0.cause) }
  }

  private static func lost(_ join: Join, _ cause: Cause) -> String {
    "bottlenecks.\(join.name).\(cause.name).lost_h100e_per_year"
  }

  private static func starved(_ join: Join, _ cause: Cause) -> String {
    "bottlenecks.\(join.name).\(cause.name).starved_share"
  }
}

// MARK: What the chain as a whole lost

extension StarvationAccounts {
  static let series: [Posting] =
    [
      same(
        "memory_starved_share", "Share of assembly time of twelve months that lacked memory.",
        starved(.assembly, .memory)),
      same(
        "logic_starved_share", "Share of assembly time of twelve months that lacked logic dies.",
        starved(.assembly, .logic)),
      same(
        "packaging_starved_share", "Share of assembly time of twelve months that lacked packaging.",
        starved(.assembly, .packaging)),
      .derived(
        "memory_minus_logic_starved_share", "ratio",
        from: ["memory_starved_share", "logic_starved_share"], "Memory's starvation less that of logic."
      ) { record, basis in
        record.get(basis.columns[0], basis.row) - record.get(basis.columns[1], basis.row)
      },
      same(
        "propellant_starved_share", "Share of launch time of twelve months that lacked propellant.",
        starved(.launch, .propellant)),
    ]
    + links.indices.map { link in
      .derived(links[link].name, "ratio", from: chain, links[link].meaning) { record, basis in
        guard let all = allLosses(record, basis) else { return .nan }
        return losses(link, record, basis) / all
      }
    } + [
      .derived(
        "power_minus_largest_other_bottleneck", "ratio", from: chain, "Power's share less the largest other."
      ) { record, basis in
        guard let all = allLosses(record, basis) else { return .nan }
        var largest = 0.0
        for link in 1..<timeLink { largest = max(largest, losses(link, record, basis)) }
        return (losses(0, record, basis) - largest) / all
      }
    ]

  /// Links of the chain with the accounts that they are charged in, power first and mere time last.
  private static let links: [(name: String, meaning: String, accounts: [(join: Join, cause: Cause)])] = [
    (
      "bottleneck_power_share",
      "Share of compute lost over twelve months for lack of ground power, or of crews to build halls for it.",
      [(.ordering, .power), (.installation, .power), (.ordering, .halls), (.installation, .halls)]
    ),
    ("bottleneck_memory_share", "The same for memory.", [(.assembly, .memory)]),
    ("bottleneck_logic_share", "The same for logic dies.", [(.assembly, .logic)]),
    ("bottleneck_packaging_share", "The same for packaging.", [(.assembly, .packaging)]),
    ("bottleneck_capital_share", "The same for money.", [(.ordering, .capital)]),
    (
      "bottleneck_lift_share", "The same for lift and satellites.",
      [(.ordering, .lift), (.integration, .bus)]
    ),
    (
      "bottleneck_lead_time_share",
      "The same for the time that planning, permits and building take where nothing was short.",
      [(.ordering, .leadTime), (.assembly, .leadTime), (.installation, .leadTime)]
    ),
  ]
  private static let timeLink = links.count - 1

  /// The losses that the links are made of, link by link.
  private static let chain = links.flatMap { $0.accounts.map { lost($0.join, $0.cause) } }

  /// First account of each link in the chain; one more entry closes the list.
  private static let firstOfLink = links.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.accounts.count) }

  /// H100-equivalents a year lost to a link.
  private static func losses(_ link: Int, _ record: borrowing Record, _ basis: Basis) -> Double {
    var sum = 0.0
    for account in firstOfLink[link]..<firstOfLink[link + 1] {
      sum += record.get(basis.columns[account], basis.row)
    }
    return sum
  }

  /// H100-equivalents a year lost to all links; nil where nothing was.
  private static func allLosses(_ record: borrowing Record, _ basis: Basis) -> Double? {
    guard basis.row > 0 else { return nil }
    var sum = 0.0
    for link in links.indices { sum += losses(link, record, basis) }
    return sum > 0 ? sum : nil
  }

  private static func same(_ name: String, _ meaning: String, _ source: String) -> Posting {
    .derived(name, "ratio", from: [source], meaning) { record, basis in
      record.get(basis.columns[0], basis.row)
    }
  }
}
