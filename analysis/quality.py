"""How good the figures behind one province and year are: provenance, and sums that must agree."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis import indices
from analysis.errors import NoData
from analysis.printing import Printed

# Printed figures have two decimals: each part and the total may be off by half a hundredth.
_ROUNDING = 0.005


@dataclass(frozen=True)
class Quality(Printed):
    """What is known of the figures of a province in a year.

    Attributes
    ----------
    year : int
    figures : int
        Scores and ranks known, one a component.
    verified, single_source, derived : int
        How sure they are, as the raw files say: two independent publishers; one source;
        computed from printed figures. They add up to `figures`.
    sums : int
        Totals all of whose parts are known.
    wrong_sums : tuple of (str, str)
        Index and component of those that are not the sum of their parts.
    """

    year: int
    figures: int
    verified: int
    single_source: int
    derived: int
    sums: int
    wrong_sums: tuple[tuple[str, str], ...]


def quality(scores: pd.DataFrame, code: str, year: int, names: Iterable[str]) -> Quality:
    """Return how good the figures of a province and year are.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    code : str
        Province.
    year : int
    names : iterable of str
        Codes of the indices.

    Returns
    -------
    Quality

    Examples
    --------
    >>> from analysis import store
    >>> found = quality(store.load_scores(), "08", 2023, ["par_index", "sipas", "papi"])
    >>> found.figures, found.verified, found.single_source, found.derived, found.sums
    (47, 5, 34, 8, 9)
    """
    wanted = list(names)
    rows = scores[
        (scores["province_code"] == code)
        & (scores["year"] == year)
        & scores["index"].isin(wanted)
        & (scores["score"].notna() | scores["rank"].notna())
    ]
    counts = rows["confidence"].value_counts()
    sums = [
        (index, component, right)
        for index in wanted
        for component, right in _sums(rows[rows["index"] == index], index, year)
    ]
    return Quality(
        year=year,
        figures=len(rows),
        verified=int(counts.get("verified", 0)),
        single_source=int(counts.get("single-source", 0)),
        derived=int(counts.get("derived", 0)),
        sums=len(sums),
        wrong_sums=tuple((index, component) for index, component, right in sums if not right),
    )


def _sums(rows: pd.DataFrame, index: str, year: int) -> list[tuple[str, bool]]:
    """Return the totals all of whose parts are known, and whether they agree."""
    values = rows.set_index("component")["score"].dropna().to_dict()
    try:
        codes = [c.code for c in indices.components(index, year)]
        domains = [c.code for c in indices.domains(index, year)]
    except NoData:
        return []
    parts = {"overall": domains}
    parts |= {d: [c for c in codes if c.startswith(f"{d}.")] for d in domains}
    return [
        (total, abs(values[total] - sum(values[p] for p in held)) <= _ROUNDING * (len(held) + 1))
        for total, held in parts.items()
        if total in values and held and all(p in values for p in held)
    ]
