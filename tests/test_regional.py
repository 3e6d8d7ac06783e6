from analysis import regional, store


def test_the_region_of_a_partial_panel_holds_what_is_known():
    found = regional.within_region(store.load_scores(), "22", "sipas", year=2023)
    assert not found.complete
    assert found.rank_n == 63
    assert list(found.frame.index) == ["22", "30", "31", "01"]
    assert found.frame["place"].tolist() == [1, 2, 3, 4]
    assert found.frame["rank"].tolist() == [1, 3, 5, 21]


def test_nothing_is_carried_across_a_change_of_edition():
    found = regional.within_region(store.load_scores(), "08", "papi", year=2021)
    assert found.placed > 0
    assert found.frame[["change", "rank_change"]].isna().all(axis=None)


def test_a_year_without_results():
    found = regional.within_region(store.load_scores(), "08", "par_index", year=2011)
    assert found.frame.empty
    assert found.placed == 0


def test_a_province_with_a_rank_alone_has_a_place():
    row = regional.within_region(store.load_scores(), "08", "sipas", year=2023).frame.T["08"]
    assert (row["rank"], row["place"]) == (26, 2)
