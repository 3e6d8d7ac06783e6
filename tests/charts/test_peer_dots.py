from dataclasses import replace

import pandas as pd
import pytest
from data.pictures import cut_or_overlapping, headings, points, written
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis import charts, indices, store, theme
from analysis.errors import NoData
from analysis.peers import Peers, find_peers, profiles
from analysis.wording import Language, language

VI, EN = language("vi"), language("en")


@pytest.fixture(scope="module")
def every() -> pd.DataFrame:
    return store.load_scores(years=[2022, 2023, 2024])


@pytest.fixture(scope="module")
def scores(every: pd.DataFrame) -> pd.DataFrame:
    return profiles(every, "papi", year=2024).scores


@pytest.fixture(scope="module")
def found(every: pd.DataFrame) -> Peers:
    return find_peers(every, "08", "papi", year=2024)


def names(lang: Language) -> dict[str, str]:
    return {c.code: lang.pick(c.name_vi, c.name_en) for c in indices.domains("papi", 2024)}


@pytest.mark.parametrize(("code", "lang"), [("01", VI), ("08", EN), ("79", VI)], ids=str)
def test_every_text_can_be_read(
    every: pd.DataFrame, scores: pd.DataFrame, code: str, lang: Language
) -> None:
    made = find_peers(every, code, "papi", year=2024)
    figure = charts.peer_dots(made, scores, names(lang), language=lang)
    assert cut_or_overlapping(figure) == []


def test_the_best_peer_and_its_lead_are_named(
    every: pd.DataFrame, scores: pd.DataFrame, found: Peers
) -> None:
    figure = charts.peer_dots(found, scores, names(VI))
    axes = figure.axes[0]
    wide = every[(every["year"] == 2024) & (every["index"] == "papi")].pivot_table(
        index="province_code", columns="component", values="score"
    )
    group = wide.loc[list(found.table.index)]
    said = iter(written(axes))
    for code in names(VI):
        own, best = round(wide.loc["08", code], 2), round(group[code].max(), 2)
        assert next(said).endswith(f" {VI.signed(best - own)}")
        assert next(said) == VI.number(own)
    # Hòa Bình has 4.05 points of the environment, Tuyên Quang 3.43.
    assert "Hòa Bình +0,62" in written(axes)
    (own_marks,) = [c for c in points(axes) if to_hex(c.get_facecolors()[0]) == theme.OWN]
    assert len(own_marks.get_offsets()) == 8
    assert len([c for c in points(axes) if to_hex(c.get_facecolors()[0]) == "#ffffff"]) == 6
    assert "trong 6 địa phương tương đồng" in headings(figure)


def test_every_case_has_its_title(scores: pd.DataFrame, found: Peers) -> None:
    def title(own: float) -> str:
        best = found.best.assign(own=own)
        return headings(charts.peer_dots(replace(found, best=best), scores, {}, language=EN))

    assert title(9.9).startswith("Tuyen Quang leads its peers in all 8 domains")
    assert title(0.1).startswith(
        "Tuyen Quang leads its peers in no domain; farthest behind in “d6”"
    )
    assert title(5.0).startswith("Tuyen Quang leads its peers in 3 of 8 domains")


def test_scores_of_other_provinces_are_refused(scores: pd.DataFrame, found: Peers) -> None:
    with pytest.raises(NoData, match="the scores lack 08"):
        charts.peer_dots(found, scores.drop(index="08"), {})
    with pytest.raises(NoData, match="the scores lack d8"):
        charts.peer_dots(found, scores.drop(columns="d8"), {})


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_peer_dots_look(scores: pd.DataFrame, found: Peers) -> Figure:
    return charts.peer_dots(found, scores, names(VI))
