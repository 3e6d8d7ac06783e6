"""Choropleth maps of the provinces, with Hoàng Sa and Trường Sa in labelled insets.

The layers are illustrations and must not be used to determine borders (`maps/README.md`).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis import theme
from analysis import workspace as workspaces
from analysis.errors import NoData
from analysis.wording import Language

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

CODE_COLUMN = {"vn63": "province_code", "vn34": "unit_code"}
# VN-2000 / UTM zone 48N: degrees would stretch the north.
METRES = 3405
ARCHIPELAGOS = ("Hoàng Sa", "Trường Sa")


def layer(frame: str = "vn63") -> "GeoDataFrame":
    """Return the boundaries of a frame in VN-2000 / UTM zone 48N, indexed by code.

    Parameters
    ----------
    frame : {"vn63", "vn34"}

    Returns
    -------
    GeoDataFrame
        One row a unit: name_vi, geometry.

    Examples
    --------
    >>> len(layer("vn63")), len(layer("vn34"))
    (63, 34)
    """
    return _layer(workspaces.find().maps / f"{frame}.geojson", CODE_COLUMN[frame]).copy()


def islands() -> "GeoDataFrame":
    """Return points of the two archipelagos with the code of the province that each is part of.

    Examples
    --------
    >>> islands().groupby("group")["province_code"].unique().map(list).to_dict()
    {'Hoàng Sa': ['48'], 'Trường Sa': ['56']}
    """
    return _islands(workspaces.find().maps / "islands.csv").copy()


def choropleth(
    groups: pd.Series,
    *,
    order: Sequence[str],
    labels: Mapping[str, str],
    frame: str = "vn63",
    highlight: str | None = None,
    language: Language,
) -> Figure:
    """Draw provinces coloured by group.

    Parameters
    ----------
    groups : Series of str, indexed by province code
        Group of each province; provinces without one are hatched and counted.
    order : sequence of str
        Groups from the best to the last, at most four.
    labels : mapping of str to str
        What the legend says of each group.
    frame : {"vn63", "vn34"}
        Frame of the codes.
    highlight : str, optional
        Code of the province to outline.
    language : Language

    Returns
    -------
    Figure

    Raises
    ------
    NoData
        If a code is not of the frame, a group not of the order, or no province has a group.

    Examples
    --------
    >>> from analysis.wording import language
    >>> figure = choropleth(pd.Series({"01": "high", "08": "low"}), order=["high", "low"],
    ...                     labels={"high": "cao", "low": "thấp"}, language=language("vi"))
    >>> len(figure.axes)
    3
    """
    shapes = layer(frame)
    codes = {*groups.index, *([] if highlight is None else [highlight])}
    unknown = sorted(codes - set(shapes.index))
    if unknown:
        raise NoData(f"codes {', '.join(map(str, unknown))} are not units of frame {frame}")
    known = groups.dropna()
    if known.empty:
        raise NoData("no province has a value to draw")
    colour = dict(zip(order, theme.GROUPS, strict=False))
    strange = sorted(set(known) - set(colour))
    if strange:
        raise NoData(f"groups {', '.join(map(str, strange))} are not in the order of the legend")
    fills = known.map(colour)
    with theme.theme():
        figure = Figure(figsize=(13 * theme.CM, 16 * theme.CM))
        main = figure.add_axes((0.0, 0.0, 0.66, 1.0))
        _draw_units(main, shapes, fills)
        if highlight is not None:
            _outline(main, shapes.loc[[highlight]])
        _bare(main)
        missing = len(shapes) - len(known)
        _legend(main, known, order, labels, colour, missing, language)
        insets = ((0.62, 0.42, 0.36, 0.17), (0.62, 0.08, 0.36, 0.27))
        for name, place in zip(ARCHIPELAGOS, insets, strict=True):
            _inset(figure.add_axes(place), name, shapes, fills, language)
    return figure


def _draw_units(axes: Axes, shapes: "GeoDataFrame", fills: pd.Series) -> None:
    line = {"edgecolor": "#777777", "linewidth": 0.35}
    shapes.loc[fills.index].plot(ax=axes, color=list(fills), **line)
    blank = shapes.drop(index=fills.index)
    if len(blank):
        blank.plot(
            ax=axes, facecolor="white", hatch="/////", edgecolor=theme.MISSING_EDGE, linewidth=0.35
        )


def _outline(axes: Axes, unit: "GeoDataFrame") -> None:
    parts = unit.geometry.explode()
    # Lines around islets would run into one blot.
    border = parts[parts.area > 0.05 * parts.area.max()].boundary
    border.plot(ax=axes, color="white", linewidth=3.2)
    border.plot(ax=axes, color=theme.OWN, linewidth=1.7)


def _legend(
    axes: Axes,
    known: pd.Series,
    order: Sequence[str],
    labels: Mapping[str, str],
    colour: Mapping[str, str],
    missing: int,
    language: Language,
) -> None:
    counts = known.value_counts()
    handles = [
        Patch(
            facecolor=colour[g], edgecolor="#777777", linewidth=0.5,
            label=language.plural("{label}: {n} province", "{label}: {n} provinces",
                                  int(counts.get(g, 0)), label=labels[g]),
        )
        for g in order
    ]  # fmt: skip
    if missing:
        text = language.plural("no data: {n} province", "no data: {n} provinces", missing)
        handles.append(
            Patch(facecolor="white", edgecolor=theme.MISSING_EDGE, hatch="/////", label=text)
        )
    # Top right is open sea on every map of the country: no label can touch a province there.
    axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(0.84, 0.95), handlelength=1.6)


def _inset(
    axes: Axes, name: str, shapes: "GeoDataFrame", fills: pd.Series, language: Language
) -> None:
    points = islands()
    points = points[points["group"] == name]
    unit = _unit_of(points["province_code"].iloc[0], shapes)
    fill = fills.get(unit, "white")
    points.plot(ax=axes, color=fill, edgecolor=theme.INK, linewidth=0.5, markersize=16)
    archipelago = language.text("{name} archipelago ({province})", name=name,
                                province=shapes.loc[unit, "name_vi"])  # fmt: skip
    axes.set_title(archipelago, fontsize=7, pad=3)
    axes.margins(0.15)
    axes.set(xticks=[], yticks=[], xlabel="", ylabel="")
    for spine in axes.spines.values():
        spine.set_visible(True)


def _unit_of(code63: str, shapes: "GeoDataFrame") -> str:
    """Return the unit that an archipelago's province is or has become part of."""
    from analysis.provinces import crosswalk

    return code63 if len(shapes) == 63 else crosswalk()[code63]


def _bare(axes: Axes) -> None:
    axes.set_axis_off()
    axes.set_aspect("equal", anchor="W")
    axes.margins(0.01)


# Keyed by file: another workspace has other layers.
@cache
def _layer(path: Path, code: str) -> "GeoDataFrame":
    import geopandas as gpd

    return gpd.read_file(path).set_index(code).sort_index().to_crs(METRES)


@cache
def _islands(path: Path) -> "GeoDataFrame":
    import geopandas as gpd

    table = pd.read_csv(path, dtype={"province_code": "str"})
    points = gpd.points_from_xy(table["lon"], table["lat"], crs=4326)
    return gpd.GeoDataFrame(table, geometry=points).to_crs(METRES)
