import Model
import SimulationKernel
import Tables

/// The trace of one run as rows, until it is its turn to be written.
final class TracePart: TraceSink {
  private let events: SpillFile
  private let movements: SpillFile
  private let isEager: Bool
  private var replication = 0
  private var epoch = 0
  private var event = 0
  private var count = 0

  init(_ parts: TraceParts, _ index: Int) {
    isEager = parts.isEager
    events = SpillFile(TraceTables.events, at: parts.path(index, "events"))
    movements = SpillFile(TraceTables.movements, at: parts.path(index, "movements"))
  }

  /// Says which replication it is the trace of.
  func begin(replication: Int, start: CalendarDate) {
    self.replication = replication
    epoch = start.daysSince1970
  }

  /// The run has ended: all its rows are to be in the files.
  ///
  /// Throws where they could not be written, which says nothing of the run.
  func finish() throws(RunFailure) {
    flush()
    if let problem = events.problem ?? movements.problem {
      throw RunFailure(kind: .prevented, what: problem.description, place: "")
    }
  }

  private func flush() {
    events.flush()
    movements.flush()
  }

  func record(_ event: TracedEvent) {
    self.event = event.sequence
    events.append { row in
      row.append(integer: replication)
      row.append(integer: event.sequence)
      row.append(number: event.day)
      row.append(day: epoch + Int(event.day.rounded(.down)))
      row.append(text: event.kind)
      if let cause = event.cause { row.append(integer: cause) } else { row.appendEmpty() }
      row.append(text: event.entity)
      row.append(text: event.lab)
      row.append(text: event.venue)
    }
    if isEager { flush() }
  }

  func record(_ movement: Movement) {
    count += 1
    movements.append { row in
      row.append(integer: replication)
      row.append(integer: count)
      row.append(integer: event)
      row.append(text: movement.good)
      row.append(text: movement.entity)
      row.append(text: movement.counterpart)
      row.append(text: movement.venue)
      row.append(text: movement.kind.name)
      row.append(number: movement.amount)
      row.append(text: ReadableText.unit(movement.unit))
    }
  }
}

/// The tables of a trace in a results folder.
final class TraceFiles {
  let events: TextFile
  let movements: TextFile

  /// Starts both tables.
  init(in folder: ResultsFolder) throws(FolderProblem) {
    events = try TextFile(TraceTables.events, in: folder)
    movements = try TextFile(TraceTables.movements, in: folder)
  }

  /// Writes the rest, and says what the files hold.
  func finish() throws(FolderProblem) -> [DataPackage.Resource] {
    [
      .init(TraceTables.events, try events.finish()),
      .init(TraceTables.movements, try movements.finish()),
    ]
  }
}
