# Galton regression of tests/test_change_regression.py.
#
# Input change.csv (province_code, year, before, after): the standardised PAPI overall scores of
# consecutive comparable years, made by
#   python tests/data/r/change_input.py
# Run in this folder: Rscript change.R
library(jsonlite)
library(sandwich)
library(lmtest)

pairs <- read.csv("change.csv", colClasses = c(province_code = "character"))
fit <- lm(after ~ before, data = pairs)
# Clustered by province with the small-sample correction G/(G-1) (n-1)/(n-k), as statsmodels.
covariance <- vcovCL(fit, cluster = pairs$province_code, type = "HC1", cadjust = TRUE)
groups <- length(unique(pairs$province_code))
interval <- coefci(fit, vcov. = covariance, df = groups - 1, level = 0.95)
result <- list(
  intercept = unname(coef(fit)[1]),
  slope = unname(coef(fit)[2]),
  slope_low = unname(interval[2, 1]),
  slope_high = unname(interval[2, 2]),
  residual_sd = summary(fit)$sigma,
  n = nrow(pairs),
  r = R.version.string,
  packages = list(
    sandwich = as.character(packageVersion("sandwich")),
    lmtest = as.character(packageVersion("lmtest"))
  )
)
write(toJSON(result, auto_unbox = TRUE, digits = 15, pretty = TRUE), "change.json")
