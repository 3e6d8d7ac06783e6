"""How the parts of a score make its change or its gap (chart C5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.change import Decomposition
from analysis.charts.rows import name_rows
from analysis.drawing import AUTOMATIC, Words, balanced, figure_of, number_axis, sheet
from analysis.errors import BadParameter
from analysis.theme import FAINT, GAIN, INK, LOSS, MUTED, OTHERS
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import waterfall as headlines

_LABEL = 170.0
_ROW = 0.66
_HALF = 0.31
# Rising and falling differ in black and white too: falls are hatched.
_HATCH = "//////"


@dataclass(frozen=True)
class _Step:
    """One row: a level where `points` is missing, else a step; the level is that after it."""

    label: str
    level: float
    points: float | None = None
    colour: str = INK


def change(
    decomposition: Decomposition,
    names: Mapping[str, str],
    *,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the steps from the score of one year to that of another.

    Parameters
    ----------
    decomposition : Decomposition
        As from `decompose_change`.
    names : mapping of str to str
        Names of the components.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure
        First the change of the national mean, then what each component moved beyond its own
        national change, the largest rise first; without national means the changes of the
        components. The printed steps add up to the printed change.

    Raises
    ------
    BadParameter
        If it is the decomposition of a gap.

    Examples
    --------
    >>> from analysis import indices, store
    >>> from analysis.change import decompose_change
    >>> found = decompose_change(store.load_scores(), "08", "papi", start=2022, end=2023)
    >>> names = {c.code: c.name_vi for c in indices.domains("papi", 2023)}
    >>> change(found, names).texts[0].get_text()
    'Tuyên Quang giảm 1,62 điểm: cả nước tăng 0,17, phần riêng giảm 1,79'
    """
    if decomposition.kind != "change":
        raise BadParameter("a waterfall of a change was asked for, but a gap was given")
    printed = decomposition.printed()
    total = printed.to_dict("index")["total"]
    column = "own" if "own" in printed.columns else "change"
    first, last = (str(year) for year in decomposition.years)
    start = total["start"]
    steps = [_Step(first, start)]
    if column == "own":
        drift = total["drift"]
        label = language.text("change of the national mean")
        steps.append(_Step(label, start + drift, drift, MUTED))
    steps += _steps(_points(printed[column]), steps[-1].level, names, language)
    steps.append(_Step(last, total["end"]))
    said = words.or_title(headlines.change(language, decomposition)).or_subtitle(
        headlines.change_measure(language, decomposition)
    )
    return _draw(steps, said, ax, language)


def gap(
    decomposition: Decomposition,
    names: Mapping[str, str],
    *,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the steps from a reference to the score of the province.

    Parameters
    ----------
    decomposition : Decomposition
        As from `decompose_gap`: to a mean, a leader, a group or a target.
    names, words, ax, language
        As for `change`.

    Returns
    -------
    Figure
        The largest lead first, the largest lag last.

    Raises
    ------
    BadParameter
        If it is the decomposition of a change.

    Examples
    --------
    >>> from analysis import indices, store
    >>> from analysis.change import decompose_gap
    >>> found = decompose_gap(store.load_scores(), "08", "papi", year=2023, to="leader")
    >>> names = {c.code: c.name_en for c in indices.domains("papi", 2023)}
    >>> from analysis.wording import language
    >>> gap(found, names, language=language("en")).texts[0].get_text()
    'Tuyen Quang is 4.55 points behind Thua Thien Hue'
    """
    if decomposition.kind != "gap":
        raise BadParameter("a waterfall of a gap was asked for, but a change was given")
    printed = decomposition.printed()
    total = printed.to_dict("index")["total"]
    reference = total["reference"]
    steps = [_Step(headlines.reference(language, decomposition), reference)]
    steps += _steps(_points(printed["gap"]), reference, names, language)
    own = total["score"]
    steps.append(_Step(headlines.province(language, decomposition), own))
    said = words.or_title(headlines.gap(language, decomposition)).or_subtitle(
        headlines.gap_measure(language, decomposition)
    )
    return _draw(steps, said, ax, language)


def _points(column: pd.Series) -> dict[str, float]:
    return {str(code): float(value) for code, value in column.items()}


def _steps(
    points: Mapping[str, float], level: float, names: Mapping[str, str], language: Language
) -> list[_Step]:
    """Return the steps of the components, the largest rise first, what is left at the end."""
    left = {
        "other": language.text("other components"),
        "rounding": language.text("rounding"),
    }
    parts = {code: value for code, value in points.items() if code not in {*left, "total"}}
    ordered = sorted(parts, key=lambda code: -parts[code])
    ordered += [code for code in left if points.get(code)]
    steps = []
    for code in ordered:
        value = float(points[code])
        level += value
        colour = OTHERS if code == "rounding" else GAIN if value > 0 else LOSS
        steps.append(_Step(left.get(code) or names[code], level, value, colour))
    return steps


def _draw(steps: Sequence[_Step], words: Words, ax: Axes | None, language: Language) -> Figure:
    with sheet(ax, words, height=1.0 + _ROW * len(steps)) as axes:
        levels = np.array([step.level for step in steps])
        rows = -np.arange(len(steps))
        pad = 0.12 * max(float(np.ptp(levels)), 0.2)
        axes.set(
            xlim=(levels.min() - 1.3 * pad, levels.max() + 1.3 * pad),
            ylim=(rows[-1] - 0.6, 0.6),
        )
        axes.hlines(rows, *axes.get_xlim(), color=FAINT, linewidth=0.6, zorder=0)
        axes.vlines(levels[:-1], rows[1:] + _HALF, rows[:-1] - _HALF, color=MUTED, linewidth=0.7)
        for row, step in zip(rows, steps, strict=True):
            _draw_step(axes, int(row), step, language)
        levels_only = [k for k, step in enumerate(steps) if step.points is None]
        name_rows(axes, rows, [balanced(step.label, _LABEL) for step in steps], bold=levels_only)
        number_axis(axes, language, which="x")
    return figure_of(axes)


def _draw_step(axes: Axes, row: int, step: _Step, language: Language) -> None:
    if step.points is None:
        axes.plot([step.level] * 2, [row - _HALF, row + _HALF], color=step.colour, linewidth=2.4)
        label, left = language.number(step.level), False
    else:
        axes.barh(
            row, step.points, height=2 * _HALF, left=step.level - step.points, color=step.colour,
            hatch=_HATCH if step.colour == LOSS else None, edgecolor="white", linewidth=0,
        )  # fmt: skip
        label, left = language.signed(step.points), step.points < 0
    axes.annotate(
        label, (step.level, row), xytext=(-3 if left else 3, 0), textcoords="offset points",
        ha="right" if left else "left", va="center", color=INK,
        weight="bold" if step.points is None else "normal", in_layout=False,
    )  # fmt: skip
