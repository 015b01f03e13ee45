"""What would help most: the rise of a metric with a tenth more of each link, by year, with its 95 % sampling error.

python3 Scenarios/plots/relief.py results/binds-base relief.svg

Reads relief.csv of `capsim binds`, or of `capsim run`.
"""

import matplotlib.pyplot as plt
import pandas as pd

from style import arguments, save

COLORS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"]

results, picture = arguments("relief.svg")
table = pd.read_csv(results / "relief.csv", parse_dates=["date"], keep_default_na=False, na_values={"mean_rise": [""], "low_rise": [""], "high_rise": [""]})
rounds = list(dict.fromkeys(table.freed))
links = table[(table.freed == "") & (table.link != "all")].groupby("link").mean_rise.mean().sort_values(ascending=False)
colors = dict(zip(links.index, COLORS))

figure, panels = plt.subplots(1, len(rounds), figsize=(5.5 * len(rounds), 5), sharey=True, squeeze=False, layout="constrained")
for axes, freed in zip(panels[0], rounds):
    for link in links.index:
        rows = table[(table.freed == freed) & (table.link == link)]
        if rows.empty:
            continue
        color = colors.get(link, "#cccccc")
        axes.plot(rows.date, rows.mean_rise * 100, color=color, label=link if link in colors else None, lw=2 if link in colors else 1)
        if link in colors:
            axes.fill_between(rows.date, rows.low_rise * 100, rows.high_rise * 100, color=color, alpha=0.15, lw=0)
    axes.axhline(0, color="black", lw=0.8)
    axes.set_title("A tenth more of one link" if not freed else f"The same with plenty of {freed}")
    axes.margins(x=0)
panels[0][0].set_ylabel(f"{table.metric.iloc[0]}: rise in %, mean of {table['count'].max()} pairs of runs")
handles, labels = panels[0][0].get_legend_handles_labels()
panels[0][-1].legend(handles, labels, loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
save(figure, picture)
