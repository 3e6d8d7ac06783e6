"""Measure what grows with the number of units: memory of a batch, and the national models.

Units are made up: for memory the report of some province in a folder of its own, for the models
random scores of 14 years under codes that no province has.

    python benchmarks/scaling.py [--units 60] [--models 63 630 3321]
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import psutil

from analysis import provinces
from analysis.forecast import backtest, forecast, simulation
from analysis.panel import panel
from analysis.ranks import rank_intervals
from analysis.report.batch.dispatch import dispatch
from analysis.report.batch.pool import local
from analysis.report.kernel import warmed
from analysis.report.runs import NOTEBOOK, RunParameters

sys.path.insert(0, str(Path(__file__).parent))
from batch import PROCESSES, YEAR, memory, workspace

YEARS = range(2011, 2025)


def memory_of_a_batch(units: int) -> None:
    """Print memory and rate while a batch goes on."""
    print("| units made | MB (PSS) | units a minute so far |\n| ---: | ---: | ---: |")
    with workspace() as place:
        process = subprocess.Popen(
            [sys.executable, __file__, "--make", str(units)], cwd=place, text=True,
            env=os.environ | {"CHISO_HOME": str(place), "OPENBLAS_NUM_THREADS": "1"},
            stdout=subprocess.PIPE,
        )  # fmt: skip
        begun = time.monotonic()
        for line in process.stdout or ():
            made = int(line)
            if made in {1, 2, 5} or made % 10 == 0:
                rate = made * 60 / (time.monotonic() - begun)
                used = memory(psutil.Process(process.pid))
                print(f"| {made} | {used:.0f} | {rate:.1f} |", flush=True)
        if process.wait():
            raise SystemExit("the batch failed")


def make(units: int) -> None:
    codes = [province.code for province in provinces.provinces()]
    runs = (
        RunParameters(codes[n % 63], YEAR, out=Path(f"units/{n}"), kernel="warm")
        for n in range(units)
    )
    with warmed(notebook=Path("notebooks", NOTEBOOK).absolute(), year=YEAR):
        for number, result in enumerate(dispatch(runs, local(PROCESSES)), start=1):
            if result.report is None:
                raise SystemExit(str(result.failure))
            shutil.rmtree(result.report.manifest.parent)
            print(number, flush=True)


def scores_of(units: int) -> pd.DataFrame:
    random = np.random.default_rng(1)
    level = random.normal(42, 2, units)
    tables = [
        pd.DataFrame(
            {
                "index": "papi", "frame": "vn63", "year": year, "component": "overall",
                "province_code": [f"u{n:05d}" for n in range(units)],
                "score": (level + random.normal(0, 1.2, units)).round(2),
                "max_score": 80.0, "rank": pd.NA, "source_id": "synthetic",
                "confidence": "derived",
            }
        )
        for year in YEARS
    ]  # fmt: skip
    return pd.concat(tables, ignore_index=True).astype({"year": "Int64", "rank": "Int64"})


def models(counts: list[int]) -> None:
    """Print the processor time of national models, which a batch computes once."""
    regions = [region.code for region in provinces.regions()]
    # Made-up units lie in some region each.
    simulation._region = lambda code: regions[int(code[1:]) % len(regions)]
    print("| units | rank intervals, s | forecast, s | backtest, s |\n" + "| ---: " * 4 + "|")
    for units in counts:
        scores = scores_of(units)
        last = scores[scores["year"] == YEARS[-1]].set_index("province_code")["score"]
        cases = (
            lambda last=last: rank_intervals(last, 1.2, level=0.9),
            lambda scores=scores: forecast(panel(scores, "papi"), ahead=2),
            lambda scores=scores: backtest(panel(scores, "papi"), draws=1000),
        )
        seconds = []
        for case in cases:
            begun = time.process_time()
            case()
            seconds.append(f"{time.process_time() - begun:.2f}")
        print(f"| {units} | {' | '.join(seconds)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=60)
    parser.add_argument("--models", type=int, nargs="*", default=[63, 630, 3321])
    parser.add_argument("--make", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.make:
        make(asked.make)
        return
    models(asked.models)
    print()
    memory_of_a_batch(asked.units)


if __name__ == "__main__":
    main()
