import pandas as pd
import pytest
from data.pictures import cut_or_overlapping, headings, points, written
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis import charts, provinces, regional, store, theme
from analysis.errors import UnknownProvince
from analysis.wording import Language, language

VI, EN = language("vi"), language("en")


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def means(scores: pd.DataFrame, index: str, year: int) -> regional.RegionMeans:
    return regional.region_means(scores, index, year, published=store.load("regional_means"))


def draw(
    scores: pd.DataFrame, index: str, year: int, own: str | None = None, lang: Language = VI
) -> Figure:
    return charts.region_means(means(scores, index, year), highlight=own, language=lang)


def test_published_means_and_their_changes(scores: pd.DataFrame) -> None:
    figure = draw(scores, "par_index", 2023, "08")
    # data/raw/regional_means.csv: 88.33 against 86.62 and so on; two have no mean of 2022.
    assert written(figure.axes[0]) == [
        "bình quân cả nước 86,98", "", "88,33 (+1,71)", "", "87,79 (+3,05)", "", "87,72 (+2,72)",
        "", "86,82 (+2,57)", "85,42", "85,42", "Đồng bằng sông Hồng", "Đông Nam Bộ",
        "Trung du và miền núi phía Bắc", "Bắc Trung Bộ và Duyên hải miền Trung", "Tây Nguyên",
        "Đồng bằng sông Cửu Long",
    ]  # fmt: skip
    assert "Số bình quân vùng đã công bố" in headings(figure)


@pytest.mark.parametrize(("index", "year"), [("papi", 2023), ("papi", 2024), ("dti", 2023)])
def test_no_figure_stands_on_the_line_of_the_nation_or_on_a_name(
    scores: pd.DataFrame, index: str, year: int
) -> None:
    figure = draw(scores, index, year, "08")
    assert cut_or_overlapping(figure) == []
    (axes,) = figure.axes
    figure.canvas.draw()
    line = axes.transData.transform((means(scores, index, year).nation or 0, 0))[0]
    edges = axes.get_window_extent()
    for text in axes.texts:
        if text.get_text() and text.get_text()[0].isdigit():
            box = text.get_window_extent()
            assert box.x1 < line or box.x0 > line
            assert edges.x0 < box.x0 < box.x1 <= edges.x1


def test_scores_between_0_and_1_have_four_decimals(scores: pd.DataFrame) -> None:
    """As in the tables; the mean of six provinces less their mean of the year before."""
    southeast = ["70", "72", "74", "75", "77", "79"]
    held = scores[(scores["index"] == "dti") & (scores["component"] == "overall")]
    held = held[held["province_code"].isin(southeast)]
    now, before = (held.loc[held["year"] == year, "score"].mean() for year in (2023, 2022))
    change = VI.signed(round(now, 4) - round(before, 4), 4)
    assert f"{VI.number(now, 4)} ({change})" in written(draw(scores, "dti", 2023).axes[0])
    title = headings(draw(scores, "dti", 2023, "79"))
    assert f"với {VI.number(now, 4)} điểm, tăng {change[1:]} so với năm trước" in title


@pytest.mark.parametrize(
    ("index", "year", "own", "lang", "title"),
    [
        ("par_index", 2023, "08", VI, "Trung du và miền núi phía Bắc đứng thứ 3/6 vùng với 87,72 "
         "điểm, tăng 2,72 so với năm trước"),
        ("papi", 2022, "79", VI, "Đông Nam Bộ đứng thứ 3/6 vùng với 41,85 điểm, giảm 0,15 so với "
         "năm trước"),
        ("papi", 2023, "22", EN, "Red River Delta ranks 1 of 6 regions with 43.43 points"),
        ("par_index", 2022, None, EN, "Red River Delta is highest (86.62), North Central and "
         "Central Coast lowest (84.25)"),
        # Neither Tây Nguyên nor the year before has a mean.
        ("par_index", 2022, "62", VI, "Đồng bằng sông Hồng cao nhất (86,62), Bắc Trung Bộ và Duyên "
         "hải miền Trung thấp nhất (84,25)"),
        # A tie as printed.
        ("par_index", 2023, "92", VI, "Đồng bằng sông Cửu Long đứng thứ 5/6 vùng với 85,42 điểm"),
    ],
)  # fmt: skip
def test_the_title_says_where_the_region_stands(
    scores: pd.DataFrame, index: str, year: int, own: str | None, lang: Language, title: str
) -> None:
    said = " ".join(text.get_text() for text in draw(scores, index, year, own, lang).texts)
    assert said.startswith(title)


def test_the_region_of_the_province_is_picked_out(scores: pd.DataFrame) -> None:
    figure = draw(scores, "papi", 2024, "08")
    (axes,) = figure.axes
    filled = [to_hex(c) for dot in points(axes) for c in dot.get_facecolor()]
    assert filled.count(theme.REGION) == 1
    assert filled.count(theme.MUTED) == 5
    # Hollow: the year before, where the same provinces were known.
    assert filled.count("#ffffff") == 3
    region = provinces.region_of("08")
    bold = {text.get_text() for text in axes.texts if text.get_fontweight() == "bold"}
    assert bold == {f"{region.name_vi} (14/14)", "43,43 (+0,32)"}


@pytest.mark.parametrize(
    ("index", "year", "lang"),
    [("papi", 2023, VI), ("papi", 2018, EN), ("par_index", 2022, EN), ("par_index", 2024, VI)],
)
def test_no_word_is_cut_or_covered(
    scores: pd.DataFrame, index: str, year: int, lang: Language
) -> None:
    assert cut_or_overlapping(draw(scores, index, year, "01", lang)) == []


def test_an_unknown_province(scores: pd.DataFrame) -> None:
    with pytest.raises(UnknownProvince):
        draw(scores, "papi", 2024, "99")


def test_one_region_alone(scores: pd.DataFrame) -> None:
    published = store.load("regional_means")
    only = published[published["region_code"] == "DNB"]
    found = regional.region_means(scores, "par_index", 2024, published=only)
    figure = charts.region_means(found)
    assert figure.texts[0].get_text() == "Chỉ có số liệu của Đông Nam Bộ (89,44)"


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_region_means_look() -> Figure:
    return draw(store.load_scores(), "papi", 2024, "08")
