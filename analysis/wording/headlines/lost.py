"""Findings of the chart of points lost."""

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd

from analysis import indices
from analysis.change import LostPoints
from analysis.wording.language import Language

By = Literal["agency", "criterion"]


def at_stake(lost: LostPoints) -> bool:
    """Say whether nothing was attained: then the points are those at stake, not lost.

    Examples
    --------
    >>> from analysis import change, plans
    >>> tree = change.criteria_tree("2018-2019", top="M.SELF")
    >>> owners = change.owners_of(plans.targets("LC-221-2019"))
    >>> at_stake(change.lost_points(tree, tree.scored * 0, owners))
    True
    """
    return not float(lost.total["attained"])


def lost(language: Language, found: LostPoints, table: pd.DataFrame, *, by: By) -> str:
    """Say who or what holds most of the points.

    Parameters
    ----------
    language : Language
    found : LostPoints
    table : DataFrame
        Its agencies or criteria, the most points lost first, with their labels.
    by : {"agency", "criterion"}

    Examples
    --------
    >>> from analysis import change, plans
    >>> from analysis.wording import language
    >>> tree = change.criteria_tree("2018-2019", top="M.SELF")
    >>> owners = change.owners_of(plans.targets("LC-221-2019"))
    >>> found = change.lost_points(tree, tree.scored * 0.5, owners)
    >>> table = found.agencies.assign(label=found.agencies.index)
    >>> lost(language("en"), found, table, by="agency")
    'Sở Nội vụ answers for 9.75 of 32.25 points lost, 30.2%'
    """
    total = float(found.total["lost"])
    if not total:
        return language.text("No point was lost")
    most = float(table["lost"].iloc[0])
    values = {
        "name": table["label"].iloc[0],
        "points": language.number(most),
        "total": language.number(total),
        "share": language.number(most / total * 100, 1),
        "n": len(table),
    }
    if by == "agency" and at_stake(found):
        return language.text(
            "{name} answers for {points} of {total} points at stake, {share}%", **values
        )
    if by == "agency":
        return language.text(
            "{name} answers for {points} of {total} points lost, {share}%", **values
        )
    if at_stake(found):
        return language.text("{total} points are at stake in {n} criteria", **values)
    return language.text("{total} points were lost in {n} criteria", **values)


def measure(language: Language, found: LostPoints, shown: int, known: int, *, by: By) -> str:
    """Say what the rows and bars are, and how many of them are drawn.

    Examples
    --------
    >>> from analysis import change, plans
    >>> from analysis.wording import language
    >>> tree = change.criteria_tree("2018-2019", top="M.SELF")
    >>> owners = change.owners_of(plans.targets("LC-221-2019"))
    >>> found = change.lost_points(tree, tree.scored * 0, owners)
    >>> measure(language("en"), found, 9, 9, by="agency")
    'PAR INDEX, edition 2018-2019: points at stake by agency.'
    """
    values = {"index": indices.index(found.index).short, "edition": found.edition}
    if by == "agency":
        said = (
            language.text("{index}, edition {edition}: points at stake by agency.", **values)
            if at_stake(found)
            else language.text(
                "{index}, edition {edition}: points lost by agency; bar: the points to be had.",
                **values,
            )
        )
    else:
        said = (
            language.text("{index}, edition {edition}: points at stake by criterion.", **values)
            if at_stake(found)
            else language.text(
                "{index}, edition {edition}: points lost by criterion; bar: the points to be had.",
                **values,
            )
        )
    parts = [said]
    if shown < known:
        parts.append(language.text("The first {shown} of {known}.", shown=shown, known=known))
    if found.unknown:
        parts.append(
            language.plural(
                "{n} criterion without points is left out.",
                "{n} criteria without points are left out.",
                len(found.unknown),
            )
        )
    return " ".join(parts)


def notes(language: Language, found: LostPoints, rows: pd.DataFrame, *, by: By) -> list[str]:
    """Write what stands beside each row: points, and their share or the agency.

    Examples
    --------
    >>> from analysis import change, plans
    >>> from analysis.wording import language
    >>> tree = change.criteria_tree("2018-2019", top="M.SELF")
    >>> owners = change.owners_of(plans.targets("LC-221-2019"))
    >>> found = change.lost_points(tree, tree.scored * 0, owners)
    >>> notes(language("en"), found, found.agencies.head(1), by="agency")
    ['19.50 (30.2%), 27 criteria']
    """
    return [_note(language, found, row, by) for row in rows.to_dict("records")]


def _note(language: Language, found: LostPoints, row: Mapping[Any, Any], by: By) -> str:
    points = language.number(row["lost"])
    if not at_stake(found):
        points = language.text("{lost} of {most}", lost=points,
                               most=language.number(row["max_score"]))  # fmt: skip
    if by == "criterion":
        return language.text("{points}: {agency}", points=points, agency=row["agency"])
    return language.plural(
        "{points} ({share}%), {n} criterion",
        "{points} ({share}%), {n} criteria",
        int(row["n"]),
        points=points,
        share=language.number(row["share"] * 100, 1),
    )
