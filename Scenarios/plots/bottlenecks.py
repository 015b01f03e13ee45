"""Who waited for what over time: the share of lost compute that each missing input accounts for, mean over runs.

python3 Scenarios/plots/bottlenecks.py results/space bottlenecks.svg
"""

import matplotlib.pyplot as plt
import pandas as pd

from style import arguments, save

COLORS = {
    "power": "#e69f00", "memory": "#0072b2", "logic": "#56b4e9",
    "packaging": "#009e73", "capital": "#999999", "lift": "#cc79a7", "lead_time": "#e5e5e5",
}

results, picture = arguments("bottlenecks.svg")
series = pd.read_csv(results / "series.csv", parse_dates=["date"])
columns = [f"bottleneck_{cause}_share" for cause in COLORS]
shares = series.groupby("date")[columns].mean().dropna() * 100

figure, axes = plt.subplots(figsize=(8, 5), layout="constrained")
labels = [cause.replace("_", " ") for cause in COLORS]
axes.stackplot(shares.index, shares.T, labels=labels, colors=list(COLORS.values()))
axes.set_title(f"Who waited for what: compute lost by scarce input, or only to time, mean of {series.replication.nunique()} runs")
axes.set_ylabel("% of the compute lost over twelve months")
axes.set_ylim(0, 100)
axes.margins(x=0)
handles, labels = axes.get_legend_handles_labels()
axes.legend(handles[::-1], labels[::-1], loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
save(figure, picture)
