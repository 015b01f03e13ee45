# Compute online as a fan: median, middle half and 5-95 % of the runs.
#
#   gnuplot -c Scenarios/plots/fan-compute.gp results/space fan-compute.svg

results = ARG1
picture = strlen(ARG2) ? ARG2 : "fan-compute.svg"
load ARG0[:strstrt(ARG0, "fan-compute.gp") - 1] . "style.gp"

metric = "compute_online_h100e"

set title "Compute online, ground and orbit"
set ylabel "million H100 equivalents (log scale)"
set format y "%.0f"
million = 1e-6

plot quantiles using (day(0)):(pick(metric, "p5") * million):(pick(metric, "p95") * million) \
       with filledcurves fillcolor "#c6dbef" title "5-95 % of runs", \
     quantiles using (day(0)):(pick(metric, "p25") * million):(pick(metric, "p75") * million) \
       with filledcurves fillcolor "#6baed6" title "25-75 % of runs", \
     quantiles using (day(0)):(pick(metric, "p50") * million) \
       with lines linewidth 2 linecolor "#08306b" title "median"
