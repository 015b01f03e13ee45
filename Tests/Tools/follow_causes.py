"""Opens the trace of a results folder with DuckDB and pandas and holds the two tables to one another.

python3 follow_causes.py RESULTS
"""

import sys
from pathlib import Path

import duckdb
import pandas as pd

results = Path(sys.argv[1])
problems = []
duckdb.sql(f"CREATE VIEW events AS FROM read_csv('{results}/events.csv')")
duckdb.sql(f"CREATE VIEW movements AS FROM read_csv('{results}/movements.csv')")


def expect(what, query):
    """Notes a problem unless the query gives no rows."""
    rows = duckdb.sql(query).fetchall()
    if rows:
        problems.append(f"{what}: {rows[:3]}")


expect("a cause does not come earlier", "FROM events WHERE event > 0 AND (cause IS NULL OR cause >= event)")
expect("a movement is of no event", "FROM movements ANTI JOIN events USING (replication, event)")
expect("a day is not that of the date", "FROM events WHERE date <> (SELECT min(date) FROM events) + floor(day)::INT")

# The chain behind the last delivery, all the way: it ends at the opening, and goes by deliveries alone.
chain = duckdb.sql("""
    WITH RECURSIVE chain AS (
      FROM (FROM events WHERE kind = 'delivery_arrives' AND replication = 0 ORDER BY event DESC LIMIT 1)
      UNION ALL
      SELECT events.* FROM events JOIN chain
      ON events.replication = chain.replication AND events.event = chain.cause)
    FROM chain ORDER BY event DESC""").df()
if chain.kind.iloc[-1] != "opening" or not (chain.kind.iloc[1:-1] == "deliver").all() or len(chain) < 4:
    problems.append(f"the chain behind the last delivery is {list(chain.kind)}")

# Whole chains at once in pandas: from every event to the opening in fewer steps than there are events.
events = pd.read_csv(results / "events.csv", parse_dates=["date"], dtype={"cause": "Int64"})
for _, run in events.groupby("replication"):
    cause = run.cause.fillna(0).to_numpy(dtype=int)
    at = run.event.to_numpy()
    for _ in range(len(run)):
        at = cause[at]
        if not at.any():
            break
    else:
        problems.append("some chain never ends")

# What the movements come to is what the run reports.
last = "(SELECT max(date) FROM series)"
duckdb.sql(f"CREATE VIEW series AS FROM read_csv('{results}/series.csv')")
expect("tools", f"""
    SELECT replication, total, euv_installed FROM (
      SELECT replication, sum(CASE kind WHEN 'opened' THEN amount WHEN 'produced' THEN amount
        WHEN 'arrived' THEN amount WHEN 'sold' THEN -amount ELSE 0 END) AS total
      FROM movements WHERE good = 'euv_tools' GROUP BY replication)
    JOIN series USING (replication) WHERE date = {last} AND abs(total - euv_installed) > 1e-6""")
duckdb.sql(f"CREATE VIEW labs AS FROM read_csv('{results}/labs.csv')")
expect("cash", f"""
    SELECT * FROM (
      SELECT replication, party AS lab, sum(amount) AS cash FROM (
        SELECT replication, entity AS party, CASE kind WHEN 'opened' THEN amount ELSE -amount END AS amount
        FROM movements WHERE good = 'money'
        UNION ALL
        SELECT replication, counterpart, amount FROM movements WHERE good = 'money' AND kind = 'paid')
      GROUP BY ALL)
    JOIN labs USING (replication, lab)
    WHERE date = {last} AND abs(cash - cash_billion_usd) > 1e-6 * greatest(1, abs(cash))""")

print("\n".join(problems) or f"{len(events)} events; the last delivery goes back {len(chain) - 1} steps")
sys.exit(1 if problems else 0)
