# Reference values for tests/test_convergence.py: sigma and beta convergence.
#
# Input: convergence.csv (index, province_code, one row a province and year), the overall scores
# of PAPI 2021-2024 and PCI 2013-2019, written from the root of the project by
#
#   from analysis import store
#   from analysis.panel import panel
#   import pandas as pd
#   s = store.load_scores()
#   pd.concat(
#       panel(s, index, years=years).long().assign(index=index)
#       for index, years in (("papi", range(2021, 2025)), ("pci", range(2013, 2020)))
#   ).to_csv("tests/data/r/convergence.csv", index=False)
#
# Run in tests/data/r: Rscript convergence.R
suppressPackageStartupMessages({
  library(sandwich)
  library(lmtest)
  library(jsonlite)
})

rows <- read.csv("convergence.csv", colClasses = c(province_code = "character"))

# The balanced table, provinces by years.
balanced <- function(index, years) {
  own <- rows[rows$index == index & rows$year %in% years, ]
  table <- reshape(own[c("province_code", "year", "value")],
    idvar = "province_code", timevar = "year", direction = "wide"
  )
  as.matrix(table[complete.cases(table), paste0("value.", years)])
}

line <- function(fit, covariance) {
  test <- coeftest(fit, vcov. = covariance)
  interval <- coefci(fit, vcov. = covariance, level = 0.95)
  list(
    intercept = test[1, 1], slope = test[2, 1], low = interval[2, 1], high = interval[2, 2],
    t = test[2, 3], p = test[2, 4]
  )
}

# Two-stage least squares by hand: second stage on fitted values, residuals with the real ones.
two_stage <- function(y, x, z) {
  hat <- fitted(lm(x ~ z))
  X <- cbind(1, hat)
  bread <- solve(crossprod(X))
  b <- drop(bread %*% crossprod(X, y))
  e <- y - b[1] - b[2] * x
  n <- length(y)
  V <- n / (n - 2) * bread %*% crossprod(X * e) %*% bread
  se <- sqrt(V[2, 2])
  half <- qt(0.975, n - 2) * se
  list(
    intercept = b[1], slope = b[2], low = b[2] - half, high = b[2] + half, t = b[2] / se,
    p = 2 * pt(-abs(b[2] / se), n - 2)
  )
}

jackknife <- function(w, weights) {
  n <- nrow(w)
  statistic <- function(m) sum(weights * log(apply(m, 2, sd)))
  value <- statistic(w)
  left <- sapply(seq_len(n), function(i) statistic(w[-i, ]))
  half <- qt(0.975, n - 1) * sqrt((n - 1) / n * sum((left - mean(left))^2))
  list(value = value, low = value - half, high = value + half)
}

results <- function(index, years) {
  w <- balanced(index, years)
  k <- length(years)
  ends <- c(-1, rep(0, k - 2), 1)
  trend <- (years - mean(years)) / sum((years - mean(years))^2)
  three <- balanced(index, c(years[1], years[2], years[k]))
  span <- years[k] - years[2]
  growth <- (three[, 3] - three[, 2]) / span
  initial <- three[, 2]
  before <- three[, 1]
  ols <- lm(growth ~ initial)
  first <- lm(initial ~ before)
  list(
    sigma = list(
      n = nrow(w), mean = unname(colMeans(w)), sd = unname(apply(w, 2, sd)),
      log_ratio = jackknife(w, ends), trend = jackknife(w, trend),
      pitman_morgan = cor.test(w[, k] + w[, 1], w[, k] - w[, 1])$p.value
    ),
    beta = list(
      n = nrow(three),
      plain = line(ols, vcovHC(ols, type = "HC3")),
      corrected = two_stage(growth, initial, before),
      first_stage_f = coeftest(first, vcov. = vcovHC(first, type = "HC3"))[2, 3]^2
    )
  )
}

write_json(
  list(
    versions = list(
      R = R.version.string, sandwich = as.character(packageVersion("sandwich")),
      lmtest = as.character(packageVersion("lmtest"))
    ),
    papi = results("papi", 2021:2024),
    pci = results("pci", 2013:2019)
  ),
  "convergence.json",
  auto_unbox = TRUE, digits = NA, pretty = TRUE
)
