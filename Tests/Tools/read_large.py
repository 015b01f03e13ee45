"""Reads tables of 41,000 rows in misleading orders with pandas, polars and DuckDB, as they come and by load.sql and load.py.

python3 read_large.py RESULTS SCRATCH

The rows are made of the cells that the program wrote into RESULTS, so that words, ids and numbers are its own. Readers
guess types from the first rows (DuckDB from 20,480, polars from 100): in one copy a column's empty cells come first, in
the other the cell that most looks like something else.
"""

import collections
import csv
import importlib.util
import io
import json
import shutil
import sys
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl

ROWS, TURNS = 41_000, 10
results, scratch = Path(sys.argv[1]), Path(sys.argv[2])
package = json.loads((results / "datapackage.json").read_text())
problems = []


# One row for each input or claim, with words as people wrote them: never so long that a reader sees a part alone.
SMALL = ("inputs", "claims")


def misleading(cell):
    """Cells that look like integers come first, the shortest of them first."""
    return (not cell.replace("-", "").isdigit(), len(cell), cell)


def stretched(cells, empty_first):
    """A column's cells: the one that fills its first half, and those that its second half has in turn."""
    filled = sorted({cell for cell in cells if cell}, key=misleading)
    first = "" if not filled or (empty_first and "" in cells) else filled[0]
    return first, filled[:TURNS] or [""]


def line(cells):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def stretch(folder, empty_first):
    """Writes a copy of the results with long tables."""
    folder.mkdir(parents=True)
    for name in ("datapackage.json", "load.sql", "load.py"):
        shutil.copy(results / name, folder / name)
    for resource in package["resources"]:
        with open(results / resource["path"], newline="") as file:
            header, *rows = csv.reader(file)
        columns = [stretched(list(cells), empty_first) for cells in zip(*rows)]
        if resource["name"] in SMALL:
            shutil.copy(results / resource["path"], folder / resource["path"])
            continue
        with open(folder / resource["path"], "w", newline="") as file:
            file.write(line(header))
            if not columns:
                continue
            file.write(line([first for first, _ in columns]) * (ROWS - ROWS // 2))
            turns = [line([cells[turn % len(cells)] for _, cells in columns]) for turn in range(TURNS)]
            file.write("".join(turns) * (ROWS // 2 // TURNS))


TEXT = "string"


def check(tool, resource, kinds, column_first):
    """Compares the kinds that a tool found with the declared ones; a column that begins empty may be anything."""
    for field in resource["schema"]["fields"]:
        declared, found = field["type"], kinds[field["name"]]
        where = f"{tool}: {resource['name']}.{field['name']} is declared {declared} and read as {found}"
        if not column_first[field["name"]]:
            continue
        if declared == TEXT and found in ("number", "integer", "boolean"):
            problems.append(where)
        if declared == "number" and found != "number":
            problems.append(where)


def kind(name):
    """The kind of a type by its name in any of the tools."""
    name = str(name).lower()
    if name.startswith(("float", "double")):
        return "number"
    if name.startswith(("int", "uint", "bigint", "hugeint")):
        return "integer"
    return "boolean" if name.startswith("bool") else "other"


def first_cells(path):
    with open(path, newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        return dict(zip(header, next(rows, [""] * len(header))))


def read_by_default(folder):
    for resource in package["resources"]:
        path = folder / resource["path"]
        first = first_cells(path)
        readers = {
            "pandas": lambda: dict(pd.read_csv(path).dtypes),
            "polars": lambda: dict(pl.read_csv(path).schema),
            "DuckDB": lambda: (lambda r: (r.fetchall(), dict(zip(r.columns, r.types)))[1])(duckdb.read_csv(str(path))),
        }
        for tool, read in readers.items():
            try:
                check(tool, resource, {name: kind(found) for name, found in read().items()}, first)
            except Exception as problem:
                problems.append(f"{tool}: {resource['path']} cannot be read: {str(problem)[:200]}")


def count_filled(path, columns):
    """How many cells of each column are not empty; equal lines are counted together."""
    with open(path, newline="") as file:
        next(file)
        lines = collections.Counter(file)
    counts = [0] * columns
    for text, times in lines.items():
        for place, cell in enumerate(next(csv.reader([text]))):
            counts[place] += times if cell else 0
    return counts


def read_as_declared(folder):
    """By load.py and load.sql every column has its declared type, and no number, date or text is lost."""
    spec = importlib.util.spec_from_file_location("load", folder / "load.py")
    load = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(load)
    connection = duckdb.connect()
    connection.execute("SET VARIABLE results = ?", [str(folder)])
    connection.execute((folder / "load.sql").read_text())
    sql = {"number": "DOUBLE", "integer": "BIGINT", "string": "VARCHAR", "date": "DATE", "boolean": "BOOLEAN"}
    python = {
        "number": ("float64", "Float64"), "integer": ("Int64", "Int64"), "string": ("string", "String"),
        "date": ("datetime64", "Date"), "boolean": ("boolean", "Boolean")}
    for resource in package["resources"]:
        name, fields = resource["name"], {f["name"]: f["type"] for f in resource["schema"]["fields"]}
        filled = count_filled(folder / resource["path"], len(fields))
        relation = connection.table(name)
        in_duckdb = connection.sql(f"SELECT count(COLUMNS(*)) FROM {name}").fetchall()[0]
        in_pandas, in_polars = load.pandas(name), load.polars(name)
        for place, (column, declared) in enumerate(fields.items()):
            counts = (in_duckdb[place], int(in_pandas[column].count()), in_polars[column].count())
            if counts != (filled[place],) * 3:
                problems.append(f"{name}.{column} has {filled[place]} cells; DuckDB, pandas and polars found {counts}")
            types = (str(relation.types[place]), str(in_pandas[column].dtype), str(in_polars[column].dtype))
            wanted = (sql[declared], *python[declared])
            if not all(found.startswith(want) for found, want in zip(types, wanted)):
                problems.append(f"{name}.{column} is declared {declared} and loaded as {types}")


for order, empty_first in (("empty-first", True), ("plain-first", False)):
    folder = scratch / order
    stretch(folder, empty_first)
    read_by_default(folder)
    if empty_first:
        read_as_declared(folder)
print("\n".join(problems[:20]) or f"{len(package['resources'])} tables of {ROWS} rows, twice, in three tools")
sys.exit(1 if problems else 0)
