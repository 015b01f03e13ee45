# All-in cost of an hour of new compute, in the cheapest region and in orbit, with bands over the runs.
#
#   gnuplot -c Scenarios/plots/cost-crossing.gp results/space cost-crossing.svg

results = ARG1
picture = strlen(ARG2) ? ARG2 : "cost-crossing.svg"
load ARG0[:strstrt(ARG0, "cost-crossing.gp") - 1] . "style.gp"

ground = "cost_ground_usd_per_h100e_h"
orbit = "cost_orbit_usd_per_h100e_h"

set title "All-in cost of new compute: ground against orbit"
set ylabel "USD per H100e-hour (log scale)"
set format y "%g"
set key top right
set style fill transparent solid 0.25

plot quantiles using (day(0)):(pick(orbit, "p5")):(pick(orbit, "p95")) \
       with filledcurves fillcolor "#d95f02" title "orbit, 5-95 % of runs", \
     quantiles using (day(0)):(pick(ground, "p5")):(pick(ground, "p95")) \
       with filledcurves fillcolor "#1b7837" title "cheapest region, 5-95 % of runs", \
     quantiles using (day(0)):(pick(orbit, "p50")) \
       with lines linewidth 2 linecolor "#d95f02" title "orbit, median", \
     quantiles using (day(0)):(pick(ground, "p50")) \
       with lines linewidth 2 linecolor "#1b7837" title "cheapest region, median"
