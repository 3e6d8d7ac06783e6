"""Where a province stands among those of its region that are known."""

from dataclasses import dataclass

import pandas as pd

from analysis import indices, provinces
from analysis.provinces import Region
from analysis.rounding import differences
from analysis.standing import cross_section


@dataclass(frozen=True)
class RegionTable:
    """The results of the whole index in one region and year.

    Attributes
    ----------
    index, year : str, int
    region : Region
    frame : DataFrame
        One row a province with a score or a rank, best first, indexed by code: score, rank (in
        the country), place (among the known ranks of the region), change and rank_change
        (missing where a new edition lies in between).
    rank_n : int
        Provinces that the ranks in the country are among.
    complete : bool
        Whether every province that was published is there.
    """

    index: str
    year: int
    region: Region
    frame: pd.DataFrame
    rank_n: int
    complete: bool

    @property
    def placed(self) -> int:
        """Provinces of the region whose rank is known."""
        return int(self.frame["place"].notna().sum())


def within_region(scores: pd.DataFrame, code: str, index: str, *, year: int) -> RegionTable:
    """Return the known results of a province's region.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of the frame vn63.
    code : str
        A province of the region.
    index : str
    year : int

    Returns
    -------
    RegionTable
        Without rows if nothing is known.

    Examples
    --------
    >>> from analysis import store
    >>> found = within_region(store.load_scores(), "08", "papi", year=2023)
    >>> found.placed, int(found.frame["place"]["08"])
    (14, 14)
    """
    region = provinces.region_of(code)
    near = scores[(scores["index"] == index) & (scores["component"] == "overall")]
    now, before = (cross_section(near, index, "overall", y) for y in (year, year - 1))
    frame = pd.DataFrame({"score": now.rows["score"], "rank": now.ranked})
    frame = frame[frame.index.isin(region.province_codes)].dropna(how="all")
    frame["place"] = frame["rank"].rank(method="min").astype("Int64")
    # Nothing is carried across a change of edition.
    same = indices.comparable(index, "overall", [year - 1, year])
    known = before.rows.index if same else before.rows.index[:0]
    earlier = before.rows["score"].loc[known].reindex(frame.index).astype("float64")
    frame["change"] = differences(frame["score"], earlier)
    frame["rank_change"] = before.ranked.loc[known].reindex(frame.index) - frame["rank"]
    order = ["place", "score"]
    return RegionTable(
        index,
        year,
        region,
        frame.sort_values(order, ascending=[True, False], kind="stable"),
        now.rank_n,
        now.complete,
    )
