# Reads the tables of a results folder with base R: numbers come as numbers, dates as dates, no row is lost.
#
#   Rscript read_with_r.R RESULTS

results <- commandArgs(trailingOnly = TRUE)[1]
problems <- character()
for (path in list.files(results, pattern = "\\.csv$", full.names = TRUE)) {
  table <- read.csv(path, na.strings = "", check.names = FALSE)
  name <- basename(path)
  plain <- grep("[.-]", names(table), value = TRUE, invert = TRUE) # the keys of inputs and claims are as they are
  if (!identical(plain, make.names(plain, unique = TRUE))) {
    problems <- c(problems, paste(name, "has names that R must change"))
  }
  if (nrow(table) == 0) next
  if (nrow(table) != length(readLines(path)) - 1) problems <- c(problems, paste(name, "has lost rows"))
  for (column in names(table)) {
    values <- table[[column]]
    isDate <- column == "date" || grepl("_date$", column)
    if (isDate && any(is.na(as.Date(values, "%Y-%m-%d")) & !is.na(values))) {
      problems <- c(problems, paste(name, column, "is no date"))
    }
    isNumber <- grepl("_(h100e|gw|usd|t|share|total|per_year)$", column) || column %in% c("mean", "p5", "p50", "p95")
    if (isNumber && any(!is.na(values)) && !is.numeric(values)) {
      problems <- c(problems, paste(name, column, "is no number"))
    }
  }
}
if (length(problems)) stop(paste(problems, collapse = "\n"))
