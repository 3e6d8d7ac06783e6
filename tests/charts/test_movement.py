import csv
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest
from data.pictures import cut_or_overlapping, headings, written
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis import charts, provinces, store, theme
from analysis.errors import BadParameter, NoData, TooFewObservations, UnknownProvince
from analysis.panel import Panel, panel
from analysis.wording import Language, language, places

VI, EN = language("vi"), language("en")
RAW = Path(__file__).parents[2] / "data/raw/scores/papi"


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def ranks(scores: pd.DataFrame, years: Iterable[int]) -> Panel:
    return panel(scores, "papi", measure="rank", years=years)


def ranked(year: int) -> dict[str, int]:
    """Rank the provinces of a raw file."""
    with (RAW / f"{year}.csv").open(encoding="utf-8") as file:
        known = {
            row["province_code"]: float(row["score"])
            for row in csv.DictReader(file)
            if row["component"] == "overall" and row["score"] and row["province_code"] != "00"
        }
    return {code: 1 + sum(v > own for v in known.values()) for code, own in known.items()}


def lines(figure: Figure, colour: str, *, dotted: bool = False) -> list[list[tuple[float, float]]]:
    return [
        [tuple(point) for point in segment]
        for c in figure.axes[0].collections
        if isinstance(c, LineCollection)
        and len(c.get_segments())
        and to_hex(c.get_color()[0]) == colour
        and (c.get_linestyle()[0][1] is not None) == dotted
        for segment in c.get_segments()
    ]


def test_the_region_is_picked_out_with_the_ranks_of_the_raw_files(scores: pd.DataFrame) -> None:
    figure = charts.rank_slopes(ranks(scores, [2022, 2023]), highlight="08")
    before, after = ranked(2022), ranked(2023)
    names = places.names(VI, "vn63")
    members = provinces.region_of("08").province_codes
    left = {f"{names[c]}  {before[c]}" for c in members if c in before}
    right = {f"{after[c]}  {names[c]}" for c in members if c in after}
    assert set(written(figure.axes[0])) == left | right
    assert lines(figure, theme.OWN) == [[(2022, -before["08"]), (2023, -after["08"])]]
    both = [c for c in members if c in before and c in after and c != "08"]
    assert len(lines(figure, theme.REGION)) == len(both)


def test_lines_are_dotted_into_a_new_edition_and_stop_at_gaps(scores: pd.DataFrame) -> None:
    figure = charts.rank_slopes(ranks(scores, range(2018, 2025)), highlight="22")
    assert lines(figure, theme.OWN) == [[(2019, -3), (2020, -1)]]
    assert lines(figure, theme.OWN, dotted=True) == []
    starts = {segment[0][0] for segment in lines(figure, theme.REGION, dotted=True)}
    assert starts == {2018, 2020}
    assert "đổi bộ tiêu chí" in headings(figure)


def test_nothing_runs_across_years_that_are_left_out(scores: pd.DataFrame) -> None:
    figure = charts.rank_slopes(ranks(scores, [2021, 2024]), highlight="08")
    assert lines(figure, theme.OWN) == []


def test_the_largest_movements_are_picked_out(scores: pd.DataFrame) -> None:
    held = ranks(scores, range(2018, 2025))
    figure = charts.rank_slopes(held, movers=2)
    # Only the years from 2021 on compare.
    first, last = ranked(2021), ranked(2024)
    moved = sorted((first[c] - last[c], c) for c in first if c in last)
    names = places.names(VI, "vn63")
    expected = {names[c] for _, c in (*moved[:2], *moved[-2:])}
    shown = {text.lstrip("0123456789 ") for text in written(figure.axes[0]) if text[0].isdigit()}
    assert shown == expected
    assert figure.texts[0].get_text() == (
        "Từ năm 2021 đến năm 2024, Sóc Trăng tăng 42 bậc, Lâm Đồng giảm 36 bậc"
    )


@pytest.mark.parametrize(
    ("code", "years", "lang", "title"),
    [
        ("08", [2022, 2023], VI, "Tuyên Quang từ thứ 20 năm 2022 xuống thứ 41 năm 2023"),
        ("79", range(2021, 2025), EN, "Ho Chi Minh City rose from place 46 in 2021 to 41 in 2024"),
        ("08", [2021, 2022], VI, "Tuyên Quang giữ thứ 20 cả năm 2021 và năm 2022"),
        ("22", [2021, 2022, 2023], VI, "Quảng Ninh đứng thứ 1 năm 2022; các năm khác không có số "
         "liệu"),
        ("22", range(2018, 2025), VI, "Quảng Ninh đứng thứ 3 năm 2019 và thứ 1 năm 2024 (bộ tiêu "
         "chí khác nhau)"),
    ],
)  # fmt: skip
def test_the_title_says_the_movement(
    scores: pd.DataFrame, code: str, years: Iterable[int], lang: Language, title: str
) -> None:
    figure = charts.rank_slopes(ranks(scores, years), highlight=code, language=lang)
    assert figure.texts[0].get_text() == title


@pytest.mark.parametrize(
    ("code", "years", "lang"),
    [
        ("08", [2022, 2023], VI),
        ("22", range(2018, 2025), EN),
        ("79", [2023, 2024], EN),
        (None, [2022, 2023], VI),
    ],
)
def test_no_word_is_cut_or_covered(
    scores: pd.DataFrame, code: str | None, years: Iterable[int], lang: Language
) -> None:
    figure = charts.rank_slopes(ranks(scores, years), highlight=code, language=lang)
    assert cut_or_overlapping(figure) == []


def test_bad_input(scores: pd.DataFrame) -> None:
    held = ranks(scores, [2022, 2023])
    with pytest.raises(BadParameter, match="a panel of ranks, not of score"):
        charts.rank_slopes(panel(scores, "papi", years=[2022, 2023]))
    with pytest.raises(BadParameter, match="one mover or more"):
        charts.rank_slopes(held, movers=0)
    with pytest.raises(TooFewObservations, match="at least 2 years, got 1"):
        charts.rank_slopes(ranks(scores, [2023]))
    with pytest.raises(UnknownProvince):
        charts.rank_slopes(held, highlight="99")
    unknown = Panel("papi", "overall", "rank", held.table * float("nan"), (), True, 63)
    with pytest.raises(NoData, match="no rank of papi overall is known"):
        charts.rank_slopes(unknown)


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_rank_slopes_look() -> Figure:
    return charts.rank_slopes(ranks(store.load_scores(), [2022, 2023]), highlight="08")
