"""Points lost, or at stake, by criterion and by agency (chart C6)."""

from typing import Literal, get_args

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.change import LostPoints
from analysis.charts.rows import name_rows
from analysis.drawing import AUTOMATIC, Words, balanced, figure_of, sheet
from analysis.errors import BadParameter
from analysis.theme import FAINT, INK, LOSS
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import lost as headlines

By = Literal["agency", "criterion"]
_LABEL, _NOTE = 190.0, 132.0


def lost_points(
    lost: LostPoints,
    *,
    by: By = "agency",
    head: int = 12,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the points lost, the most first: a lollipop each, on the points that can be had.

    Parameters
    ----------
    lost : LostPoints
        As from `change.lost_points`. With nothing attained it holds the points at stake, and
        the words say so.
    by : {"agency", "criterion"}
        Rows: agencies that answer, or criteria that points are given for.
    head : int
        Rows to draw; the subtitle tells of how many.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure

    Raises
    ------
    BadParameter
        If the rows asked for are neither, or fewer than one.

    Examples
    --------
    >>> from analysis import change, plans
    >>> tree = change.criteria_tree("2018-2019", top="M.SELF")
    >>> owners = change.owners_of(plans.targets("LC-221-2019"))
    >>> found = change.lost_points(tree, tree.scored * 0, owners)
    >>> lost_points(found).texts[0].get_text()
    'Sở Nội vụ chịu trách nhiệm 19,50 trong tổng số 64,50 điểm, bằng 30,2%'
    """
    if by not in get_args(By):
        raise BadParameter(f"rows are by agency or by criterion, not {by!r}")
    if head < 1:
        raise BadParameter(f"a chart needs one row or more, got {head}")
    table = _agencies(lost) if by == "agency" else _criteria(lost)
    rows = table.head(head)
    said = words.or_title(headlines.lost(language, lost, table, by=by)).or_subtitle(
        headlines.measure(language, lost, len(rows), len(table), by=by)
    )
    labels = [balanced(str(label), _LABEL) for label in rows["label"]]
    notes = [balanced(note, _NOTE) for note in headlines.notes(language, lost, rows, by=by)]
    high = [
        max(2, *(text.count("\n") + 1 for text in pair)) / 2
        for pair in zip(labels, notes, strict=True)
    ]
    with sheet(ax, said, height=0.5 + 0.7 * sum(high)) as axes:
        places = _places(high)
        widest = float(rows["max_score"].max())
        # The notes take more than half of the width.
        axes.set(xlim=(0, 2.4 * widest), ylim=(places[-1] - high[-1] / 2, high[0] / 2), xticks=[])
        axes.spines["bottom"].set_visible(False)
        axes.hlines(places, 0, rows["max_score"], color=FAINT, linewidth=6, zorder=0)
        axes.hlines(places, 0, rows["lost"], color=LOSS, linewidth=1.8, zorder=1)
        axes.scatter(rows["lost"], places, color=LOSS, s=28, zorder=2, clip_on=False)
        for place, top, note in zip(places, rows["max_score"], notes, strict=True):
            axes.annotate(
                note, (top, place), xytext=(7, 0), textcoords="offset points", va="center",
                color=INK, linespacing=1.05, in_layout=False,
            )  # fmt: skip
        name_rows(axes, places, labels)
    return figure_of(axes)


def _agencies(lost: LostPoints) -> pd.DataFrame:
    return lost.agencies.assign(label=lost.agencies.index)


def _criteria(lost: LostPoints) -> pd.DataFrame:
    """Return the criteria with points of their own, the most points lost first."""
    scored = lost.criteria[lost.criteria["scored"].astype(bool)]
    if (scored["lost"] > 0).any():
        scored = scored[scored["lost"] > 0]
    labels = [f"{code}. {name}" for code, name in scored["name_vi"].items()]
    return scored.assign(label=labels).sort_values("lost", ascending=False, kind="stable")


def _places(high: list[float]) -> list[float]:
    """Return where the middles of rows of these heights lie, from the top."""
    ends = np.cumsum(high)
    middles: list[float] = (high[0] / 2 - (ends - np.array(high) / 2)).tolist()
    return middles
