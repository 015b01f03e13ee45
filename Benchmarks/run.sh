#!/usr/bin/env bash
# Runs every benchmark, prints what they say, and writes their rows into the README's table of speed.
# Fails where a count exceeds its gate; times are reports.
set -euo pipefail
cd "$(dirname "$0")/.."
said=$(mktemp)
trap 'rm -f "$said"' EXIT
for benchmark in ModelBenchmark KernelBenchmark SweepBenchmark; do
  swift build -c release --product "$benchmark"
  # Not by `swift run`: a process keeps the peak of memory of the one that became it.
  ".build/release/$benchmark" | tee -a "$said"
done
Benchmarks/paired.sh | tee -a "$said"
rows=$(grep '^| ' "$said")
ROWS=$rows awk '
  /^\| what \| measured \|$/ { print; getline; print; print ENVIRON["ROWS"]; skipping = 1; next }
  skipping && /^\|/ { next }
  { skipping = 0; print }
' README.md >"$said"
cat "$said" >README.md
