#!/usr/bin/env bash
# Times this version against an earlier one, built beside it, in turn and on one thread; prints rows of a Markdown table.
# paired.sh [COMMIT] [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
commit=${1:-34baf36}
rounds=${2:-5}
now=.build/release/capsim
before=.build/paired
if ! git cat-file -e "$commit^{commit}" 2>/dev/null; then
  echo "this copy of the repository has no commit $commit to compare with"
  exit 0
fi
if [ ! -d "$before" ]; then git clone --quiet --no-checkout . "$before"; fi
git -C "$before" checkout --quiet --detach "$commit"
(cd "$before" && swift build -c release --static-swift-stdlib --product capsim 2>&1 | tail -1)
swift build -c release --static-swift-stdlib --product capsim 2>&1 | tail -1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Processor seconds, of this program and those it starts, for one command of one version.
seconds() {
  local folder=$1
  shift
  rm -rf "$work/out"
  (cd "$folder" && TIMEFORMAT='%U %S' && { time .build/release/capsim "$@" --out "$work/out" >/dev/null 2>&1; } 2>&1) |
    awk '{ print $1 + $2 }'
}

# The median of the numbers on standard input.
middle() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

compare() {
  local title=$1
  shift
  : >"$work/ratios"
  : >"$work/before"
  : >"$work/now"
  for _ in $(seq "$rounds"); do
    seconds "$before" "$@" >"$work/b"
    # The earlier version measured no relief.
    if [ "$1" = run ]; then seconds . "$@" --relief 0; else seconds . "$@"; fi >"$work/n"
    cat "$work/b" >>"$work/before"
    cat "$work/n" >>"$work/now"
    paste "$work/n" "$work/b" | awk '{ print $1 / $2 }' >>"$work/ratios"
  done
  printf '| `%s` on one thread against commit %s | %.2f of its processor time (%.2f against %.2f s) |\n' \
    "$title" "$commit" "$(middle <"$work/ratios")" "$(middle <"$work/now")" "$(middle <"$work/before")"
}

compare 'run base' run Scenarios/base.json --replications 40 --threads 1
compare 'run space' run Scenarios/space.json --replications 40 --threads 1
compare 'sweep space' sweep Scenarios/space.json --vary 'orbit.bus_cost=3 USD/W,10 USD/W,30 USD/W' \
  --replications 12 --threads 1
