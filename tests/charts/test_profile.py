import pandas as pd
import pytest
from data.pictures import drawn, points, written
from matplotlib.figure import Figure

from analysis import charts, indices, standing, store
from analysis.errors import NoData
from analysis.wording import language

VI, EN = language("vi"), language("en")


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def profile_chart(scores: pd.DataFrame, code: str, index: str, year: int) -> Figure:
    table = standing.profile(scores, code, index, year=year)
    names = {c.code: c.name_vi for c in indices.domains(index, year)}
    return drawn(charts.domain_profile(table, names))


def test_profile_of_a_complete_panel(scores: pd.DataFrame) -> None:
    (axes,) = profile_chart(scores, "08", "papi", 2023).axes
    series = points(axes)
    assert [len(s.get_offsets()) for s in series] == [8, 8, 8, 8]
    own = series[-1]
    # Dimension 1 is on top.
    assert own.get_offsets()[-1].tolist() == pytest.approx([49.68036, 7])
    figures = [text for text in written(axes) if text[0].isdigit()]
    assert figures[::-1] == ["4,97", "5,02", "4,25", "6,86", "7,07", "6,91", "3,41", "3,01"]
    assert axes.get_yticklabels()[-1].get_text() == "Tham gia của người dân ở cấp cơ sở"
    low, high = axes.get_xlim()
    for s in series:
        assert low < s.get_offsets()[:, 0].min()
        assert s.get_offsets()[:, 0].max() < high


def test_profile_without_scores(scores: pd.DataFrame) -> None:
    with pytest.raises(NoData, match="no domain has a score"):
        profile_chart(scores, "22", "papi", 2023)
