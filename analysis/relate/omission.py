"""What a relation owes to single provinces: each left out in turn."""

from collections.abc import Iterable
from typing import get_args

import numpy as np
import pandas as pd

from analysis.errors import BadParameter, ConstantSeries, TooFewObservations
from analysis.relate import coefficients
from analysis.relate import design as designs
from analysis.relate.measures import Measure, paired
from analysis.relate.resample import clusters
from analysis.relate.sample import MIN_PROVINCES, check

WHAT = "leaving out single provinces"


def influence(
    scores: pd.DataFrame,
    x: Measure,
    y: Measure,
    *,
    model: designs.Model = "pooled",
    years: Iterable[int] | None = None,
    without_sources: Iterable[str] = (),
    lag: int = 0,
) -> pd.DataFrame:
    """Return the coefficients with each province left out, the largest shift first.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    x, y : Measure
    model : {"pooled", "between", "within", "two_way"}
        Which slope of `relate.slopes`.
    years : iterable of int, optional
        Only these years (of `y`).
    without_sources : iterable of str
        Leave out scores that rest on these sources alone.
    lag : int
        Pair `y` of a year with `x` of `lag` years before.

    Returns
    -------
    DataFrame
        A row a province of the slope's sample: province_code, n (province-years left), r and
        slope (without it), r_shift and slope_shift (that less the value of all). Sorted by the
        size of r_shift, then by code.

    Raises
    ------
    NoData
        If no province-year has both.
    TooFewObservations
        With fewer than six provinces.
    ConstantSeries
        If a series does not vary, or nothing is left of `x` in the model, also without some
        province.
    BadParameter
        If the model is unknown, or the lag negative.

    Notes
    -----
    Deletion by cluster instead of by row (Belsley, Kuh and Welsch 1980, *Regression
    Diagnostics*, ch. 2), computed anew, not approximated. Breaks are not looked at: those of
    the relation itself stand in its result.

    Examples
    --------
    >>> from analysis import store
    >>> activity, procedures = Measure("dti", "egov_activity"), Measure("papi", "d5")
    >>> table = influence(store.load_scores(), activity, procedures)
    >>> table["province_code"].iloc[0], len(table)
    ('04', 63)
    """
    if model not in get_args(designs.Model):
        raise BadParameter(f"model must be one of {', '.join(get_args(designs.Model))}: {model!r}")
    pairs = paired(scores, x, y, years=years, without_sources=without_sources, lag=lag)
    check(pairs, {"x": x, "y": y}, WHAT)
    cluster, provinces = clusters(pairs)
    if provinces <= MIN_PROVINCES:
        raise TooFewObservations(WHAT, provinces, MIN_PROVINCES + 1, "provinces")
    times = np.vstack([np.ones(provinces), 1 - np.eye(provinces)])
    r = coefficients.pearson(pairs[["x", "y"]].to_numpy(), cluster, times)
    codes = np.unique(pairs["province_code"].to_numpy(dtype=str))
    if np.isnan(r).any():
        raise ConstantSeries(f"without province {codes[np.isnan(r[1:])][0]} a series has one value")
    table = pd.DataFrame(
        {
            "province_code": codes,
            "n": len(pairs) - np.bincount(cluster),
            "r": r[1:],
            "r_shift": r[1:] - r[0],
        }
    ).merge(_slopes(pairs, model), on="province_code", validate="one_to_one")
    order = table["r_shift"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _slopes(pairs: pd.DataFrame, model: designs.Model) -> pd.DataFrame:
    """Return the slope without each province of the model, and its shift."""
    made = designs.design(pairs, ["x"], model)
    left = designs.left_out(made, WHAT)
    shift = left - designs.slope(made)
    return pd.DataFrame({"province_code": made.codes, "slope": left, "slope_shift": shift})
