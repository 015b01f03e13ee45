"""Reads every table of a results folder with DuckDB, which finds types by itself, and compares with datapackage.json.

python3 read_with_duckdb.py RESULTS
"""

import json
import sys
from pathlib import Path

import duckdb

FOUND = {"integer": {"BIGINT"}, "number": {"DOUBLE", "BIGINT"}, "date": {"DATE"}, "boolean": {"BOOLEAN"}}

results = Path(sys.argv[1])
package = json.loads((results / "datapackage.json").read_text())
problems = []
for resource in package["resources"]:
    path = str(results / resource["path"])
    relation = duckdb.read_csv(path, sample_size=-1)
    counts = duckdb.sql("SELECT count(COLUMNS(*)) FROM relation").fetchall()[0]
    lines = (results / resource["path"]).read_text().count("\n") - 1
    if len(relation) != lines:
        problems.append(f"{resource['path']}: {lines} lines and {len(relation)} rows")
    if relation.columns != [field["name"] for field in resource["schema"]["fields"]]:
        problems.append(f"{resource['path']}: the columns are not those declared")
    for field, found, count in zip(resource["schema"]["fields"], relation.types, counts):
        if count and str(found) not in FOUND.get(field["type"], {str(found)}):
            problems.append(f"{resource['name']}.{field['name']} is declared {field['type']} and found {found}")
print("\n".join(problems) or f"{len(package['resources'])} tables as declared")
sys.exit(1 if problems else 0)
