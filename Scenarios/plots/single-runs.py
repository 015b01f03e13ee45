"""Ten runs one by one: compute, prices and power of each, with --facts what happened in each, as text, with --table a line for each.

capsim run Scenarios/base.json -n 10 --every month --relief 0 --trace --out results/ten
python3 Scenarios/plots/single-runs.py results/ten single-runs.svg
python3 Scenarios/plots/single-runs.py results/ten --facts
python3 Scenarios/plots/single-runs.py results/ten --table

Reads series.csv, lines.csv, power.csv, labs.csv, runs.csv, inputs.csv, manifest.json and, of the trace, events.csv; the facts read movements.csv too.
"""

import json

import matplotlib.dates as dates
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.ticker import NullFormatter

from style import arguments, save

# Each is drawn over what it was at the start; colours that the colour-blind tell apart.
SERIES = {
    "DRAM": ("dram_price_usd_per_gb", "#0072b2", "-"),
    "HBM, agreed for a year": ("hbm_price_usd_per_gb", "#e69f00", "-"),
    "spot hour of an H100": ("spot_price_usd_per_h100e_h", "#009e73", "-"),
}
LINES = {"gas turbine": ("turbines", "#d55e00", "--"), "3 nm wafer": ("tsmc_n3", "#56b4e9", "--")}
SITE = ("powered site, US", "#cc79a7", "-")
YEARS = (2028, 2030, 2035, 2036)
LATE = pd.Timedelta(days=365)

results, picture = arguments("single-runs.svg")


def table(name, columns=None):
    words = {"event": str, "cause": str, "entity": str}
    return pd.read_csv(results / f"{name}.csv", parse_dates=["date"], usecols=columns, dtype=words, keep_default_na=False, na_values=[""])


series = table("series")
lines = table("lines", ["replication", "date", "line", "price_over_cost"])
power = table("power", ["replication", "date", "region", "live_gw", "used_gw", "idle_gw", "site_price_million_usd_per_mw"])
labs = table("labs")
events = table("events", ["replication", "event", "day", "date", "kind", "cause", "entity"])
runs = pd.read_csv(results / "runs.csv").set_index("replication")
fabs = json.loads((results / "manifest.json").read_text())["resolved"]["fabs"]
replications = sorted(series.replication.unique())
start, end = series.date.min(), series.date.max()


def of(rows, replication):
    return rows[rows.replication == replication]


def prices(replication):
    """Each price by date, under the name that it is drawn with."""
    found, rows, made = {}, of(series, replication), of(lines, replication)
    for name, (column, _, _) in SERIES.items():
        found[name] = rows.set_index("date")[column]
    site = of(power, replication)
    found[SITE[0]] = site[site.region == "us"].set_index("date").site_price_million_usd_per_mw
    for name, (line, _, _) in LINES.items():
        found[name] = made[made.line == line].set_index("date").price_over_cost
    return {name: price.dropna() for name, price in found.items()}


def failures(replication):
    """(date of the books' closing, lab, its months before) of each lab that failed."""
    found = []
    for lab, rows in of(labs, replication).groupby("lab"):
        gone = rows[(rows.alive == 0) & (rows.alive.shift() == 1)]
        for date in gone.date:
            found.append((date, lab, rows[rows.date < date]))
    return sorted(found, key=lambda failure: failure[0])


def scarce(replication):
    """Spans of scarce capital: it is plentiful at the start, and turns with each turn of the mood."""
    turns = list(of(events, replication).query("kind == 'sentiment_turns'").date) + [end]
    return list(zip(turns[::2], turns[1::2]))


def groundings(replication):
    """(first day, days) of each; the event that a grounding's end names as its cause is the launch that failed."""
    rows = of(events, replication)
    ends = rows[rows.kind == "grounding_ends"].merge(rows[["event", "date", "day"]], left_on="cause", right_on="event", suffixes=("", "_launch"))
    return list(zip(ends.date_launch, ends.day - ends.day_launch))


def projects(replication):
    """(cleanroom ready or None, stated, fab, project) of each announced fab: slip stretches the time since it was announced."""
    ready = of(events, replication).query("kind == 'cleanroom_ready'")
    found = []
    for fab, entry in fabs.items():
        for project, said in entry.get("projects", {}).items():
            column = f"fabs.{fab}.projects.{project}.slip"
            if column not in runs.columns:
                continue
            announced, stated = pd.Timestamp(said["announced"]), pd.Timestamp(said["ready"])
            due = announced + (stated - announced) * runs.loc[replication, column]
            seen = ready[(ready.entity == fab) & ((ready.date - max(due, start)).abs() < pd.Timedelta(days=3))]
            found.append((due if due < start or len(seen) else None, stated, fab, project))
    return found


def draw():
    width, height = 12, 0.9 + 1.62 * len(replications)
    figure, panels = plt.subplots(len(replications), 3, figsize=(width, height), sharex=True, sharey="col", squeeze=False, layout="constrained")
    middle = series.groupby("date").compute_online_h100e.median() / 1e6
    for (compute, price, live), replication in zip(panels, replications):
        rows = of(series, replication)
        compute.plot(middle.index, middle, color="#aaaaaa", lw=1, label="median of these runs")
        compute.plot(rows.date, rows.compute_online_h100e / 1e6, color="black", lw=1.6, label="online")
        compute.plot(rows.date, (rows.dark_h100e / 1e6).where(rows.dark_h100e > 1e6), color="#d55e00", lw=1, label="waiting for power")
        for name, values in prices(replication).items():
            color, style = {**SERIES, **LINES}.get(name, SITE)[1:]
            price.plot(values.index, values / values.iloc[0], color=color, ls=style, lw=1.2, label=name)
        price.axhline(1, color="#888888", lw=0.6)
        sites = of(power, replication).groupby("date")[["used_gw", "idle_gw"]].sum()
        live.stackplot(sites.index, sites.used_gw, sites.idle_gw, colors=["#0072b2", "#f0e442"], labels=["used", "idle"])
        for panel in (compute, price, live):
            for first, last in scarce(replication):
                panel.axvspan(first, last, color="#dddddd", lw=0, zorder=0, label="capital scarce" if panel is compute else None)
            panel.grid(axis="x", color="#eeeeee", lw=0.6)
            panel.set_axisbelow(True)
            panel.margins(x=0)
        stopped = [dates.date2num(first) for first, days in groundings(replication) if days >= 60]
        compute.plot(stopped, [0.04] * len(stopped), "|", color="#009e73", ms=6, transform=compute.get_xaxis_transform(), label="launch grounded for 60 days")
        late = [ready for ready, stated, _, _ in projects(replication) if ready is not None and ready - stated > LATE]
        compute.plot(late, [0.14] * len(late), "^", color="#cc79a7", ms=4, transform=compute.get_xaxis_transform(), label="fab a year late")
        for count, (date, lab, _) in enumerate(failures(replication)):
            for panel in (compute, price, live):
                panel.axvline(date, color="#d55e00", lw=0.8, ls=":")
            side = "right" if date > start + (end - start) / 3 else "left"
            compute.text(date, 0.97 - 0.13 * count, f" {lab} ", transform=compute.get_xaxis_transform(), color="#d55e00", fontsize=8, va="top", ha=side)
        compute.set_yscale("log")
        price.set_yscale("log")
        compute.set_ylabel(f"run {replication}", fontsize=11, fontweight="bold")
    for panel, ticks in ((panels[0][0], [10, 100, 1000]), (panels[0][1], [0.1, 0.3, 1, 3, 10])):
        panel.set_yticks(ticks, labels=[f"{tick:g}" for tick in ticks])
        panel.yaxis.set_minor_formatter(NullFormatter())
    panels[0][0].set_ylim(8, None)
    panels[0][0].xaxis.set_major_locator(dates.YearLocator(2))
    panels[0][0].xaxis.set_major_formatter(dates.DateFormatter("%Y"))
    for axes, title in zip(panels[0], ("Compute, million H100-equivalents", "Prices over those at the start", "Power of live sites, GW")):
        axes.set_title(title, fontsize=11)
    for column in range(3):
        known = {}
        for row in panels:
            handles, labels = row[column].get_legend_handles_labels()
            known.update({label: handle for handle, label in zip(handles, labels) if label not in known})
        side = ("left", "center", "right")[column]
        figure.legend(known.values(), known.keys(), loc=f"outside lower {side}", ncols=2 if column < 2 else 1, frameon=False, fontsize=8)
    save(figure, picture)



def swings(prices, least=1.25):
    """The largest rise and fall of each price between two dates, and the date of each end."""
    for name, price in prices.items():
        values = np.log(price.to_numpy())
        rises, falls = values - np.minimum.accumulate(values), values - np.maximum.accumulate(values)
        words = []
        for last, first in ((rises.argmax(), np.argmin), (falls.argmin(), np.argmax)):
            begin = first(values[: last + 1])
            factor = np.exp(values[last] - values[begin])
            if max(factor, 1 / factor) >= least:
                words.append(f"{'rose' if factor > 1 else 'fell'} x{factor:.2g}, {price.iloc[begin]:.3g} ({price.index[begin]:%Y-%m}) to {price.iloc[last]:.3g} ({price.index[last]:%Y-%m})")
        if words:
            yield f"{name}: " + "; ".join(words)


def spent():
    """Of each lab that failed, whom it paid in its last year and who paid it, in billions of USD, from the trace."""
    import duckdb

    gone = [(replication, lab, date) for replication in replications for date, lab, _ in failures(replication)]
    gone = pd.DataFrame(gone, columns=["replication", "lab", "failed"])
    if gone.empty:
        return {}
    found = duckdb.sql(f"""
      SELECT replication, lab, coalesce(m.entity, 'customers') AS payer, coalesce(m.counterpart, 'others') AS payee, sum(m.amount) AS amount
      FROM read_csv('{results}/movements.csv', header = true, types = {{'event': 'VARCHAR', 'entity': 'VARCHAR', 'counterpart': 'VARCHAR'}}) m
      JOIN gone USING (replication) JOIN events USING (replication, event)
      WHERE m.good = 'money' AND m.kind = 'paid' AND (m.entity = lab OR m.counterpart = lab) AND events.date < failed AND events.date >= failed - INTERVAL 1 YEAR
      GROUP BY ALL ORDER BY amount DESC""").df()
    return {key: ", ".join(f"{row.payer} to {row.payee} {row.amount:.3g}" for row in rows.head(6).itertuples()) for key, rows in found.groupby(["replication", "lab"])}


def far(replication, count=12):
    """The inputs drawn farthest below their 5 % or above their 95 % point, in how far those stand from the middle."""
    inputs = pd.read_csv(results / "inputs.csv").drop_duplicates("input").set_index("input")[["p5", "p50", "p95"]]
    inputs = inputs[(inputs.p5 < inputs.p95) & inputs.index.isin(runs.columns) & ~inputs.index.str.startswith("accelerators.")]
    inputs["drawn"] = runs.loc[replication, inputs.index].astype(float)
    inputs["far"] = (inputs.drawn - inputs.p50) / np.where(inputs.drawn > inputs.p50, inputs.p95 - inputs.p50, inputs.p50 - inputs.p5)
    for row in inputs.reindex(inputs.far.abs().sort_values(ascending=False).index).head(count).itertuples():
        yield f"{row.Index} {row.drawn:.3g} ({row.p5:.3g} to {row.p95:.3g})"


def waited(rows):
    """Of each second year, the causes that took most of what was lost over it."""
    for date, row in rows.filter(regex="^bottleneck_").iloc[12::24].iterrows():
        most = row.nlargest(3)
        yield f"{date.year - 1} " + ", ".join(f"{name.removeprefix('bottleneck_').removesuffix('_share')} {share:.0%}" for name, share in most.items() if share > 0.05)


def tell(replication):
    rows = of(series, replication).set_index("date")
    januaries = rows[(rows.index.month == 1) & (rows.index.day == 1)]
    middle = series.groupby("date").compute_online_h100e.median()
    print(f"\n## Run {replication}, {runs.loc[replication, 'run']}\n")
    print("compute in million H100e (over the median of these runs): " + ", ".join(
        f"{date.year} {online / 1e6:.0f} ({online / middle[date]:.2f})" for date, online in januaries.compute_online_h100e.items() if date.year in (2027, 2028, 2030, 2032, 2035, 2036)))
    growth = rows.compute_online_h100e.pct_change(12)[f"{start.year + 2}":]
    if len(growth):
        print(f"growth over a year, after two: least {growth.min():.0%} to {growth.idxmin():%Y-%m}, most {growth.max():.0%} to {growth.idxmax():%Y-%m}")
    print("demand: revenue in billion USD a year " + ", ".join(f"{date.year} {value:.0f}" for date, value in januaries.ai_revenue_billion_usd_per_year.items() if date.year % 2 == 0)
          + f"; tightness {rows.compute_tightness.min():.2f} ({rows.compute_tightness.idxmin():%Y-%m}) to {rows.compute_tightness.max():.2f} ({rows.compute_tightness.idxmax():%Y-%m})")
    for line in swings(prices(replication)):
        print(line)
    sites = of(power, replication).groupby("date")[["used_gw", "idle_gw", "live_gw"]].sum()
    share = sites.idle_gw / sites.live_gw
    print(f"power: live {sites.live_gw.iloc[-1]:.0f} GW at the end; idle at most {share.max():.0%}, {sites.idle_gw[share.idxmax()]:.0f} GW, {share.idxmax():%Y-%m}; machines dark at most {rows.dark_share.max():.0%}, {rows.dark_share.idxmax():%Y-%m}")
    shipped = rows.accelerators_shipped_gw_per_year.dropna()
    print("shipped in GW a year: " + ", ".join(f"{date.year} {value:.0f}" for date, value in shipped[(shipped.index.month == 1)].items()))
    print("HBM share of DRAM wafers: " + ", ".join(f"{date.year} {value:.0%}" for date, value in januaries.hbm_wafer_share.items()))
    print("what was waited for, of the compute lost: " + "; ".join(waited(rows)))
    for date, lab, before in failures(replication):
        last = before.iloc[-1]
        print(f"failed: {lab} {date:%Y-%m}: revenue {last.revenue_billion_usd_per_year:.3g} and profit {last.profit_billion_usd_per_year:.3g} billion USD a year, cash {last.cash_billion_usd:.3g}, "
              f"debt {last.debt_billion_usd:.3g}, below zero for {(before.cash_billion_usd < 0).sum()} months; its last year, billion USD: {paid[replication, lab]}")
    print("capital scarce: " + (", ".join(f"{first:%Y-%m} to {last:%Y-%m}" for first, last in scarce(replication)) or "never"))
    stops = groundings(replication)
    if stops:
        longest = max(stops, key=lambda stop: stop[1])
        print(f"launch: {len(stops)} groundings, the longest {longest[1]:.0f} days from {longest[0]:%Y-%m}; {rows.launches_total.iloc[-1]:.0f} launches, {rows.launch_failures_total.iloc[-1]:.0f} failed; "
              f"price {rows.launch_price_usd_per_kg.iloc[0]:.0f} to {rows.launch_price_usd_per_kg.iloc[-1]:.0f} USD/kg; in orbit {rows.power_orbit_gw.iloc[-1]:.2g} GW")
    print("fabs a year late or more: " + (", ".join(f"{fab} {project}, {stated:%Y-%m} came {ready:%Y-%m}" for ready, stated, fab, project in projects(replication) if ready is not None and ready - stated > LATE) or "none"))
    print("announced and never built: " + (", ".join(f"{fab} {project}" for ready, stated, fab, project in projects(replication) if ready is None and stated < end - 3 * LATE) or "none"))
    print("drawn far out: " + "; ".join(far(replication)))


def row(replication):
    """A run in a table: its id, compute online in million H100e, and which labs failed when."""
    online = of(series, replication).set_index("date").compute_online_h100e / 1e6
    years = " | ".join(f"{online.get(pd.Timestamp(year, 1, 1), np.nan):.0f}" for year in YEARS)
    gone = ", ".join(f"{lab} {date:%Y-%m}" for date, lab, _ in failures(replication)) or "none"
    print(f"| {replication} | `{runs.loc[replication, 'run']}` | {years} | {gone} |")


if picture == "--facts":
    paid = spent()
    for replication in replications:
        tell(replication)
elif picture == "--table":
    print("| run | id | " + " | ".join(str(year) for year in YEARS) + " | failed |\n| --- | --- | " + "--: | " * len(YEARS) + "--- |")
    for replication in replications:
        row(replication)
else:
    draw()
