"""p-values that are read together: adjusted, so that the family keeps its error."""

from typing import Literal, get_args

import numpy as np
import pandas as pd

from analysis.errors import BadParameter

Method = Literal["holm", "bh"]

_STATSMODELS: dict[Method, str] = {"holm": "holm", "bh": "fdr_bh"}


def adjust(p: pd.Series, method: Method) -> pd.Series:
    """Return adjusted p-values of one family.

    Parameters
    ----------
    p : Series of float
        p-values, 0 to 1. Missing ones stay missing and do not count in the family.
    method : {"holm", "bh"}
        `holm` controls the chance of any false discovery, under any dependence; `bh` the
        expected share of false discoveries, if tests are independent or positively dependent.

    Returns
    -------
    Series of float
        With the index of `p`: to compare with the level as they are.

    Raises
    ------
    BadParameter
        If a value lies outside 0 to 1, or the method is unknown.

    Notes
    -----
    Holm 1979, *Scandinavian Journal of Statistics* 6:65; Benjamini and Hochberg 1995, *Journal
    of the Royal Statistical Society* B 57:289, dependence: Benjamini and Yekutieli 2001,
    *Annals of Statistics* 29:1165. Computed by statsmodels.

    Examples
    --------
    >>> adjust(pd.Series([0.01, 0.04, 0.03]), "holm").tolist()
    [0.03, 0.06, 0.06]
    """
    if method not in get_args(Method):
        raise BadParameter(f"method must be one of {', '.join(get_args(Method))}: {method!r}")
    values = p.to_numpy(dtype="float64", na_value=np.nan)
    known = ~np.isnan(values)
    outside = values[known & ~((values >= 0) & (values <= 1))]
    if len(outside):
        raise BadParameter(f"a p-value lies between 0 and 1: {outside[0]:g}")
    adjusted = np.full(len(values), np.nan)
    if known.any():
        # Imported here: loading statsmodels costs most of a second.
        from statsmodels.stats.multitest import multipletests

        adjusted[known] = multipletests(values[known], method=_STATSMODELS[method])[1]
    return pd.Series(adjusted, index=p.index, name=p.name)
