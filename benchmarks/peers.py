"""Time peers, groups, convergence and spatial statistics, and how they grow with the units.

Real data for 63 provinces; synthetic profiles of 8 components and 3 years for more units, up to
the 3,321 communes since July 2025.

    python benchmarks/peers.py [--rounds 3]
"""

import argparse
import os
import platform
import statistics
import time
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
import pandas as pd

from analysis import store
from analysis.convergence import beta_convergence, sigma_convergence
from analysis.panel import panel
from analysis.peers import find_peers, peer_groups

UNITS = (63, 315, 1000, 3321)
# Consensus holds every pair of units, for each number of groups.
MOST_GROUPED = 315
LIMITS = {"find_peers, 63 provinces": "<= 0.3 s"}


def synthetic(units: int) -> pd.DataFrame:
    rng = np.random.default_rng(units)
    level = rng.normal(5, 1, (units, 8))
    codes = [f"{i:05d}" for i in range(units)]
    tables = [
        pd.DataFrame(
            level + rng.normal(0, 0.5, level.shape),
            index=pd.Index(codes, name="province_code"),
            columns=[f"d{i}" for i in range(1, 9)],
        )
        .melt(var_name="component", value_name="score", ignore_index=False)
        .reset_index()
        .assign(index="papi", frame="vn63", year=year)
        for year in (2022, 2023, 2024)
    ]
    return pd.concat(tables, ignore_index=True)


def cases() -> dict[str, Callable[[], object]]:
    scores = store.load_scores()
    papi = panel(scores, "papi")
    found: dict[str, Callable[[], object]] = {
        "find_peers, 63 provinces": lambda: find_peers(scores, "08", "papi", year=2024),
        "peer_groups, 63 provinces": lambda: peer_groups(scores, "papi", year=2024),
        "sigma_convergence": lambda: sigma_convergence(papi.stretch(2024)),
        "beta_convergence": lambda: beta_convergence(papi.stretch(2024)),
    }
    for units in UNITS[1:]:
        rows = synthetic(units)
        found[f"find_peers, {units} units"] = lambda rows=rows: find_peers(
            rows, "00001", "papi", year=2024
        )
        if units <= MOST_GROUPED:
            found[f"peer_groups, {units} units"] = lambda rows=rows: peer_groups(
                rows, "papi", year=2024
            )
    return found | spatial(scores)


def spatial(scores: pd.DataFrame) -> dict[str, Callable[[], object]]:
    if find_spec("esda") is None:
        return {}
    from analysis import space

    known, pairs = panel(scores, "papi", "d1"), space.neighbours()
    return {
        "neighbours": space.neighbours,
        "moran, 999 permutations": lambda: space.moran(known, pairs, year=2024),
        "local_clusters, 9,999 permutations": lambda: space.local_clusters(known, pairs, year=2024),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    print(f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"median of {rounds} rounds after one that loads (min to max)\n")  # fmt: skip
    print("| what | seconds | CPU seconds | must hold |")
    print("| --- | --- | --- | --- |")
    for title, case in cases().items():
        case()
        walls, cpus = [], []
        for _ in range(rounds):
            wall, cpu = time.perf_counter(), time.process_time()
            case()
            walls.append(time.perf_counter() - wall)
            cpus.append(time.process_time() - cpu)
        spread = f"{statistics.median(walls):.3f} ({min(walls):.3f} to {max(walls):.3f})"
        print(f"| {title} | {spread} | {min(cpus):.3f} | {LIMITS.get(title, '')} |", flush=True)


if __name__ == "__main__":
    main()
