import Inputs
import Sweep
import Tables

/// The table of uncertain inputs as drawn, which all points share: written from the scenario alone, once it is
/// known which runs there are.
///
/// One row per replication and, where levels of an axis change what is drawn (sub-scenarios, intervals), one for
/// each combination of these levels. Inputs whose numbers the design sets are left out.
final class DrawsFile {
  private let study: SweepStudy
  private let structures: StructureCache
  private let worker: StudyWorker
  /// The structural axes whose levels change draws, as indices among all axes.
  private let drawing: [Int]
  /// A combination of all levels for each of these axes' levels that runs had: the first that compiles.
  private var combinations: [Int: Int] = [:]
  private var point: Int?
  private var replications = 0

  init(_ study: SweepStudy, _ model: StudyModel) {
    self.study = study
    structures = model.structures
    worker = model.makeWorker()
    drawing = study.axes.indices.filter { study.axes[$0].changesDraws }
  }

  /// Counts a run that the sweep has.
  func add(_ index: Int) {
    let run = study.layout.run(index)
    replications = max(replications, run.replication + 1)
    if run.point == point || (drawing.isEmpty && !combinations.isEmpty) { return }
    point = run.point
    worker.prepare(index)
    var key = 0
    for axis in drawing {
      key = key * (study.axes[axis].axis.levels ?? 1) + study.axes[axis].level(at: worker.coordinates[axis])
    }
    if combinations[key] == nil, case .success = structures.structure(worker.combination) {
      combinations[key] = worker.combination
    }
  }

  /// Writes the table and says what the file holds.
  func write(in folder: ResultsFolder) throws(FolderProblem) -> (schema: TableSchema, record: FileRecord) {
    let inputs = inputs()
    let file = try TableFile(schema(inputs), in: folder)
    var encoder = CSVEncoder(file.schema)
    for key in combinations.keys.sorted() {
      guard let combination = combinations[key], let structure = structure(combination) else { continue }
      let epoch = Int(structure.model.scenario.epoch)
      let names = names(key)
      let drawn = inputs.map { (DrawnInput($0.path, in: structure.model.scenario), $0.unitSymbol == "date") }
      for replication in 0..<replications {
        encoder.append(integer: replication)
        for name in names { encoder.append(text: name) }
        for (input, isDate) in drawn {
          encoder.append(input, seed: study.seed, replication: replication, isDate: isDate, epoch: epoch)
        }
        encoder.endRow()
        try file.append(rowsOf: encoder)
        encoder.removeAll()
      }
    }
    return (file.schema, try file.finish())
  }

  private func structure(_ combination: Int) -> Structure? {
    if case .success(let structure) = structures.structure(combination) { return structure }
    return nil
  }

  /// The uncertain inputs of any of the combinations, by path.
  private func inputs() -> [UncertainInput] {
    var paths: Set<String> = []
    for axis in study.axes { paths.formUnion(axis.inputs) }
    var inputs: [UncertainInput] = []
    for key in combinations.keys.sorted() {
      for input in combinations[key].flatMap(structure)?.model.scenario.uncertain ?? []
      where paths.insert(input.path).inserted { inputs.append(input) }
    }
    return inputs.sorted { $0.path < $1.path }
  }

  /// The names of the levels that make up a key.
  private func names(_ key: Int) -> [String] {
    var rest = key
    var names: [String] = []
    for axis in drawing.reversed() {
      guard let levels = study.axes[axis].levels else { continue }
      names.append(levels[rest % levels.count].name)
      rest /= levels.count
    }
    return names.reversed()
  }

  private func schema(_ inputs: [UncertainInput]) -> TableSchema {
    let keys = [SweepTables.leading[2]] + drawing.map { study.axes[$0].column }
    let keyNames = keys.map(\.name)
    var names = Set(keyNames)
    return TableSchema(
      fileName: "draws.csv", title: "Uncertain inputs as drawn",
      description:
        "One row per replication\(keys.count > 1 ? " and form of the scenario" : ""), which all runs of "
        + "runs.csv with the same \(keyNames.joined(separator: ", ")) share. Varied inputs are in runs.csv."
        + (keys.count > 1 ? " What a form fixes has that value; what it lacks is empty." : ""),
      columns: keys + inputs.map { DrawnInput.column(of: $0).named(apartFrom: &names) },
      primaryKey: keyNames)
  }
}

extension SweepStudy {
  /// About how many bytes draws.csv will have, judged by one of its rows.
  public var drawsSize: Double {
    var encoder = CSVEncoder(
      TableSchema(fileName: "draws.csv", title: "", description: "", columns: [Column("value", .number, "")]))
    for input in model.scenario.uncertain where !axes.contains(where: { $0.inputs.contains(input.path) }) {
      encoder.append(number: input.drawn(seed: seed, replication: 0))
      encoder.endRow()
    }
    let forms = axes.filter(\.changesDraws).compactMap(\.axis.levels).reduce(1.0) { $0 * Double($1) }
    return Double(encoder.buffer.count) * Double(layout.replications) * min(forms, Double(layout.points))
  }
}
