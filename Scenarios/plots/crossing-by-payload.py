"""What lift does to the cost of compute in orbit: cost over the ground's by payload, and how often orbit is cheaper.

capsim sweep Scenarios/sweeps/crossing.json --out results/crossing
python3 Scenarios/plots/crossing-by-payload.py results/crossing crossing-by-payload.svg
"""

import sys

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from style import arguments, save

PAYLOAD, BUS = "launch.vehicles.*.payload", "orbit.bus_cost"
# New chips reach the ground and orbit in different years: four Januaries take the steps out.
JANUARIES = [f"at_{year}_01_01_orbit_over_ground_cost" for year in range(2042, 2046)]
COLORS = ["#0072b2", "#009e73", "#d55e00"]
VEHICLES = {30: "V3, central", 58: "V4, central", 100: "claimed for V3", 200: "claimed for V4"}


def interval(rows):
    """Mean and 95 % ends of a share, over replications: all points of one share its luck."""
    shares = rows.groupby("replication").cheaper.mean()
    half = 1.96 * shares.std() / np.sqrt(len(shares))
    return pd.Series({"mean": shares.mean(), "low": max(0, shares.mean() - half), "high": shares.mean() + half})


results, picture = arguments("crossing-by-payload.svg")
runs = pd.read_csv(results / "runs.csv", usecols=[PAYLOAD, BUS, "replication", "status", *JANUARIES])
runs = runs[runs.status == "ok"].dropna(subset=JANUARIES)
if runs.empty:
    sys.exit(f"no run in {results} has a cost in orbit in {JANUARIES[0][3:7]} and after")
runs["ratio"] = np.exp(np.log(runs[JANUARIES]).mean(axis=1))
runs["cheaper"] = runs.ratio < 1
groups = runs.groupby([BUS, PAYLOAD])
quantiles = groups.ratio.quantile([0.05, 0.5, 0.95]).unstack()
shares = 100 * groups[["replication", "cheaper"]].apply(interval)

figure, (costs, chances) = plt.subplots(
    2, 1, figsize=(8, 8), sharex=True, height_ratios=[2, 1], layout="constrained")
costs.axhline(1, color="black", linewidth=1)
costs.annotate("the cheapest ground", (1, 1), (-4, 4), xycoords=("axes fraction", "data"),
               textcoords="offset points", ha="right")
for color, (bus, rows) in zip(COLORS, quantiles.groupby(level=0)):
    rows = rows.droplevel(0)
    costs.fill_between(rows.index, rows[0.05], rows[0.95], color=color, alpha=0.12, linewidth=0)
    costs.plot(rows.index, rows[0.5], "o-", color=color, label=f"satellite bus {bus:g} USD/W at the start")
    share = shares.loc[bus]
    chances.plot(share.index, share["mean"], "o-", color=color)
    chances.fill_between(share.index, share.low, share.high, color=color, alpha=0.2, linewidth=0)

costs.set_title(f"Cost of compute in orbit over the cheapest ground, 2042 to 2045\n"
                f"median and 5 to 95 % of {len(runs):,} runs: reuse, turnaround and W/kg vary as well")
costs.set_ylabel("orbit over ground, ratio")
costs.set_yscale("log")
costs.set_yticks([0.5, 1, 2, 4, 8], ["0.5", "1", "2", "4", "8"])
costs.minorticks_off()
costs.legend(frameon=False)
chances.set_ylabel("% of runs with orbit cheaper")
chances.set_ylim(bottom=0)
chances.set_xscale("log")
payloads = sorted(runs[PAYLOAD].unique())
chances.set_xticks(payloads, [f"{payload:g}" for payload in payloads])
chances.minorticks_off()
chances.set_xlabel("payload to sun-synchronous orbit, t a launch")
for payload, name in VEHICLES.items():
    costs.annotate(name, (payload, 0), (0, 4), xycoords=("data", "axes fraction"), textcoords="offset points",
                   rotation=90, ha="center", va="bottom", fontsize=8, color="#666666")
save(figure, picture)
