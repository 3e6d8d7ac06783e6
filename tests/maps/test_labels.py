"""Names on a map: legible, apart from each other, and each with its province."""

from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from analysis import maps, workspace
from analysis.errors import BadParameter, DataProblems
from analysis.maps import label_positions
from analysis.maps.labels import ink
from analysis.provinces import provinces, short_name
from analysis.theme import INK
from analysis.wording import language

BOTH = [("vn63", "vi"), ("vn63", "en"), ("vn34", "vi"), ("vn34", "en")]


def labelled(frame: str, lang: str, **options: Any) -> Figure:
    codes = [p.code for p in provinces(frame)]  # type: ignore[arg-type]
    values = pd.Series(range(len(codes)), index=codes, dtype="float64")
    return maps.choropleth(values, annot=True, frame=frame, language=language(lang), **options)  # type: ignore[arg-type]


def on_ground(axes: Axes) -> dict[str, Any]:
    """Return the measured box of every name by code, in metres."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    renderer = FigureCanvasAgg(figure).get_renderer()
    back = axes.transData.inverted()
    return {
        str(text.get_gid()).removeprefix("name-"): shapely.box(
            *back.transform_bbox(text.get_window_extent(renderer)).extents
        )
        for text in axes.texts
        if str(text.get_gid()).startswith("name-")
    }


def leaders(frame: str) -> dict[str, Any]:
    table = label_positions(frame).dropna()  # type: ignore[arg-type]
    return {
        str(code): shapely.LineString([(row["x"], row["y"]), (row["tip_x"], row["tip_y"])])
        for code, row in table.iterrows()
    }


@pytest.mark.parametrize(("frame", "lang"), BOTH)
def test_every_name_is_there_and_touches_no_other(frame: str, lang: str) -> None:
    axes = labelled(frame, lang).axes[0]
    names = {p.code: short_name(p, lang) for p in provinces(frame)}  # type: ignore[arg-type]
    said = {
        str(t.get_gid()).removeprefix("name-"): t.get_text().replace("\n", " ")
        for t in axes.texts
        if t.get_gid()
    }
    assert said == names
    found = on_ground(axes)
    assert [(a, b) for a, b in combinations(found, 2) if found[a].intersects(found[b])] == []


@pytest.mark.parametrize(("frame", "lang"), BOTH)
def test_every_name_is_in_its_province_or_tied_to_it(frame: str, lang: str) -> None:
    found = on_ground(labelled(frame, lang).axes[0])
    table, lines = maps.layer(frame), leaders(frame)  # type: ignore[arg-type]
    land = shapely.union_all(table.geometry.to_numpy())
    for code, box in found.items():
        own = table.geometry[code]
        if code not in lines:
            assert own.contains(box.centroid), code
            assert own.intersection(box).area > 0.88 * box.area, code
            continue
        assert not land.intersects(box), f"{code} is neither inside nor outside"
        assert own.buffer(-2000).contains(shapely.Point(lines[code].coords[1])), code
        assert box.distance(shapely.Point(lines[code].coords[0])) < 6000, code


@pytest.mark.parametrize(("frame", "lang"), BOTH)
def test_leader_lines_cross_neither_each_other_nor_a_name(frame: str, lang: str) -> None:
    lines, found = leaders(frame), on_ground(labelled(frame, lang).axes[0])
    assert [(a, b) for a, b in combinations(lines, 2) if lines[a].intersects(lines[b])] == []
    crossed = [
        (a, b) for a, line in lines.items() for b, box in found.items() if line.intersects(box)
    ]
    assert crossed == []


@pytest.mark.parametrize("frame", ["vn63", "vn34"])
def test_names_have_five_points_on_a_page_and_nothing_lies_over_them(frame: str) -> None:
    figure = labelled(frame, "vi")
    assert figure.get_figwidth() * 2.54 == pytest.approx(16)
    assert figure.get_figheight() * 2.54 < 25.7 - 1.5  # the text of an A4 page, and a caption
    axes = figure.axes[0]
    assert min(t.get_fontsize() for t in axes.texts if t.get_gid()) >= 5
    names = shapely.union_all(list(on_ground(axes).values()))
    renderer, back = FigureCanvasAgg(figure).get_renderer(), axes.transData.inverted()
    legend = axes.get_legend()
    assert legend is not None
    others = [legend, *(t for t in axes.texts if not t.get_gid())]
    for one in others:
        extent = back.transform_bbox(one.get_window_extent(renderer)).extents
        assert not names.intersects(shapely.box(*extent))
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    assert shapely.box(left, low, right, high).contains(names)


def test_letters_keep_their_size_on_the_ground() -> None:
    for height in (10.0, 20.0):
        axes = Figure(figsize=(8, height)).add_axes((0, 0, 1, 1))
        labelled("vn63", "vi", ax=axes)
        low, high = axes.get_ylim()
        font = next(t.get_fontsize() for t in axes.texts if t.get_gid() == "name-01")
        assert font / 72 / height * (high - low) == pytest.approx(13_300)


def test_names_are_light_on_dark_ground_and_have_a_rim_on_hatches() -> None:
    values = pd.Series({"01": 0.0, "08": 100.0})
    figure = maps.choropleth(values, k=2, annot=True)
    texts = {t.get_gid(): t for t in figure.axes[0].texts if t.get_gid()}
    assert texts["name-01"].get_color() == INK
    assert texts["name-08"].get_color() == "white"
    assert not texts["name-08"].get_path_effects()
    assert texts["name-14"].get_path_effects()


def test_names_by_the_outline_of_the_province_picked_out_have_a_rim() -> None:
    texts = {t.get_gid(): t for t in labelled("vn63", "vi", highlight="79").axes[0].texts}
    rimmed = {str(gid)[5:] for gid, t in texts.items() if gid and t.get_path_effects()}
    assert {"74", "80"} <= rimmed < {"70", "72", "74", "75", "77", "79", "80", "82", "83"}
    assert not [
        t for t in labelled("vn63", "vi").axes[0].texts if t.get_gid() and t.get_path_effects()
    ]


@pytest.mark.parametrize("ground", ["#000000", "#225ea8", "#41b6c4", "#a1dab4", "#777777", "white"])
def test_ink_is_the_one_that_stands_out_more(ground: str) -> None:
    def contrast(one: str, other: str) -> float:  # as WCAG 2.2 defines it
        light = []
        for colour in (one, other):
            c = np.array(to_rgb(colour))
            linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
            light.append(float(linear @ (0.2126, 0.7152, 0.0722)) + 0.05)
        return max(light) / min(light)

    other = {INK: "white", "white": INK}[ink(ground)]
    assert contrast(ink(ground), ground) >= contrast(other, ground) * 0.999


def test_an_unknown_frame() -> None:
    with pytest.raises(BadParameter, match="unknown frame 'vn64'"):
        label_positions("vn64")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("vn63,01,", "vn63,03,", r"row 2, column code: found '03'; must be a code of its frame"),
        (",1,center,", ",3,center,", r"row 2, column lines: found '3'; must be 1 or 2"),
        (",1,center,", ",1,middle,", r"align: found 'middle'; must be center, left, right"),
        ("vn63,27,1,left,732", "vn63,27,1,left,far", r"x_km: found 'far'; must be kilometres"),
        (",,\nvn63,02", ",1,2\nvn63,02", r"tip_x_km: found '1'; must be empty"),
        ("vn34,96,", "vn34,95,", r"found 'vn34 96'; must stand once, stands 0 times"),
        ("vn63,02,", "vn63,01,", r"found 'vn63 01'; must stand once, stands 2 times"),
    ],
)
def test_an_unsound_file_is_refused(
    before: str, after: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.maps import positions

    text = (workspace.find().maps / "labels.csv").read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "labels.csv"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DataProblems, match=message):
        positions._read(path)


def test_positions_are_on_the_sheet_of_their_frame() -> None:
    for frame in ("vn63", "vn34"):
        table = label_positions(frame)  # type: ignore[arg-type]
        west, south, east, north = maps.shapes(frame).bounds  # type: ignore[arg-type]
        assert table["x"].between(west, east).all()
        assert table["y"].between(south, north).all()
        assert np.isfinite(table.loc[table["align"] != "center", ["tip_x", "tip_y"]]).all(axis=None)
