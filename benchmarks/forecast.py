"""Time the forecasts: how they grow with the number of units, and against what else one would run.

The units are made up (drawn from the process itself) and stand for 63 provinces, their
districts and their communes. Rounds are interleaved, so that a busy machine hurts all alike.

    python benchmarks/forecast.py [--rounds 3]
"""

import argparse
import os
import platform
import statistics
import time
import warnings
from collections.abc import Callable

# One thread for all: small matrices gain nothing from more.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize

from analysis import panel, store
from analysis.forecast import backtest, forecast
from analysis.forecast.predict import error_shape, predict
from analysis.forecast.process import Process, fit_process, history, log_likelihood

SIZES = (63, 630, 3321)
YEARS = np.arange(2011.0, 2025.0)
EDITIONS = np.searchsorted([2016, 2018, 2019, 2021], YEARS, side="right").astype(float)
REGIONS = 6
DRAWS = 1000
START = np.log([0.3, 0.5, 0.3, 0.2, 0.1])
FIRST_YEAR = 2014
TRUTH = Process(0.2, 0.5, 0.3, 0.1, 0.02, 0.85)
Values = np.ndarray


def made_up(units: int, *, missing: float = 0.02) -> tuple[Values, list[str]]:
    """Draw units in six regions, with a few years missing."""
    rng = np.random.default_rng(units)
    region = np.arange(units) % REGIONS
    own = np.linalg.cholesky(TRUTH.own_covariance(YEARS, EDITIONS))
    shared = np.linalg.cholesky(TRUTH.region_covariance(YEARS))
    values = rng.standard_normal((units, len(YEARS))) @ own.T
    values += (rng.standard_normal((REGIONS, len(YEARS))) @ shared.T)[region]
    values[rng.random(values.shape) < missing] = np.nan
    return values, [f"region {r}" for r in region]


def whole_forecast(values: Values, regions: list[str]) -> None:
    """Do all that `forecast` does between the panel and the draws."""
    given = (values, YEARS, EDITIONS, regions)
    process = fit_process(history(*given))
    shape = error_shape(process, *given)
    shape.bend(predict(process, *given, 1).draw(DRAWS, np.random.default_rng(1)))


def one_likelihood(values: Values, regions: list[str]) -> None:
    log_likelihood(TRUTH, history(values, YEARS, EDITIONS, regions))


def our_fit(values: Values, regions: list[str]) -> None:
    fit_process(history(values, YEARS, EDITIONS, regions))


def dense_log_likelihood(process: Process, values: Values, regions: list[str]) -> float:
    """Return the same from one covariance of all units and years."""
    names = np.array(regions)
    covariance = np.kron(np.eye(len(values)), process.own_covariance(YEARS, EDITIONS))
    covariance += np.kron(names[:, None] == names[None], process.region_covariance(YEARS))
    cells = values.ravel()
    known = ~np.isnan(cells)
    factor = cho_factor(covariance[np.ix_(known, known)], lower=True)
    quadratic = cells[known] @ cho_solve(factor, cells[known])
    return float(-0.5 * quadratic - np.log(np.diag(factor[0])).sum())


def dense_fit(values: Values, regions: list[str]) -> None:
    """Maximise the dense likelihood, as a Gaussian process library does without our structure."""

    def objective(parameters: Values) -> float:
        *variances, logit = parameters
        process = Process(*np.exp(variances), persistence=float(1 / (1 + np.exp(-logit))))
        return -dense_log_likelihood(process, values, regions)

    minimize(objective, [*START, 1.5], method="L-BFGS-B", bounds=[(-9.0, 4.0)] * 6)


def our_backtest(scores: panel.Panel) -> float:
    """Return the mean absolute error of PAPI overall."""
    return float(backtest(scores, first_year=FIRST_YEAR).table().loc["model", "mae"])


def loop_backtest(scores: panel.Panel) -> float:
    """Return that of AR(1) plus noise by statsmodels, one province at a time."""
    from statsmodels.tsa.statespace.sarimax import SARIMAX

    distances = scores.table - scores.table.mean()
    errors = []
    with warnings.catch_warnings():
        # Short series often do not converge; that is part of what is compared.
        warnings.simplefilter("ignore")
        for year in (y for y in scores.years if y >= FIRST_YEAR):
            past = distances[[y for y in scores.years if y < year]]
            judged = past[year - 1].notna() & distances[year].notna()
            for code in distances.index[judged & (past.notna().sum(axis=1) >= 2)]:
                model = SARIMAX(past.loc[code].to_numpy(), order=(1, 0, 0), measurement_error=True)
                ahead = float(model.fit(disp=False).forecast(1)[0])
                errors.append(abs(ahead - distances.loc[code, year]))
    return float(np.mean(errors))


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_times(
    cases: dict[str, Callable[[], object]], rounds: int
) -> dict[str, tuple[float, float, float]]:
    """Return median, least and most seconds of each case, rounds interleaved."""
    runs = [{title: timed(work) for title, work in cases.items()} for _ in range(rounds)]
    return {
        title: (statistics.median(times), min(times), max(times))
        for title in cases
        for times in [[run[title] for run in runs]]
    }


def growth(rounds: int) -> None:
    units = {n: made_up(n) for n in SIZES}
    cases: dict[str, Callable[[], object]] = {
        f"{n}": lambda n=n: whole_forecast(*units[n]) for n in SIZES
    }
    whole_forecast(*units[SIZES[0]])  # warms up
    found = median_times(cases, rounds)
    print("| units | seconds | ms a unit | times the units | times the seconds |")
    print("| --- | --- | --- | --- | --- |")
    base = found[f"{SIZES[0]}"][0]
    for n in SIZES:
        seconds, low, high = found[f"{n}"]
        print(
            f"| {n} | {seconds:.2f} ({low:.2f} to {high:.2f}) | {seconds / n * 1000:.2f} "
            f"| {n / SIZES[0]:.0f} | {seconds / base:.1f} |"
        )


def ratios(rounds: int) -> None:
    values, regions = made_up(SIZES[0])
    larger = made_up(4 * SIZES[0])
    ours = log_likelihood(TRUTH, history(values, YEARS, EDITIONS, regions))
    theirs = dense_log_likelihood(TRUTH, values, regions)
    if abs(ours - theirs) > 1e-6:
        raise SystemExit(f"the likelihoods differ: {ours} and {theirs}")
    scores = panel.panel(store.load_scores(), "papi")
    errors: dict[str, float] = {}
    cases: dict[str, Callable[[], object]] = {
        "one likelihood, 63 units": lambda: one_likelihood(values, regions),
        "the same, dense": lambda: dense_log_likelihood(TRUTH, values, regions),
        "one likelihood, 252 units": lambda: one_likelihood(*larger),
        "the same of 252, dense": lambda: dense_log_likelihood(TRUTH, *larger),
        "fit, 63 units": lambda: our_fit(values, regions),
        "dense fit, 63 units": lambda: dense_fit(values, regions),
        "forecast of PAPI": lambda: forecast(scores),
        "backtest of PAPI": lambda: errors.update(ours=our_backtest(scores)),
        "the same, SARIMAX a province": lambda: errors.update(loop=loop_backtest(scores)),
    }
    found = median_times(cases, rounds)
    limits = {"backtest of PAPI": "<= 60 s"}
    against = {"the same, dense": "one likelihood, 63 units",
               "the same of 252, dense": "one likelihood, 252 units",
               "dense fit, 63 units": "fit, 63 units",
               "the same, SARIMAX a province": "backtest of PAPI"}  # fmt: skip
    print("| work | seconds | of ours | must hold |")
    print("| --- | --- | --- | --- |")
    for title, (seconds, low, high) in found.items():
        ratio = f"{seconds / found[against[title]][0]:.0f}" if title in against else ""
        print(
            f"| {title} | {seconds:.4g} ({low:.4g} to {high:.4g}) | {ratio} "
            f"| {limits.get(title, '')} |"
        )
    print(f"\nMean absolute error of the backtests: ours {errors['ours']:.3f}, "
          f"SARIMAX {errors['loop']:.3f} points.")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    print(f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"median of {rounds} interleaved rounds (min to max)\n")  # fmt: skip
    growth(rounds)
    print()
    ratios(rounds)


if __name__ == "__main__":
    main()
