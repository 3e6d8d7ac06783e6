"""Panels with a known truth."""

import numpy as np
import pandas as pd

from analysis.relate import Measure

X, Y, Z = Measure("one", "x"), Measure("two", "y"), Measure("three", "z")


def scores_of(*values: np.ndarray, first: int = 2020, source: str = "s") -> pd.DataFrame:
    """Make scores of provinces (rows) by year (columns) in up to three measures."""
    return pd.DataFrame(
        [
            (m.index, "vn63", first + t, f"{p + 1:02}", m.component, float(v[p, t]), source)
            for m, v in zip((X, Y, Z), values, strict=False)
            for p in range(v.shape[0])
            for t in range(v.shape[1])
        ],
        columns=["index", "frame", "year", "province_code", "component", "score", "source_id"],
    )


def correlated(
    seed: int, provinces: int, years: int, *, rho: float = 0.5, within: float = 0.5
) -> tuple[np.ndarray, np.ndarray]:
    """Make two normal series with correlation rho, and provinces that persist."""
    rng = np.random.default_rng(seed)
    chol = np.linalg.cholesky([[1, rho], [rho, 1]])
    lasting = chol @ rng.normal(size=(2, provinces))
    passing = np.einsum("ij,jpt->ipt", chol, rng.normal(size=(2, provinces, years)))
    x, y = np.sqrt(1 - within) * lasting[:, :, None] + np.sqrt(within) * passing
    return x, y


def regressed(
    seed: int, provinces: int, years: int, *, beta: float = 0.5, growing: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Make y = beta x + what lasts + serially correlated noise, which may grow with x."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(provinces, 1)) + _serial(rng, provinces, years)
    noise = rng.normal(size=(provinces, 1)) / 2 + _serial(rng, provinces, years)
    if growing:
        noise = noise * (1 + abs(x)) / 2
    return x, beta * x + noise


def _serial(rng: np.random.Generator, provinces: int, years: int) -> np.ndarray:
    found = rng.normal(size=(provinces, years))
    for t in range(1, years):
        found[:, t] = found[:, t - 1] / 2 + np.sqrt(0.75) * found[:, t]
    return found
