"""Series to relate, and the province-years in which all of them are known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import BadParameter
from analysis.panel import NATIONAL

KEYS = ("frame", "year", "province_code")


@dataclass(frozen=True)
class Measure:
    """A series to relate: one component of one index.

    Attributes
    ----------
    index, component : str
        Such as `operations`, `score_766_progress`.
    log : bool
        Take the natural logarithm, as is usual for incomes and populations.
    """

    index: str
    component: str
    log: bool = False

    @property
    def name(self) -> str:
        """Name in tables, such as `papi d5` or `log population total`."""
        return f"{'log ' if self.log else ''}{self.index} {self.component}"


def paired(
    scores: pd.DataFrame,
    x: Measure,
    y: Measure,
    *,
    years: Iterable[int] | None = None,
    without_sources: Iterable[str] = (),
    lag: int = 0,
) -> pd.DataFrame:
    """Return the province-years in which both series have a score.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    x, y : Measure
    years : iterable of int, optional
        Only these years (of `y`).
    without_sources : iterable of str
        Leave out scores that rest on these sources alone.
    lag : int
        Pair `y` of a year with `x` of `lag` years before.

    Returns
    -------
    DataFrame
        Columns frame, year (of `y`), province_code, x, y, sorted by year and code.

    Raises
    ------
    BadParameter
        If the lag is negative, or a logarithm is asked of values that are not positive.

    Examples
    --------
    >>> from analysis import store
    >>> pairs = paired(store.load_scores(), Measure("papi", "d1"), Measure("papi", "d2"))
    >>> list(pairs.columns)
    ['frame', 'year', 'province_code', 'x', 'y']
    >>> later = paired(
    ...     store.load_scores(), Measure("dti", "egov_activity"), Measure("papi", "d5"), lag=1
    ... )
    >>> later["year"].unique().tolist()
    [2023, 2024]
    """
    return joined(
        scores, {"x": x, "y": y}, years=years, without_sources=without_sources, lags={"x": lag}
    )


def joined(
    scores: pd.DataFrame,
    measures: Mapping[str, Measure],
    *,
    years: Iterable[int] | None = None,
    without_sources: Iterable[str] = (),
    lags: Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """Return the province-years in which all series have a score, one column each.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    measures : mapping of str to Measure
        By the name of the column.
    years : iterable of int, optional
        Only these years.
    without_sources : iterable of str
        Leave out scores that rest on these sources alone.
    lags : mapping of str to int, optional
        By the name of the column: how many years before the year of the row it was measured.

    Returns
    -------
    DataFrame
        Columns frame, year, province_code and those of `measures`, sorted by year and code.

    Raises
    ------
    BadParameter
        If a lag is negative, or a logarithm is asked of values that are not positive.

    Examples
    --------
    >>> from analysis import store
    >>> wanted = {"d5": Measure("papi", "d5"), "people": Measure("population", "total", log=True)}
    >>> len(joined(store.load_scores(), wanted, years=[2023]))
    61
    """
    left_out = frozenset(without_sources)
    table: pd.DataFrame | None = None
    for name, measure in measures.items():
        column = _column(
            _known(scores, measure, left_out), measure, name, (lags or {}).get(name, 0)
        )
        table = (
            column if table is None else table.merge(column, on=list(KEYS), validate="one_to_one")
        )
    if table is None:
        raise BadParameter("name at least one series")
    if years is not None:
        table = table[table["year"].isin(list(years))]
    return table.sort_values(list(KEYS), ignore_index=True)


def _known(scores: pd.DataFrame, measure: Measure, left_out: frozenset[str]) -> pd.DataFrame:
    """Return the scores of provinces in one series, but for those of sources left out."""
    wanted = (scores["index"] == measure.index) & (scores["component"] == measure.component)
    rows = scores[wanted]
    rows = rows[(rows["province_code"] != NATIONAL) & rows["score"].notna()]
    if not left_out:
        return rows
    alone = [s for s in rows["source_id"].unique() if left_out.issuperset(s.split(";"))]
    return rows[~rows["source_id"].isin(alone)]


def _column(rows: pd.DataFrame, measure: Measure, name: str, lag: int) -> pd.DataFrame:
    if lag < 0:
        raise BadParameter(f"a lag is a number of years, 0 or more: {lag}")
    column = rows[[*KEYS, "score"]].rename(columns={"score": name})
    column[name] = column[name].astype("float64")
    if lag:
        column["year"] += lag
    if measure.log:
        if (column[name] <= 0).any():
            raise BadParameter(f"{measure.name}: values must be above 0 to take logarithms")
        column[name] = np.log(column[name])
    return column
