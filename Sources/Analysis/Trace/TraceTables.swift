import Tables

/// The tables of a trace: what happened, and what it moved.
public enum TraceTables {
  /// One row per event.
  public static let events = TableSchema(
    fileName: "events.csv", title: "Events",
    description:
      "One row per replication and event, in the order in which they happened; event 0 is the opening.",
    columns: [
      Column("replication", .integer, "Number of the replication, from 0."),
      Column("event", .integer, "Number of the event in the run, from 1; 0 is the opening."),
      Column("day", .number, unit: "day", "Time since the start."),
      Column("date", .date, "Date of that day."),
      Column("kind", .text, "What happened."),
      Column(
        "cause", .integer,
        "Number of the event that scheduled this one, always less than its own; empty for the opening alone."),
      Column(
        "entity", .text,
        "Id of what it concerns: a fab, design, power technology, vehicle, launch site or shock; else empty."),
      Column("lab", .text, "Id of the lab it concerns; else empty."),
      Column("venue", .text, "The region it concerns, or orbit; else empty."),
    ], primaryKey: ["replication", "event"])

  /// One row per movement.
  public static let movements = TableSchema(
    fileName: "movements.csv", title: "What events moved",
    description: """
      One row per replication and movement, in the order in which they were made. Of every good, on hand is opened \
      + produced + bought + arrived - consumed - sold - scrapped - departed, and in transit is opened_in_transit + \
      begun + departed - arrived - lost.
      """,
    columns: [
      Column("replication", .integer, "Number of the replication, from 0."),
      Column("movement", .integer, "Number of the movement in the run, from 1."),
      Column("event", .integer, "Number of the event that made it, a row of events.csv."),
      Column(
        "good", .text,
        "What moved: a good, money, orders, a price or level that was posted, or the input that a join lacked."
      ),
      Column(
        "entity", .text,
        "Whose it is: id of a process, design, die, region, lab, fab or vendor, the payer, or a join; else empty."
      ),
      Column("counterpart", .text, "The other side: the payee of money, the vendor of an order; else empty."),
      Column("venue", .text, "The region, or orbit; else empty."),
      Column(
        "kind", .text,
        """
        For goods opened, opened_in_transit, produced, bought, consumed, sold, scrapped, begun, arrived, departed \
        or lost; for money opened or paid; for orders ordered, delivered or cancelled; for joins wanted (time with \
        orders), starved (time without the input) or forgone (output lost to it); for levels posted.
        """),
      Column("amount", .number, "How much; for what is posted the new level, empty if there is none."),
      Column("unit", .text, "Unit of the amount."),
    ], primaryKey: ["replication", "movement"])
}
