"""Reads every table of a results folder with pandas and holds it to what datapackage.json says.

python3 read_with_pandas.py RESULTS
"""

import json
import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd

results = Path(sys.argv[1])
package = json.loads((results / "datapackage.json").read_text())
problems = []

# What pandas must infer by itself; a column with gaps or without rows cannot be inferred.
INFERRED = {
    "integer": pd.api.types.is_integer_dtype,
    "number": pd.api.types.is_numeric_dtype,
    "boolean": pd.api.types.is_bool_dtype,
    "date": pd.api.types.is_datetime64_any_dtype,
}


def suffix(unit):
    """How the name of a column in this unit ends."""
    words = re.sub(r"[()*^ ]+", " ", unit.replace("/", " per ").replace("%", " percent ")).lower().split()
    return "_".join(words[1:] if words[:1] == ["1"] else words)


def check_column(table, field, column):
    where = f"{table}.{field['name']}"
    if field["type"] in INFERRED and column.notna().any():
        whole = field["type"] not in ("integer", "boolean") or column.notna().all()
        if whole and not INFERRED[field["type"]](column):
            problems.append(f"{where} is declared {field['type']} and read as {column.dtype}")
    if field["type"] in ("number", "integer") and np.isinf(pd.to_numeric(column)).any():
        problems.append(f"{where} has an infinite value")
    unit = field.get("unit", "")
    if "." not in field["name"] and unit not in ("", "1", "ratio") and not field["name"].endswith(suffix(unit)):
        problems.append(f"{where} does not end in its unit {unit}")


def read(resource):
    """The table, read as a person would: pandas infers all types but those of dates."""
    fields = resource["schema"]["fields"]
    dates = [field["name"] for field in fields if field["type"] == "date"]
    table = pd.read_csv(
        results / resource["path"], parse_dates=dates, date_format="%Y-%m-%d",
        keep_default_na=False, na_values=resource["schema"]["missingValues"])
    if list(table.columns) != [field["name"] for field in fields]:
        problems.append(f"{resource['path']}: the columns are not those declared")
    for field in fields:
        check_column(resource["name"], field, table[field["name"]])
    keys = table[resource["schema"]["primaryKey"]]
    if keys.duplicated().any():
        problems.append(f"{resource['path']}: {int(keys.duplicated().sum())} rows repeat the key of another")
    for name in keys:
        if (resource["name"], name) != ("quantiles", "entity") and keys[name].isna().any():
            problems.append(f"{resource['path']}: {name} is a key and has gaps")
    rows = len(table)
    if rows == 0 and resource["name"] != "failures":
        problems.append(f"{resource['path']} has no rows")
    # A technology that is nowhere in a region has no row there.
    if {"replication", "date"} <= set(keys) and resource["name"] != "technologies":
        entities = keys.drop(columns=["replication", "date"])
        expected = len(keys[["replication", "date"]].drop_duplicates())
        expected *= len(entities.drop_duplicates()) if len(entities.columns) else 1
        if rows != expected:
            problems.append(f"{resource['path']} has {rows} rows, not one for each of {expected} keys")
    return table


tables = {resource["name"]: read(resource) for resource in package["resources"]}

# The mean over replications that quantiles.csv tells is that of the rows themselves.
quantiles = tables["quantiles"]
for name, group in quantiles[quantiles.table == "series"].groupby("metric"):
    by_date = tables["series"].groupby("date")[name]
    if not np.allclose(group["mean"], by_date.mean().dropna(), rtol=2e-8):
        problems.append(f"quantiles.csv: the mean of {name} is not that of series.csv")
    if not np.array_equal(group["count"], by_date.count()[lambda counts: counts > 0]):
        problems.append(f"quantiles.csv: the count of {name} is not that of series.csv")
steps = quantiles[["p5", "p25", "p50", "p75", "p95"]].diff(axis=1).iloc[:, 1:]
if (steps < 0).any(axis=None):
    problems.append("quantiles.csv: quantiles are out of order")

# The counts of claims.csv are those of the verdicts in runs.csv.
for claim in tables["claims"].itertuples():
    verdicts = tables["runs"][claim.claim]
    for word in ("holds", "fails", "undecided"):
        if (verdicts == word).sum() != getattr(claim, word):
            problems.append(f"claims.csv: {claim.claim} counts {word} otherwise than runs.csv")

# An input has the same name in every table.
inputs = set(tables["inputs"].input)
drawn = [name for name in tables["runs"].columns if "." in name]
if not drawn or not inputs.issuperset(drawn):
    problems.append(f"runs.csv has inputs that inputs.csv lacks: {sorted(set(drawn) - inputs)[:3]}")

# A share lies between 0 and 1, but for the rounding of a sum.
for table_name, table in tables.items():
    for name in table.columns:
        if name.endswith("_share") and "_minus_" not in name:
            values = table[name].dropna()
            if len(values) and not values.between(-1e-9, 1 + 1e-9).all():
                problems.append(f"{table_name}.{name} ranges from {values.min()} to {values.max()}")

print("\n".join(problems) or f"{len(tables)} tables as declared")
sys.exit(1 if problems else 0)
