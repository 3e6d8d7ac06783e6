"""What the coming years may bring: the past of a province and the fan of its forecast."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from analysis.charts.goals import Goal, Scale, goal
from analysis.drawing import (
    AUTOMATIC,
    DASHES,
    Words,
    draw_stretches,
    figure_of,
    halo,
    label_points,
    number_axis,
    rank_axis,
    sheet,
    spread,
    width,
)
from analysis.errors import BadParameter, NoData
from analysis.forecast import Forecast
from analysis.theme import CM, INK, MUTED, NATION, OWN, POINTS, SMALL
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import fan as headlines

# Shares of the province's colour, the rest is white: a printer without colours keeps them apart.
_BANDS = {"95": 0.18, "80": 0.42, "50": 0.7}
_HEIGHT = 7.4
# Points: lines of labels, and how wide the axes are about.
_GAP = 9.0
_WIDE = 12.4 * CM * POINTS
# Of the height: what a line of text takes.
_RIM = 0.06
_DIGITS = {"score": 2, "rank": 0}


def forecast_fan(
    history: pd.DataFrame,
    made: Forecast,
    code: str,
    *,
    measure: Scale = "score",
    target: pd.Series | None = None,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the past of a province and the 50, 80 and 95 % intervals of its forecast.

    Parameters
    ----------
    history : DataFrame
        As from `standing.history`, up to the last year that the forecast was learnt from.
    made : Forecast
    code : str
        Province of the frame vn63.
    measure : {"score", "rank"}
        Rank 1 is on top.
    target : Series, optional
        A row of `targets.evaluate` about the same index and component: a line from which the
        target is met, and the chance of that. Groups are drawn among ranks.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure
        The fan opens from the last result, if that is known.

    Raises
    ------
    NoData
        If the province is not forecast.
    BadParameter
        If the history goes beyond what the forecast knows, or the target is of another series
        or scale.
    TooFewObservations
        For scores where the national mean cannot be forecast.

    Examples
    --------
    >>> from analysis import panel, standing, store
    >>> from analysis.forecast import forecast
    >>> scores = store.load_scores()
    >>> made = forecast(panel.panel(scores, "papi"), ahead=2)
    >>> past = standing.history(scores, "08", "papi", last_year=2024)
    >>> figure = forecast_fan(past, made, "08", measure="rank")
    >>> figure.texts[0].get_text()
    'Dự báo 2026: Tuyên Quang ở quanh hạng 38/63 (khoảng 80%: 16 đến 56)'
    """
    _check(history, made, measure, target)
    made.position(code)
    bands = _bands(made, measure, code)
    aim = None if target is None else goal(target, measure, n=made.n)
    said = words.or_title(_finding(language, made, code, measure, bands, aim)).or_subtitle(
        _key(language, made, measure, aim)
    )
    sign = -1.0 if measure == "rank" else 1.0
    past = history[measure].astype("float64") * sign
    breaks = [int(y) for y in history.index[1:] if history.loc[y, "breaks"]]
    with sheet(ax, said, height=_HEIGHT) as axes:
        _draw_fan(axes, bands * sign, past, made.history[-1])
        if measure == "score":
            draw_stretches(axes, history["mean"].astype("float64"), breaks, NATION, dashed=True)
        draw_stretches(axes, past, breaks, OWN)
        _set_years(axes, past, made, breaks)
        if aim is not None:
            _draw_goal(axes, aim, sign)
        label_points(axes, past, breaks, language, digits=_DIGITS[measure])
        _label_bands(axes, bands, sign, language, digits=_DIGITS[measure])
        if measure == "rank":
            rank_axis(axes, language)
        else:
            _name_mean(axes, past, history["mean"], language)
            number_axis(axes, language)
    return figure_of(axes)


def _finding(
    language: Language, made: Forecast, code: str, measure: Scale, bands: pd.DataFrame,
    aim: Goal | None,
) -> str:  # fmt: skip
    """Say what the year of the target, else the last one, may bring."""
    ahead = aim is not None and aim.chance is not None and aim.years[0] in made.years
    year = aim.years[0] if aim is not None and ahead else made.years[-1]
    chance = aim.chance if aim is not None and ahead else None
    return headlines.fan(language, made, code, bands.loc[[year]], kind=measure, chance=chance)


def _key(language: Language, made: Forecast, measure: Scale, aim: Goal | None) -> str:
    """Say what is drawn; the line of a target crosses all else, so its name stands above."""
    drawn = headlines.measure(language, made, measure)
    if aim is None:
        return drawn
    return f"{drawn}. {headlines.target(language, aim.target, aim.bound, aim.chance)}"


def _check(history: pd.DataFrame, made: Forecast, measure: Scale, target: pd.Series | None) -> None:
    if measure not in _DIGITS:
        raise BadParameter(f"measure must be one of {', '.join(_DIGITS)}, got {measure!r}")
    if history.empty or history[measure].isna().all():
        raise NoData(f"the history has no {measure} to draw")
    last = int(history.index[-1])
    if last > made.history[-1]:
        raise BadParameter(f"the history goes on to {last}, the forecast knows {made.history[-1]}")
    if target is not None and (target["index"], target["component"]) != (
        made.index,
        made.component,
    ):
        raise BadParameter(
            f"the target is of {target['index']} {target['component']}, the forecast of "
            f"{made.index} {made.component}"
        )


def _bands(made: Forecast, measure: Scale, code: str) -> pd.DataFrame:
    """Return median and intervals of one province, a row a year ahead."""
    rows = [made.summary(measure, year).loc[[code]] for year in made.years]
    return pd.concat(rows).set_axis(list(made.years))


def _draw_fan(axes: Axes, bands: pd.DataFrame, past: pd.Series, last: int) -> None:
    years = bands.index.to_numpy(dtype=float)
    known = past.get(last, np.nan)
    # Without a last result the fan has no point to open from.
    first = (years[0] - 0.35) if np.isnan(known) else float(last)
    x = np.concatenate([[first], years])
    for level, share in _BANDS.items():
        low, high = (_opened(bands[f"{end}{level}"], known) for end in ("low", "high"))
        outline = np.column_stack([np.append(x, x[::-1]), np.append(low, high[::-1])])
        axes.add_patch(Polygon(outline, closed=True, facecolor=_tint(share), edgecolor="white",
                               linewidth=0.5, zorder=1))  # fmt: skip
    axes.plot(x, _opened(bands["median"], known), color=INK, linewidth=1, linestyle=DASHES)
    axes.scatter(years, bands["median"], s=16, facecolor="white", edgecolor=INK, linewidth=0.9,
                 zorder=3)  # fmt: skip


def _tint(share: float) -> tuple[float, float, float]:
    red, green, blue = (1 - share * (1 - part) for part in to_rgb(OWN))
    return red, green, blue


def _opened(ends: pd.Series, known: float) -> np.ndarray:
    values = ends.to_numpy(dtype=float)
    return np.concatenate([[values[0] if np.isnan(known) else known], values])


def _set_years(axes: Axes, past: pd.Series, made: Forecast, breaks: list[int]) -> None:
    first, last = int(past.index[0]), made.years[-1]
    axes.set_xlim(first - 0.5, last + 0.08)
    axes.margins(y=0.1)
    axes.autoscale_view(scalex=False)
    step = 1 + (last - first) // 9
    axes.set_xticks(list(range(last, first - 1, -step)))
    for year in breaks:
        axes.axvline(year - 0.5, color=MUTED, linewidth=0.6, linestyle=":")


def _label_bands(
    axes: Axes, bands: pd.DataFrame, sign: float, language: Language, *, digits: int
) -> None:
    """Write what each edge of the bands is in the last year, at the right of it."""
    row = bands.iloc[-1]
    edges = [("median", ""), *((f"{end}{lv}", lv) for lv in _BANDS for end in ("low", "high"))]
    texts = [
        language.text("{level}%: {value}", level=level, value=language.number(row[name], digits))
        if level
        else language.number(row[name], digits)
        for name, level in edges
    ]
    low, high = axes.get_ylim()
    unit = (high - low) / (_HEIGHT * 0.85 * CM * POINTS)
    places = spread([float(row[name] * sign) for name, _ in edges], _GAP * unit)
    for (_, level), text, place in zip(edges, texts, places, strict=True):
        axes.annotate(
            text, (1, place), xycoords=("axes fraction", "data"), xytext=(4, 0),
            textcoords="offset points", va="center", size=SMALL, annotation_clip=False,
            color=MUTED if level else INK, weight="normal" if level else "bold",
            in_layout=text == max(texts, key=len),
        )  # fmt: skip


def _draw_goal(axes: Axes, aim: Goal, sign: float) -> None:
    """Draw the line from which a target is met."""
    # Between the last rank that will do and the first that will not.
    place = aim.bound if sign > 0 else -aim.bound - 0.5
    axes.axhline(place, color=INK, linewidth=1.1, linestyle="-.", zorder=2)
    low, high = axes.get_ylim()
    rim = _RIM * (high - low)
    axes.set_ylim(min(low, place - rim), max(high, place + rim))


def _name_mean(axes: Axes, past: pd.Series, mean: pd.Series, language: Language) -> None:
    """Name the line of the mean above or below it, where the past is farthest away."""
    known = mean.dropna().astype("float64")
    if known.empty:
        return
    text = language.text("national mean")
    first, last = axes.get_xlim()
    years = width(text, size=SMALL) / _WIDE * (last - first)
    spots = list(zip(known.index - 0.3, known, strict=True))
    fitting = [spot for spot in spots if spot[0] + years < last] or spots[:1]

    low, high = axes.get_ylim()
    rim = _RIM * (high - low)

    def room(start: float, place: float, side: int) -> float:
        under = past[(past.index > start - 1) & (past.index < start + years + 1)].dropna()
        off = (under - place) * side
        # A point just on the other side has its figure on this one; none is the most room.
        return float(off[off > -rim].min()) if (off > -rim).any() else np.inf

    start, place, side = max(((*spot, k) for spot in fitting for k in (1, -1)),
                             key=lambda found: room(*found))  # fmt: skip
    axes.annotate(
        text, (start, place), xytext=(0, 3 * side), textcoords="offset points", size=SMALL,
        va="bottom" if side > 0 else "top", color=NATION, path_effects=halo(), in_layout=False,
    )  # fmt: skip
