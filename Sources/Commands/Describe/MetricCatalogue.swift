import Model

/// The numbers that every run reports, with the names under which claims and charts ask for them.
enum MetricCatalogue {
  /// A metric and the path that claims write; `*` stands for an id.
  struct Entry: Sendable {
    let path: String
    let metric: Metric
  }

  /// The columns of `series.csv`, then those of the tables.
  static let all: [Entry] = {
    let layout = Layout(ids: [:])
    return layout.series.map { Entry(path: $0.name, metric: $0) }
      + layout.tables.flatMap { table in
        table.columns.map { Entry(path: "\(table.name).*.\($0.name)", metric: $0) }
      }
  }()

  /// The metrics that a path means: by its own path with any id, or by its last part alone.
  static func entries(_ path: String) -> [Entry] {
    let parts = path.split(separator: ".")
    return all.filter { entry in
      if entry.path == path { return true }
      guard entry.path.contains("*") else { return false }
      let own = entry.path.split(separator: ".")
      if parts.count == 1 { return own[2] == parts[0] }
      // An id may hold dots, as the pairs of `bottlenecks` do.
      return parts.count >= 3 && own[0] == parts[0] && own[2] == parts[parts.count - 1]
    }
  }
}
