import SimulationKernel

/// Follows a run event by event and tells a sink; a simulation has one only while it is traced.
final class Tracer {
  let log = MovementLog()
  private let sink: any TraceSink
  private let names: TraceNames
  private var causes = Causes()
  private var levels = Levels()
  /// The cause of the event that comes next, then of the one at hand.
  private var cause: Int?

  init(_ sink: any TraceSink, _ names: TraceNames) {
    self.sink = sink
    self.names = names
  }

  /// A run is about to open.
  func open() {
    log.clear()
    causes.reset()
    levels.reset()
    sink.record(
      TracedEvent(sequence: 0, day: 0, kind: "opening", cause: nil, entity: "", lab: "", venue: ""))
  }

  /// The next event is about to be pulled.
  func expect(_ scheduler: borrowing Scheduler<Event>) { cause = causes.ofNext(in: scheduler) }

  /// The event has been pulled and is about to be handled: what it concerns may be gone afterwards.
  func begin(_ event: Event, _ world: borrowing World) {
    let subject = world.subject(of: event)
    sink.record(
      TracedEvent(
        sequence: world.exchange.scheduler.eventsProcessed, day: world.exchange.now, kind: event.name,
        cause: cause, entity: subject.entity(names), lab: subject.lab(names), venue: subject.venue(names)))
  }

  /// The event has been handled.
  func end(_ exchange: borrowing Exchange) {
    levels.note(exchange, to: log)
    for entry in log.entries { sink.record(names.movement(entry)) }
    log.clear()
  }
}
