"""Time the joint draws of ranks, for the provinces and for as many units as have communes.

The units are made up. Processor seconds, so that other work on the machine does not count. Per
unit and draw the time grows with the logarithm of the units, as sorting does.

    OPENBLAS_NUM_THREADS=1 python benchmarks/ranks.py [--rounds 5]
"""

import argparse
import os
import platform
import resource
import statistics
import time

import numpy as np
import pandas as pd

from analysis.ranks import rank_intervals

SIZES = (63, 500, 3321)
LIMIT = {63: "<= 0.2 s"}
DRAWS = 10_000


def made_up(n: int) -> pd.Series:
    random = np.random.default_rng(n)
    return pd.Series(random.normal(42, 2, n), index=[f"{i:04}" for i in range(n)])


def seconds(scores: pd.Series) -> float:
    started = time.process_time()
    rank_intervals(scores, 1.0, top=[10], draws=DRAWS)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print(f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"{DRAWS} joint draws, median of {rounds} rounds (min to max)\n")  # fmt: skip
    print(
        "| units | processor seconds | microseconds a unit and draw | peak MB so far | must hold |"
    )
    print("| --- | --- | --- | --- | --- |")
    for n in SIZES:
        scores = made_up(n)
        seconds(scores)
        times = [seconds(scores) for _ in range(rounds)]
        middle = statistics.median(times)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {n} | {middle:.3f} ({min(times):.3f} to {max(times):.3f}) "
              f"| {middle / n / DRAWS * 1e6:.3f} | {peak:.0f} | {LIMIT.get(n, '')} |")  # fmt: skip


if __name__ == "__main__":
    main()
