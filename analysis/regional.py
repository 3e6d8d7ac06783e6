"""The regions: where a province stands in its own, and how the six compare."""

from dataclasses import dataclass

import pandas as pd

from analysis import indices, provinces
from analysis.errors import NoData
from analysis.printing import Printed
from analysis.provinces import Region
from analysis.rounding import differences, digits
from analysis.standing import CrossSection, Scores, sections_of


@dataclass(frozen=True)
class RegionTable(Printed):
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


def within_region(scores: Scores, code: str, index: str, *, year: int) -> RegionTable:
    """Return the known results of a province's region.

    Parameters
    ----------
    scores : DataFrame or CrossSections
        As from `store.load_scores`, of the frame vn63, or its sections.
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
    sections = sections_of(scores)
    now, before = (sections(index, "overall", y) for y in (year, year - 1))
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


@dataclass(frozen=True)
class RegionMeans(Printed):
    """The six regions in one year and the year before.

    Attributes
    ----------
    index, component, year : str, str, int
    frame : DataFrame
        Indexed by region code, highest mean first: mean, previous, change (of the means as
        printed), n (provinces known, missing if the mean was published), size (provinces of the
        region). Regions without a mean are left out. The year before is missing across a break,
        and where other provinces were known: their coming and going is no change of a region.
    nation : float or None
        National mean.
    """

    index: str
    component: str
    year: int
    frame: pd.DataFrame
    nation: float | None


def region_means(
    scores: Scores,
    index: str,
    year: int,
    *,
    component: str = "overall",
    published: pd.DataFrame | None = None,
) -> RegionMeans:
    """Return the mean of every region: computed from a complete panel, else as published.

    Parameters
    ----------
    scores : DataFrame or CrossSections
        As from `store.load_scores`, of the frame vn63, or its sections.
    index : str
    year : int
    component : str
    published : DataFrame, optional
        As from `store.load("regional_means")`, for partial panels.

    Returns
    -------
    RegionMeans

    Raises
    ------
    NoData
        If no region has a mean.

    Examples
    --------
    >>> from analysis import store
    >>> found = region_means(store.load_scores(), "papi", 2023)
    >>> found.frame.index[0], found.frame.loc["TDMNPB", ["n", "size"]].tolist()
    ('DBSH', [14, 14])
    """
    same = indices.comparable(index, component, [year - 1, year])
    sections = sections_of(scores)
    now, before = (sections(index, component, y) for y in (year, year - 1))
    rows = {}
    for region in provinces.regions():
        own = _region_mean(now, region, published)
        earlier = _region_mean(before, region, published) if same else (None, frozenset())
        if own[0] is None:
            continue
        rows[region.code] = {
            "mean": own[0],
            "previous": earlier[0] if own[1] == earlier[1] else None,
            "n": len(own[1]) or None,
            "size": len(region.province_codes),
        }
    if not rows:
        raise NoData(f"no region has a mean of {index} {component} in {year}")
    frame = pd.DataFrame.from_dict(rows, orient="index")
    frame[["mean", "previous"]] = frame[["mean", "previous"]].astype("float64")
    frame["n"] = frame["n"].astype("Int64")
    unit = indices.component(index, component, year).unit
    frame["change"] = differences(frame["mean"], frame["previous"], digits(unit))
    frame = frame.sort_values("mean", ascending=False, kind="stable")
    return RegionMeans(index, component, year, frame, now.mean)


def _region_mean(
    section: CrossSection, region: Region, published: pd.DataFrame | None
) -> tuple[float | None, frozenset[str]]:
    """Return a mean and the provinces that it rests on; none if it was published."""
    if section.complete:
        members = section.rows.index.isin(region.province_codes)
        values = section.rows["score"][members].dropna()
        return (float(values.mean()) if len(values) else None, frozenset(values.index))
    if published is None:
        return None, frozenset()
    found = published[
        (published["index"] == section.index)
        & (published["component"] == section.component)
        & (published["year"] == section.year)
        & (published["region_code"] == region.code)
    ]
    return (float(found["mean"].iloc[0]) if len(found) else None, frozenset())
