# Each lab's compute as a small fan: median and 5-95 % of the runs, all panels on one log scale.
#
#   Rscript Scenarios/plots/labs-compute.R results/space labs-compute.png

options(scipen = 100)
arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) < 1) stop("usage: Rscript labs-compute.R RESULTS [PICTURE.png or .svg]")
picture <- if (length(arguments) > 1) arguments[2] else "labs-compute.png"

quantiles <- read.csv(file.path(arguments[1], "quantiles.csv"), colClasses = c(date = "Date"))
labs <- subset(quantiles, table == "labs" & metric == "compute_h100e" & p95 > 0)
labs[c("p5", "p50", "p95")] <- labs[c("p5", "p50", "p95")] / 1e6

# The largest at the end first.
last <- subset(labs, date == max(date))
names <- last$entity[order(-last$p50)]
columns <- min(4, length(names))
rows <- ceiling(length(names) / columns)

if (grepl("\\.svg$", picture)) {
  svg(picture, width = 10, height = 1 + 2.3 * rows, pointsize = 13)
} else {
  png(picture, width = 1500, height = 150 + 345 * rows, res = 150, type = "cairo")
}
par(mfrow = c(rows, columns), mar = c(2, 2, 1.6, 0.5), oma = c(0, 2.6, 2.5, 0.8), las = 1, mgp = c(2, 0.6, 0))

# A log scale has no zero: the band of a lab that may fail reaches the floor, and its median ends there.
ceiling10 <- 10^ceiling(log10(max(labs$p95)))
floor10 <- max(10^floor(log10(min(labs$p50[labs$p50 > 0]))), ceiling10 / 1e7)
ticks <- 10^seq(log10(floor10), log10(ceiling10))
for (panel in seq_along(names)) {
  name <- names[panel]
  lab <- subset(labs, entity == name)
  shown <- function(values) pmax(values, floor10)
  plot(lab$date, shown(lab$p50), type = "n", log = "y", ylim = c(floor10, ceiling10), yaxt = "n",
       xlab = "", ylab = "", main = gsub("_", " ", name), bty = "l")
  abline(h = ticks, col = "#e5e5e5")
  isLeft <- panel %% columns == 1 || columns == 1
  axis(2, ticks, if (isLeft) format(ticks, big.mark = ",", drop0trailing = TRUE, trim = TRUE) else FALSE)
  polygon(c(lab$date, rev(lab$date)), c(shown(lab$p5), rev(shown(lab$p95))), col = "#c6dbef", border = NA)
  lines(lab$date, ifelse(lab$p50 < floor10, NA, lab$p50), col = "#08306b", lwd = 2)
}
mtext("Compute in service by lab, million H100 equivalents: median and 5-95 % of runs", outer = TRUE, line = 0.8, font = 2)
invisible(dev.off())
