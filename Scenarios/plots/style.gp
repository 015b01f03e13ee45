# What the gnuplot recipes share: the picture's format, axes by date, and how to pick a metric.
#
# The caller sets `results`, the folder, and `picture`, whose ending chooses PNG or SVG.

if (strlen(results) == 0) { print "usage: gnuplot -c RECIPE.gp RESULTS [PICTURE.svg]"; exit status 64 }
quantiles = results . "/quantiles.csv"
if (picture[strlen(picture) - 3:] eq ".png") {
  set terminal pngcairo size 1600, 1000 fontscale 1.75 linewidth 2 background "white"
} else {
  set terminal svg size 800, 500 font "Helvetica, Arial, DejaVu Sans, sans-serif, 13" background "white"
}
set output picture

set datafile separator comma
set datafile columnheaders

# The row's value in column `name` if the row is about this metric of the world, else a gap.
pick(metric, name) = stringcolumn("table") eq "series" && stringcolumn("metric") eq metric ? column(name) : NaN
day(x) = strptime("%Y-%m-%d", stringcolumn("date"))

# The whole span and no more; years for long runs, months for short ones.
stats quantiles using (day(0)) nooutput
set xrange [STATS_min:STATS_max]
set xdata time
set timefmt "%s"
set format x (STATS_max - STATS_min > 4 * 365.25 * 86400 ? "%Y" : "%b\n%Y")
set xtics nomirror out
set ytics nomirror out
set border 3 linecolor "#555555"
set grid ytics noxtics nomytics back linetype 1 linecolor "#cccccc" linewidth 0.5
set logscale y
set key top left reverse Left samplen 2 spacing 1.2
