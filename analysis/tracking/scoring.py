"""Monthly self-scores: points lost by criterion, domain and agency, and the months before."""

from dataclasses import dataclass

import pandas as pd

from analysis.errors import NoData
from analysis.tracking.scheme import Scheme

_SUMS = ["max_score", "score", "lost"]


@dataclass(frozen=True)
class MonthScores:
    """The self-scores of one month.

    Attributes
    ----------
    scheme : Scheme
    month : str
        Such as `2024-07`.
    before : str
        The last month of the same year that was scored before; empty if there is none.
    criteria : DataFrame
        Indexed by code, every scored criterion of the scheme: name_vi, domain, agency,
        max_score, score (missing if not scored), lost, score_before, change (points, against
        `before`), reason_vi.
    domains : DataFrame
        Indexed by domain: name_vi, max_score, score, lost (of the criteria with a score), n, of
        (criteria with a score, and all).
    agencies : DataFrame
        Indexed by agency (empty if nobody is named), most points lost first: max_score, score,
        lost, n, zero, below (criteria with a score, at zero, below the maximum).
    """

    scheme: Scheme
    month: str
    before: str
    criteria: pd.DataFrame
    domains: pd.DataFrame
    agencies: pd.DataFrame

    @property
    def zero(self) -> pd.DataFrame:
        """Criteria without a point."""
        return self.criteria[self.criteria["score"] == 0]

    @property
    def below(self) -> pd.DataFrame:
        """Criteria with some, but not all points."""
        return self.criteria[(self.criteria["score"] > 0) & (self.criteria["lost"] > 0)]

    @property
    def unscored(self) -> pd.DataFrame:
        """Criteria that nobody has scored."""
        return self.criteria[self.criteria["score"].isna()]


def latest(entries: pd.DataFrame) -> pd.DataFrame:
    """Return the entry that counts for each month and criterion: the last one entered.

    Parameters
    ----------
    entries : DataFrame
        As from `plans.table("self_scores", ...)`.

    Examples
    --------
    >>> rows = pd.DataFrame({"month": "2024-07", "criterion": "1.1", "score": [0.0, 0.5],
    ...                      "entered": ["2024-07-30", "2024-08-02"]})
    >>> latest(rows)["score"].tolist()
    [0.5]
    """
    ordered = entries.sort_values("entered", kind="stable")
    return ordered.drop_duplicates(["month", "criterion"], keep="last")


def month_scores(scheme: Scheme, entries: pd.DataFrame, month: str) -> MonthScores:
    """Compare the self-scores of a month with the maxima and with the month before.

    Parameters
    ----------
    scheme : Scheme
        Of the year of the month.
    entries : DataFrame
        As from `plans.table("self_scores", ...)`.
    month : str
        Such as `2024-07`.

    Returns
    -------
    MonthScores

    Raises
    ------
    NoData
        If nothing was entered for the month.

    Examples
    --------
    >>> from analysis.tracking import scheme_of
    >>> rows = pd.DataFrame(
    ...     {"month": "2019-07", "criterion": ["1.1", "1.2.1"], "score": [0.0, 0.25],
    ...      "entered": "2019-07-30", "reason_vi": None})
    >>> found = month_scores(scheme_of("LC-221-2019", 2019), rows, "2019-07")
    >>> list(found.zero.index), list(found.below.index), found.agencies["lost"].to_dict()
    (['1.1'], ['1.2.1'], {'Sở Nội vụ': 1.5})
    """
    counting = latest(entries)
    now = counting[counting["month"] == month].set_index("criterion")
    if now.empty:
        raise NoData(f"{scheme.plan.id} has no self-scores of {month}")
    before = _scored_before(counting, month)
    then = counting[counting["month"] == before].set_index("criterion")
    table = scheme.scored[["name_vi", "domain", "agency", "max_score"]].copy()
    table["score"] = now["score"].reindex(table.index).astype("float64")
    table["lost"] = (table["max_score"] - table["score"]).round(6)
    table["score_before"] = then["score"].reindex(table.index).astype("float64")
    table["change"] = (table["score"] - table["score_before"]).round(6)
    table["reason_vi"] = now["reason_vi"].reindex(table.index).fillna("")
    return MonthScores(scheme, month, before, table, _domains(scheme, table), _agencies(table))


def history(scheme: Scheme, entries: pd.DataFrame) -> pd.DataFrame:
    """Return the totals of the months of a year.

    Parameters
    ----------
    scheme : Scheme
    entries : DataFrame
        As from `plans.table("self_scores", ...)`.

    Returns
    -------
    DataFrame
        Indexed by month: n (criteria with a score), of (all), max_score, score, lost (of those
        with a score, so that totals of months with other `n` do not compare), zero, below.

    Examples
    --------
    >>> from analysis.tracking import scheme_of
    >>> rows = pd.DataFrame({"month": ["2019-07", "2019-08"], "criterion": "1.1",
    ...                      "score": [0.0, 1.25], "entered": "2019-08-30", "reason_vi": None})
    >>> history(scheme_of("LC-221-2019", 2019), rows)["lost"].to_dict()
    {'2019-07': 1.25, '2019-08': 0.0}
    """
    months = sorted({m for m in entries["month"] if m.startswith(f"{scheme.year}-")})
    found = [month_scores(scheme, entries, month) for month in months]
    rows = [
        {
            "n": int(each.criteria["score"].notna().sum()),
            "of": len(each.criteria),
            **each.domains[_SUMS].sum().round(6),
            "zero": len(each.zero),
            "below": len(each.below),
        }
        for each in found
    ]
    columns = ["n", "of", *_SUMS, "zero", "below"]
    return pd.DataFrame(rows, index=pd.Index(months, name="month", dtype="str"), columns=columns)


def _scored_before(counting: pd.DataFrame, month: str) -> str:
    """Return the last earlier month of the year: another year may have other criteria."""
    earlier = [m for m in counting["month"] if m[:4] == month[:4] and m < month]
    return max(earlier, default="")


def _domains(scheme: Scheme, table: pd.DataFrame) -> pd.DataFrame:
    given = table[table["score"].notna()]
    codes = scheme.criteria.index[scheme.criteria["level"] == 0]
    sums = given.groupby("domain")[_SUMS].sum().reindex(codes, fill_value=0.0).round(6)
    sums.insert(0, "name_vi", scheme.criteria["name_vi"])
    sums["n"] = given.groupby("domain").size().reindex(codes, fill_value=0)
    sums["of"] = table.groupby("domain").size().reindex(codes, fill_value=0)
    return sums


def _agencies(table: pd.DataFrame) -> pd.DataFrame:
    given = table[table["score"].notna()].assign(n=1)
    given["zero"] = (given["score"] == 0).astype("int64")
    given["below"] = ((given["score"] > 0) & (given["lost"] > 0)).astype("int64")
    sums = given.groupby("agency")[[*_SUMS, "n", "zero", "below"]].sum()
    sums[_SUMS] = sums[_SUMS].round(6)
    # By name within equal losses, so that the order of the rows decides nothing.
    return sums.sort_index().sort_values("lost", ascending=False, kind="stable")
