"""Histories and profiles are recomputed here from the raw files, by the csv module alone."""

import csv
import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd
import pytest

from analysis import store, workspace
from analysis.errors import IncompletePanel
from analysis.provinces import region_of
from analysis.ranks import rank_scores
from analysis.standing import CrossSections, cross_section, group, history, profile

BREAKS = {
    "papi": {2016, 2018, 2019, 2021},
    "par_index": {2016, 2018, 2020, 2022, 2024},
    "sipas": {2022},
}
PAPI_CODES = ["d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8"]

Row = dict[str, str]


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


@pytest.fixture(scope="module")
def regional() -> pd.DataFrame:
    return store.load("regional_means")


def read(*parts: str) -> list[Row]:
    path = workspace.find().raw.joinpath(*parts)
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def results(index: str, component: str, year: int) -> dict[str, Row]:
    rows = read("scores", index, f"{year}.csv")
    return {r["province_code"]: r for r in rows if r["component"] == component}


def regions() -> dict[str, str]:
    return {r["province_code"]: r["region_code"] for r in read("provinces.csv")}


def points(rows: dict[str, Row]) -> dict[str, Fraction]:
    return {c: Fraction(r["score"]) for c, r in rows.items() if c != "00" and r["score"]}


def mean(values: list[Fraction]) -> float:
    return float(sum(values) / len(values)) if values else math.nan


def place(values: dict[str, Fraction], code: str) -> float:
    return 1 + sum(v > values[code] for v in values.values()) if code in values else math.nan


def number(text: str) -> float:
    return float(text) if text else math.nan


def floats(series: pd.Series) -> list[float]:
    return [math.nan if pd.isna(v) else float(v) for v in series]


def approx(values: list[float]) -> object:
    return pytest.approx(values, abs=1e-9, nan_ok=True)


def printed(value: float) -> float:
    if math.isnan(value):
        return value
    return float(Decimal(repr(value)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


@pytest.mark.parametrize(("code", "first"), [("08", 2011), ("22", 2011)])
def test_history_of_papi_by_other_code(scores: pd.DataFrame, code: str, first: int) -> None:
    table = history(scores, code, "papi", last_year=2023)
    years = list(range(first, 2024))
    values = [points(results("papi", "overall", y)) for y in years]
    ranks = [place(v, code) for v in values]
    own = [float(v.get(code, math.nan)) for v in values]
    region = [c for c, r in regions().items() if r == regions()[code]]
    new = [y in BREAKS["papi"] for y in years]
    assert table.index.tolist() == years
    assert floats(table["score"]) == approx(own)
    assert floats(table["rank"]) == approx(ranks)
    assert table["rank_n"].tolist() == table["n"].tolist() == [len(v) for v in values]
    assert floats(table["mean"]) == approx([mean(list(v.values())) for v in values])
    assert not table["mean_published"].any()
    assert floats(table["highest"]) == approx([float(max(v.values())) for v in values])
    assert floats(table["lowest"]) == approx([float(min(v.values())) for v in values])
    assert floats(table["region_mean"]) == approx(
        [mean([v[c] for c in region if c in v]) for v in values]
    )
    assert table["breaks"].tolist() == new
    # A change is that of the scores as printed with two decimals.
    shown = [printed(v) for v in own]
    for column, sign, series in (("change", 1, shown), ("rank_change", -1, ranks)):
        expected = [math.nan] + [
            math.nan if begins else sign * (after - before)
            for before, after, begins in zip(series, series[1:], new[1:], strict=False)
        ]
        assert floats(table[column]) == approx(expected)
    assert table["complete"].all()


@pytest.mark.parametrize("code", ["08", "22"])
@pytest.mark.parametrize("index", ["par_index", "sipas"])
def test_history_of_partial_panels_holds_published_figures_alone(
    scores: pd.DataFrame, regional: pd.DataFrame, index: str, code: str
) -> None:
    table = history(scores, code, index, last_year=2023, regional_means=regional)
    years = table.index.tolist()
    rows = [results(index, "overall", y) for y in years]
    own = [r.get(code, {"score": "", "rank": ""}) for r in rows]
    assert code in rows[0]
    assert years == list(range(years[0], 2024))
    assert not any(code in results(index, "overall", y) for y in range(2011, years[0]))
    assert floats(table["score"]) == approx([number(r["score"]) for r in own])
    assert floats(table["rank"]) == approx([number(r["rank"]) for r in own])
    published = [number(r.get("00", {"score": ""})["score"]) for r in rows]
    assert floats(table["mean"]) == approx(published)
    assert table["mean_published"].tolist() == [not math.isnan(v) for v in published]
    for column, rank in (("highest", "1"), ("lowest", "63")):
        extremes = [
            next((float(r["score"]) for r in y.values() if r["rank"] == rank and r["score"]),
                 math.nan)
            for y in rows
        ]  # fmt: skip
        assert floats(table[column]) == approx(extremes)
    printed = {
        int(r["year"]): float(r["mean"])
        for r in read("regional_means.csv")
        if r["index"] == index and r["region_code"] == regions()[code]
    }
    assert floats(table["region_mean"]) == approx([printed.get(y, math.nan) for y in years])
    assert set(table["rank_n"]) == {63}
    assert not table["complete"].any()
    assert table["breaks"].tolist() == [y in BREAKS[index] for y in years]


def test_no_change_across_a_break(scores: pd.DataFrame) -> None:
    table = history(scores, "22", "par_index", last_year=2024)
    moved = table["change"].dropna()
    # 2020, 2022 and 2024 begin new editions.
    assert moved.index.tolist() == [2019, 2021, 2023]
    assert moved.tolist() == pytest.approx([1.03, 0.10, 2.08], abs=1e-9)
    assert table["rank_change"].dropna().to_dict() == {2019: 0, 2021: -1, 2023: 0}


def test_no_change_across_a_missing_year(scores: pd.DataFrame) -> None:
    table = history(scores, "22", "papi", last_year=2024)
    assert table["score"].isna()[[2021, 2023]].all()
    assert table["change"].isna().loc[2021:].all()


def test_nothing_later_than_the_last_year(scores: pd.DataFrame) -> None:
    earlier = scores[scores["year"] <= 2022]
    pd.testing.assert_frame_equal(
        history(scores, "08", "papi", last_year=2022),
        history(earlier, "08", "papi", last_year=2022),
    )


def test_a_province_without_any_result_has_no_history(scores: pd.DataFrame) -> None:
    assert history(scores, "08", "papi", last_year=2010).empty
    assert history(scores[scores["province_code"] != "08"], "08", "papi", last_year=2023).empty


def test_partial_panels_have_no_region_mean_unless_it_was_published(scores: pd.DataFrame) -> None:
    table = history(scores, "22", "par_index", last_year=2023)
    assert table["region_mean"].isna().all()


@pytest.mark.parametrize("code", ["08", "01", "79"])
def test_profile_of_papi_by_other_code(scores: pd.DataFrame, code: str) -> None:
    table = profile(scores, code, "papi", year=2023)
    now = [points(results("papi", c, 2023)) for c in PAPI_CODES]
    before = [points(results("papi", c, 2022)) for c in PAPI_CODES]
    own, own_before = ([float(v[code]) for v in year] for year in (now, before))
    ranks, ranks_before = ([place(v, code) for v in year] for year in (now, before))
    region = [c for c, r in regions().items() if r == regions()[code]]
    best = [max(v, key=v.__getitem__) for v in now]
    assert table.index.tolist() == PAPI_CODES
    assert floats(table["score"]) == approx(own)
    assert floats(table["max_score"]) == [10.0] * 8
    assert floats(table["percent"]) == approx([v * 10 for v in own])
    assert floats(table["rank"]) == ranks
    assert floats(table["previous_score"]) == approx(own_before)
    assert floats(table["previous_rank"]) == ranks_before
    assert floats(table["change"]) == approx(
        [printed(a) - printed(b) for a, b in zip(own, own_before, strict=True)]
    )
    assert floats(table["change_percent"]) == approx(
        [100 * (a - b) / b for a, b in zip(own, own_before, strict=True)]
    )
    assert floats(table["rank_change"]) == [b - a for a, b in zip(ranks, ranks_before, strict=True)]
    assert floats(table["mean"]) == approx([mean(list(v.values())) for v in now])
    assert floats(table["region_mean"]) == approx(
        [mean([v[c] for c in region if c in v]) for v in now]
    )
    assert table["best_code"].tolist() == best
    assert floats(table["best_score"]) == approx(
        [float(v[b]) for v, b in zip(now, best, strict=True)]
    )
    assert table["rank_n"].tolist() == table["n"].tolist() == [61] * 8


def test_profile_of_a_province_that_papi_did_not_publish(scores: pd.DataFrame) -> None:
    table = profile(scores, "22", "papi", year=2023)
    assert table.index.tolist() == PAPI_CODES
    assert table[["score", "rank", "change", "percent", "group"]].isna().all(axis=None)
    # What the others reached is still known, as is the province's own year before.
    assert table["mean"].notna().all()
    assert table.loc["d6", "previous_score"] == float(results("papi", "d6", 2022)["22"]["score"])


def test_profile_of_par_index_holds_the_published_ranks(scores: pd.DataFrame) -> None:
    table = profile(scores, "08", "par_index", year=2023)
    assert floats(table["rank"]) == [44, 4, 44, 7, 3, 28, 38, 32]
    assert table[["score", "mean", "region_mean", "percent"]].isna().all(axis=None)
    assert set(table["rank_n"]) == {63}


def test_profile_has_no_change_where_a_break_lies_between(scores: pd.DataFrame) -> None:
    # Dimensions 5 (2021) and 8 (2019) were rebuilt, the others were not.
    table = profile(scores, "08", "papi", year=2021)
    assert table.index[table["change"].isna()].tolist() == ["d5"]
    assert table.index[table["rank_change"].isna()].tolist() == ["d5"]
    table = profile(scores, "08", "papi", year=2019)
    assert table.index[table["change"].isna()].tolist() == ["d8"]


def test_profile_of_an_index_without_domains_in_that_year(scores: pd.DataFrame) -> None:
    assert profile(scores, "08", "papi", year=2005).empty


def test_a_partial_panel_computes_no_rank_and_no_mean(scores: pd.DataFrame) -> None:
    section = cross_section(scores, "sipas", "overall", 2021)
    rows = results("sipas", "overall", 2021)
    assert not section.complete
    assert "00" not in rows
    assert (section.mean, section.mean_published) == (None, False)
    assert section.ranked.dropna().to_dict() == {
        c: int(r["rank"]) for c, r in rows.items() if r["rank"]
    }
    assert section.rank_n == 63


def test_a_partial_panel_without_published_ranks_has_none(scores: pd.DataFrame) -> None:
    section = cross_section(scores.assign(rank=pd.NA), "sipas", "overall", 2023)
    assert section.n == len(points(results("sipas", "overall", 2023)))
    assert section.ranked.isna().all()
    assert section.extreme(highest=True) is None


def test_the_national_row_is_the_mean_and_no_province(scores: pd.DataFrame) -> None:
    section = cross_section(scores, "par_index", "overall", 2023)
    assert "00" not in section.rows.index
    assert (section.mean, section.mean_published) == (86.98, True)
    assert section.n == len(points(results("par_index", "overall", 2023)))


def test_a_complete_panel_keeps_its_published_mean(scores: pd.DataFrame) -> None:
    section = cross_section(scores, "dti", "overall", 2023)
    assert section.complete
    assert (section.mean, section.mean_published) == (0.6783, True)


def test_extremes_of_a_partial_panel_need_a_published_rank(scores: pd.DataFrame) -> None:
    section = cross_section(scores, "par_index", "overall", 2022)
    assert section.extreme(highest=True) == ("22", 90.10)
    assert section.extreme(highest=False) is None
    last = results("par_index", "overall", 2023)
    code = next(c for c, r in last.items() if r["rank"] == "63")
    assert cross_section(scores, "par_index", "overall", 2023).extreme(highest=False) == (
        code,
        float(last[code]["score"]),
    )


def test_extremes_of_a_complete_panel(scores: pd.DataFrame) -> None:
    values = points(results("papi", "overall", 2021))
    section = cross_section(scores, "papi", "overall", 2021)
    for highest, choose in ((True, max), (False, min)):
        code = choose(values, key=values.__getitem__)
        assert section.extreme(highest=highest) == (code, float(values[code]))
    # Thừa Thiên Huế and Điện Biên, as the report printed.
    assert [section.extreme(highest=h)[0] for h in (True, False)] == ["46", "11"]  # type: ignore[index]


def test_ranks_of_a_complete_panel(scores: pd.DataFrame) -> None:
    section = cross_section(scores, "papi", "d6", 2022)
    assert section.rank_n == 63
    assert section.ranked.equals(rank_scores(section.rows["score"]))


def test_a_year_without_results_is_an_empty_section(scores: pd.DataFrame) -> None:
    section = cross_section(scores, "papi", "overall", 1999)
    assert (section.n, section.complete, section.mean) == (0, False, None)
    assert section.extreme(highest=True) is None
    assert group(section, "08") is None


@pytest.mark.parametrize(
    ("index", "component", "year", "code", "expected"),
    [
        ("papi", "d1", 2023, "08", "high_average"),
        ("papi", "d6", 2023, "08", "low"),
        ("papi", "overall", 2023, "22", None),
        ("par_index", "overall", 2023, "22", "A"),
        ("par_index", "overall", 2021, "08", "B"),
        ("par_index", "d1", 2023, "08", None),
        ("sipas", "overall", 2023, "22", None),
    ],
)
def test_groups(
    scores: pd.DataFrame, index: str, component: str, year: int, code: str, expected: str | None
) -> None:
    assert group(cross_section(scores, index, component, year), code) == expected


def test_region_of_a_province() -> None:
    for code, region in regions().items():
        assert set(region_of(code).province_codes) == {
            c for c, r in regions().items() if r == region
        }


def test_statistics_of_all_provinces_are_refused_for_a_partial_panel(scores):
    section = cross_section(scores, "sipas", "overall", 2023)
    with pytest.raises(IncompletePanel, match="17 of 63 provinces are known"):
        section.computed_ranks()
    with pytest.raises(IncompletePanel, match="a mean of all provinces"):
        section.computed_mean()
    known = [Fraction(r["score"]) for c, r in results("sipas", "overall", 2023).items()
             if c != "00" and r["score"]]  # fmt: skip
    assert section.computed_mean(allow_partial=True) == pytest.approx(mean(known), abs=1e-12)
    # The published mean stands beside it and is another figure.
    assert section.mean == 82.66
    assert section.computed_ranks(allow_partial=True).max() == 17


def test_statistics_of_a_complete_panel_need_no_leave(scores):
    section = cross_section(scores, "papi", "overall", 2023)
    assert section.computed_ranks()["46"] == 1
    assert section.mean == section.computed_mean()


def test_sections_that_are_looked_up_are_those_that_are_searched(scores):
    some = scores[scores["year"] >= 2022]
    sections = CrossSections(some)
    keys = some[["index", "component", "year"]].drop_duplicates().itertuples(index=False)
    for index, component, year in [*keys, ("papi", "overall", 1999)]:
        found, expected = (
            made(index, component, int(year))
            for made in (sections, lambda *key: cross_section(some, *key))
        )
        pd.testing.assert_frame_equal(found.rows, expected.rows)
        assert (found.complete, found.mean) == (expected.complete, expected.mean)
    assert sections.years("sipas", "overall") == [2022, 2023, 2024]
    assert sections.years("papi", "d99") == []
