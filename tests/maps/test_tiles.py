"""The tile grid: what its file holds, and what is drawn of it."""

from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle

from analysis import maps, provinces, store, theme, workspace
from analysis.drawing import svg
from analysis.errors import BadParameter, DataProblems, NoData
from analysis.maps import grid, tile_grid, tile_places
from analysis.wording import language

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def papi() -> pd.Series:
    scores = store.load_scores("papi", component="overall", years=[2023])
    return scores.set_index("province_code")["score"]


Place = tuple[int, int]


def tiles(frame: str) -> dict[str, Place]:
    """Return row and column of every unit."""
    table = tile_places(frame)  # type: ignore[arg-type]
    return {str(code): (row, column) for code, row, column in table.itertuples()}


def steps(a: Place, b: Place) -> int:
    """Return how many moves of a chess king part two tiles."""
    return max(abs(a[0] - b[0]), abs(a[1] - b[1]))


def is_one_piece(codes: set[str], places: dict[str, Place]) -> bool:
    left, edge = set(codes), {min(codes)}
    while edge:
        left -= edge
        edge = {a for a in left for b in codes - left if steps(places[a], places[b]) == 1}
    return not left


def borders(frame: str) -> set[tuple[str, str]]:
    """Return the pairs of units that touch on the map, each once."""
    layer = maps.layer(frame)[["geometry"]]  # type: ignore[arg-type]
    pairs = gpd.sjoin(layer, layer, predicate="touches").iloc[:, -1]
    return {(a, b) for a, b in zip(pairs.index, pairs, strict=True) if a < b}


def squares(figure: Figure) -> dict[str, PathPatch]:
    return {
        str(patch.get_gid()).removeprefix("unit-"): patch
        for patch in figure.findobj(PathPatch)
        if str(patch.get_gid()).startswith("unit-")
    }


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


@pytest.mark.parametrize(
    ("frame", "units", "pairs", "kept"), [("vn63", 63, 131, 126), ("vn34", 34, 57, 57)]
)
def test_neighbours_stay_neighbours(frame: str, units: int, pairs: int, kept: int) -> None:
    places = tiles(frame)
    assert len(places) == len(set(places.values())) == units
    touching = borders(frame)
    assert len(touching) == pairs
    apart = [steps(places[a], places[b]) for a, b in touching]
    # At least 19 of 20 pairs share a side or a corner, and no other is more than a tile apart.
    assert apart.count(1) == kept >= 0.95 * pairs
    assert max(apart) <= 2


@pytest.mark.parametrize("frame", ["vn63", "vn34"])
def test_tiles_that_share_a_side_are_mostly_neighbours(frame: str) -> None:
    places, touching = tiles(frame), borders(frame)
    sides = {
        (a, b)
        for a, (row, column) in places.items()
        for b, other in places.items()
        if a < b and abs(row - other[0]) + abs(column - other[1]) == 1
    }
    # Four of the false ones lie across a river that the layer draws as water.
    assert len(sides - touching) == {"vn63": 7, "vn34": 0}[frame]
    assert len(sides) == {"vn63": 86, "vn34": 37}[frame]


@pytest.mark.parametrize("frame", ["vn63", "vn34"])
def test_north_stays_north_of_south(frame: str) -> None:
    places, middles = tiles(frame), maps.shapes(frame).middles  # type: ignore[arg-type]
    reversed_pairs = [
        (a, b)
        for a in places
        for b in places
        if middles[a][1] > middles[b][1] + 50_000 and places[a][0] > places[b][0]
    ]
    assert reversed_pairs == []


@pytest.mark.parametrize("frame", ["vn63", "vn34"])
def test_the_country_is_one_piece_in_the_shape_of_an_s(frame: str) -> None:
    places = tiles(frame)
    assert is_one_piece(set(places), places)
    rows = pd.Series(places.values()).groupby(lambda k: list(places.values())[k][0])
    columns = rows.agg(lambda held: sorted(column for _, column in held))
    assert list(columns.index) == list(range(1, len(columns) + 1))
    wide, east = columns.map(len), columns.map(max)
    third = len(columns) // 3
    # Wide in the north, a waist of single tiles, the coast bulging east, the delta back west.
    assert wide.iloc[:third].max() > 2 * wide.iloc[third : third + 3].max()
    assert east.iloc[third : 2 * third].is_monotonic_increasing
    assert east.iloc[-1] < east.max() > east.iloc[:3].max() - 1


def test_regions_lie_together() -> None:
    places = tiles("vn63")
    for region in provinces.regions():
        assert is_one_piece(set(region.province_codes), places), region.name_vi


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("vn63,27,4,5\n", "", "units 27 of vn63 have no tile"),
        (
            "vn63,27,4,5\n",
            "vn63,27,4,4\n",
            "row 53, column row: found '4, 4'; row and column of another",
        ),
        ("vn63,27,4,5\n", "vn63,27,4,5\nvn63,27,9,9\n", "column code: found '27'; the unit"),
        ("vn63,27,", "vn63,99,", "column code: found '99'; must be a code of vn63"),
        ("vn63,01,", "vn64,01,", "column frame: found 'vn64'; must be vn63 or vn34"),
        ("vn63,27,4,5", "vn63,27,4.5,5", "column row: found '4.5'; must be a whole number"),
        ("vn63,27,4,5", "vn63,27,4,0", "column column: found '0'; must be a whole number from 1"),
        ("vn63,27,4,5", "vn63,27,4,", "column column: found ''; must be a whole number"),
        ("row,column", "y,x", "column is missing; the columns are frame,code,row,column"),
    ],
)
def test_a_file_that_is_unsound(before: str, after: str, message: str, tmp_path: Path) -> None:
    text = (workspace.find().maps / "tile_grid.csv").read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "tile_grid.csv"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DataProblems, match=message):
        grid._read(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataProblems, match=r"maps/tile_grid\.csv: cannot be read"):
        grid._read(tmp_path / "tile_grid.csv")


def test_an_unknown_frame() -> None:
    with pytest.raises(BadParameter, match="vn63 and vn34"):
        tile_places("vn64")  # type: ignore[arg-type]


@pytest.mark.parametrize(("frame", "units"), [("vn63", 63), ("vn34", 34)])
def test_one_equal_square_a_province(frame: str, units: int) -> None:
    codes = [p.code for p in provinces.provinces(frame)]  # type: ignore[arg-type]
    figure = tile_grid(pd.Series(range(units), index=codes, dtype=float), frame=frame)  # type: ignore[arg-type]
    found = squares(figure)
    assert sorted(found) == codes
    sides = [np.ptp(patch.get_path().vertices, axis=0) for patch in found.values()]
    np.testing.assert_allclose(sides, sides[0][0])
    box, (left, right), (low, high) = (
        figure.axes[0].get_window_extent(), figure.axes[0].get_xlim(), figure.axes[0].get_ylim()
    )  # fmt: skip
    assert box.width / (right - left) == pytest.approx(box.height / (high - low))


def test_every_tile_has_its_name_and_value(papi: pd.Series) -> None:
    found = texts(tile_grid(papi))
    known = papi.drop("00", errors="ignore").dropna()
    assert len(known) == 61
    for value in known:
        assert f"{value:.2f}".replace(".", ",") in found
    names = {text.replace("\n", " ") for text in found}
    assert {"Bắc Ninh", "BR-VT", "TT Huế", "TP. HCM", "Quảng Ninh", "Bình Dương"} <= names
    assert {"Quần đảo Hoàng Sa (Đà Nẵng)", "Quần đảo Trường Sa (Khánh Hòa)"} <= names
    assert {r.name_vi for r in provinces.regions()} <= names
    english = {text.replace("\n", " ") for text in texts(tile_grid(papi, language=language("en")))}
    assert {"Bac Ninh", "HCMC", "Red River Delta", "Hoàng Sa archipelago (Da Nang)"} <= english
    assert "43.96" in english  # Hà Nội
    assert "Illustrative sketch, not for determining borders." in english


def test_no_text_leaves_its_tile(papi: pd.Series) -> None:
    for lang in ("vi", "en"):
        figure = tile_grid(papi, language=language(lang))
        figure.draw_without_rendering()
        boxes = [text.get_window_extent() for text in figure.axes[0].texts]
        inside = 0
        for patch in squares(figure).values():
            tile = patch.get_window_extent()
            middle = (tile.x0 + tile.x1) / 2
            for box in boxes:
                if abs((box.x0 + box.x1) / 2 - middle) < 1 and tile.y0 < box.y1 < tile.y1 + 9:
                    inside += 1
                    assert tile.x0 - 0.5 <= box.x0 <= box.x1 <= tile.x1 + 0.5
                    assert tile.y0 - 1 <= box.y0 <= box.y1 <= tile.y1 + 1
        assert inside >= 63 + 61


def test_the_colours_and_counts_of_the_classes(papi: pd.Series) -> None:
    figure = tile_grid(papi, scheme="equal_interval", k=4)
    known = papi.dropna()
    edges = np.linspace(known.min(), known.max(), 5).round(2)[1:-1]
    place = np.searchsorted(edges, known)
    colours = maps.classify(known, "equal_interval", k=4).colours
    found = squares(figure)
    for code, rank in zip(known.index, place, strict=True):
        assert to_hex(found[str(code)].get_facecolor()) == colours[rank]
    assert {code for code, patch in found.items() if patch.get_hatch()} == {"22", "74"}
    legend = figure.axes[0].get_legend()
    assert legend is not None
    lines = [text.get_text() for text in legend.get_texts()]
    counts = [int((place == rank).sum()) for rank in (3, 2, 1, 0)]
    assert [line.split(": ")[1] for line in lines] == [f"{n} tỉnh" for n in [*counts, 2]]


def test_the_archipelagos_have_the_colour_of_their_province(papi: pd.Series) -> None:
    figure = tile_grid(papi)
    found = squares(figure)
    small = [p for p in figure.axes[0].patches if isinstance(p, Rectangle)]
    assert [to_hex(p.get_facecolor()) for p in small] == [
        to_hex(found[code].get_facecolor()) for code in ("48", "56")
    ]


def test_the_province_picked_out_is_outlined_and_named_in_the_title(papi: pd.Series) -> None:
    figure = tile_grid(papi, highlight="08")
    (own,) = [
        p for p in figure.findobj(PathPatch)
        if to_hex(p.get_edgecolor()) == theme.OWN and not p.get_fill()
    ]  # fmt: skip
    assert own.get_path().vertices.tolist() == squares(figure)["08"].get_path().vertices.tolist()
    assert figure.texts[0].get_text().startswith("Tuyên Quang: 41,49, thứ 41/61")
    with pytest.raises(NoData, match="codes 99"):
        tile_grid(papi, highlight="99")


def test_each_tile_says_its_name_value_and_rank_in_the_svg(papi: pd.Series) -> None:
    text = svg(tile_grid(papi, links={"08": "08.html"}), salt="t")
    groups = {
        g.get("id"): g[0].text for g in ElementTree.fromstring(text).iter(f"{SVG}g") if g.get("id")
    }
    assert groups["t-unit-08"] == "Tuyên Quang: 41,49, thứ 41/61"
    assert groups["t-unit-22"] == "Quảng Ninh: không có số liệu"
    assert sum(str(key).startswith("t-unit-") for key in groups) == 63
    assert b"08.html" in text
    assert len(text) <= 350 * 1024
    assert text == svg(tile_grid(papi, links={"08": "08.html"}), salt="t")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pd.Series({"01": 1.0, "99": 2.0}), "codes 99 are not units of frame vn63"),
        (pd.Series([1.0, 2.0], index=["01", "01"]), "codes 01 stand twice"),
        (pd.Series({"01": np.inf, "08": 1.0}), "infinite"),
        (pd.Series({"01": np.nan}), "no province has a value"),
        (pd.Series({"01": "cao"}), "is no number"),
    ],
)
def test_bad_values(data: pd.Series, message: str) -> None:
    with pytest.raises(NoData, match=message):
        tile_grid(data)


def test_one_single_value_is_one_class() -> None:
    figure = tile_grid(pd.Series({"01": 5.0}))
    assert "5,00" in texts(figure)
    assert sum(bool(p.get_hatch()) for p in squares(figure).values()) == 62


def test_axes_of_the_caller_are_drawn_on(papi: pd.Series) -> None:
    mine = Figure(figsize=(6, 7))
    axes = mine.add_axes((0, 0, 1, 0.95))
    assert tile_grid(papi, ax=axes) is mine
    assert len(squares(mine)) == 63


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_tile_grid_look(papi: pd.Series) -> Figure:
    return tile_grid(papi, highlight="08")
