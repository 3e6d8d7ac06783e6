import numpy as np
import pandas as pd
import pytest
from data.pictures import cut_or_overlapping, headings, points, written
from matplotlib.figure import Figure

from analysis import charts, indices, standing, store
from analysis.errors import NoData
from analysis.wording import Language, language

VI, EN = language("vi"), language("en")
CODES = ("service", "policy", "f1", "f2", "f3", "f4", "f5")


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def draw(scores: pd.DataFrame, code: str, year: int, lang: Language = VI) -> Figure:
    table = standing.profile(scores, code, "sipas", year=year, components=CODES)
    names = {c.code: lang.pick(c.name_vi, c.name_en) for c in indices.components("sipas", year)}
    return charts.sipas_factors(table, names, language=lang)


def test_the_province_against_the_country(scores: pd.DataFrame) -> None:
    figure = draw(scores, "01", 2023)
    (axes,) = figure.axes
    country, own = points(axes)
    # data/raw/scores/sipas/2023.csv, from above.
    assert country.get_offsets()[:, 0].tolist() == [82.97, 82.49, 83.0, 83.02, 83.12, 83.03, 82.27]
    shown = own.get_offsets()[:, 0]
    assert np.ma.filled(shown, np.nan)[:2].tolist() == [83.72, 83.46]
    assert np.isnan(np.ma.filled(shown, np.nan)[2:]).all()
    # Differences of the printed values.
    assert [t for t in written(axes) if t.startswith("+")] == ["+0,75", "+0,97"]
    assert written(axes).count("chưa có số liệu địa phương") == 5
    assert "địa phương có số liệu ở 2 trên 7 nội dung" in headings(figure)


@pytest.mark.parametrize(
    ("code", "year", "lang", "title"),
    [
        ("01", 2023, VI, "Địa phương cao hơn cả nước ở 2 trên 2 nội dung có số liệu"),
        ("01", 2023, EN, "The province is above the country in 2 of 2 factors known"),
        ("56", 2023, VI, "Địa phương cao hơn cả nước ở 0 trên 1 nội dung có số liệu"),
        ("01", 2022, VI, "Công bố 2 nội dung của địa phương; không có số liệu cả nước để so sánh"),
        ("08", 2023, VI, "Cả nước: cao nhất ở Công chức (83,12%), thấp nhất ở Tiếp nhận, xử lý "
         "góp ý, phản ánh, kiến nghị (82,27%)"),
    ],
)  # fmt: skip
def test_partial_data_are_said_so(
    scores: pd.DataFrame, code: str, year: int, lang: Language, title: str
) -> None:
    texts = [text.get_text() for text in draw(scores, code, year, lang).texts]
    assert " ".join(texts).startswith(title)


@pytest.mark.parametrize(
    ("code", "year", "lang"),
    [("01", 2022, VI), ("01", 2023, EN), ("56", 2023, VI), ("08", 2023, VI)],
)
def test_no_word_is_cut_or_covered(
    scores: pd.DataFrame, code: str, year: int, lang: Language
) -> None:
    assert cut_or_overlapping(draw(scores, code, year, lang)) == []


def test_no_factor_is_known(scores: pd.DataFrame) -> None:
    empty = pd.DataFrame()
    unknown = standing.profile(scores, "08", "sipas", year=2022, components=CODES)
    for table in (empty, unknown):
        with pytest.raises(NoData, match="no factor of the province or the country is known"):
            charts.sipas_factors(table, {})


def test_factors_equal_to_the_country() -> None:
    table = pd.DataFrame({"score": [83.0], "mean": [83.0]}, index=["f1"])
    figure = charts.sipas_factors(table, {"f1": "Tiếp cận dịch vụ"})
    assert "0,00" in written(figure.axes[0])
    assert cut_or_overlapping(figure) == []


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_sipas_factors_look() -> Figure:
    return draw(store.load_scores(), "01", 2023)
