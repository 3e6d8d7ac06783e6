import pytest

from analysis import indices, store
from analysis.errors import NoData, UnknownComponent
from analysis.workspace import Workspace

CODES = [item.code for item in indices.indices()]


def test_there_are_eight_series() -> None:
    assert CODES == [
        "par_index",
        "sipas",
        "papi",
        "operations",
        "pci",
        "dti",
        "population",
        "grdp_per_capita",
    ]


def test_an_unknown_index_lists_the_known_ones() -> None:
    with pytest.raises(UnknownComponent, match="unknown index 'parindex'; the indices are par_"):
        indices.index("parindex")


def test_complete_years() -> None:
    years = {code: sorted(indices.index(code).complete_years) for code in CODES}
    assert years == {
        "par_index": [],
        "sipas": [],
        "papi": list(range(2011, 2025)),
        "operations": [],
        "pci": list(range(2011, 2020)),
        "dti": [2022, 2023, 2024],
        "population": [2015, 2016, 2022, 2023, 2024],
        "grdp_per_capita": [2022, 2023, 2024],
    }


def test_a_complete_year_has_at_least_sixty_provinces_and_a_partial_one_less() -> None:
    for row in store.coverage().to_dict("records"):
        complete = indices.is_complete(row["index"], row["year"])
        assert (row["with_score"] >= 60) == complete, row


def test_components_have_the_name_and_scale_of_their_year() -> None:
    assert indices.component("papi", "overall", 2017).max_score == 60
    assert indices.component("papi", "overall", 2018).max_score == 80
    assert indices.component("papi", "d8.1", 2018).max_score == 5
    assert indices.component("papi", "d8.1", 2019).max_score == 3.33
    # Access to information came first in 2018 and moved the rest.
    assert (
        indices.component("papi", "d2.1", 2017).name_en
        == indices.component("papi", "d2.2", 2018).name_en
    )
    assert indices.component("grdp_per_capita", "overall", 2023).max_score is None
    # Decision 876: 9.5, 10, 13, 10.5 and 15 points; d6 and d7 were not printed.
    maxima = [item.max_score for item in indices.domains("par_index", 2023)]
    assert [maxima[i] for i in (0, 1, 2, 3, 4, 7)] == [9.5, 10, 13, 10.5, 15, 16.5]


@pytest.mark.parametrize(
    ("index", "code", "year"),
    [("papi", "d5.2", 2021), ("papi", "d7", 2017), ("papi", "D1", 2020), ("sipas", "policy", 2021)],
)
def test_a_component_of_other_years_is_unknown(index: str, code: str, year: int) -> None:
    with pytest.raises(UnknownComponent, match=f"has no component '{code}' in {year}; it has: "):
        indices.component(index, code, year)


def test_components_of_an_unknown_index_or_year() -> None:
    assert indices.components("gdp", 2020) == ()
    with pytest.raises(UnknownComponent, match="it has: none"):
        indices.component("papi", "overall", 2010)


@pytest.mark.parametrize(
    ("index", "year", "count"),
    [("papi", 2017, 6), ("papi", 2018, 8), ("par_index", 2012, 8), ("par_index", 2024, 8)],
)
def test_domains_are_the_top_level_alone(index: str, year: int, count: int) -> None:
    found = [item.code for item in indices.domains(index, year)]
    assert found == [f"d{n}" for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("index", "year", "name"),
    [
        ("par_index", 2015, "2012-2015"),
        ("par_index", 2016, "2016-2017"),
        ("par_index", 2021, "2020-2021"),
        ("par_index", 2025, "2024"),
        ("sipas", 2021, "2017-2021"),
        ("sipas", 2022, "2022 on"),
        ("papi", 2018, "2018"),
    ],
)
def test_editions(index: str, year: int, name: str) -> None:
    assert indices.edition(index, year).name == name


def test_no_edition_before_the_first() -> None:
    with pytest.raises(NoData, match="no edition of 'sipas' is known for 2016"):
        indices.edition("sipas", 2016)


@pytest.mark.parametrize(
    ("index", "code", "years"),
    [
        ("papi", "overall", (2016, 2018, 2019, 2021)),
        ("papi", "d1", (2016,)),
        ("papi", "d2", (2018,)),
        ("papi", "d3", (2016, 2018)),
        ("papi", "d4", ()),
        ("papi", "d5", (2016, 2021)),
        ("papi", "d6", ()),
        ("papi", "d7", ()),
        ("papi", "d8", (2019,)),
        # Suspected from the data: of the component alone, not of the sum.
        ("papi", "d6.4", (2018, 2021)),
        ("papi", "d8.3", (2020,)),
        ("par_index", "overall", (2016, 2018, 2020, 2022, 2024)),
        ("par_index", "d3", (2016, 2018, 2020, 2022, 2024)),
        ("sipas", "overall", (2022,)),
        ("sipas", "policy", ()),
        ("pci", "overall", (2013,)),
        ("dti", "overall", (2021, 2022)),
        ("population", "total", (2022,)),
        ("operations", "score_766", (2023,)),
    ],
)
def test_break_years(index: str, code: str, years: tuple[int, ...]) -> None:
    assert indices.break_years(index, code) == years


def test_a_break_says_why_in_both_languages() -> None:
    [item] = indices.breaks("papi", "d2")[:1]
    assert (item.year, item.status) == (2018, "documented")
    assert item.reason_en == "access to information was added and the sub-dimensions moved"
    assert all(
        b.reason_vi and b.reason_en
        for code in ("overall", "d3.2", "d6.4")
        for b in indices.breaks("papi", code)
    )


@pytest.mark.parametrize(
    ("index", "code"), [("papi", "overal"), ("papi", "d9"), ("gdp", "overall")]
)
def test_a_slip_is_not_a_series_without_breaks(index: str, code: str) -> None:
    with pytest.raises(UnknownComponent, match=f"index '{index}' never had a component '{code}'"):
        indices.comparable(index, code, [2012, 2024])


def test_a_component_that_ended_still_has_its_breaks() -> None:
    assert indices.break_years("papi", "d5.2") == ()


@pytest.mark.parametrize(
    ("year", "span"),
    [(2011, (0, 2015)), (2016, (2016, 2017)), (2018, (2018, 2018)), (2024, (2021, 9999))],
)
def test_the_stretch_around_a_year(year: int, span: tuple[int, int]) -> None:
    assert indices.stretch("papi", "overall", year) == span


@pytest.mark.parametrize(
    ("years", "may"),
    [
        ([2021, 2022, 2023, 2024], True),
        ([2024, 2021], True),
        ([2020, 2021], False),
        ([2018], True),
        ([2011, 2015], True),
        ([2011, 2024], False),
        ([], True),
    ],
)
def test_comparable(years: list[int], may: bool) -> None:
    assert indices.comparable("papi", "overall", years) is may


def test_years_may_come_from_a_generator() -> None:
    assert indices.comparable("sipas", "overall", (y for y in (2022, 2024)))


@pytest.mark.parametrize("code", CODES)
def test_the_main_component_is_one(code: str) -> None:
    years = store.load_scores(code)["year"]
    main = indices.main_component(code)
    assert indices.component(code, main, int(years.max())).code == main


def test_another_workspace_has_its_own_registry(
    project: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.raw / "indices.csv"
    text = path.read_text(encoding="utf-8").replace(",PAPI,", ",PAPI-2,")
    path.write_text(text, encoding="utf-8")
    assert [i.short for i in indices.indices(project)][2] == "PAPI-2"
    monkeypatch.setenv("CHISO_HOME", str(project.root))
    assert indices.index("papi").short == "PAPI-2"
    monkeypatch.delenv("CHISO_HOME")
    assert indices.index("papi").short == "PAPI"
