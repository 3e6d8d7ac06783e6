"""Maps of change between two years, held against the mean change and the noise of a year."""

from collections.abc import Hashable
from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from analysis.drawing import AUTOMATIC, Words, figure_of
from analysis.errors import BadParameter, BreakInside, NoData
from analysis.maps.canvas import (
    Entry,
    Reading,
    country,
    draw_archipelagos,
    draw_legend,
    draw_regions,
    draw_units,
    outline,
    size,
)
from analysis.maps.classes import Classes, classify
from analysis.maps.layers import Shapes
from analysis.maps.values import by_code, check_codes, numbers
from analysis.nation import Movements
from analysis.panel import Panel
from analysis.provinces import Frame
from analysis.rounding import DIGITS, differences, rounded
from analysis.theme import CHANGE_STEPS, INK, SIZE
from analysis.wording import VIETNAMESE, Language, places
from analysis.wording.headlines import change as headlines
from analysis.wording.headlines import maps
from analysis.wording.headlines.change import Changes

Years = tuple[Hashable, Hashable]
# So many clear changes are listed by name; more would not fit under the legend.
_LISTED = 8
_SIDE = 0.035
_LINE = 1.6


def change_map(
    data: Movements | Panel | pd.DataFrame,
    *,
    years: Years | None = None,
    scheme: str | Classes | None = None,
    k: int = 6,
    center: float | None = None,
    allow_break: bool = False,
    frame: Frame = "vn63",
    highlight: str | None = None,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw how provinces changed from one year to another.

    Parameters
    ----------
    data : Movements, Panel or DataFrame
        Movements as from `nation.movements`, which know the mean change and the noise of a
        year; a panel; or a table of provinces × years.
    years : (hashable, hashable), optional
        The two years of a panel or columns of a table; by default the last two.
    scheme : str or Classes, optional
        A scheme of `classify`, for the distances from the centre, or classes. By default
        changes are cut where they stand out from the noise of a year, if that is known, else
        by quantiles.
    k : int
        Classes wanted of a scheme.
    center : float, optional
        Middle of the colours: by default the mean change of movements, else zero.
    allow_break : bool
        Draw a panel's change across a change of edition, and say so.
    frame, highlight, words, ax, language
        As for `choropleth`; without a title, how many provinces rose and fell.

    Returns
    -------
    Figure
        Differences are those of the printed numbers. Provinces that changed beyond the noise of
        a year, where that is known, have a dark outline; only they have strong colours.

    Raises
    ------
    BreakInside
        If a new series of the panel begins between the years and that is not allowed.
    BadParameter
        If a year is not there, or years are asked of movements.
    NoData
        As for `values.by_code`; also if no province is known in both years.

    Examples
    --------
    >>> from analysis import nation, store
    >>> from analysis.panel import panel
    >>> scores = store.load_scores()
    >>> known, ranks = panel(scores, "papi"), panel(scores, "papi", measure="rank")
    >>> figure = change_map(nation.movements(known, ranks, 2023, noise=0.93), highlight="08")
    >>> figure.texts[0].get_text()
    'Tuyên Quang: −1,62 (từ 43,11 còn 41,49), trong mức dao động nhất thời'
    """
    if isinstance(data, Movements):
        if years is not None:
            raise BadParameter("movements are of two years already; take none")
        found = _of_movements(data, center, frame, language)
    elif isinstance(data, Panel):
        found = _of_panel(data, years, center, frame, language, allow_break=allow_break)
    else:
        found = _of_table(data, years, center, frame)
    if highlight is not None:
        check_codes([highlight], frame)
    place, classes = _classed(found, scheme, k)
    fills = {str(code): classes.colours[rank] for code, rank in place.items()}
    reading = Reading(headlines.titles(language, found, frame=frame))
    said = words.or_title(headlines.change(language, found, highlight, frame=frame))
    said = said.or_subtitle(headlines.measure(language, found, len(reading.titles)))
    with country(ax, said, frame, language) as (axes, units):
        draw_units(axes, units, fills, reading=reading)
        draw_regions(axes, units)
        _mark_clear(axes, units, found)
        if highlight is not None:
            outline(axes, units, highlight)
        entries = _entries(found, place, classes, units, language)
        draw_legend(axes, units, entries)
        _list_clear(axes, units, found, len(entries), language)
        draw_archipelagos(axes, units, fills, language, reading=reading, highlight=highlight)
    return figure_of(axes)


def _of_movements(
    found: Movements, center: float | None, frame: Frame, language: Language
) -> Changes:
    check_codes(found.table.index, frame)
    before, after = map(str, found.years)
    return Changes(
        name=maps.series_name(language, found.index, found.component, int(after)),
        before=before,
        after=after,
        table=found.table.rename(columns={"score": "after"}),
        center=found.drift if center is None else center,
        bound=found.bound,
        across=False,
        digits=DIGITS,
        by_chance=found.by_chance,
    )


def _of_panel(
    found: Panel,
    years: Years | None,
    center: float | None,
    frame: Frame,
    language: Language,
    *,
    allow_break: bool,
) -> Changes:
    before, after = _two(found.table, years)
    broken = [year for year in found.breaks if int(str(before)) < year <= int(str(after))]
    if broken and not allow_break:
        raise BreakInside("a change", found.index, found.component, broken)
    changes = _of_table(found.table, (before, after), center, frame)
    name = maps.series_name(language, found.index, found.component, int(str(after)))
    return replace(changes, name=name, across=bool(broken))


def _of_table(
    table: pd.DataFrame, years: Years | None, center: float | None, frame: Frame
) -> Changes:
    before, after = _two(table, years)
    both = pd.DataFrame(
        {
            "before": numbers(by_code(table, before, frame=frame)),
            "after": numbers(by_code(table, after, frame=frame)),
        }
    ).dropna()
    if both.empty:
        raise NoData(f"no province is known in both {before} and {after}")
    both["change"] = differences(both["after"], both["before"])
    both["clear"] = False
    return Changes("", str(before), str(after), both, center or 0.0, None, False, DIGITS)


def _two(table: pd.DataFrame, years: Years | None) -> Years:
    """Return the years asked for, by default the last two columns of numbers."""
    if years is not None:
        return years
    columns = list(table.select_dtypes("number").columns)
    if len(columns) < 2:
        raise BadParameter(f"a change needs two years; the table has {len(columns)} of numbers")
    return columns[-2], columns[-1]


def _classed(found: Changes, scheme: str | Classes | None, k: int) -> tuple[pd.Series, Classes]:
    """Return the class of each change, and the classes."""
    changes = found.table["change"]
    if isinstance(scheme, Classes):
        return scheme.place(changes), scheme
    if scheme is not None or found.bound is None:
        classes = classify(changes, scheme or "quantiles", k=k, center=found.center,
                           digits=found.digits)  # fmt: skip
        return classes.place(changes), classes
    steps = (-found.bound, -found.bound / 2, 0, found.bound / 2, found.bound)
    classes = Classes(
        bounds=tuple(float(rounded(found.center + step, found.digits)) for step in steps),
        closed="right", low=float(changes.min()), high=float(changes.max()), names=(),
        colours=CHANGE_STEPS, scheme="noise", digits=found.digits,
    )  # fmt: skip
    # What is clear was judged before rounding.
    inner = classes.place(changes).clip(1, classes.n - 2)
    outer = (changes > found.center) * (classes.n - 1)
    return inner.where(~found.table["clear"], outer), classes


def _entries(
    found: Changes, place: pd.Series, classes: Classes, units: Shapes, language: Language
) -> list[Entry]:
    """Return the lines of the legend, the largest rise first."""
    counts = place.value_counts()
    spans = headlines.spans(language, classes.bounds, classes.digits)
    if classes.scheme == "noise":
        spans = headlines.judged_spans(language, spans)
    entries = [
        Entry(places.counted(language, spans[i], int(counts.get(i, 0))), classes.colours[i])
        for i in reversed(range(classes.n))
    ]
    missing = len(units.units) - len(found.table)
    blank = [Entry(places.missing(language, missing), hatched=True)] if missing else []
    return [*entries, *blank]


def _mark_clear(axes: Axes, units: Shapes, found: Changes) -> None:
    """Give clear changes a dark outline and an arrowhead, which show without colour."""
    clear = found.table[found.table["clear"]]
    for code in clear.index:
        axes.add_artist(PathPatch(units.outlines[str(code)], fill=False, edgecolor=INK,
                                  linewidth=1.1))  # fmt: skip
    for marker, part in (
        ("^", clear[clear["change"] > found.center]),
        ("v", clear[clear["change"] < found.center]),
    ):
        at = np.array([units.middles[str(code)] for code in part.index]).reshape(-1, 2)
        axes.scatter(at[:, 0], at[:, 1], s=20, marker=marker, facecolor="white", edgecolor=INK,
                     linewidth=0.7, zorder=3)  # fmt: skip


def _list_clear(
    axes: Axes, units: Shapes, found: Changes, entries: int, language: Language
) -> None:
    """Write under the legend who changed clearly, and by how much."""
    clear = found.table[found.table["clear"]].sort_values("change", ascending=False)
    if clear.empty or len(clear) > _LISTED:
        return
    left, right = axes.get_xlim()
    line = SIZE * _LINE / size(axes)[1]
    names = places.names(language, units.frame)
    lines = [
        f"{names[str(code)]} {language.signed(change, found.digits)}"
        for code, change in clear["change"].items()
    ]
    axes.text(
        (units.bounds[2] - left) / (right - left) + _SIDE, 1 - line * (entries + 1),
        "\n".join(lines), transform=axes.transAxes, va="top", ha="left", linespacing=1.35,
        color=INK, in_layout=False,
    )  # fmt: skip
