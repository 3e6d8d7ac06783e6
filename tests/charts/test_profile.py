import pandas as pd
import pytest
from data.pictures import cut_or_overlapping, drawn, points, written
from matplotlib.figure import Figure

from analysis import charts, indices, standing, store
from analysis.errors import NoData
from analysis.wording import Language, language

VI, EN = language("vi"), language("en")


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def table_and_names(
    scores: pd.DataFrame, code: str, index: str, year: int, lang: Language
) -> tuple[pd.DataFrame, dict[str, str]]:
    names = {c.code: lang.pick(c.name_vi, c.name_en) for c in indices.domains(index, year)}
    return standing.profile(scores, code, index, year=year), names


def profile_chart(
    scores: pd.DataFrame, code: str, index: str, year: int, lang: Language = VI
) -> Figure:
    return drawn(
        charts.domain_profile(*table_and_names(scores, code, index, year, lang), language=lang)
    )


def test_profile_of_a_complete_panel(scores: pd.DataFrame) -> None:
    (axes,) = profile_chart(scores, "08", "papi", 2023).axes
    series = points(axes)
    assert [len(s.get_offsets()) for s in series] == [8, 8, 8, 8]
    own = series[-1]
    # Dimension 1 is on top.
    assert own.get_offsets()[-1].tolist() == pytest.approx([49.68036, 7])
    figures = ["4,97", "5,02", "4,25", "6,86", "7,07", "6,91", "3,41", "3,01"]
    assert written(axes)[:8] == figures[::-1]
    assert written(axes)[-1] == "Tham gia của người dân ở cấp cơ sở"
    low, high = axes.get_xlim()
    for s in series:
        assert low < s.get_offsets()[:, 0].min()
        assert s.get_offsets()[:, 0].max() < high


def test_profile_of_a_partial_panel_promises_no_means(scores: pd.DataFrame) -> None:
    (axes,) = profile_chart(scores, "79", "par_index", 2022).axes
    assert len(axes.get_legend().get_texts()) == 1
    assert [len(s.get_offsets()) for s in points(axes)] == [2]
    assert written(axes)[:2] == ["74,11", "99,89"]


@pytest.mark.parametrize(
    ("code", "year", "title"),
    [
        ("08", 2023, "3 nội dung cao hơn và 5 nội dung thấp hơn bình quân cả nước"),
        ("22", 2024, "8 nội dung cao hơn và 0 nội dung thấp hơn bình quân cả nước"),
    ],
)
def test_the_title_counts_the_domains(
    scores: pd.DataFrame, code: str, year: int, title: str
) -> None:
    assert profile_chart(scores, code, "papi", year).texts[0].get_text() == title
    table, names = table_and_names(scores, code, "papi", year, VI)
    assert charts.radar(table, names).texts[0].get_text() == title


@pytest.mark.parametrize(
    ("code", "index", "year", "lang"),
    [
        ("08", "papi", 2023, VI),
        ("22", "papi", 2024, EN),
        ("01", "papi", 2017, VI),
        ("79", "par_index", 2022, EN),
    ],
)
def test_no_word_is_cut_or_covered(
    scores: pd.DataFrame, code: str, index: str, year: int, lang: Language
) -> None:
    assert cut_or_overlapping(profile_chart(scores, code, index, year, lang)) == []
    if index == "papi":
        table, names = table_and_names(scores, code, index, year, lang)
        assert cut_or_overlapping(charts.radar(table, names, language=lang)) == []


@pytest.mark.parametrize("draw", [charts.domain_profile, charts.radar])
def test_profile_without_scores(scores: pd.DataFrame, draw: object) -> None:
    for table in (standing.profile(scores, "22", "papi", year=2023), pd.DataFrame()):
        with pytest.raises(NoData, match="no domain has a score"):
            draw(table, {})  # type: ignore[operator]


def test_a_radar_has_a_spoke_for_each_domain_the_first_on_top(scores: pd.DataFrame) -> None:
    table, names = table_and_names(scores, "08", "papi", 2023, VI)
    (axes,) = charts.radar(table, names).axes
    own = axes.lines[-1].get_xydata()
    assert len(own) == 9
    assert own[0].tolist() == own[-1].tolist() == pytest.approx([0, 49.68036])
    # The third domain points to the right: 4.245571 of 10 points.
    assert own[2].tolist() == pytest.approx([42.45571, 0])


def test_two_domains_make_no_radar(scores: pd.DataFrame) -> None:
    table, names = table_and_names(scores, "79", "par_index", 2022, VI)
    with pytest.raises(NoData, match="a radar needs three domains with a score, got 2"):
        charts.radar(table, names)


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_domain_profile_look() -> Figure:
    return profile_chart(store.load_scores(), "08", "papi", 2023)


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_radar_look() -> Figure:
    return charts.radar(*table_and_names(store.load_scores(), "08", "papi", 2023, VI))
