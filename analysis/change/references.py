"""What a gap is measured to: means, leaders and targets, part by part."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis import indices, provinces
from analysis.change.parts import Parts
from analysis.errors import BadParameter, IncompletePanel, NoData

To = Literal["mean", "leader", "region_best"] | Collection[str] | float


@dataclass(frozen=True)
class Reference:
    """A score to compare with, by part.

    Attributes
    ----------
    points : Series of float
        The parts, the rest and the total.
    codes : tuple of str
        Provinces that it comes from; empty for the national mean and a target.
    n : int
        Provinces that a mean rests on; 0 if it was published or is no mean.
    method : str
    """

    points: pd.Series
    codes: tuple[str, ...]
    n: int
    method: str


def reference_of(parts: Parts, scores: pd.DataFrame, code: str, to: To) -> Reference:
    """Find the reference of a gap.

    Parameters
    ----------
    parts : Parts
    scores : DataFrame
        As from `store.load_scores`; for the published ranks.
    code : str
        The province whose gap it is.
    to : str, collection of str, or float
        As for `decompose_gap`.

    Raises
    ------
    NoData, IncompletePanel, BadParameter
        As `decompose_gap`.
    """
    if to == "mean":
        return _mean(parts)
    if to == "leader":
        return _province(parts, _leader(parts, scores), "the first province")
    if to == "region_best":
        region = provinces.region_of(code).province_codes
        known = _complete_totals(parts, "the best of a region")
        best = known[known.index.isin(region)]
        return _province(parts, str(best.idxmax()), "the best of the region")
    if isinstance(to, str):
        raise BadParameter(f"a gap is to mean, leader, region_best, codes or a target, not {to!r}")
    if isinstance(to, Collection):
        return _group(parts, to)
    return _target(parts, code, float(to))


def _mean(parts: Parts) -> Reference:
    if indices.is_complete(parts.index, parts.year):
        known = parts.known
        return Reference(known.mean(), (), len(known), "mean of the provinces with every part")
    published = parts.national
    if published is None:
        raise IncompletePanel(
            f"the national means of the parts of {parts.index} {parts.total} {parts.year} were "
            "not published and cannot be computed from some provinces; take another reference"
        )
    return Reference(published, (), 0, "published national means")


def _complete_totals(parts: Parts, what: str) -> pd.Series:
    if not indices.is_complete(parts.index, parts.year):
        raise IncompletePanel(
            f"{what} in {parts.index} {parts.year} is not known: the data hold only some "
            "provinces; name the provinces to compare with"
        )
    return parts.known[parts.total]


def _leader(parts: Parts, scores: pd.DataFrame) -> str:
    """Return the province with the highest total; of a partial panel the published first."""
    if indices.is_complete(parts.index, parts.year):
        return str(parts.known[parts.total].idxmax())
    first = scores[
        (scores["index"] == parts.index)
        & (scores["year"] == parts.year)
        & (scores["component"] == parts.total)
        & (scores["rank"] == 1)
    ]
    if first.empty:
        raise IncompletePanel(
            f"the first province of {parts.index} {parts.total} {parts.year} is not known: the "
            "data hold only some provinces"
        )
    return str(first["province_code"].iloc[0])


def _province(parts: Parts, code: str, method: str) -> Reference:
    return Reference(parts.own(code), (code,), 0, method)


def _group(parts: Parts, codes: Collection[str]) -> Reference:
    chosen = sorted(set(codes))
    known = parts.known
    found = known[known.index.isin(chosen)]
    if found.empty:
        raise NoData(
            f"none of the provinces {', '.join(chosen) or '(no code)'} has every part of "
            f"{parts.index} {parts.total} {parts.year}"
        )
    return Reference(found.mean(), tuple(found.index), len(found), "mean of the provinces named")


def _target(parts: Parts, code: str, target: float) -> Reference:
    own, top = parts.own(code), parts.maxima
    unknown = [name for name in top.index if pd.isna(top[name])]
    if unknown:
        raise NoData(
            f"a target for {parts.index} {parts.year} cannot be spread over the components: the "
            f"maximum of {', '.join(unknown)} is not known"
        )
    score, highest = float(own[parts.total]), float(top[parts.total])
    if not score < target <= highest:
        raise BadParameter(
            f"a target must lie above the score of {score:g} and not above {highest:g}: {target:g}"
        )
    room = (top - own).clip(lower=0)
    room[parts.rest] = max(0.0, room[parts.rest]) if parts.rest == "other" else 0.0
    parted = room[parts.rows]
    points = own.copy()
    points[parts.rows] += parted * (target - score) / parted.sum()
    points[parts.total] = target
    return Reference(points, (), 0, "target, in proportion to the room of each component")
