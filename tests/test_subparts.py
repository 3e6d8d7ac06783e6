import pytest

from analysis import indices, store, subparts


def table(code: str, year: int):
    return subparts.subparts(store.load_scores(), code, "papi", year=year)


def test_parts_stand_below_their_domains():
    found = table("08", 2023)
    assert found["domain"].value_counts().sort_index().tolist() == [4, 4, 3, 4, 3, 4, 3, 3]
    assert (found["score"] <= found["max_score"]).all()
    assert set(found["n"]) == {61}


@pytest.mark.parametrize(("year", "broken"), [(2018, "d2.1"), (2019, "d1.1"), (2021, "d5.4")])
def test_a_part_of_a_new_edition_is_not_compared(year, broken):
    found = table("08", year)
    assert year in indices.break_years("papi", broken)
    assert found["change"].isna()[broken]
    assert found["previous_score"].isna()[broken]


def test_differences_are_those_of_the_printed_scores():
    row = table("08", 2023).T["d6.2"]
    assert [round(row[name], 2) for name in ("score", "previous_score", "change")] == [
        1.26,
        1.28,
        -0.02,
    ]
    assert (row["gap"], row["rank"]) == (-0.43, 58)


@pytest.mark.parametrize("code", ["22", "00", "99"])
def test_a_province_without_a_result_has_no_parts(code):
    assert table(code, 2023).empty


def test_a_partial_panel_has_none():
    assert subparts.subparts(store.load_scores(), "22", "par_index", year=2023).empty
