"""Claims: how often each held, with its 90 % interval, beside the probability that its author gave, where one was given.

python3 Scenarios/plots/claims.py results/space claims.svg
"""

import matplotlib.pyplot as plt
import pandas as pd

from style import arguments, save

results, picture = arguments("claims.svg")
claims = pd.read_csv(results / "claims.csv")
runs = int(claims[["holds", "fails", "undecided"]].sum(axis=1).max())
claims = claims.sort_values(["probability", "stated_probability"], na_position="first").reset_index(drop=True)
percent = claims[["probability", "low_probability", "high_probability", "stated_probability"]] * 100
decided = claims.probability.notna()

figure, axes = plt.subplots(figsize=(10, 1.3 + 0.3 * len(claims)), layout="constrained")
axes.hlines(claims.index, percent.low_probability, percent.high_probability, color="#0072b2", linewidth=2)
axes.plot(percent.probability, claims.index, "o", color="#0072b2", label="held in the runs, with its 90 % interval")
axes.plot(percent.stated_probability, claims.index, "D", color="#d55e00", markerfacecolor="none", label="probability that was stated")
for row in claims.index[~decided]:
    axes.annotate("undecided in every run", (1, row), fontsize=8, color="#777777", va="center")

figure.suptitle(f"Claims: how often each held in {runs} runs")
axes.set_yticks(claims.index, claims.statement, fontsize=8)
axes.set_xlabel("% of deciding runs")
axes.margins(y=0.02)
axes.set_xlim(-2, 102)
axes.grid(axis="both", color="#e5e5e5", linewidth=0.6)
axes.set_axisbelow(True)
axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2, fontsize=8, frameon=False)
save(figure, picture)
