"""Time the relations against the loops a user would write with scipy and linearmodels.

The same data and the same resamples' number on both sides, rounds interleaved, so that a busy
machine hurts both sides.

    python benchmarks/relate.py [--rounds 3]
"""

import argparse
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from linearmodels.panel import BetweenOLS, PanelOLS, PooledOLS
from scipy.stats import kendalltau, pearsonr, spearmanr

sys.path.insert(0, str(Path(__file__).parents[1]))

from analysis import relate, settlement, store

DIGITAL, LIVED = settlement.DIGITAL, settlement.LIVED[0]


def naive_correlate(pairs: pd.DataFrame) -> None:
    groups = [g[["x", "y"]].to_numpy() for _, g in pairs.groupby("province_code")]
    rng = np.random.default_rng(1)
    draws = []
    for _ in range(relate.DRAWS):
        drawn = rng.integers(len(groups), size=len(groups))
        a, b = np.concatenate([groups[i] for i in drawn]).T
        draws.append([f(a, b).statistic for f in (pearsonr, spearmanr, kendalltau)])
    np.std(np.arctanh(draws), axis=0)


def naive_slopes(pairs: pd.DataFrame) -> None:
    panel = pairs.set_index(["province_code", "year"]).assign(one=1.0)
    clustered = {"cov_type": "clustered", "cluster_entity": True}
    PooledOLS(panel["y"], panel[["one", "x"]]).fit(**clustered)
    BetweenOLS(panel["y"], panel[["one", "x"]]).fit(cov_type="robust")
    for effects in ({}, {"time_effects": True}):
        PanelOLS(panel["y"], panel[["x"]], entity_effects=True, **effects).fit(**clustered)
    naive_influence(pairs)


def naive_influence(pairs: pd.DataFrame) -> None:
    """Refit without each province; the errors of `slopes` rest on this too."""
    for code in pairs["province_code"].unique():
        left = pairs[pairs["province_code"] != code].set_index(["province_code", "year"])
        PanelOLS(left["y"], left[["x"]], entity_effects=True, time_effects=True).fit()


@dataclass(frozen=True)
class Case:
    ours: Callable[[], object]
    naive: Callable[[], object] | None
    limit: float | None = None


def cases(scores: pd.DataFrame) -> dict[str, Case]:
    pairs = relate.paired(scores, DIGITAL, LIVED)
    dimensions = [relate.Measure("papi", f"d{i}") for i in range(1, 9)]
    one_year = [relate.paired(scores, dimensions[0], d, years=[2023]) for d in dimensions[1:]]
    return {
        "correlate, 184 pairs, 4,000 draws": Case(
            lambda: relate.correlate(scores, DIGITAL, LIVED), lambda: naive_correlate(pairs), 0.3
        ),
        "correlation_matrix, 28 pairs of series": Case(
            lambda: relate.correlation_matrix(scores, dimensions, years=[2023]),
            # Seven of the pairs only, but intervals of all three coefficients.
            lambda: [naive_correlate(p) for p in one_year],
        ),
        "slopes, four models": Case(
            lambda: relate.slopes(scores, DIGITAL, LIVED), lambda: naive_slopes(pairs)
        ),
        "influence, two-way": Case(
            lambda: relate.influence(scores, DIGITAL, LIVED, model="two_way"),
            lambda: naive_influence(pairs),
        ),
        "lowess_curve, 184 pairs, 300 draws": Case(lambda: relate.lowess_curve(pairs), None),
        "relate_settlement": Case(
            lambda: settlement.relate_settlement(scores, unproven_sources=["O02"]), None, 1.5
        ),
    }


def seconds(function: Callable[[], object]) -> float:
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    made = cases(store.load_scores())
    for case in made.values():
        case.ours()  # loads what is imported late
    runs = [
        {name: (seconds(c.ours), seconds(c.naive) if c.naive else None) for name, c in made.items()}
        for _ in range(rounds)
    ]
    print(f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"median of {rounds} interleaved rounds\n")  # fmt: skip
    print("| relation | seconds | loop, seconds | loop / ours | must hold |")
    print("| --- | --- | --- | --- | --- |")
    for name, case in made.items():
        ours = statistics.median(r[name][0] for r in runs)
        limit = f"<= {case.limit} s" if case.limit else ""
        loop = ratio = ""
        if case.naive:
            times = [r[name][1] for r in runs]
            loop = f"{statistics.median(times):.2f}"
            ratio = f"{statistics.median(r[name][1] / r[name][0] for r in runs):.0f}"
        print(f"| {name} | {ours:.3f} | {loop} | {ratio} | {limit} |")


if __name__ == "__main__":
    main()
