# Reference values for tests/relate: slopes, clustered errors, partial correlations, Kendall's
# tau-b, LOWESS and adjusted p-values.
#
# Inputs: Grunfeld (in plm), written to relate_grunfeld.csv; and relate_papi.csv, written by
#     python -c "
#     from analysis import relate, store
#     M = relate.Measure
#     names = {'x': M('papi', 'd5'), 'y': M('papi', 'd8')}
#     relate.joined(store.load_scores(), names, years=range(2021, 2025)).to_csv(
#         'tests/data/r/relate_papi.csv', index=False)"
# which a test recomputes from data/raw. From the root: Rscript tests/data/r/relate.R
suppressPackageStartupMessages({library(plm); library(sandwich); library(jsonlite)})
folder <- "tests/data/r"

se <- function(fit, name) sqrt(diag(vcovHC(fit, type = "sss", cluster = "group"))[[name]])

one <- function(fit, name) list(slope = coef(fit)[[name]], se_sss = se(fit, name))

# Slopes of y on x and controls; `name` is the regressor of interest.
four <- function(data, formula, name) {
  index <- c("province_code", "year")
  panel <- pdata.frame(data, index = index)
  counts <- table(data$province_code)
  more <- pdata.frame(data[data$province_code %in% names(counts)[counts > 1], ], index = index)
  with_years <- update(formula, . ~ . + factor(year))
  means <- aggregate(data[all.vars(formula)], list(province_code = data$province_code), mean)
  between <- lm(formula, means)
  pooled <- plm(formula, panel, model = "pooling")
  within <- plm(formula, more, model = "within")
  years <- plm(with_years, more, model = "within")
  twoways <- plm(formula, more, model = "within", effect = "twoways")
  # By plm's own between estimator the slope is the same.
  stopifnot(all.equal(coef(plm(formula, panel, model = "between"))[[name]], coef(between)[[name]]))
  stopifnot(all.equal(coef(years)[[name]], coef(twoways)[[name]]))
  jackknife <- function(refit, rows, whole) {
    codes <- unique(as.character(rows$province_code))
    left <- sapply(codes, function(code) refit(rows[as.character(rows$province_code) != code, ]))
    g <- length(codes)
    sqrt((g - 1) / g * sum((left - whole)^2))
  }
  by_plm <- function(f, ...) function(rows)
    coef(plm(f, pdata.frame(as.data.frame(rows), index = index), ...))[[name]]
  single <- as.data.frame(data)
  double <- single[single$province_code %in% names(counts)[counts > 1], ]
  list(
    pooled = c(one(pooled, name), r2 = summary(pooled)$r.squared[["rsq"]],
      se = jackknife(by_plm(formula, model = "pooling"), single, coef(pooled)[[name]])),
    between = list(slope = coef(between)[[name]],
      se_sss = sqrt(diag(vcovHC(between, type = "HC1"))[[name]]),
      r2 = summary(between)$r.squared,
      se = jackknife(function(rows) coef(lm(formula, rows))[[name]], means,
        coef(between)[[name]])),
    within = c(one(within, name), r2 = summary(within)$r.squared[["rsq"]],
      se = jackknife(by_plm(formula, model = "within"), double, coef(within)[[name]])),
    two_way = c(one(years, name), r2 = summary(twoways)$r.squared[["rsq"]],
      se = jackknife(by_plm(formula, model = "within", effect = "twoways"), double,
        coef(twoways)[[name]])),
    # Not used: plm leaves the effects of years out of K when they are absorbed.
    two_way_absorbed = one(twoways, name)
  )
}

data("Grunfeld", package = "plm")
names(Grunfeld)[1] <- "province_code"
write.csv(Grunfeld, file.path(folder, "relate_grunfeld.csv"), row.names = FALSE)
papi <- read.csv(file.path(folder, "relate_papi.csv"), colClasses = c(province_code = "character"))

# Partial correlation by residuals, and by the inverse of the correlation matrix.
residual <- function(of) resid(lm(reformulate("capital", of), Grunfeld))
partial <- cor(residual("inv"), residual("value"))
inverse <- solve(cor(Grunfeld[c("inv", "value", "capital")]))
stopifnot(all.equal(partial, -inverse[1, 2] / sqrt(inverse[1, 1] * inverse[2, 2])))

curve <- lowess(papi$x, papi$y, f = 2 / 3, iter = 3, delta = 0)
first <- !duplicated(curve$x)
p <- c(0.001, 0.04, 0.03, 0.5, 0.012, 0.04, 1, 0)

reference <- list(
  r = R.version.string,
  packages = lapply(list(plm = "plm", sandwich = "sandwich"),
    function(name) as.character(packageVersion(name))),
  grunfeld = four(Grunfeld, inv ~ value, "value"),
  grunfeld_capital = four(Grunfeld, inv ~ value + capital, "value"),
  papi = four(papi, y ~ x, "x"),
  partial = partial,
  correlation = list(pearson = cor(papi$x, papi$y), spearman = cor(papi$x, papi$y,
    method = "spearman"), kendall = cor(papi$x, papi$y, method = "kendall")),
  tied = cor(c(1, 2, 2, 3, 4, 4, 5), c(2, 1, 1, 3, 3, 5, 4), method = "kendall"),
  lowess = list(x = curve$x[first], y = curve$y[first]),
  p = p,
  holm = p.adjust(p, "holm"),
  bh = p.adjust(p, "BH")
)
write_json(reference, file.path(folder, "relate.json"), auto_unbox = TRUE, digits = NA, pretty = TRUE)
