"""Runs questions.sql, or another file beside it, on a results folder with DuckDB's Python package and pandas, for those without its command.

python3 Scenarios/plots/questions.py results/space
python3 Scenarios/plots/questions.py results/traced chain.sql
"""

import sys
from pathlib import Path

import duckdb

if len(sys.argv) < 2:
    sys.exit(f"usage: {sys.argv[0]} RESULTS [QUESTIONS]")
connection = duckdb.connect()
connection.execute("SET VARIABLE results = ?", [sys.argv[1]])
questions = Path(__file__).with_name(sys.argv[2] if len(sys.argv) > 2 else "questions.sql")
for statement in duckdb.extract_statements(questions.read_text()):
    print(connection.execute(statement).df().to_string(index=False), end="\n\n")
