"""Exploring: what is refused, what the views say, and the controls that change them."""

import pytest

from analysis import explore, store
from analysis.errors import BadParameter, NoData, UnknownProvince
from analysis.provinces import provinces, region_of

VIEWS = (explore.title, explore.course, explore.profile, explore.gap, explore.on_map,
         explore.relation)  # fmt: skip


def papi(year: int) -> dict[str, float]:
    """PAPI totals of a year by province, read past the functions under test."""
    table = store.load_scores()
    rows = table[
        (table["index"] == "papi") & (table["component"] == "overall") & (table["year"] == year)
    ]
    return dict(zip(rows["province_code"], rows["score"], strict=True))


@pytest.mark.parametrize(
    ("parameters", "error", "said"),
    [
        ({"province": "Atlantis"}, UnknownProvince, "Atlantis"),
        ({"index": "pci"}, BadParameter, "index must be one of par_index, sipas, papi; got 'pci'"),
        ({"first_year": 1999}, NoData, "first_year must be 0 or a year from 2011 to 2024"),
        ({"last_year": "2024"}, BadParameter, "last_year must be a whole number"),
        ({"first_year": True}, BadParameter, "first_year must be a whole number"),
        ({"first_year": 2024, "last_year": 2023}, BadParameter, "got 2024 and 2023"),
        ({"comparison": "world"}, BadParameter, "comparison must be one of region, peers, nation"),
        ({"beside": "papi"}, BadParameter, "beside must be one of grdp_per_capita, pci"),
        ({"lang": "fr"}, BadParameter, "unknown language 'fr'"),
        ({"executed": ["# Parameters\nplan = 1"]}, BadParameter, "unknown parameter 'plan'"),
    ],
)
def test_what_is_wrong_is_refused_by_name(parameters, error, said):
    with pytest.raises(error) as caught:
        explore.open_explorer(**parameters)
    assert said in str(caught.value)


@pytest.mark.parametrize("comparison", ["region", "province", "peers"])
def test_the_reference_is_the_mean_of_the_provinces_named(comparison):
    choice = explore.parse(province="08", comparison=comparison, other="Hà Nội")
    found = explore.compare(choice)
    scores = papi(2024)
    wanted = {
        "region": region_of("08").province_codes,
        "province": ("01",),
        "peers": tuple(explore.peers_of(choice).table.index),
    }[comparison]
    mean = sum(scores[code] for code in wanted) / len(wanted)
    row = found.history.loc[2024]
    assert found.codes == wanted
    assert row["reference"] == pytest.approx(mean)
    # Of the figures as printed, with two decimals.
    assert row["gap"] == pytest.approx(round(row["score"], 2) - round(mean, 2))


def test_a_reference_that_was_not_published_stays_missing():
    gone = next(p.code for p in provinces() if p.code not in papi(2024))
    found = explore.compare(explore.parse(province="08", comparison="province", other=gone))
    known = {year: gone in papi(year) for year in found.history.index}
    assert set(known.values()) == {True, False}
    assert found.history["reference"].notna().to_dict() == known


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("index", ["papi", "par_index", "sipas"])
def test_every_view_says_something(index, lang):
    choice = explore.parse(province="22", index=index, comparison="nation", lang=lang)
    page = "".join(view(choice).html for view in VIEWS)
    assert page.count("<h1") == 1
    assert page.count("<h2") == 5
    assert ("Quảng Ninh" in page) == (lang == "vi")
    assert ("<svg" in page, page.count("<img") >= (5 if index == "papi" else 1)) == (False, True)


def test_partial_panels_say_that_they_are():
    choice = explore.parse(province="22", index="par_index", last_year=2023, lang="en")
    n = len(store.load_scores(years=[2023]).query(
        "index == 'par_index' and component == 'overall' and province_code != '00'"
    ).dropna(subset="score"))  # fmt: skip
    said = f"The data hold PAR INDEX scores of {n} of 63 provinces for 2023, and good results"
    assert said in explore.course(choice).html
    assert "known only for provinces whose results were published" in explore.relation(choice).html


def test_a_province_without_results_is_not_given_any():
    known = set(store.load_scores().query("index == 'sipas'")["province_code"])
    code = next(p.code for p in provinces() if p.code not in known)
    choice = explore.parse(province=code, index="sipas", lang="en")
    for view in (explore.course, explore.profile, explore.gap, explore.on_map):
        assert view(choice).html.endswith("<p>The data are too few for this part.</p>")


def test_the_controls_are_named_and_hold_what_may_be_chosen():
    explorer = explore.open_explorer()
    lists = explore.controls(explorer).children
    assert [box.description for box in lists] == [
        "Tỉnh, thành phố", "Chỉ số", "Từ năm", "Đến năm", "So sánh với", "Địa phương so sánh",
        "Xem mối liên hệ với", "Ngôn ngữ",
    ]  # fmt: skip
    names = [name for name, _ in lists[0].options]
    assert len(names) == 63
    # Vietnamese order: Đ after D, and the tone marks do not count as letters.
    assert names[:2] == ["An Giang", "Bà Rịa - Vũng Tàu"]
    assert names.index("Đà Nẵng") > names.index("Cần Thơ")
    assert [box.disabled for box in lists].count(True) == 1


def test_controls_keep_each_other_possible():
    explorer = explore.open_explorer(last_year=2020)
    boxes = dict(zip(
        ("province", "index", "first", "last", "comparison", "other", "beside", "lang"),
        explore.controls(explorer).children,
        strict=True,
    ))  # fmt: skip
    boxes["first"].value = 2023
    assert explorer.choice.years == range(2023, 2024)
    assert boxes["last"].value == 2023
    boxes["beside"].value = "sipas"
    boxes["index"].value = "sipas"
    assert explorer.choice.years == range(2017, 2025)
    assert boxes["beside"].value == "grdp_per_capita"
    boxes["comparison"].value = "province"
    assert not boxes["other"].disabled
    boxes["lang"].value = "en"
    assert boxes["province"].description == "Province"
    assert boxes["province"].label == "Tuyen Quang"


def test_a_view_of_ones_own_follows_the_controls(capsys):
    explorer = explore.open_explorer(province="08")
    explorer.show(lambda choice: choice.province)
    explorer.choose(province="Quảng Ninh")
    with pytest.raises(UnknownProvince):
        explorer.choose(province="Atlantis")
    assert explorer.choice.province == "22"
    assert capsys.readouterr().out.split() == ["08", "22"]
