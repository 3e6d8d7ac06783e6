import re

import pandas as pd
import pytest
from data.pictures import centimetres, cut_or_overlapping, drawn, ticks, written
from matplotlib.figure import Figure

from analysis import charts, standing, store, theme, trend
from analysis.errors import NoData
from analysis.wording import Language, language
from analysis.wording.headlines import course

VI, EN = language("vi"), language("en")


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def history(scores: pd.DataFrame, code: str, index: str, year: int) -> pd.DataFrame:
    return standing.history(scores, code, index, last_year=year)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (VI, ["43,40", "43,11", "địa phương 41,49", "bình quân\ncả nước 42,42"]),
        (EN, ["43.40", "43.11", "province 41.49", "national\nmean 42.42"]),
    ],
)
def test_score_and_rank_have_numbers_in_the_readers_language(
    scores: pd.DataFrame, lang: Language, expected: list[str]
) -> None:
    table = history(scores, "08", "papi", 2023).tail(3)
    figure = drawn(charts.score_and_rank(table, unit="điểm", language=lang))
    left, right = figure.axes
    assert written(left) == expected
    assert written(right) == ["20", "20", "41"]
    assert left.get_title(loc="left") == "điểm"
    assert ticks(left, "x") == ticks(right, "x") == ["2021", "2022", "2023"]
    assert centimetres(figure)[0] == pytest.approx(16)


@pytest.mark.parametrize(
    ("code", "index", "year", "title"),
    [
        # PAPI published no result of Quảng Ninh for 2023.
        ("22", "papi", 2023, "Chưa có điểm năm 2023; gần nhất là năm 2022: 47,88 điểm, xếp thứ 1"),
        (
            "08",
            "par_index",
            2023,
            "Chưa có điểm năm 2023; gần nhất là năm 2021: 86,57 điểm, xếp thứ 34",
        ),
        ("22", "papi", 2022, "Năm 2022: 47,88 điểm, không so sánh được với năm trước"),
    ],
)
def test_a_year_without_a_score_names_the_last_one(
    scores: pd.DataFrame, code: str, index: str, year: int, title: str
) -> None:
    figure = charts.score_and_rank(history(scores, code, index, year), unit="")
    assert figure.texts[0].get_text() == title


def test_the_last_score_may_have_no_rank() -> None:
    table = pd.DataFrame(
        {"score": [80.0, None], "rank": [None, None], "change": [None, None]}, index=[2020, 2021]
    )
    assert course.course(EN, table) == ("No score is known for 2021; the last, of 2020, is 80.00")


def test_lines_stop_at_breaks_and_gaps(scores: pd.DataFrame) -> None:
    table = history(scores, "08", "papi", 2023).tail(8)
    left, right = charts.score_and_rank(table, unit="").axes
    own = [line for line in left.lines if line.get_color() == theme.OWN]
    assert [line.get_xdata().tolist() for line in own] == [
        [2016, 2017], [2018], [2019, 2020], [2021, 2022, 2023]
    ]  # fmt: skip
    dotted = [line.get_xdata()[0] for line in left.lines if line.get_linestyle() == ":"]
    assert dotted == [2017.5, 2018.5, 2020.5]
    # The best rank is on top.
    assert right.get_ylim()[0] < right.get_ylim()[1]
    assert [-y for line in right.lines if line.get_color() == theme.OWN
            for y in line.get_ydata()] == [24, 19, 17, 42, 12, 20, 20, 41]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "index", "year"), [("22", "papi", 2024), ("22", "sipas", 2023), ("08", "papi", 2023)]
)
def test_no_rank_above_the_first_is_on_the_axis(
    scores: pd.DataFrame, code: str, index: str, year: int
) -> None:
    table = history(scores, code, index, year).tail(8)
    labels = ticks(drawn(charts.score_and_rank(table, unit="")).axes[1])
    assert labels
    assert all(re.fullmatch(r"[1-9]\d?", label) for label in labels)


def test_the_trend_is_drawn_over_its_years_and_named(scores: pd.DataFrame) -> None:
    table = history(scores, "08", "papi", 2023).tail(3)
    fit = trend.trend(table["score"])
    without = charts.score_and_rank(table, unit="").axes[0]
    left = charts.score_and_rank(table, trend=fit, unit="").axes[0]
    (line,) = [line for line in left.lines if line.get_color() == theme.INK]
    assert list(line.get_xdata()) == [2021, 2023]
    assert list(line.get_ydata()) == [fit.fitted(2021), fit.fitted(2023)]
    assert set(written(left)) - set(written(without)) == {"xu hướng"}


@pytest.mark.parametrize(
    ("code", "index", "year", "title"),
    [
        ("22", "papi", 2024, "Năm 2024: 47,82 điểm, không so sánh được với năm trước"),
        ("22", "par_index", 2023, "Năm 2023 so với năm trước: điểm tăng 2,08, giữ nguyên bậc"),
        ("01", "par_index", 2024, "Năm 2024 đứng thứ 3; không có số liệu về điểm"),
    ],
)
def test_the_title_says_what_can_be_said(
    scores: pd.DataFrame, code: str, index: str, year: int, title: str
) -> None:
    figure = charts.score_and_rank(history(scores, code, index, year), unit="điểm")
    assert figure.texts[0].get_text() == title


@pytest.mark.parametrize(
    ("code", "index", "year", "last", "lang"),
    [("08", "papi", 2023, 13, VI), ("08", "papi", 2024, 8, EN), ("22", "papi", 2024, 13, VI),
     ("01", "par_index", 2024, 9, EN), ("22", "sipas", 2023, 9, VI), ("79", "papi", 2024, 4, EN)],
)  # fmt: skip
def test_no_word_is_cut_or_covered(
    scores: pd.DataFrame, code: str, index: str, year: int, last: int, lang: Language
) -> None:
    table = history(scores, code, index, year).tail(last)
    figure = charts.score_and_rank(table, unit=lang.text("score, points"), language=lang)
    assert cut_or_overlapping(figure) == []


def test_no_year_with_a_score(scores: pd.DataFrame) -> None:
    only_ranks = history(scores, "79", "par_index", 2022).tail(9)
    for table in (only_ranks, pd.DataFrame()):
        with pytest.raises(NoData, match="no year has a score"):
            charts.score_and_rank(table, unit="")


def test_one_rank_for_ever_has_whole_places_on_its_axis(scores: pd.DataFrame) -> None:
    right = drawn(charts.score_and_rank(history(scores, "22", "sipas", 2023), unit="")).axes[1]
    assert ticks(right) == ["2", "1"]


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_score_and_rank_look() -> Figure:
    table = history(store.load_scores(), "08", "papi", 2023)
    return charts.score_and_rank(table, unit="điểm", trend=trend.trend(table["score"].tail(3)))
