"""Time the national models behind the overview of one index and year, and its page.

Processor seconds, so that other work on the machine does not count; the median of some rounds,
each from nothing. Run with OPENBLAS_NUM_THREADS=1.

    python benchmarks/overview.py [--rounds 3]
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from analysis.errors import ExtraMissing
from analysis.report import national, overview
from analysis.report.overview import Overview

PAGES = (("papi", 2023), ("papi", 2024), ("pci", 2018), ("dti", 2024))
LIMIT = 4.0

MODELS: dict[str, Callable[[Overview], object]] = {
    "levels": lambda s: s.levels,
    "rank intervals": lambda s: s.rank_intervals,
    "movements": lambda s: s.movements,
    "trends": lambda s: (s.trends, s.national_trend),
    "dimensions": lambda s: (s.part_spreads, s.part_links),
    "convergence": lambda s: (s.sigma, s.beta),
    "neighbours": lambda s: s.neighbourhood,
    "groups": lambda s: s.peer_groups,
    "forecast": lambda s: s.forecast,
    "forecasts of the past": lambda s: s.forecast_record,
}


def seconds(task: Callable[[Overview], object], subject: Overview) -> float:
    start = time.process_time()
    try:
        task(subject)
    except ExtraMissing:
        return float("nan")
    return time.process_time() - start


def page(subject: Overview) -> None:
    for name in overview.__all__:
        if name not in {"Overview", "open_overview"}:
            getattr(overview, name)(subject)


def fresh(index: str, year: int) -> Overview:
    """Open an overview that knows nothing yet, not even what others of the year have made."""
    national._made.clear()
    return overview.open_overview(index=index, year=year)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    page(fresh(*PAGES[0]))  # loads what is imported late
    print(f"processor seconds, median of {rounds} rounds; all models must hold <= {LIMIT} s\n")
    print("| model | " + " | ".join(f"{index} {year}" for index, year in PAGES) + " |")
    print("| --- " * (len(PAGES) + 1) + "|")
    found = {}
    for index, year in PAGES:
        runs = []
        for _ in range(rounds):
            subject = fresh(index, year)
            runs.append({name: seconds(model, subject) for name, model in MODELS.items()})
            runs[-1]["all models"] = sum(runs[-1].values())
            runs[-1]["the rest of the page"] = seconds(page, subject)
        found[index, year] = {n: statistics.median(r[n] for r in runs) for n in runs[0]}
    for name in found[PAGES[0]]:
        print(f"| {name} | " + " | ".join(f"{found[p][name]:.2f}" for p in PAGES) + " |")


if __name__ == "__main__":
    main()
