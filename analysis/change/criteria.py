"""Points lost by criterion and by the agency that answers for it, where the maxima are known."""

from dataclasses import dataclass

import pandas as pd

from analysis import store
from analysis.errors import BadParameter, NoData
from analysis.printing import Printed
from analysis.workspace import Workspace

# Maxima and points are printed to two decimals.
_CENT = 1e-9


@dataclass(frozen=True)
class CriteriaTree(Printed):
    """The criteria of one edition, with maxima that add up.

    Attributes
    ----------
    index, edition : str
    frame : DataFrame
        One row a criterion with a maximum, indexed by code: parent_code (empty at the top),
        name_vi, assessed_by, max_score (points), level (0 at the top), scored (whether
        points are given for it and not for criteria below it).
    gaps : tuple of str
        Criteria whose maximum is more than that of the known criteria below them: not all
        of those are known, so no points are lost or won below by this table.
    unrated : tuple of str
        Criteria without a known maximum, left out.
    """

    index: str
    edition: str
    frame: pd.DataFrame
    gaps: tuple[str, ...]
    unrated: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every criterion is the sum of those below it."""
        return not self.gaps

    @property
    def scored(self) -> pd.Series:
        """Maxima of the criteria that points are given for, by code."""
        return self.frame["max_score"][self.frame["scored"].astype(bool)]

    def below(self, code: str) -> tuple[str, ...]:
        """Return the scored criteria below a criterion, or itself.

        Raises
        ------
        NoData
            If the edition has no such criterion.
        """
        if code not in self.frame.index:
            raise NoData(f"{self.index} {self.edition} has no criterion {code!r} with a maximum")
        found, wave = [], [code]
        while wave:
            found += [c for c in wave if self.frame.loc[c, "scored"]]
            wave = list(self.frame.index[self.frame["parent_code"].isin(wave)])
        return tuple(found)


@dataclass(frozen=True)
class LostPoints(Printed):
    """Points attained and lost.

    Attributes
    ----------
    index, edition : str
    criteria : DataFrame
        Indexed by code, every criterion of which all points below are known: name_vi,
        max_score, attained, lost (points), agency (empty if none is named), scored, n
        (scored criteria in it).
    agencies : DataFrame
        Indexed by agency, most points lost first: max_score, attained, lost, share (of all
        points lost; 0 if none are), n.
    total : Series
        max_score, attained, lost of the criteria with points.
    n : int
        Scored criteria with points.
    unknown : tuple of str
        Scored criteria without points: neither attained nor lost.
    method : str
    """

    index: str
    edition: str
    criteria: pd.DataFrame
    agencies: pd.DataFrame
    total: pd.Series
    n: int
    unknown: tuple[str, ...]
    method: str = "maximum less points attained; criteria of several agencies under all names"


def criteria_tree(
    edition: str,
    *,
    index: str = "par_index",
    top: str | None = None,
    workspace: Workspace | None = None,
) -> CriteriaTree:
    """Return the criteria of an edition, with the sums checked at every level.

    Parameters
    ----------
    edition : str
        As in the table `criteria`, such as `2018-2019`.
    index : str
    top : str, optional
        Only this criterion and those below it.
    workspace : Workspace, optional

    Returns
    -------
    CriteriaTree

    Raises
    ------
    NoData
        If the edition, or a criterion `top`, has no maxima.
    BadParameter
        If the criteria below one have more points than it has itself.

    Examples
    --------
    >>> tree = criteria_tree("2018-2019", top="M.SELF")
    >>> tree.complete, len(tree.scored), float(tree.scored.sum())
    (True, 82, 64.5)
    """
    table = store.load("criteria", workspace)
    rows = table[(table["index"] == index) & (table["edition"] == edition)].set_index("code")
    try:
        return tree_of(rows, index=index, edition=edition, top=top)
    except NoData as error:
        known = ", ".join(sorted(table.loc[table["max_score"].notna(), "edition"].unique()))
        raise NoData(f"{error}; the editions with maxima are {known}") from None


def tree_of(
    rows: pd.DataFrame, *, index: str, edition: str, top: str | None = None
) -> CriteriaTree:
    """Return criteria as a tree, with the sums checked at every level.

    Parameters
    ----------
    rows : DataFrame
        Indexed by code: parent_code (missing at the top), name_vi, assessed_by, max_score.
    index, edition : str
        What they are criteria of.
    top : str, optional
        Only this criterion and those below it.

    Returns
    -------
    CriteriaTree

    Raises
    ------
    NoData
        If no criterion, or none under `top`, has a maximum.
    BadParameter
        If the criteria below one have more points than it has itself.

    Examples
    --------
    >>> rows = pd.DataFrame(
    ...     {"parent_code": [None, "1", "1"], "name_vi": "", "assessed_by": "self",
    ...      "max_score": [3.0, 1.0, 2.0]}, index=["1", "1.1", "1.2"])
    >>> tree_of(rows, index="par_index", edition="own").scored.to_dict()
    {'1.1': 1.0, '1.2': 2.0}
    """
    frame = rows[["parent_code", "name_vi", "assessed_by", "max_score"]]
    frame = frame.assign(parent_code=frame["parent_code"].fillna(""))
    unrated = frame.index[frame["max_score"].isna()]
    frame = frame.drop(index=unrated)
    if top is not None:
        frame = frame.loc[_descendants(frame, top)]
    if frame.empty:
        under = "" if top is None else f" under {top}"
        raise NoData(f"no maxima are known for the criteria of {index} {edition}{under}")
    gaps = _gaps(frame, f"{index} {edition}")
    scored = ~frame.index.isin(frame["parent_code"])
    return CriteriaTree(
        *(index, edition, frame.assign(level=_levels(frame), scored=scored), gaps, tuple(unrated))
    )


def lost_points(tree: CriteriaTree, attained: pd.Series, owners: pd.Series) -> LostPoints:
    """Sum the points lost by criterion and by agency.

    Parameters
    ----------
    tree : CriteriaTree
    attained : Series of float, by code
        Points of scored criteria; a criterion without points is left out of all sums. All
        zeros give the points at stake.
    owners : Series of str, by code
        Agency that answers for each criterion; one above stands for those below it without an
        agency of their own. Criteria that several agencies share count once, under all their
        names as printed: to divide the points between them would be our invention.

    Returns
    -------
    LostPoints

    Raises
    ------
    BadParameter
        If a code is unknown, repeated or the sum of others, or the points are below zero or
        above the maximum; the message names the code. Or if the points belong to two ways of
        dividing the same total.
    NoData
        If no points are given, or a criterion with points has no agency.

    Examples
    --------
    >>> from analysis import plans
    >>> tree = criteria_tree("2018-2019", top="M.SELF")
    >>> owners = owners_of(plans.targets("LC-221-2019"))
    >>> stake = lost_points(tree, tree.scored * 0, owners)
    >>> float(stake.total["lost"]), stake.agencies["lost"].head(2).to_dict()
    (64.5, {'Sở Nội vụ': 19.5, 'Văn phòng UBND tỉnh': 14.0})
    """
    points = _checked(tree, attained)
    leaves = tree.frame.loc[points.index].assign(attained=points)
    leaves["agency"] = [_owner(tree, code, owners) for code in points.index]
    leaves["lost"] = leaves["max_score"] - leaves["attained"]
    sums = leaves.groupby("agency")[["max_score", "attained", "lost"]].sum()
    sums["n"] = leaves.groupby("agency").size()
    lost = float(leaves["lost"].sum())
    sums["share"] = sums["lost"] / lost if lost > 0 else 0.0
    # By name within equal losses, so that the order of the rows decides nothing.
    agencies = sums.sort_index().sort_values("lost", ascending=False, kind="stable")
    return LostPoints(
        *(tree.index, tree.edition, _by_criterion(tree, leaves, owners), agencies),
        total=leaves[["max_score", "attained", "lost"]].sum(),
        n=len(leaves),
        unknown=tuple(c for c in tree.scored.index if c not in points.index),
    )


def owners_of(targets: pd.DataFrame) -> pd.Series:
    """Return the agency of each criterion that a plan names, by code.

    Parameters
    ----------
    targets : DataFrame
        As from `plans.targets`; rows with a reference such as `criterion 1.2` are read.

    Raises
    ------
    NoData
        If the plan names no criteria.

    Examples
    --------
    >>> from analysis import plans
    >>> owners_of(plans.targets("LC-221-2019"))["1.2.2"]
    'Sở Tư pháp'
    """
    rows = targets[targets["reference"].str.startswith("criterion ", na=False)]
    rows = rows.dropna(subset=["lead_agency"])
    if rows.empty:
        raise NoData("the plan names no criteria with an agency")
    codes = rows["reference"].str.removeprefix("criterion ")
    return pd.Series(rows["lead_agency"].to_numpy(), index=codes.to_numpy())


def _gaps(frame: pd.DataFrame, where: str) -> tuple[str, ...]:
    """Compare every criterion with the sum of those below it."""
    sums = frame.groupby("parent_code")["max_score"].sum().drop(index="", errors="ignore")
    held = frame["max_score"].reindex(sums.index).dropna()
    short = held - sums[held.index]
    over = short.index[short < -_CENT]
    if len(over):
        code = over[0]
        raise BadParameter(
            f"the criteria below {code} of {where} have {sums[code]:g} points, more than the "
            f"{held[code]:g} of {code}"
        )
    return tuple(short.index[short > _CENT])


def _descendants(frame: pd.DataFrame, top: str) -> list[str]:
    found, wave = [], [c for c in frame.index if c == top]
    while wave:
        found += wave
        wave = list(frame.index[frame["parent_code"].isin(wave)])
    return [c for c in frame.index if c in set(found)]


def _levels(frame: pd.DataFrame) -> pd.Series:
    parents = frame["parent_code"]

    def depth(code: str) -> int:
        return 1 + depth(parents[code]) if parents[code] in parents.index else 0

    return pd.Series({code: depth(code) for code in frame.index}, dtype="int64")


def _checked(tree: CriteriaTree, attained: pd.Series) -> pd.Series:
    points = attained.dropna().astype("float64")
    if points.empty:
        raise NoData("no points are given")
    maxima = tree.scored
    for code, value in zip(map(str, points.index), points, strict=True):
        if code not in tree.frame.index:
            raise BadParameter(f"{tree.index} {tree.edition} has no criterion {code!r}")
        if code not in maxima.index:
            below = ", ".join(tree.below(code))
            raise BadParameter(f"criterion {code} is a sum: give the points of {below}")
        if not -_CENT <= value <= maxima[code] + _CENT:
            raise BadParameter(
                f"criterion {code} takes 0 to {maxima[code]:g} points, not {value:g}"
            )
    _check_one_way(tree, points)
    twice = points.index[points.index.duplicated()]
    if len(twice):
        raise BadParameter(f"criterion {twice[0]} is given twice")
    return points[[c for c in maxima.index if c in points.index]]


def _check_one_way(tree: CriteriaTree, points: pd.Series) -> None:
    """Refuse points of two divisions of the same total: they would count twice."""
    tops = tree.frame.index[tree.frame["level"] == 0]
    used = [top for top in tops if set(tree.below(top)) & set(points.index)]
    if len(used) > 1:
        raise BadParameter(
            f"{' and '.join(used)} of {tree.index} {tree.edition} divide the same points in two "
            "ways; take the tree of one of them (top=...)"
        )


def _owner(tree: CriteriaTree, code: str, owners: pd.Series) -> str:
    """Return the agency of a criterion, else that of the nearest one above it."""
    above = code
    while above:
        if above in owners.index:
            return str(owners[above])
        above = str(tree.frame["parent_code"].get(above, ""))
    raise NoData(f"no agency is named for criterion {code} or one above it")


def _by_criterion(tree: CriteriaTree, leaves: pd.DataFrame, owners: pd.Series) -> pd.DataFrame:
    rows = {}
    for code in tree.frame.index:
        inside = tree.below(code)
        if not set(inside) <= set(leaves.index):
            continue
        sums = leaves.loc[list(inside), ["max_score", "attained", "lost"]].sum()
        rows[code] = {
            "name_vi": tree.frame.loc[code, "name_vi"],
            **sums,
            "agency": str(owners.get(code, "")) or str(leaves["agency"].get(code, "")),
            "scored": bool(tree.frame.loc[code, "scored"]),
            "n": len(inside),
        }
    return pd.DataFrame.from_dict(rows, orient="index")
