"""Panels drawn from the process of the forecasts, and its covariance written out in full.

Both are made from the definition alone, cell by cell, so that tests can hold them against the
quick code. The figures are random; nothing here may ever reach `data/raw`.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis import provinces
from analysis.forecast.process import Process
from analysis.panel import Panel

CODES = tuple(sorted(p.code for p in provinces.provinces("vn63")))
REGIONS = tuple(provinces.region_of(code).code for code in CODES)
FIRST_YEAR = 2011
# Keeps the covariance of `Process` invertible.
JITTER = 1e-9


def covariance(
    process: Process, years: Sequence[float], editions: Sequence[float], regions: Sequence[str]
) -> np.ndarray:
    """Return the covariance of all cells, province by province, from its definition."""
    cells = [(p, t) for p in range(len(regions)) for t in range(len(years))]
    full = np.zeros((len(cells), len(cells)))
    for row, (p, t) in enumerate(cells):
        for column, (q, s) in enumerate(cells):
            left = process.persistence ** abs(years[t] - years[s])
            if p == q:
                full[row, column] += process.own * left
                full[row, column] += process.edition * (editions[t] == editions[s])
                full[row, column] += (process.noise + JITTER) * (t == s)
            if regions[p] == regions[q]:
                full[row, column] += process.region * left + process.region_noise * (t == s)
    return full


def some_process(rng: np.random.Generator) -> Process:
    """Draw parameters such as the real panels have."""
    edition, own, noise, region, region_noise = np.exp(rng.normal([-1.5, -0.7, -1, -2, -3], 0.7))
    persistence = 1 / (1 + np.exp(-rng.normal(1.5, 0.8)))
    return Process(edition, own, noise, region, region_noise, persistence)


def draw_values(
    process: Process,
    years: np.ndarray,
    editions: np.ndarray,
    regions: Sequence[str],
    rng: np.random.Generator,
    *,
    freedom: float | None = None,
) -> np.ndarray:
    """Draw provinces by years part by part; the yearly noise normal, or Student t if asked."""
    n, names = len(regions), sorted(set(regions))
    region = np.array([names.index(r) for r in regions])
    effects = np.sqrt(process.edition) * rng.standard_normal((n, int(editions.max()) + 1))
    noise = rng.standard_normal((n, len(years)))
    if freedom is not None:
        noise = rng.standard_t(freedom, noise.shape) * np.sqrt((freedom - 2) / freedom)
    shared = persistent(process.region, process.persistence, len(names), len(years), rng)
    shared += np.sqrt(process.region_noise) * rng.standard_normal(shared.shape)
    own = persistent(process.own, process.persistence, n, len(years), rng)
    return own + effects[:, editions.astype(int)] + np.sqrt(process.noise) * noise + shared[region]


def persistent(
    variance: float, persistence: float, n: int, years: int, rng: np.random.Generator
) -> np.ndarray:
    """Draw stationary AR(1) paths, shape (n, years)."""
    steps = rng.standard_normal((n, years)) * np.sqrt(variance * (1 - persistence**2))
    paths = [np.sqrt(variance) * rng.standard_normal(n)]
    for year in range(1, years):
        paths.append(persistence * paths[-1] + steps[:, year])
    return np.array(paths).T


def panel_of(values: np.ndarray, *, breaks: Sequence[int] = ()) -> Panel:
    """Make a complete panel of the 63 provinces from 2011 on."""
    columns = range(FIRST_YEAR, FIRST_YEAR + values.shape[1])
    table = pd.DataFrame(values, index=list(CODES), columns=columns).dropna(how="all")
    return Panel("papi", "overall", "score", table, tuple(breaks), complete=True, units=63)


def panel_and_next(
    process: Process,
    years: int,
    rng: np.random.Generator,
    *,
    breaks: Sequence[int] = (),
    freedom: float | None = None,
    missing: float = 0.02,
) -> tuple[Panel, np.ndarray]:
    """Draw a panel in points, with a few values missing, and the distances of the year after."""
    every = np.arange(FIRST_YEAR, FIRST_YEAR + years + 1, dtype=float)
    editions = np.searchsorted(np.asarray(breaks), every, side="right")
    values = 40 + 3 * draw_values(process, every, editions, REGIONS, rng, freedom=freedom)
    past = np.where(rng.random((len(CODES), years)) < missing, np.nan, values[:, :-1])
    return panel_of(past, breaks=breaks), values[:, -1] - values[:, -1].mean()
