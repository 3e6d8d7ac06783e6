"""A change between two years, or a gap in one year, by component.

Parts of a sum add up; what the publisher's rounding leaves, and the components that were not
asked for, keep a row of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis import indices
from analysis.change.parts import RESIDUAL, Parts, parts
from analysis.change.printed import printed_table
from analysis.change.references import To, reference_of
from analysis.errors import BadParameter, BreakInside
from analysis.panel import NATIONAL
from analysis.printing import Printed

_DIFFERENCES = {
    "change": {"change": ("end", "start"), "own": ("change", "drift")},
    "gap": {"gap": ("score", "reference")},
}


@dataclass(frozen=True)
class Decomposition(Printed):
    """A change or a gap by component.

    Attributes
    ----------
    kind : {"change", "gap"}
    index, code, component : str
        Whose score is taken apart: index, province and the component that is the sum.
    frame : DataFrame of float, shape (components + 1, columns)
        One row a component; the last row is `residual` (rounding of the publisher), or `other`
        (all components not asked for). Of a change: start, end, change, drift and own (only
        if the national means are known), share, and across editions weighting. Of a gap:
        reference, score, gap (below zero if behind), share.
    total : Series of float
        The same columns of the sum. Drift and own are also here where only the national
        mean of the sum was published.
    unit : {"points", "percent"}
        Points, or per cent of the maximum of the sum.
    years : tuple of int
    n : int
        Provinces that the drift or the mean rests on; 0 if it was published or there is none.
    partial : bool
        Whether the data hold only some provinces.
    breaks : tuple of int
        First years of new editions in between.
    references : tuple of str
        Provinces that the gap is measured to.
    method : str

    Notes
    -----
    `drift` is the change of the national mean, over the provinces of which every part is known
    in both years or as published; `own` is the rest of the province's change. `share` is the
    part in the gross movement, the sum of all absolute changes: shares of a net change
    explode where rises and falls cancel. `weighting` is how much of the change the changed
    weight of a component alone would make; the rest of the change is the component's own
    (Kitagawa 1955, *JASA* 50:1168).
    """

    kind: Literal["change", "gap"]
    index: str
    code: str
    component: str
    frame: pd.DataFrame
    total: pd.Series
    unit: Literal["points", "percent"]
    years: tuple[int, ...]
    n: int
    partial: bool
    breaks: tuple[int, ...] = ()
    references: tuple[str, ...] = ()
    method: str = ""

    @property
    def flagged(self) -> bool:
        """Whether a change of edition lies in between, so that the reader must be told."""
        return bool(self.breaks)

    def printed(self, *, decimals: int = 2) -> pd.DataFrame:
        """Return the figures as printed: rows and columns add up exactly.

        Scores are rounded as usual, so that they stay as published; differences are those of
        the printed scores, and the row `rounding` is what the printed parts leave of the
        printed total. Without shares.

        Examples
        --------
        >>> from analysis import store
        >>> found = decompose_change(store.load_scores(), "08", "papi", start=2022, end=2023)
        >>> found.printed()["change"].tail(3).to_dict()
        {'d8': -0.11, 'rounding': 0.0, 'total': -1.62}
        """
        columns = [c for c in self.frame.columns if c != "share"]
        differences = {
            name: pair for name, pair in _DIFFERENCES[self.kind].items() if name in columns
        }
        # The publisher's rounding is rounding too.
        shown = [row for row in self.frame.index if row != RESIDUAL]
        return printed_table(self.frame.loc[shown, columns], self.total, differences, decimals)


def decompose_change(
    scores: pd.DataFrame,
    code: str,
    index: str,
    *,
    start: int,
    end: int,
    component: str = "overall",
    components: Sequence[str] | None = None,
    in_percent: bool = False,
) -> Decomposition:
    """Take the change of a province's score between two years apart.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    code : str
        Province.
    index : str
    start, end : int
        Two years, not necessarily next to each other.
    component : str
        The score: the whole index, or a component with parts of its own.
    components : sequence of str, optional
        Parts to show; the rest goes into the row `other`. By default every part one level
        down, all of which must be known.
    in_percent : bool
        Compare in per cent of the maximum, which alone is allowed across editions.

    Returns
    -------
    Decomposition

    Raises
    ------
    BreakInside
        If a new edition begins in between and `in_percent` is not set.
    NoData
        If the score or a component of the province, or a maximum in per cent, is not known.
    BadParameter
        If the years are not in order, the score is not the sum of the components, or the two
        editions have other components.

    Examples
    --------
    >>> from analysis import store
    >>> found = decompose_change(store.load_scores(), "08", "papi", start=2022, end=2023)
    >>> found.total[["change", "drift", "own"]].round(3).tolist(), found.n
    ([-1.615, 0.171, -1.787], 59)
    """
    if start >= end:
        raise BadParameter(f"a change needs two years in order, got start {start} and end {end}")
    before, after = _same_parts(
        *(parts(scores, index, y, total=component, components=components) for y in (start, end))
    )
    breaks = _breaks(index, [component, *before.components], start, end)
    if breaks and not in_percent:
        raise BreakInside("a change", index, component, breaks)
    first, last = before.own(code), after.own(code)
    if in_percent:
        before, after = before.percent(), after.percent()
        first, last = before.table.T[code], after.table.T[code]
    drift, n = _drift(before, after)
    frame = pd.DataFrame({"start": first, "end": last, "change": last - first, "drift": drift})
    frame["own"] = frame["change"] - frame["drift"]
    total = frame.T[component].dropna()
    # Without drift and own where a national mean is missing.
    rows = frame.loc[before.rows].dropna(axis="columns")
    if in_percent:
        rows = rows.join(_weighting(before, after, first, last))
    rows["share"] = _shares(rows["change"])
    sums = rows[[c for c in ("weighting", "share") if c in rows]].sum()
    return Decomposition(
        kind="change",
        index=index,
        code=code,
        component=component,
        frame=rows,
        total=pd.concat([total, sums]),
        unit="percent" if in_percent else "points",
        years=(start, end),
        n=n,
        partial=not _complete(index, start, end),
        breaks=breaks,
        method="difference of sums; drift is the change of the national mean",
    )


def decompose_gap(
    scores: pd.DataFrame,
    code: str,
    index: str,
    *,
    year: int,
    to: To = "mean",
    component: str = "overall",
    components: Sequence[str] | None = None,
) -> Decomposition:
    """Take the gap between a province's score and a reference apart.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    code : str
        Province.
    index : str
    year : int
    to : {"mean", "leader", "region_best"}, collection of str, or float
        The national mean, the first province, the best of the same region (the province
        itself if it is the best), the mean of the provinces with these codes, or a target for
        the score. A target does not say which component must rise; its gap is spread in
        proportion to the room that each component has to its maximum.
    component : str
    components : sequence of str, optional
        As for `decompose_change`.

    Returns
    -------
    Decomposition

    Raises
    ------
    NoData
        If a part of the province or of the reference is not known.
    IncompletePanel
        If the reference needs all provinces and the data hold only some.
    BadParameter
        If the score is not the sum of the components, or the target is out of range.

    Examples
    --------
    >>> from analysis import store
    >>> found = decompose_gap(store.load_scores(), "08", "papi", year=2023, to="leader")
    >>> found.references, found.printed()["gap"].tail(3).to_dict()
    (('46',), {'d8': -0.29, 'rounding': -0.02, 'total': -4.55})
    """
    here = parts(scores, index, year, total=component, components=components)
    own = here.own(code)
    reference = reference_of(here, scores, code, to)
    frame = pd.DataFrame({"reference": reference.points, "score": own})
    frame["gap"] = frame["score"] - frame["reference"]
    rows, total = frame.loc[here.rows], frame.T[component]
    rows = rows.assign(share=_shares(rows["gap"]))
    total["share"] = rows["share"].sum()
    return Decomposition(
        kind="gap",
        index=index,
        code=code,
        component=component,
        frame=rows,
        total=total,
        unit="points",
        years=(year,),
        n=reference.n,
        partial=not _complete(index, year),
        references=reference.codes,
        method=reference.method,
    )


def _drift(before: Parts, after: Parts) -> tuple[pd.Series, int]:
    """Return the national change of every part, missing where unknown, and its n."""
    if _complete(before.index, before.year, after.year):
        first, last = before.known, after.known
        both = first.index.intersection(last.index)
        return last.loc[both].mean() - first.loc[both].mean(), len(both)
    published = [p.table.reindex([NATIONAL]).iloc[0] for p in (before, after)]
    return published[1] - published[0], 0


def _weighting(before: Parts, after: Parts, first: pd.Series, last: pd.Series) -> pd.DataFrame:
    """Return what the changed weight of each part alone makes of its change.

    Without a column if a maximum is not known: the change cannot be parted then.
    """
    weights = pd.DataFrame({"first": before.maxima, "last": after.maxima}).loc[before.rows]
    if weights.isna().any(axis=None):
        return pd.DataFrame(index=weights.index)
    held = pd.DataFrame({"first": first, "last": last}).loc[before.rows]
    # A part that did not exist in one year is all weight.
    reached = (held / weights.where(weights > 0)).bfill(axis=1).ffill(axis=1).fillna(0.0)
    moved = (weights["last"] - weights["first"]) * reached.mean(axis=1)
    return moved.to_frame("weighting")


def _shares(change: pd.Series) -> pd.Series:
    gross = change.abs().sum()
    return change.abs() / gross if gross > 0 else change * 0.0


def _complete(index: str, *years: int) -> bool:
    return all(indices.is_complete(index, year) for year in years)


def _breaks(index: str, codes: Sequence[str], start: int, end: int) -> tuple[int, ...]:
    found = {y for code in codes for y in indices.break_years(index, code)}
    return tuple(sorted(y for y in found if start < y <= end))


def _same_parts(before: Parts, after: Parts) -> tuple[Parts, Parts]:
    odd = set(before.components) ^ set(after.components)
    if odd:
        raise BadParameter(
            f"{before.index} {before.total} had other components in {before.year} than in "
            f"{after.year}: {', '.join(sorted(odd))} stand in one of them only; name the "
            "components to compare"
        )
    # What was all of one edition may be only some of the other.
    if before.rest != after.rest:
        return before.with_other(), after.with_other()
    return before, after
