import numpy as np
import pandas as pd
import pytest
from data.pictures import centimetres, drawn, headings, points, written
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis import charts, standing, store, theme
from analysis.drawing import Words, svg
from analysis.errors import IncompletePanel, NoData, UnknownProvince
from analysis.wording import Language, language, places

VI, EN = language("vi"), language("en")
NAMES = places.names(VI, "vn63")


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def columns(scores: pd.DataFrame, code: str, year: int, lang: Language = VI) -> Figure:
    section = standing.cross_section(scores, "papi", "overall", year)
    return drawn(charts.province_columns(section, highlight=code, language=lang))


def names(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts if text.get_rotation() == 90]


@pytest.mark.parametrize(
    ("code", "year", "value"),
    [("08", 2023, "41,49"), ("22", 2024, "47,82"), ("79", 2022, "41,02")],
)
def test_columns(scores: pd.DataFrame, code: str, year: int, value: str) -> None:
    figure = columns(scores, code, year)
    (axes,) = figure.axes
    (stems,) = [c for c in axes.collections if isinstance(c, LineCollection)]
    (dots,) = points(axes)
    heights = [float(segment[1][1]) for segment in stems.get_segments()]
    assert len(heights) == len(dots.get_offsets()) == len(names(axes)) == 61
    assert heights == sorted(heights, reverse=True)
    assert heights == dots.get_offsets()[:, 1].tolist()
    bold = {text.get_text() for text in axes.texts if text.get_fontweight() == "bold"}
    assert bold == {NAMES[code], value}
    colours = [to_hex(c) for c in dots.get_facecolors()]
    assert [k for k, c in enumerate(colours) if c == theme.OWN] == [names(axes).index(NAMES[code])]
    mean = VI.number(float(np.mean(heights)))
    assert f"bình quân cả nước {mean}" in written(axes)
    # 63 names must fit under the stems, which keep at least two thirds of the room.
    assert centimetres(figure)[0] == pytest.approx(16)
    assert axes.get_position().height > 0.55


def test_columns_without_a_province_picked_out(scores: pd.DataFrame) -> None:
    section = standing.cross_section(scores, "papi", "overall", 2023)
    figure = charts.province_columns(section)
    (axes,) = figure.axes
    assert {to_hex(c) for c in points(axes)[0].get_facecolors()} == {theme.OTHERS}
    assert written(axes)[61:] == ["bình quân cả nước 42,42"]
    assert "Thừa Thiên Huế" in headings(figure)


def test_columns_stand_in_the_order_of_the_ranks(scores: pd.DataFrame) -> None:
    section = standing.cross_section(scores, "papi", "overall", 2023)
    (axes,) = columns(scores, "08", 2023).axes
    ranked = section.ranked.sort_values(kind="stable")
    assert names(axes) == [NAMES[c] for c in ranked.index]


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        (VI, "Tuyên Quang đứng thứ 41/61 với 41,49 điểm, thấp hơn bình quân 0,93 điểm"),
        (EN, "Tuyen Quang ranks 41 of 61 with 41.49 points, 0.93 below the mean"),
    ],
)
def test_the_title_says_where_the_province_stands(
    scores: pd.DataFrame, lang: Language, title: str
) -> None:
    assert columns(scores, "08", 2023, lang).texts[0].get_text() == title


def test_the_caller_may_say_it_differently(scores: pd.DataFrame) -> None:
    section = standing.cross_section(scores, "papi", "overall", 2023)
    figure = charts.province_columns(section, words=Words("Tựa đề", "", source="Nguồn: X"))
    assert [text.get_text() for text in figure.texts] == ["Tựa đề", "Nguồn: X"]
    axes = Figure().subplots()
    assert charts.province_columns(section, ax=axes) is axes.figure


def test_columns_of_nothing(scores: pd.DataFrame) -> None:
    section = standing.cross_section(scores, "papi", "overall", 1999)
    with pytest.raises(NoData, match="no score of papi overall in 1999"):
        charts.province_columns(section)


def test_an_unknown_province_and_one_without_a_score(scores: pd.DataFrame) -> None:
    with pytest.raises(UnknownProvince):
        columns(scores, "99", 2023)
    # Quảng Ninh was not published in 2023: the title says who is first instead.
    assert "Thừa Thiên Huế" in columns(scores, "22", 2023).texts[0].get_text()


def test_columns_of_a_partial_panel_are_drawn_only_if_asked_for(scores: pd.DataFrame) -> None:
    section = standing.cross_section(scores, "par_index", "overall", 2023)
    with pytest.raises(IncompletePanel):
        charts.province_columns(section, highlight="08")
    figure = charts.province_columns(section, highlight="01", allow_partial=True)
    known = section.rows["score"].notna().sum()
    assert len(names(figure.axes[0])) == known < 63
    assert str(known) in figure.texts[1].get_text()


@pytest.mark.parametrize("lang", [VI, EN], ids=["vi", "en"])
def test_the_same_chart_gives_the_same_bytes_and_misses_no_glyph(
    scores: pd.DataFrame, lang: Language
) -> None:
    # A missing glyph is a warning, and warnings are errors.
    first, second = (svg(columns(scores, "08", 2023, lang), salt="c1") for _ in range(2))
    assert first == second
    assert first.startswith(b"<svg ")


def test_scores_between_0_and_1_have_four_decimals() -> None:
    section = standing.cross_section(store.load_scores(), "dti", "overall", 2023)
    own, mean = section.rows.loc["01", "score"], section.mean
    assert mean is not None
    texts = written(charts.province_columns(section, highlight="01").axes[0])
    assert VI.number(own, 4) in texts
    assert f"bình quân cả nước {VI.number(mean, 4)}" in texts
