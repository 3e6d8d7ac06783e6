import numpy as np
import pytest
from data.pictures import cut_or_overlapping, headings, points, written
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis import charts, indices, store, theme
from analysis.errors import NoData
from analysis.panel import panel
from analysis.trend import Trends, trends
from analysis.wording import Language, language

VI, EN = language("vi"), language("en")


@pytest.fixture(scope="module")
def found() -> dict[str, Trends]:
    scores = store.load_scores()
    codes = [c.code for c in indices.domains("papi", 2024)]
    return {code: trends(panel(scores, "papi", code).stretch(2024)) for code in codes}


def names(lang: Language) -> dict[str, str]:
    return {c.code: lang.pick(c.name_vi, c.name_en) for c in indices.domains("papi", 2024)}


@pytest.mark.parametrize(("code", "lang"), [("08", VI), ("22", EN), ("79", VI)], ids=str)
def test_every_text_can_be_read(found: dict[str, Trends], code: str, lang: Language) -> None:
    figure = charts.trend_intervals(found, code, names(lang), language=lang)
    assert cut_or_overlapping(figure) == []


def test_each_component_has_its_slope_interval_and_nation(found: dict[str, Trends]) -> None:
    figure = charts.trend_intervals(found, "08", names(VI))
    axes = figure.axes[0]
    own = [t.shrunken.table.loc["08"] for t in found.values()]
    assert written(axes) == [VI.signed(float(row["slope"])) for row in own]
    lines = [
        c.get_segments()[0][:, 0].tolist() for c in axes.collections
        if isinstance(c, LineCollection) and to_hex(c.get_colors()[0]) == theme.OWN
    ]  # fmt: skip
    assert lines == [[row["low"], row["high"]] for row in own]
    # Filled where the interval leaves out zero.
    marks = [c for c in points(axes) if to_hex(c.get_edgecolors()[0]) == theme.OWN]
    filled = [to_hex(c.get_facecolors()[0]) == theme.OWN for c in marks]
    assert filled == [bool(row["low"] > 0 or row["high"] < 0) for row in own]
    up, down = sum(row["low"] > 0 for row in own), sum(row["high"] < 0 for row in own)
    assert headings(figure).startswith(
        f"Tuyên Quang: trong 8 nội dung, {up} tăng rõ rệt, {down} giảm rõ rệt"
    )
    (nation,) = [c for c in points(axes) if to_hex(c.get_facecolors()[0]) == theme.NATION]
    scores = store.load_scores()
    d4 = scores[(scores["index"] == "papi") & (scores["component"] == "d4")]
    yearly = d4[d4["province_code"] != "00"].groupby("year")["score"].mean()
    # The slope of the yearly means is near that of the panel model.
    slope = np.polyfit(yearly.index, yearly, 1)[0]
    assert nation.get_offsets()[3, 0] == pytest.approx(slope, abs=0.01)


def test_components_without_a_trend_are_left_out(found: dict[str, Trends]) -> None:
    # Quảng Ninh has two results of procedures since the break of 2021.
    figure = charts.trend_intervals(found, "22", names(EN), language=EN)
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert len(labels) == 7
    assert not any("Procedures" in label for label in labels)
    assert any("2011–2024" in label for label in labels)


def test_one_component_names_its_years_once(found: dict[str, Trends]) -> None:
    figure = charts.trend_intervals({"d5": found["d5"]}, "08", names(EN), language=EN)
    (label,) = figure.axes[0].get_yticklabels()
    assert "2021" not in label.get_text()
    assert "2021–2024" in headings(figure)
    assert "no clear trend" in headings(figure)


def test_nothing_to_draw_is_refused(found: dict[str, Trends]) -> None:
    for given, code in ((found, "99"), ({}, "08")):
        with pytest.raises(NoData, match=f"province {code} has no trend to draw"):
            charts.trend_intervals(given, code, {})


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_trend_intervals_look(found: dict[str, Trends]) -> Figure:
    return charts.trend_intervals(found, "08", names(VI))
