import numpy as np
import pandas as pd
import pytest
from data.pictures import centimetres, cut_or_overlapping, headings, points, written
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis import charts, provinces, ranks, standing, store, theme
from analysis.errors import BadParameter, NoData
from analysis.wording import Language, language

VI, EN = language("vi"), language("en")


@pytest.fixture(scope="module")
def scores() -> pd.Series:
    every = store.load_scores(years=[2023])
    return standing.cross_section(every, "papi", "overall", 2023).rows["score"]


@pytest.fixture(scope="module")
def found(scores: pd.Series) -> ranks.RankIntervals:
    return ranks.rank_intervals(scores, 0.93)


def spans(figure: Figure) -> dict[str, list[list[float]]]:
    """Return the ends of the intervals by colour."""
    lines = [c for c in figure.axes[0].collections if isinstance(c, LineCollection)]
    return {to_hex(c.get_colors()[0]): [s[:, 0].tolist() for s in c.get_segments()] for c in lines}


@pytest.mark.parametrize(("highlight", "lang"), [("08", VI), ("79", EN), (None, VI)], ids=str)
def test_every_name_can_be_read_on_a4(
    found: ranks.RankIntervals, scores: pd.Series, highlight: str | None, lang: Language
) -> None:
    figure = charts.rank_intervals(
        found, highlight=highlight, groups=ranks.papi_groups(scores, 2023), language=lang
    )
    assert cut_or_overlapping(figure) == []
    width, height = centimetres(figure)
    assert width == pytest.approx(16)
    assert height < 24
    names = [t for t in figure.axes[0].texts if t.get_ha() == "right" and t.get_size() < 6]
    assert len(names) >= 61
    assert {t.get_size() for t in names} == {5.8}


def test_ranks_and_intervals_are_those_of_the_draws(
    found: ranks.RankIntervals, scores: pd.Series
) -> None:
    figure = charts.rank_intervals(found, highlight="08")
    # Drawn anew: normal errors about the scores, ranked, the middle 90 of 100.
    rng = np.random.default_rng(1)
    known = scores.dropna()
    values = known.to_numpy() + 0.93 * rng.standard_normal((4000, len(known)))
    drawn = (-values).argsort(axis=1).argsort(axis=1)[:, list(known.index).index("08")] + 1
    ((low, high),) = spans(figure)[theme.OWN]
    assert [low, high] == pytest.approx(np.quantile(drawn, [0.05, 0.95]), abs=1.5)
    assert f"{low:.0f}–{high:.0f}" in written(figure.axes[0])
    marks = {to_hex(c.get_facecolors()[0]): c for c in points(figure.axes[0])}
    assert marks[theme.OWN].get_offsets()[:, 0].tolist() == [41]
    # The other 13 provinces of its region, all of which have a score.
    assert len(spans(figure)[theme.REGION]) == 13
    assert "Tuyên Quang  41" in written(figure.axes[0])
    assert "Tuyên Quang đứng thứ 41/61" in headings(figure)
    assert "61 tỉnh, thành phố có số liệu trong tổng số 63" in headings(figure)


def test_a_region_alone_keeps_its_ranks_among_all(found: ranks.RankIntervals) -> None:
    members = [c for c in provinces.region_of("01").province_codes if c in found.table.index]
    figure = charts.rank_intervals(found, highlight="01", codes=members, language=EN)
    names = [text for text in written(figure.axes[0]) if "  " in text]
    assert names[0] == "Bac Ninh  3"
    assert len(names) == len(members)
    assert f"among 61 provinces with its 90% interval; {len(members)} of them" in headings(figure)


def test_groups_are_divided_by_their_sizes(found: ranks.RankIntervals, scores: pd.Series) -> None:
    figure = charts.rank_intervals(found, groups=ranks.papi_groups(scores, 2023))
    lines = [ln.get_ydata()[0] for ln in figure.axes[0].lines if ln.get_linestyle() == ":"]
    # Published sizes of 2023: 15, 15, 15 and 16.
    assert lines == [14.5, 29.5, 44.5]


def test_what_cannot_be_drawn_is_refused(found: ranks.RankIntervals) -> None:
    with pytest.raises(BadParameter, match="no rank is known of 22, 99"):
        charts.rank_intervals(found, highlight="22", codes=["99", "01"])
    with pytest.raises(NoData, match="no province to draw"):
        charts.rank_intervals(found, codes=[])


def test_ties_and_two_provinces_can_be_drawn() -> None:
    tied = ranks.rank_intervals(pd.Series({"01": 1.0, "02": 1.0}), 0.0)
    figure = charts.rank_intervals(tied, language=EN)
    assert written(figure.axes[0]) == ["Ha Noi  1", "Ha Giang  1"]


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_rank_intervals_look(found: ranks.RankIntervals, scores: pd.Series) -> Figure:
    return charts.rank_intervals(found, highlight="08", groups=ranks.papi_groups(scores, 2023))
