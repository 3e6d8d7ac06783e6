"""The parts of the domains of a complete panel: one province beside all others."""

import pandas as pd

from analysis import indices
from analysis.ranks import rank_scores
from analysis.rounding import differences
from analysis.standing import NATIONAL


def subparts(scores: pd.DataFrame, code: str, index: str, *, year: int) -> pd.DataFrame:
    """Return the results of one province by the parts of each domain.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of the frame vn63.
    code : str
        Province.
    index : str
    year : int

    Returns
    -------
    DataFrame
        One row a part, indexed by its code: domain, score, max_score, previous_score and change
        (of the scores as printed; missing where a new edition of the part lies in between),
        mean (of the provinces), gap (to the mean, as printed), share (the gap in the scale of
        the part), rank, n. Empty if the panel is partial or the province has no result.

    Examples
    --------
    >>> from analysis import store
    >>> table = subparts(store.load_scores(), "08", "papi", year=2023)
    >>> len(table), table["gap"].idxmin()
    (28, 'd6.2')
    """
    parts = {c.code: c for c in indices.components(index, year) if _is_part(c.code)}
    chosen = scores[(scores["index"] == index) & scores["component"].isin(list(parts))]
    now, before = (_wide(chosen, y).reindex(list(parts)) for y in (year, year - 1))
    if not indices.is_complete(index, year) or code not in now or now[code].isna().all():
        return pd.DataFrame()
    same = [part for part in parts if indices.comparable(index, part, [year - 1, year])]
    previous = before[code].loc[same] if code in before else before.mean(axis="columns").iloc[:0]
    table = pd.DataFrame(
        {
            "domain": [part.partition(".")[0] for part in parts],
            "score": now[code],
            "max_score": [c.max_score for c in parts.values()],
            "previous_score": previous.reindex(now.index),
            "mean": now.mean(axis="columns"),
            "rank": now.apply(rank_scores, axis="columns")[code],
            "n": now.count(axis="columns"),
        }
    )
    table["change"] = differences(table["score"], table["previous_score"])
    table["gap"] = differences(table["score"], table["mean"])
    table["share"] = (table["score"] - table["mean"]) / table["max_score"].astype("float64")
    return table.dropna(subset="score")


def _is_part(code: str) -> bool:
    domain, dot, rest = code.partition(".")
    return bool(dot) and domain[1:].isdigit() and rest.isdigit()


def _wide(scores: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the scores of the provinces in one year, one row a part."""
    rows = scores[(scores["year"] == year) & (scores["province_code"] != NATIONAL)]
    return rows.pivot(index="component", columns="province_code", values="score")
