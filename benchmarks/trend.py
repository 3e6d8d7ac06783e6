"""Time the trends of all provinces of a panel, alone and against one statsmodels fit each.

Measured on PAPI's dimension 1, 2016 to 2024, and on made-up panels of as many units as there
are communes. Processor seconds, so that other work on the machine does not count.

    OPENBLAS_NUM_THREADS=1 python benchmarks/trend.py [--rounds 3]
"""

import argparse
import os
import platform
import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.stats import kendalltau, theilslopes
from statsmodels.regression.linear_model import OLS

from analysis import indices, store
from analysis.panel import Panel, panel
from analysis.trend import MIN_POINTS, trends

YEAR = 2024


def made_up(units: int) -> Panel:
    random = np.random.default_rng(units)
    years = np.arange(2016, 2025)
    slopes = random.normal(0, 0.08, units)
    values = random.normal(0, 1, (units, 1)) + np.outer(slopes, years - 2020)
    table = pd.DataFrame(
        values + random.normal(0, 0.3, values.shape),
        index=[f"{i:04}" for i in range(units)],
        columns=years,
    )
    return Panel("papi", "d1", "distance", table, (), True, units)


def one_by_one(found: Panel) -> None:
    """Fit what a user would otherwise fit, without the panel model."""
    for _, row in found.table.iterrows():
        own = row.dropna()
        years = own.index.to_numpy(dtype=float)
        design = np.column_stack([np.ones(len(own)), years - years[0]])
        OLS(own.to_numpy(), design).fit(cov_type="HAC", cov_kwds={"maxlags": 2}).conf_int()
        theilslopes(own.to_numpy(), years)
        kendalltau(years, own.to_numpy())


def everything(scores: pd.DataFrame) -> None:
    """Estimate all trends of PAPI in a year: nine components, three measures."""
    names = ["overall", *(domain.code for domain in indices.domains("papi", YEAR))]
    for component in names:
        for measure in ("score", "distance", "rank"):
            found = panel(scores, "papi", component, measure=measure).stretch(YEAR)
            if len(found.years) >= MIN_POINTS:
                trends(found)


def seconds(task: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    task()
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        task()
        taken.append(time.process_time() - started)
    return statistics.median(taken), min(taken), max(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    scores = store.load_scores("papi")
    own = panel(scores, "papi", "d1", measure="distance").stretch(YEAR)
    cases: dict[str, Callable[[], object]] = {
        "63 provinces, all three methods": lambda: trends(own),
        "63 provinces one by one, without the model": lambda: one_by_one(own),
        "PAPI: 9 components, 3 measures": lambda: everything(scores),
        "500 units, all three methods": lambda: trends(made_up(500)),
        "3,321 units, all three methods": lambda: trends(made_up(3321)),
    }
    limits = {"PAPI: 9 components, 3 measures": "<= 4 s"}
    print(f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"median of {rounds} rounds (min to max)\n")  # fmt: skip
    print("| task | processor seconds | must hold |")
    print("| --- | --- | --- |")
    for title, task in cases.items():
        middle, low, high = seconds(task, rounds)
        print(f"| {title} | {middle:.3f} ({low:.3f} to {high:.3f}) | {limits.get(title, '')} |")


if __name__ == "__main__":
    main()
