# Straight lines of each province and a pooled AR(1) by R's lm, at every origin of PAPI overall.
#
# The input is made from the project's own data by
#   python -c "from analysis import panel, store; p = panel.panel(store.load_scores(), 'papi');
#   p.long().to_csv('papi.csv', index=False)"
# Then: Rscript tests/data/r/forecast.R papi.csv > tests/data/r/forecast.json
library(jsonlite)

long <- read.csv(commandArgs(TRUE)[1], colClasses = c("character", "integer", "numeric"))
long$value <- long$value - ave(long$value, long$year)
wide <- reshape(long, idvar = "province_code", timevar = "year", direction = "wide")
wide <- wide[order(wide$province_code), ]
years <- sort(unique(long$year))
wide <- as.matrix(wide[paste0("value.", years)])
codes <- sort(unique(long$province_code))
dimnames(wide) <- list(codes, years)

origins <- lapply(2014:2024, function(year) {
  past <- years[years < year]
  before <- as.vector(wide[, as.character(head(past, -1))])
  after <- as.vector(wide[, as.character(tail(past, -1))])
  factor <- unname(coef(lm(after ~ before - 1)))
  line <- apply(wide[, as.character(past)], 1, function(values) {
    if (sum(!is.na(values)) < 2) return(NA)
    unname(predict(lm(values ~ past), data.frame(past = year)))
  })
  last <- wide[, as.character(year - 1)]
  actual <- wide[, as.character(year)]
  judged <- !is.na(last) & !is.na(line) & !is.na(actual)
  list(
    year = year, codes = codes[judged], factor = factor,
    line = unname(line[judged]), ar1 = unname((factor * last)[judged]),
    actual = unname(actual[judged])
  )
})
actual <- unlist(lapply(origins, `[[`, "actual"))
mae <- function(name) mean(abs(unlist(lapply(origins, `[[`, name)) - actual))
cat(toJSON(list(
  versions = list(R = as.character(getRversion()), jsonlite = as.character(packageVersion("jsonlite"))),
  n = length(actual), mae_line = mae("line"), mae_ar1 = mae("ar1"),
  origins = lapply(origins, function(o) o[names(o) != "actual"])
), auto_unbox = TRUE, digits = 10))
