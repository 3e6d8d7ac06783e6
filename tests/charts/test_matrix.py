import numpy as np
import pandas as pd
import pytest
from data.pictures import cut_or_overlapping, headings, written
from matplotlib.figure import Figure

from analysis import charts, indices, relate, store
from analysis.errors import BadParameter, NoData
from analysis.wording import Language, language

VI, EN = language("vi"), language("en")
CODES = [f"d{i}" for i in range(1, 9)]


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores(years=[2023])


@pytest.fixture(scope="module")
def table(scores: pd.DataFrame) -> pd.DataFrame:
    return relate.correlation_matrix(scores, [relate.Measure("papi", code) for code in CODES])


def names(lang: Language) -> dict[str, str]:
    return {
        f"papi {c.code}": lang.pick(c.name_vi, c.name_en) for c in indices.domains("papi", 2023)
    }


@pytest.mark.parametrize("lang", [VI, EN], ids=["vi", "en"])
def test_every_text_can_be_read(table: pd.DataFrame, lang: Language) -> None:
    figure = charts.correlation_matrix(table, names(lang), language=lang)
    assert cut_or_overlapping(figure) == []


def test_the_figures_are_those_of_the_scores(table: pd.DataFrame, scores: pd.DataFrame) -> None:
    figure = charts.correlation_matrix(table, names(VI))
    wide = scores[scores["index"] == "papi"].pivot_table(
        index="province_code", columns="component", values="score"
    )[CODES]
    r = np.corrcoef(wide.drop(index="00", errors="ignore").dropna().T)
    cells = {t.get_position(): t.get_text() for t in figure.axes[0].texts if t.get_ha() == "center"}
    expected = {
        (column + 0.5, row + 0.5): VI.number(r[row, column])
        for row in range(8)
        for column in range(row)
    }
    assert cells == expected
    assert "n = 61;" in headings(figure)


@pytest.mark.parametrize("method", ["holm", "bh"])
def test_links_that_survive_are_bold_and_rimmed(table: pd.DataFrame, method: str) -> None:
    figure = charts.correlation_matrix(table, {}, method=method)  # type: ignore[arg-type]
    # Holm and Benjamini-Hochberg by hand.
    p = np.sort(table["p"].to_numpy())
    m = len(p)
    if method == "holm":
        wrong = np.flatnonzero(p * (m - np.arange(m)) > 0.05)
        survivors = int(wrong[0]) if len(wrong) else m
    else:
        survivors = int(np.flatnonzero(p * m / (np.arange(m) + 1) <= 0.05)[-1]) + 1
    bold = [t for t in figure.axes[0].texts if t.get_weight() == "bold"]
    rimmed = figure.axes[0].collections[1]
    assert len(bold) == len(rimmed.get_paths()) == survivors
    assert f"{survivors}/28 cặp có liên hệ rõ rệt" in headings(figure)


def test_a_pair_without_a_coefficient_is_hatched_and_shows_its_n(table: pd.DataFrame) -> None:
    gap = table.copy()
    gap.loc[0, ["r", "p", "p_holm"]] = np.nan
    gap.loc[0, "n"] = 4
    figure = charts.correlation_matrix(gap, {}, language=EN)
    assert [p.get_hatch() for p in figure.axes[0].patches] == ["////"]
    assert "n = 4" in written(figure.axes[0])
    assert "hatched: too few pairs" in headings(figure)
    assert "of 27 pairs" in headings(figure)


def test_nothing_to_draw_is_refused(table: pd.DataFrame) -> None:
    with pytest.raises(NoData, match="no pair of series"):
        charts.correlation_matrix(table.assign(r=np.nan), {})
    with pytest.raises(BadParameter, match="papi d1 and papi d2 stands twice"):
        charts.correlation_matrix(pd.concat([table, table.iloc[:1]]), {})
    with pytest.raises(BadParameter, match="method must be holm or bh"):
        charts.correlation_matrix(table, {}, method="none")  # type: ignore[arg-type]


def test_two_series_are_one_cell(table: pd.DataFrame) -> None:
    none = table.iloc[:1].assign(p_holm=1.0)
    figure = charts.correlation_matrix(none, {}, language=EN)
    assert len(written(figure.axes[0])) == 3
    assert "None of 1 pairs is clearly linked" in headings(figure)


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_correlation_matrix_look(table: pd.DataFrame) -> Figure:
    return charts.correlation_matrix(table, names(VI))
