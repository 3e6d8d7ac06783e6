"""The pictures of the overview, by their words and the figures behind them."""

import page_reader
import pandas as pd
import pytest

from analysis import workspace
from analysis.report import overview
from analysis.report.overview import Overview, open_overview

PICTURES = (
    overview.regions_chart, overview.ranks_chart, overview.tiles, overview.movers_map,
    overview.ranks_over_years, overview.maps_over_years,
)  # fmt: skip


@pytest.fixture(scope="module")
def papi() -> Overview:
    return open_overview(index="papi", year=2023)


def raw(year: int) -> pd.Series:
    """Return the whole PAPI of a year as the raw file has it."""
    path = workspace.find().raw / "scores" / "papi" / f"{year}.csv"
    rows = pd.read_csv(path, dtype={"province_code": "str"})
    rows = rows[(rows["component"] == "overall") & (rows["province_code"] != "00")]
    return rows.set_index("province_code")["score"].dropna()


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.__name__)
def test_every_picture_has_words_and_a_caption(picture, papi: Overview) -> None:
    page = page_reader.read(picture(papi).html)
    assert len(page.of("alt")) == len(page.of("figcaption")) == 1
    assert "Thừa Thiên Huế" in page.text or "2023" in page.text


def test_the_changes_behind_the_map_are_those_of_the_raw_files(papi: Overview) -> None:
    (table,) = page_reader.read(overview.movers_map(papi).html).tables
    change = (raw(2023).round(2) - raw(2022).round(2)).dropna().sort_values(ascending=False)
    assert len(table.rows) == len(change) == 59
    names = papi.names
    assert (table.rows[0][0], table.rows[-1][0]) == (
        names[str(change.index[0])],
        names[str(change.index[-1])],
    )
    printed = {row[0]: row[1] for row in table.rows}
    own = f"{change['08']:+.2f}".replace("-", "−").replace(".", ",")
    assert printed["Tuyên Quang"] == own == "−1,62"


def test_the_words_of_the_maps_name_the_extremes(papi: Overview) -> None:
    highest, lowest = raw(2023).idxmax(), raw(2023).idxmin()
    for picture in (overview.tiles, overview.maps_over_years):
        (alt,) = page_reader.read(picture(papi).html).of("alt")
        assert f"Cao nhất {papi.names[str(highest)]} (46,04)" in alt
        assert f"thấp nhất {papi.names[str(lowest)]} (38,97)" in alt


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_partial_panel_has_no_map(lang: str) -> None:
    subject = open_overview(index="sipas", year=2023, lang=lang)
    assert [picture(subject).html for picture in PICTURES[1:]] == [""] * (len(PICTURES) - 1)


def test_one_comparable_year_has_no_lines() -> None:
    subject = open_overview(index="papi", year=2021)
    assert overview.ranks_over_years(subject).html == overview.maps_over_years(subject).html == ""
