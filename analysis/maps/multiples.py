"""Small multiples: the same map for several years, with the same classes."""

import math
from collections.abc import Hashable, Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis.drawing import AUTOMATIC, DASHES, Words, figure_of, sheet, width
from analysis.errors import BadParameter
from analysis.maps import classed, repeated
from analysis.maps.canvas import HATCH, LINE, Entry, size
from analysis.maps.classes import Classes
from analysis.maps.layers import shapes
from analysis.maps.repeated import Grid
from analysis.maps.values import check_codes
from analysis.panel import Panel
from analysis.provinces import Frame
from analysis.theme import CM, INK, MISSING_EDGE, MUTED, POINTS, SIZE, SMALL, TEXT_WIDTH
from analysis.wording import VIETNAMESE, Language, places
from analysis.wording.headlines import maps
from analysis.wording.headlines import multiples as headlines
from analysis.wording.sentences import group_name

MOST = 12
# So many stand in one row; more are spread over two.
_ROW = 5
# Points: a line of the legend, and the line of the disclaimer.
_LINE, _FOOT = 13.0, 12.0
# Room that a line of the legend needs beside its words, in sizes of its letters.
_KEY = 2.6


def small_multiples(
    data: pd.DataFrame | Panel,
    *,
    scheme: str | Classes = "quantiles",
    k: int = 5,
    col_wrap: int | None = None,
    breaks: Sequence[Hashable] = (),
    frame: Frame = "vn63",
    highlight: str | None = None,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw one map a year, all with the same classes and one legend.

    Parameters
    ----------
    data : DataFrame or Panel
        Provinces × years, at most 12. Distances to the national mean compare better over
        editions than scores do: `panel(..., measure="distance")`.
    scheme, k
        As for `choropleth`; the classes are made of all years together. Published groups are
        cut anew every year.
    col_wrap : int, optional
        Maps in a row.
    breaks : sequence of hashable
        Columns with which a new, incomparable series begins; a panel knows its own.
    frame, highlight, words, ax, language
        As for `choropleth`; without a title, who was highest in which year.

    Returns
    -------
    Figure
        A dashed line stands before a year with a new edition. Hoàng Sa and Trường Sa are
        labelled symbols in each map, provinces without a value are hatched. In the SVG a
        province is one group over all years, whose title says all its values.

    Raises
    ------
    BadParameter
        If there are more than 12 years, or none, or a break is at none of them.
    NoData
        As for `values.by_code`.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.panel import panel
    >>> found = panel(store.load_scores(), "papi", years=range(2021, 2025))
    >>> figure = small_multiples(found, highlight="08")
    >>> figure.texts[0].get_text()
    'Tuyên Quang: −0,85 từ 2021 (43,40) đến 2024 (42,55)'
    """
    if isinstance(data, Panel):
        name = maps.series_name(language, data.index, data.component, data.years[-1])
        numbers, begins = data.table, list[Hashable](data.breaks)
    else:
        name, numbers, begins = "", data, list(breaks)
    values, classes = _series(numbers, scheme, k, frame)
    table, units = pd.DataFrame(values), shapes(frame)
    if highlight is not None:
        check_codes([highlight], frame)
    strange = [year for year in begins if year not in table.columns]
    if strange:
        raise BadParameter(f"breaks {', '.join(map(str, strange))} are no columns of the table")
    digits = max(one.digits for one in classes.values())
    known = table.count().tolist()
    said = words.or_title(
        headlines.course(
            language, table, begins, highlight, frame=frame, digits=digits,
            partial=isinstance(data, Panel) and not data.complete,
        )
    ).or_subtitle(
        headlines.measure(language, name, known, len(units.units),
                          broken=any(year in begins for year in table.columns[1:]))
    )  # fmt: skip
    entries = _entries(classes, min(known) < len(units.units), language)
    titles = headlines.titles(language, table, frame=frame, digits=digits)
    fills = [classed.fills(classes[year], values[year]) for year in table.columns]
    columns = col_wrap or _wrap(len(fills))
    below = math.ceil(len(entries) / _legend_columns(entries)) * _LINE + _FOOT
    high = repeated.height(units, len(fills), columns) + below / POINTS / CM
    with sheet(ax, said, height=high, bare=True) as axes:
        axes.set_axis_off()
        grid = repeated.lay(axes, units, len(fills), columns, below)
        repeated.draw_units(axes, grid, fills, titles)
        repeated.draw_lines(axes, grid, highlight)
        repeated.draw_archipelagos(axes, grid, fills, titles)
        _write_years(axes, grid, table, begins, language)
        _write_legend(axes, entries)
        _write_disclaimer(axes, language)
    return figure_of(axes)


def _series(
    data: pd.DataFrame, scheme: str | Classes, k: int, frame: Frame
) -> tuple[dict[Hashable, pd.Series], dict[Hashable, Classes]]:
    """Return the values and the classes of each year."""
    years = [column for column in data.columns if column != "province_code"]
    if not 1 <= len(years) <= MOST:
        raise BadParameter(f"small multiples show 1 to {MOST} years, got {len(years)}")
    values: dict[Hashable, pd.Series] = {}
    classes: dict[Hashable, Classes] = {}
    for year in years:
        values[year], classes[year] = classed.classed(data, year, scheme, k=k, frame=frame)
        if scheme != "papi_groups":
            scheme = classes[year]
    return values, classes


def _wrap(n: int) -> int:
    """Return how many maps stand in a row."""
    return n if n <= _ROW else math.ceil(n / 2)


def _entries(classes: Mapping[Hashable, Classes], missing: bool, language: Language) -> list[Entry]:
    """Return the legend from the lowest class; years cut each by itself show names alone."""
    last = list(classes.values())[-1]
    if last.scheme == "papi_groups":
        labels = [group_name(language, name) for name in last.names]
    else:
        labels = places.class_labels(language, last.bounds, low=last.low, high=last.high,
                                     names=last.names, digits=last.digits)  # fmt: skip
    entries = [Entry(label, colour) for label, colour in zip(labels, last.colours, strict=True)]
    blank = [Entry(language.text("no data"), hatched=True)] if missing else []
    return [*entries, *blank]


def _write_years(
    axes: Axes, grid: Grid, table: pd.DataFrame, breaks: Sequence[Hashable], language: Language
) -> None:
    """Write the year over each map, and mark where a new series begins."""
    for k, year in enumerate(table.columns):
        x, y = grid.corners[k]
        top = y - 2 * grid.point
        axes.text(x + 3 * grid.point, top, str(year), weight="bold", va="top", color=INK,
                  in_layout=False)  # fmt: skip
        if year in breaks and k:
            axes.text(
                x + (6 + width(str(year), weight="bold")) * grid.point, top,
                language.text("new edition"), va="top", size=SMALL, style="italic", color=MUTED,
                in_layout=False,
            )  # fmt: skip
            axes.plot([x, x], [y, y - grid.high], color=MUTED, linewidth=0.8, linestyle=DASHES,
                      clip_on=False)  # fmt: skip


def _legend_columns(entries: Sequence[Entry]) -> int:
    """Return how many lines of the legend stand side by side: all, if there is room."""
    needed = sum(width(entry.label) + _KEY * SIZE for entry in entries)
    return max(1, len(entries) // math.ceil(needed / (TEXT_WIDTH * POINTS)))


def _write_legend(axes: Axes, entries: Sequence[Entry]) -> None:
    handles = [
        Patch(facecolor=entry.colour, edgecolor=MISSING_EDGE if entry.hatched else LINE,
              hatch=HATCH if entry.hatched else None, linewidth=0.5, label=entry.label)
        for entry in entries
    ]  # fmt: skip
    axes.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0, _FOOT / size(axes)[1]),
        ncols=_legend_columns(entries), borderaxespad=0, borderpad=0.2, handlelength=1.2,
        handletextpad=0.5, handleheight=1.05, columnspacing=0.9,
    )  # fmt: skip


def _write_disclaimer(axes: Axes, language: Language) -> None:
    axes.text(
        1, 0, language.text("Illustrative sketch, not for determining borders."), ha="right",
        va="bottom", transform=axes.transAxes, size=SMALL, style="italic", color=MUTED,
        in_layout=False,
    )  # fmt: skip
