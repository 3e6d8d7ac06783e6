"""Maps in the colours of classes and of groups, read from the figure and from its SVG."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle

from analysis import maps, provinces, store, theme
from analysis.drawing import png, svg
from analysis.errors import BadParameter, NoData
from analysis.maps import categories, choropleth, classify
from analysis.ranks import GROUPS, papi_groups
from analysis.wording import language

LABELS = dict(zip(GROUPS, ("cao", "trung bình cao", "trung bình thấp", "thấp"), strict=True))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def papi() -> pd.DataFrame:
    """Return PAPI scores of provinces × years, read without the code under test."""
    scores = store.load_scores("papi", component="overall")
    return scores.pivot(index="province_code", columns="year", values="score")


@pytest.fixture(scope="module")
def groups(papi: pd.DataFrame) -> pd.Series:
    return papi_groups(papi[2023], 2023).dropna()


def draw(groups: pd.Series, *, lang: str = "vi", **options: Any) -> Figure:
    return categories(groups, order=GROUPS, labels=LABELS, language=language(lang), **options)


def units(figure: Figure) -> dict[str, PathPatch]:
    """Return what is drawn of each province."""
    return {
        str(patch.get_gid()).removeprefix("unit-"): patch
        for patch in figure.findobj(PathPatch)
        if str(patch.get_gid()).startswith("unit-")
    }


def fills(figure: Figure) -> dict[str, str]:
    """Return the colour of every province that is not hatched."""
    return {
        code: to_hex(patch.get_facecolor())
        for code, patch in units(figure).items()
        if not patch.get_hatch()
    }


def hatched(figure: Figure) -> set[str]:
    return {code for code, patch in units(figure).items() if patch.get_hatch()}


def legend(figure: Figure) -> list[str]:
    found = figure.axes[0].get_legend()
    assert found is not None
    return [text.get_text() for text in found.get_texts()]


def titles(figure: Figure) -> dict[str, str]:
    """Return the title of each province in the SVG."""
    groups = ElementTree.fromstring(svg(figure, salt="m")).iter(f"{SVG}g")
    return {
        g.attrib["id"].removeprefix("m-unit-"): str(g[0].text)
        for g in groups
        if g.get("id", "").startswith("m-unit-")
    }


def words(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.texts]


def test_every_province_has_the_colour_of_its_group(groups: pd.Series) -> None:
    figure = draw(groups)
    colour = dict(zip(GROUPS, theme.GROUPS, strict=True))
    assert fills(figure) == {code: colour[g] for code, g in groups.items()}
    assert hatched(figure) == {"22", "74"}  # Quảng Ninh and Bình Dương were not published


def test_the_legend_counts_every_province(groups: pd.Series) -> None:
    for lang in ("vi", "en"):
        lines = legend(draw(groups, lang=lang))
        assert [re.findall(r"\d+", line) for line in lines] == [
            ["15"],
            ["15"],
            ["15"],
            ["16"],
            ["2"],
        ]
        assert [line.split(":")[0] for line in lines[:4]] == list(LABELS.values())


def test_a_map_without_legend(groups: pd.Series) -> None:
    assert draw(groups, legend=False).axes[0].get_legend() is None


def test_a_full_map_has_no_hatching_and_says_nothing_of_missing_data() -> None:
    codes = [p.code for p in provinces.provinces()]
    figure = draw(pd.Series("high", index=codes))
    assert hatched(figure) == set()
    assert [re.findall(r"\d+", line) for line in legend(figure)] == [["63"], ["0"], ["0"], ["0"]]
    assert words(figure) == []


@pytest.mark.parametrize(("frame", "n"), [("vn63", 63), ("vn34", 34)])
def test_both_frames(frame: str, n: int) -> None:
    # Group missing and row missing are the same.
    known = pd.Series({"01": "high", "08": "low", "22": None}, dtype="str")
    figure = draw(known, frame=frame)
    assert fills(figure) == {"01": theme.GROUPS[0], "08": theme.GROUPS[3]}
    assert len(hatched(figure)) == n - 2
    assert words(figure) == [f"2 tỉnh, thành phố có số liệu trong tổng số {n}"]


def test_numbers_have_the_colour_of_their_class_and_the_same_bins_every_year(
    papi: pd.DataFrame,
) -> None:
    for year in (2018, 2023):
        figure = choropleth(papi, year)
        # By hand: quintiles of all printed values of all years, cut off after two decimals.
        pool = papi.to_numpy()
        printed = [float(f"{v + 1e-9:.2f}") for v in pool[~np.isnan(pool)]]
        cuts = [int(np.quantile(printed, q) * 100 + 1e-7) / 100 for q in (0.2, 0.4, 0.6, 0.8)]
        known = papi[year].dropna()
        place = {c: sum(float(f"{v + 1e-9:.2f}") > cut for cut in cuts) for c, v in known.items()}
        colours = classify(papi).colours
        assert fills(figure) == {code: colours[i] for code, i in place.items()}
        counts = [sum(p == i for p in place.values()) for i in (4, 3, 2, 1, 0)]
        assert [int(line.split(": ")[1].split()[0]) for line in legend(figure)[:5]] == counts


def test_a_map_of_one_year_alone_has_its_own_bins(papi: pd.DataFrame) -> None:
    figure = choropleth(papi[2023])
    counts = [int(line.split(": ")[1].split()[0]) for line in legend(figure)[:5]]
    assert counts == [12, 12, 12, 12, 13]  # 61 provinces


def test_classes_made_beforehand_are_used_as_they_are(papi: pd.DataFrame) -> None:
    known = papi[2023]
    classes = classify(known, "equal_interval", k=6, center=42.42, digits=1)
    figure = choropleth(papi, 2023, scheme=classes)
    assert set(fills(figure).values()) <= set(classes.colours)
    assert len(legend(figure)) == classes.n + 1
    assert titles(figure)["01"] == "Hà Nội: 44,0, thứ 15/61"


def test_the_title_says_the_extremes_and_the_place(papi: pd.DataFrame) -> None:
    assert words(choropleth(papi, 2023)) == [
        "Cao nhất Thừa Thiên Huế (46,04), thấp nhất Đắk Nông (38,97)",
        "61 tỉnh, thành phố có số liệu trong tổng số 63",
    ]
    own = choropleth(papi, 2023, highlight="08", language=language("en"))
    assert words(own)[0].startswith("Tuyen Quang: 41.49, rank 41 of 61; highest")
    missing = choropleth(papi, 2023, highlight="22")
    assert words(missing)[0].startswith("Quảng Ninh: không có số liệu; cao nhất")


def test_ties_at_an_end_and_equal_values() -> None:
    ends = pd.Series({"01": 1.0, "02": 1.0, "04": 1.004, "06": 0.0, "08": 0.5})
    assert words(choropleth(ends))[0] == (
        "Cao nhất Hà Nội và 2 tỉnh, thành phố khác (1,00), thấp nhất Bắc Kạn (0,00)"
    )
    assert words(choropleth(pd.Series({"01": 2.0, "08": 2.0})))[0] == (
        "Cả 2 tỉnh, thành phố cùng một mức: 2,00"
    )
    alone = choropleth(pd.Series({"01": 2.0}), language=language("en"))
    assert words(alone)[0] == "1 province with data: 2.00"
    assert legend(alone)[0] == "2.00–2.00: 1 province"


@pytest.mark.parametrize(("code", "frame"), [("02", "vn34"), ("99", "vn63"), ("8", "vn63")])
def test_codes_that_are_no_unit_of_the_frame(code: str, frame: str) -> None:
    with pytest.raises(NoData, match=f"codes {code} are not units of frame {frame}"):
        draw(pd.Series({"01": "high", code: "low"}), frame=frame)


def test_an_unknown_province_cannot_be_picked_out(groups: pd.Series) -> None:
    with pytest.raises(NoData, match="codes 99 are not units"):
        draw(groups, highlight="99")


def test_an_unknown_frame(groups: pd.Series) -> None:
    with pytest.raises(BadParameter, match="unknown frame 'vn64'"):
        draw(groups, frame="vn64")


def test_nothing_to_draw() -> None:
    for nothing in (pd.Series({"01": None}, dtype="str"), pd.Series([], dtype="str")):
        with pytest.raises(NoData, match="no province has a value"):
            draw(nothing)


def test_a_group_that_the_legend_does_not_name() -> None:
    with pytest.raises(NoData, match="groups A are not in the order"):
        draw(pd.Series({"01": "A"}))


def test_a_palette_with_too_few_colours(groups: pd.Series) -> None:
    with pytest.raises(BadParameter, match="4 groups need as many colours, got 2"):
        draw(groups, palette=["#000000", "#ffffff"])


def islands_of(figure: Figure) -> dict[str, PathCollection]:
    return {
        str(dots.get_gid()).removeprefix("islands-"): dots
        for dots in figure.findobj(PathCollection)
        if str(dots.get_gid()).startswith("islands-")
    }


def test_the_insets_are_named_and_have_the_colour_of_their_province(groups: pd.Series) -> None:
    figure = draw(groups)
    said = [text.get_text().replace("\n", " ") for text in figure.axes[0].texts]
    assert {"Quần đảo Hoàng Sa (Đà Nẵng)", "Quần đảo Trường Sa (Khánh Hòa)"} < set(said)
    found = islands_of(figure)
    for code, n in (("48", 11), ("56", 16)):
        assert len(np.asarray(found[code].get_offsets())) == n
        expected = theme.GROUPS[GROUPS.index(groups[code])]
        assert {to_hex(c) for c in found[code].get_facecolor()} == {expected}
        assert found[code].get_label() == units(figure)[code].get_label()


def test_the_insets_of_a_province_without_data_are_white() -> None:
    for dots in islands_of(draw(pd.Series({"01": "high"}), frame="vn34")).values():
        assert {to_hex(c) for c in dots.get_facecolor()} == {"#ffffff"}


def test_the_islands_of_the_province_picked_out_are_framed(groups: pd.Series) -> None:
    def frames(highlight: str) -> list[str]:
        found = draw(groups, highlight=highlight).findobj(Rectangle)
        return [
            to_hex(f.get_edgecolor()) for f in found if f.get_edgecolor()[3] and not f.get_fill()
        ]

    assert frames("48").count(theme.OWN) == frames("56").count(theme.OWN) == 1
    assert frames("08").count(theme.OWN) == 0


@pytest.mark.parametrize("code", ["08", "22", "79"])
def test_the_province_picked_out_is_outlined_where_it_lies(groups: pd.Series, code: str) -> None:
    def unnamed(figure: Figure) -> list[PathPatch]:
        found = figure.findobj(PathPatch)
        return [patch for patch in found if not str(patch.get_gid()).startswith("unit-")]

    added = [p for p in unnamed(draw(groups, highlight=code)) if not p.get_fill()][1:]
    assert [to_hex(p.get_edgecolor()) for p in added] == ["#ffffff", theme.OWN]
    left, bottom, right, top = maps.layer().loc[code, "geometry"].bounds
    low, high = added[1].get_path().vertices.min(axis=0), added[1].get_path().vertices.max(axis=0)
    assert left - 1 <= low[0] <= high[0] <= right + 1
    assert bottom - 1 <= low[1] <= high[1] <= top + 1


def test_each_province_says_its_name_value_and_rank_in_the_svg(papi: pd.DataFrame) -> None:
    found = titles(choropleth(papi, 2023))
    assert list(found) == [p.code for p in provinces.provinces()]  # the order of the focus
    assert found["08"] == "Tuyên Quang: 41,49, thứ 41/61"
    assert found["46"] == "Thừa Thiên Huế: 46,04, thứ 1/61"
    assert found["22"] == "Quảng Ninh: không có số liệu"
    english = titles(choropleth(papi, 2023, language=language("en")))
    assert english["08"] == "Tuyen Quang: 41.49, rank 41 of 61"


def test_each_province_says_its_group_in_the_svg(groups: pd.Series) -> None:
    found = titles(draw(groups))
    assert found["08"] == "Tuyên Quang: trung bình thấp"
    assert found["74"] == "Bình Dương: không có số liệu"


def test_links_lead_from_their_provinces(papi: pd.DataFrame) -> None:
    figure = choropleth(papi, 2023, links={"08": "#tuyen-quang", "01": "https://a.example/?a&b"})
    root = ElementTree.fromstring(svg(figure, salt="m"))
    groups = {g.get("id"): g for g in root.iter(f"{SVG}g") if g.get("id")}
    for code, address in (("08", "#tuyen-quang"), ("01", "https://a.example/?a&b")):
        group = groups[f"m-unit-{code}"]
        assert [a.get("href") for a in group.iter(f"{SVG}a")] == [address]
        assert group.get("tabindex") is None
    assert groups["m-unit-02"].get("tabindex") == "0"


def test_the_same_map_gives_the_same_bytes_without_a_date(groups: pd.Series) -> None:
    first, second = (svg(draw(groups, highlight="08"), salt="m1") for _ in range(2))
    assert first == second
    assert not re.search(rb"<dc:date>|20\d\d-\d\d-\d\d", first)


@pytest.mark.parametrize("annot", [False, True])
def test_an_svg_is_small(papi: pd.DataFrame, annot: bool) -> None:
    data = svg(choropleth(papi, 2023, highlight="08", annot=annot), salt="m1")
    assert len(data) <= 350 * 1024


def boxes(axes: Axes) -> Iterator[tuple[str, Any]]:
    """Yield what stands on a map beside the country, measured in pixels."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    renderer = FigureCanvasAgg(figure).get_renderer()
    for text in axes.texts:
        if not str(text.get_gid()).startswith("name-"):
            yield text.get_text(), text.get_window_extent(renderer)
    found = axes.get_legend()
    if found is not None:
        yield "legend", found.get_window_extent(renderer)
    for patch in axes.findobj(Rectangle):
        if patch.get_edgecolor()[3] and not patch.get_fill() and patch is not axes.patch:
            yield "inset", patch.get_window_extent(renderer)


def overlaps(axes: Axes) -> list[str]:
    """Return what overlaps, leaves the axes, or lies on land."""
    found = list(boxes(axes))
    land = np.concatenate(
        [axes.transData.transform(p.get_path().vertices) for p in units(axes.figure).values()]  # type: ignore[arg-type]
        if isinstance(axes.figure, Figure)
        else []
    )
    outer, wrong = axes.get_window_extent().padded(1.5), []
    for k, (name, box) in enumerate(found):
        if box.x0 < outer.x0 or box.x1 > outer.x1 or box.y0 < outer.y0 or box.y1 > outer.y1:
            wrong.append(f"{name} leaves the axes")
        inside = (box.x0 < land[:, 0]) & (land[:, 0] < box.x1)
        if (inside & (box.y0 < land[:, 1]) & (land[:, 1] < box.y1)).any():
            wrong.append(f"{name} lies on land")
        wrong += [f"{name} on {other}" for other, b in found[k + 1 :] if box.overlaps(b)]
    return wrong


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("frame", ["vn63", "vn34"])
@pytest.mark.parametrize(
    ("width", "height"), [(16, 16), (16, 10), (8, 16), (8, 8), (16, 22.5), (6, 9), (24, 12)]
)
def test_nothing_overlaps_at_any_size(
    papi: pd.DataFrame, width: float, height: float, frame: str, lang: str
) -> None:
    values = papi[2023].reindex([p.code for p in provinces.provinces(frame)])  # type: ignore[arg-type]
    figure = Figure(figsize=(width / 2.54, height / 2.54), dpi=300)
    axes = figure.add_axes((0, 0, 1, 1))
    choropleth(values, k=9, ax=axes, frame=frame, language=language(lang))  # type: ignore[arg-type]
    assert len(legend(figure)) == 10
    assert overlaps(axes) == []


@pytest.mark.parametrize("annot", [False, True])
def test_nothing_overlaps_on_a_page(groups: pd.Series, annot: bool) -> None:
    long = {g: f"{name} (41,24–43,50 điểm, xếp theo tứ phân vị)" for g, name in LABELS.items()}
    figure = categories(groups, order=GROUPS, labels=long, annot=annot)
    assert overlaps(figure.axes[0]) == []


def test_the_country_is_not_distorted() -> None:
    for width, height in ((16, 16), (5, 12), (20, 6)):
        axes = Figure(figsize=(width, height)).add_axes((0, 0, 1, 1))
        choropleth(pd.Series({"01": 1.0}), ax=axes)
        box = axes.get_window_extent()
        across, along = np.diff(axes.get_xlim())[0], np.diff(axes.get_ylim())[0]
        assert box.width / across == pytest.approx(box.height / along)


def test_axes_of_a_caller_are_drawn_on(papi: pd.DataFrame) -> None:
    figure = Figure()
    left, right = figure.subplots(1, 2)
    assert choropleth(papi, 2018, ax=left) is choropleth(papi, 2023, ax=right) is figure
    assert left.get_title(loc="left").startswith("Cao nhất Lạng Sơn và Bến Tre (47,05)")
    assert len(figure.axes) == 2


def test_png_for_a_document(papi: pd.DataFrame) -> None:
    data = png(choropleth(papi, 2023, highlight="08"), dpi=100)
    width = int.from_bytes(data[16:20], "big")
    assert width == 629  # 16 cm at 100 dots an inch


def test_a_caller_cannot_change_the_layers() -> None:
    shapes, points = maps.layer(), maps.islands()
    shapes["name_vi"], points["group"] = "x", "x"
    assert maps.layer().loc["08", "name_vi"] == "Tuyên Quang"
    assert set(maps.islands()["group"]) == set(maps.ARCHIPELAGOS)
