"""Makes every picture of the documents, and the figures that the README quotes beside them, from the model as it is.

make pictures

Runs space.json, the relief and ten runs of base.json and a smaller form of sweeps/crossing.json, draws, and stamps each picture with the commit of the model and with the
hash of what it shows of recorded results (Tests/Goldens/space.csv): a test fails when that has changed since. The figures go into pictures.json
and between two marks of the README, a table of the ten runs between two marks of their page. What happened in each of them goes into .build/pictures/ten-facts.txt:
a person reads it and writes their paragraphs.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd

here = Path(__file__).resolve().parent
root = here.parent.parent
capsim = (root / os.environ.get("CAPSIM", ".build/release/capsim")).resolve()
work = root / ".build" / "pictures"
JANUARIES = [f"at_{year}_01_01_orbit_over_ground_cost" for year in range(2042, 2046)]


def run(*words):
    print("+", " ".join(str(word) for word in words), file=sys.stderr)
    subprocess.run([str(word) for word in words], check=True, cwd=root, stdin=subprocess.DEVNULL)


def made(name, *words):
    """A results folder made anew."""
    folder = work / name
    run("rm", "-rf", folder)
    run(capsim, *words, "--out", folder, "--quiet")
    return folder


work.mkdir(parents=True, exist_ok=True)
space = made("space", "run", "Scenarios/space.json", "--replications", 100)
relief = made("relief", "binds", "Scenarios/base.json", "--replications", 100)
ten = made("ten", "run", "Scenarios/base.json", "-n", 10, "--every", "month", "--relief", 0, "--trace")
crossing = made("crossing", "sweep", "Scenarios/sweeps/crossing.json", "--samples", 256, "--replications", 16)

run("gnuplot", "-c", here / "fan-compute.gp", space, here / "fan-compute.svg")
run("gnuplot", "-c", here / "cost-crossing.gp", space, here / "cost-crossing.svg")
run(sys.executable, here / "bottlenecks.py", space, here / "bottlenecks.svg")
run(sys.executable, here / "relief.py", relief, here / "relief.svg")
run(sys.executable, here / "claims.py", space, here / "claims.svg")
run(sys.executable, here / "single-runs.py", ten, here / "single-runs.svg")
run(sys.executable, here / "crossing-by-payload.py", crossing, here / "crossing-by-payload.svg")

runs = pd.read_csv(crossing / "runs.csv")
all_runs = len(runs)
runs = runs[runs.status == "ok"].dropna(subset=JANUARIES)
payload, bus = "launch.vehicles.*.payload", "orbit.bus_cost"
runs["ratio"] = np.exp(np.log(runs[JANUARIES]).mean(axis=1))


def ratio(cost, tonnes):
    return runs[(runs[bus] == cost) & (runs[payload] == tonnes)].ratio


def share(cost, tonnes):
    chosen = ratio(cost, tonnes)
    return round(100 * (chosen < 1).mean()) if len(chosen) else None


figures = {
    "runs": all_runs,
    "with_a_cost_in_orbit": len(runs),
    "ratio_at_10_t_bus_3": round(ratio(3, 10).median(), 2), "ratio_at_200_t_bus_3": round(ratio(3, 200).median(), 2),
    "ratio_at_10_t_bus_30": round(ratio(30, 10).median(), 2), "ratio_at_200_t_bus_30": round(ratio(30, 200).median(), 2),
    "cheapest_at_200_t_bus_3_percent": share(3, 200), "cheapest_at_200_t_bus_30_percent": share(30, 200),
}
words = (
    f"{all_runs:,} runs to 2045, of which {len(runs):,} have a cost in orbit. From 10 to 200 t a launch the median ratio goes from "
    f"{figures['ratio_at_10_t_bus_3']:g} to {figures['ratio_at_200_t_bus_3']:g} with a bus of 3 USD/W, and from "
    f"{figures['ratio_at_10_t_bus_30']:g} to {figures['ratio_at_200_t_bus_30']:g} with one of 30 USD/W. Orbit is the cheapest place in 2042 to 2045 in "
    f"{figures['cheapest_at_200_t_bus_3_percent']} % of the runs at 200 t and 3 USD/W, in "
    f"{figures['cheapest_at_200_t_bus_30_percent']} % at 30 USD/W.")

commit = subprocess.run(
    ["git", "log", "-1", "--format=%h", "--", "Sources", "Scenarios/base.json", "Scenarios/space.json"],
    cwd=root, capture_output=True, text=True, check=True).stdout.strip()
shown = ("median,", "table,bottlenecks.csv,", "table,claims.csv,", "table,costs.csv,")
golden = (root / "Tests" / "Goldens" / "space.csv").read_text().splitlines()
results = hashlib.sha256("\n".join(line for line in golden if line.startswith(shown)).encode()).hexdigest()[:16]
stamp = f"<!-- capsim: model of commit {commit}, results {results} -->"
for picture in sorted(here.glob("*.svg")):
    lines = [line for line in picture.read_text().splitlines() if not line.startswith("<!-- capsim: ")]
    picture.write_text("\n".join(lines + [stamp]) + "\n")
(here / "pictures.json").write_text(
    json.dumps({"commit": commit, "results": results, "words": words, "figures": figures}, indent=2) + "\n")

readme = root / "README.md"
text = readme.read_text()
begin, end = "<!-- figures of the crossing: make pictures -->\n", "<!-- end of figures -->"
head, rest = text.split(begin)
readme.write_text(head + begin + words + "\n" + end + rest.split(end)[1])


def told(what):
    return subprocess.run([sys.executable, here / "single-runs.py", ten, what], check=True, capture_output=True, text=True).stdout


page = root / "Sources" / "Model" / "Model.docc" / "TenRuns.md"
begin, end = "<!-- table of the runs: make pictures -->\n", "<!-- end of table -->"
head, rest = page.read_text().split(begin)
before, rest = rest.split(end)
table = told("--table")
page.write_text(head + begin + table + end + rest)
(work / "ten-facts.txt").write_text(told("--facts"))
if table != before:
    print(f"the ten runs differ: {page.relative_to(root)} is to be read again beside {(work / 'ten-facts.txt').relative_to(root)}")
print(f"seven pictures, model of commit {commit}, results {results}")
print(words)
