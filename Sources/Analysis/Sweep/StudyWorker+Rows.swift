import Model
import SimulationKernel
import Sweep
import Tables

extension StudyWorker {
  /// Appends the prepared run's line of runs.csv, and sets its numbers.
  func appendRow(_ reader: RunReader, _ record: Record, to row: inout RowBuffer) {
    appendDesign(to: &runEncoder, status: .ok)
    for index in study.outcomes.indices {
      let value = reader.value(index, record)
      runEncoder.append(number: value)
      row.set(index, to: value)
    }
    for index in study.claims.indices {
      guard let verdict = reader.verdict(index, record) else {
        runEncoder.appendEmpty()
        continue
      }
      runEncoder.append(text: verdict.word)
      row.set(study.outcomes.count + index, to: verdict.number)
    }
    runEncoder.endRow()
    row.text.append(contentsOf: runEncoder.buffer)
    runEncoder.removeAll()
  }

  /// Appends the prepared run's lines of series.csv.
  func appendSeries(_ reader: RunReader, _ record: Record, to row: inout RowBuffer) {
    guard var encoder = seriesEncoder.take() else { return }
    reader.forEachReport(record) { day, report in
      withID { encoder.append(plain: $0) }
      encoder.append(integer: run.point)
      encoder.append(integer: run.replication)
      encoder.append(day: day)
      for index in 0..<reader.seriesCount {
        encoder.append(measured: reader.series(index, record, at: report))
      }
      encoder.endRow()
    }
    row.text.append(contentsOf: encoder.buffer)
    encoder.removeAll()
    seriesEncoder = consume encoder
  }

  /// Appends the row of the prepared run without outcomes.
  func appendFailedRow(_ status: SweepTables.Status, to encoder: inout CSVEncoder) {
    appendDesign(to: &encoder, status: status)
    for _ in 0..<(study.outcomes.count + study.claims.count) { encoder.appendEmpty() }
    encoder.endRow()
  }

  /// Appends the leading cells of the prepared run and its axis values; with a status, as in runs.csv, also the seed
  /// before them, and the status and the inputs as drawn after them.
  func appendDesign(to encoder: inout CSVEncoder, status: SweepTables.Status?) {
    withID { encoder.append(plain: $0) }
    encoder.append(integer: run.point)
    encoder.append(integer: run.replication)
    if status != nil { encoder.append(integer: Int(clamping: study.seed)) }
    appendAxes(to: &encoder)
    guard let status else { return }
    encoder.append(text: status.rawValue)
    appendInputs(to: &encoder)
  }

  /// Appends the axis values of the prepared run.
  func appendAxes(to encoder: inout CSVEncoder) {
    let epoch = Int(study.model.scenario.epoch)
    for index in study.axes.indices {
      let axis = study.axes[index]
      if let levels = axis.levels {
        encoder.append(text: levels[axis.level(at: coordinates[index])].name)
      } else {
        encoder.append(input: values[index], isDate: axis.column.kind == .date, epoch: epoch)
      }
    }
  }

  /// Appends the inputs that are columns of runs.csv; empty where the scenario would not run.
  private func appendInputs(to encoder: inout CSVEncoder) {
    guard !study.readings.inputs.isEmpty else { return }
    guard case .success(let structure) = structure else {
      for _ in study.readings.inputs { encoder.appendEmpty() }
      return
    }
    for (input, drawn) in zip(study.readings.inputs, structure.reader.inputs) {
      encoder.append(
        drawn, seed: study.seed, replication: run.replication, isDate: input.column.kind == .date,
        epoch: structure.reader.epoch)
    }
  }
}
