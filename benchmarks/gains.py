"""Time changes, gaps, gains and packages of PAPI: one province, and all of them.

What is national is learnt once. Processor seconds, so that other work on the machine does not
count; the median of some rounds. Run with OPENBLAS_NUM_THREADS=1.
"""

import argparse
import statistics
import time
from collections.abc import Callable

import pandas as pd

from analysis import store
from analysis.change import decompose_change, decompose_gap, galton, regression_to_mean
from analysis.errors import ChisoError
from analysis.gains import achievable_gains, learn, smallest_package
from analysis.panel import panel
from analysis.ranks import points_to_rank

YEAR = 2023


def work(scores: pd.DataFrame, codes: list[str]) -> int:
    """Do everything that a report shows for these provinces; say for how many it could."""
    overall = panel(scores, "papi")
    fit = galton(overall, last_year=YEAR)
    experience = learn(scores, "papi", year=YEAR)
    totals = experience.parts.table["overall"]
    done = 0
    for code in codes:
        try:
            decompose_change(scores, code, "papi", start=YEAR - 1, end=YEAR)
            for to in ("mean", "leader", "region_best"):
                decompose_gap(scores, code, "papi", year=YEAR, to=to)
            regression_to_mean(overall, code, YEAR, fit=fit)
            gains = achievable_gains(experience, code)
            needed = points_to_rank(totals, code, max(1, gains.rank - 3))
            found = smallest_package(gains.frame["achievable"], needed)
            gains.chance(found.best, needed)
        except ChisoError:
            continue  # not every province is published, or can rise by three ranks
        done += 1
    return done


def seconds(task: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        task()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    scores = store.load_scores("papi")
    codes = sorted(set(scores["province_code"]))
    work(scores, ["08"])  # statsmodels is loaded once
    print(f"one province: {seconds(lambda: work(scores, ['08']), rounds):.2f} s")
    print(f"{len(codes)} provinces: {seconds(lambda: work(scores, codes), rounds):.2f} s")
    print(f"with every part: {work(scores, codes)}")


if __name__ == "__main__":
    main()
