"""Runs questions.sql on a results folder with DuckDB's Python package and pandas, for those without its command.

python3 Scenarios/plots/questions.py results/space
"""

import sys
from pathlib import Path

import duckdb

if len(sys.argv) < 2:
    sys.exit(f"usage: {sys.argv[0]} RESULTS")
connection = duckdb.connect()
connection.execute("SET VARIABLE results = ?", [sys.argv[1]])
for statement in duckdb.extract_statements(Path(__file__).with_name("questions.sql").read_text()):
    print(connection.execute(statement).df().to_string(index=False), end="\n\n")
