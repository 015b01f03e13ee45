"""Joins the draws of a sweep to its runs as a user would, with pandas and with DuckDB, and compares the two.

python3 join_draws.py SWEEP

The sweep has forms of the scenario, and `--metrics inputs`, so that runs.csv itself says what each run drew.
"""

import sys
from pathlib import Path

import duckdb
import pandas as pd

folder = Path(sys.argv[1])
runs = pd.read_csv(folder / "runs.csv")
draws = pd.read_csv(folder / "draws.csv")
drawn = [name for name in draws.columns if name in runs.columns]
keys = ["replication", "plan"]
inputs = [name for name in drawn if name not in keys]
assert draws.columns[:2].tolist() == keys and len(inputs) > 500, draws.columns[:4]
assert not draws.duplicated(keys).any()

joined = runs.drop(columns=inputs).merge(draws)
assert len(joined) == len(runs) == 8, (len(joined), len(runs))
pd.testing.assert_frame_equal(joined[keys + inputs], runs[keys + inputs])

columns = ", ".join(f'runs."{name}" = draws."{name}"' for name in inputs)
same = duckdb.sql(
    f"SELECT COLUMNS(*) FROM (SELECT {columns} FROM '{folder}/runs.csv' runs JOIN '{folder}/draws.csv' draws"
    " USING (replication, plan))"
)
rows = same.fetchall()
assert len(rows) == 8 and all(all(row) for row in rows), rows

series = duckdb.sql(
    f"SELECT point, date, count(*), min(power_ground_gw) FROM '{folder}/series.csv' GROUP BY ALL ORDER BY ALL"
).fetchall()
assert len(series) == 4 * 3 and all(row[2] == 2 and row[3] > 0 for row in series), series
print(f"{len(inputs)} inputs joined to {len(runs)} runs")
