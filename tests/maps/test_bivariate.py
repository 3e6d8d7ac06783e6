"""Maps of two indices at once, read from the figure and from its SVG."""

from itertools import chain, combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle

from analysis import provinces, store, theme
from analysis.drawing import svg
from analysis.errors import BadParameter, ConstantSeries, NoData
from analysis.maps import bivariate
from analysis.wording import language


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    scores = store.load_scores(component="overall", years=[2024])
    own = scores[scores["province_code"] != "00"]
    wide = own.pivot(index="province_code", columns="index", values="score")
    return wide[["papi", "dti"]].rename(columns={"papi": "PAPI", "dti": "DTI"})


def thirds(values: pd.Series) -> pd.Series:
    """Return the third of each value as printed, cut at quantiles as numpy computes them."""
    edges = np.quantile(values, [1 / 3, 2 / 3]).round(2)
    return pd.Series(np.searchsorted(edges, values.round(2)), index=values.index)


def fills(figure: Figure) -> dict[str, str]:
    return {
        str(p.get_gid()).removeprefix("unit-"): to_hex(p.get_facecolor())
        for p in figure.findobj(PathPatch)
        if str(p.get_gid()).startswith("unit-") and not p.get_hatch()
    }


def cells(figure: Figure) -> dict[str, int]:
    """Return the count written in each colour of the legend."""
    (square,) = figure.axes[0].child_axes
    grounds = [p for p in square.patches if isinstance(p, Rectangle)]
    return {
        to_hex(p.get_facecolor()): int(t.get_text())
        for p, t in zip(grounds, square.texts, strict=True)
    }


def test_every_province_has_the_colour_of_its_two_classes(table: pd.DataFrame) -> None:
    figure, known = bivariate(table, "PAPI", "DTI"), table.dropna()
    x, y = thirds(known["PAPI"]), thirds(known["DTI"])
    expected = {str(c): theme.BIVARIATE[y[c]][x[c]] for c in known.index}
    assert fills(figure) == expected
    assert len(expected) == 61
    assert cells(figure) == {
        colour: sum(c == colour for c in expected.values()) for colour in chain(*theme.BIVARIATE)
    }


def test_the_finding_counts_the_corners(table: pd.DataFrame) -> None:
    known = table.dropna()
    x, y = thirds(known["PAPI"]), thirds(known["DTI"])
    high, low = int(((x == 2) & (y == 2)).sum()), int(((x == 0) & (y == 0)).sum())
    for lang, title, measure in (
        ("vi", f"{high} tỉnh, thành phố cao ở cả PAPI và DTI; {low} tỉnh, thành phố thấp ở cả hai",
         "PAPI và DTI, mỗi chỉ số chia ba nhóm; 61/63 tỉnh, thành phố có cả hai"),
        ("en", f"{high} provinces are high in both PAPI and DTI; {low} are low in both",
         "PAPI and DTI, three classes each; 61 of 63 provinces have both"),
    ):  # fmt: skip
        figure = bivariate(table, "PAPI", "DTI", language=language(lang))
        assert [text.get_text() for text in figure.texts] == [title, measure]


def test_the_legend_is_a_square_with_the_bounds(table: pd.DataFrame) -> None:
    figure = bivariate(table, "PAPI", "DTI", xlabel="PAPI 2024", ylabel="DTI 2024")
    (square,) = figure.axes[0].child_axes
    assert (square.get_xlabel(), square.get_ylabel()) == ("PAPI 2024 →", "DTI 2024 →")
    known = table.dropna()
    for labels, name in ((square.get_xticklabels(), "PAPI"), (square.get_yticklabels(), "DTI")):
        edges = np.quantile(known[name], [1 / 3, 2 / 3])
        assert [t.get_text() for t in labels] == [f"{e:.2f}".replace(".", ",") for e in edges]
    box = square.get_window_extent()
    assert box.width == pytest.approx(box.height, rel=0.01)
    legend = square.get_legend()
    assert legend is not None
    assert [t.get_text() for t in legend.get_texts()] == ["không có số liệu: 2 tỉnh"]


def test_a_province_picked_out(table: pd.DataFrame) -> None:
    figure = bivariate(table, "PAPI", "DTI", highlight="08", language=language("en"))
    assert figure.texts[0].get_text() == "Tuyen Quang: PAPI low (42.55), DTI low (0.64)"
    text = svg(figure, salt="b").decode()
    assert "<title>Tuyen Quang: PAPI low (42.55), DTI low (0.64)</title>" in text
    assert text.count("<title>Vinh Phuc: no data</title>") == 1
    assert len(text.encode()) <= 350 * 1024
    with pytest.raises(NoData, match="codes 99"):
        bivariate(table, "PAPI", "DTI", highlight="99")


def test_values_of_two_kinds_only_are_low_and_high() -> None:
    data = pd.DataFrame({"x": [1.0, 1.0, 2.0], "y": [5.0, 6.0, 7.0]}, index=["01", "08", "22"])
    found = fills(bivariate(data, "x", "y"))
    assert found == {
        "01": theme.BIVARIATE[0][0], "08": theme.BIVARIATE[1][0], "22": theme.BIVARIATE[2][2]
    }  # fmt: skip


def test_units_of_2025() -> None:
    codes = [p.code for p in provinces.provinces("vn34")]
    data = pd.DataFrame({"x": range(34), "y": range(34)}, index=codes, dtype=float)
    found = fills(bivariate(data, "x", "y", frame="vn34"))
    assert len(found) == 34
    assert set(found.values()) == {theme.BIVARIATE[i][i] for i in range(3)}


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        ({"x": [1.0, None], "y": [None, 2.0]}, NoData, "no province has both x and y"),
        ({"x": [1.0, 1.0], "y": [1.0, 2.0]}, ConstantSeries, "all provinces have the same x"),
        ({"x": [1.0, np.inf], "y": [1.0, 2.0]}, NoData, "infinite"),
        ({"x": [1.0, 2.0], "y": ["a", "b"]}, NoData, "is no number"),
        ({"x": [None, None], "y": [1.0, 2.0]}, NoData, "no province has a value"),
        ({"x": [1.0, 2.0]}, BadParameter, "column 'y' is not in the table"),
    ],
)
def test_bad_values(data: dict[str, list[object]], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        bivariate(pd.DataFrame(data, index=["01", "08"]), "x", "y")


@pytest.mark.parametrize("codes", [["01", "99"], ["01", "01"]])
def test_bad_codes(codes: list[str]) -> None:
    with pytest.raises(NoData, match="codes"):
        bivariate(pd.DataFrame({"x": [1.0, 2.0], "y": [1.0, 2.0]}, index=codes), "x", "y")


def test_the_nine_colours_are_told_apart_by_everybody() -> None:
    # The simulation of colour-vision deficiencies is that of tests/test_theme.py.
    import test_theme

    colours = list(chain(*theme.BIVARIATE))
    for sight in test_theme.SIGHT:
        for one, other in combinations(colours, 2):
            assert test_theme.distance(one, other, sight) >= test_theme.APART, (sight, one, other)
    # On a black and white printer nine steps are left.
    steps = sorted(test_theme.lightness(colour) for colour in colours)
    assert all(after - before >= 3.5 for before, after in pairwise(steps))
    # More of either series is darker.
    grid = np.array([[test_theme.lightness(c) for c in row] for row in theme.BIVARIATE])
    assert (np.diff(grid, axis=0) < 0).all()
    assert (np.diff(grid, axis=1) < 0).all()


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_bivariate_look(table: pd.DataFrame) -> Figure:
    return bivariate(table, "PAPI", "DTI", highlight="08")
