# Reference values for tests/trend. Run in this folder: Rscript trend.R
# trend.csv is written from the project's own data, from the root of the project, by
#   from analysis import store; from analysis.panel import panel
#   scores, parts = store.load_scores(), []
#   for component in ("d1", "overall"):
#       for measure in ("score", "distance"):
#           found = panel(scores, "papi", component, measure=measure).stretch(2024).long()
#           parts.append(found.assign(component=component, measure=measure))
#   pd.concat(parts).to_csv("tests/data/r/trend.csv", index=False, float_format="%.17g")
# sleepstudy is in lme4 (Belenky et al. 2003); the test reads the copy sleepstudy.csv.
suppressMessages({library(lme4); library(lmtest); library(sandwich); library(jsonlite)})

rows <- read.csv("trend.csv", colClasses = c(province_code = "character"))
d1 <- subset(rows, component == "d1" & measure == "score")

robust <- function(code, lag) {
  own <- subset(d1, province_code == code)
  fit <- lm(value ~ year, own)
  plain <- coeftest(fit, vcov = NeweyWest(fit, lag = lag, prewhite = FALSE, adjust = FALSE))
  list(code = code, n = nrow(own), slope = plain[2, 1], error = plain[2, 2])
}

median_slope <- function(code, values, years) {
  test <- suppressWarnings(cor.test(years, values, method = "kendall", continuity = TRUE))
  pair <- combn(length(years), 2)
  slopes <- sort((values[pair[2, ]] - values[pair[1, ]]) / (years[pair[2, ]] - years[pair[1, ]]))
  list(code = code, n = length(years), slope = median(slopes), slopes = slopes,
       s = sum(sign(values[pair[2, ]] - values[pair[1, ]])),
       tau = unname(test$estimate), p = test$p.value)
}

own_median <- function(code) {
  own <- subset(d1, province_code == code)
  median_slope(code, own$value, own$year)
}

tight <- lmerControl(optimizer = "bobyqa", calc.derivs = FALSE,
                     optCtrl = list(rhobeg = 0.1, rhoend = 1e-12, maxfun = 1e6))

mixed <- function(data) {
  # Counted from the middle year: the slopes are the same, the fit is better conditioned.
  data$x <- data$x - mean(range(data$x))
  fit <- lmer(y ~ x + (x | g), data, REML = TRUE, control = tight)
  start <- getME(fit, "theta")
  fit <- update(fit, start = start)
  spread <- VarCorr(fit)$g
  own <- coef(fit)$g
  # The error of a province's slope, fixed part and random part together: the inverse of
  # Henderson's mixed model equations.
  sigma2 <- sigma(fit)^2
  X <- getME(fit, "X"); Z <- as.matrix(getME(fit, "Z")); k <- ncol(Z) / 2
  G <- kronecker(diag(k), matrix(spread, 2, 2))
  V <- Z %*% G %*% t(Z) + diag(sigma2, nrow(X)); iV <- solve(V)
  A <- solve(t(X) %*% iV %*% X)
  P <- iV - iV %*% X %*% A %*% t(X) %*% iV
  uu <- G - G %*% t(Z) %*% P %*% Z %*% G
  bu <- -A %*% t(X) %*% iV %*% Z %*% G
  slope <- 2 * seq_len(k)
  errors <- sqrt(A[2, 2] + diag(uu)[slope] + 2 * bu[2, slope])
  list(fixed = unname(fixef(fit)), error = sqrt(A[2, 2]), sigma = sigma(fit),
       spread = unname(matrix(spread, 2, 2)), deviance = REMLcrit(fit),
       singular = isSingular(fit), group = rownames(own), slope = own$x, slope_error = errors)
}

panel_of <- function(part, what) {
  found <- subset(rows, component == part & measure == what)
  # Provinces with fewer than three years are left out, as `shrunken_slopes` does.
  many <- names(which(table(found$province_code) >= 3))
  found <- subset(found, province_code %in% many)
  mixed(data.frame(y = found$value, x = found$year, g = found$province_code))
}

write.csv(sleepstudy, "sleepstudy.csv", row.names = FALSE, quote = FALSE)
# 22 lacks two years; NeweyWest does not know the calendar, so it is left out of its values.
provinces <- c("01", "08", "22", "46", "79")
result <- list(
  r = R.version.string,
  packages = lapply(c(lme4 = "lme4", lmtest = "lmtest", sandwich = "sandwich"),
                    function(p) as.character(packageVersion(p))),
  newey_west = lapply(setdiff(provinces, "22"), robust, lag = 2),
  kendall = lapply(provinces, own_median),
  kendall_ties = median_slope("ties", c(3, 1, 2, 3, 5, 5, 4, 7, 7), 2016:2024),
  sleepstudy = with(sleepstudy, mixed(data.frame(y = Reaction, x = Days, g = Subject))),
  papi_d1_distance = panel_of("d1", "distance"),
  papi_overall_distance = panel_of("overall", "distance")
)
write_json(result, "trend.json", digits = I(14), auto_unbox = TRUE, pretty = TRUE)
