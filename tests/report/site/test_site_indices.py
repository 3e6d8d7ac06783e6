"""Pages of the indices and the national page show what the raw tables hold, and nothing else."""

import csv
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from xml.etree.ElementTree import Element

import numpy as np
import pytest
from site_views import body, content, table, text, views

from analysis import workspace
from analysis.report.site import frame

DASH = "–"
Scores = dict[str, Decimal]


@cache
def raw(index: str, year: int, component: str, column: str = "score") -> Scores:
    """Return a column of the raw table by province, national value and blanks left out."""
    path = workspace.find().raw / "scores" / index / f"{year}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["province_code"]: Decimal(row[column])
        for row in rows
        if row["frame"] == "vn63"
        and row["component"] == component
        and row["province_code"] != "00"
        and row[column]
    }


@cache
def listed(column: str) -> dict[str, str]:
    path = workspace.find().raw / "provinces.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["province_code"]: row[column] for row in csv.DictReader(file)}


def hundredths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def printed(value: Decimal, *, signed: bool = False) -> str:
    """Write a number as Vietnamese pages do."""
    number = f"{abs(hundredths(value))}".replace(".", ",")
    sign = "−" if hundredths(value) < 0 else "+" if signed and hundredths(value) > 0 else ""
    return sign + number


def moved(index: str, year: int, component: str, code: str) -> str:
    now, before = (raw(index, y, component).get(code) for y in (year, year - 1))
    if now is None or before is None:
        return DASH
    return printed(hundredths(now) - hundredths(before), signed=True)


def by_code(root: Element, anchor: str = "ranking") -> dict[str, dict[str, str]]:
    heads, rows = table(root, anchor)
    codes = {name: code for code, name in listed("name_vi").items()} | {"TP. Hồ Chí Minh": "79"}
    return {codes[row[0]]: dict(zip(heads[1:], row[1:], strict=True)) for row in rows}


@pytest.mark.parametrize("component", ["overall", "d5"])
def test_a_complete_panel_shows_every_province_as_the_raw_table_has_it(component):
    name = "papi" if component == "overall" else f"papi-{component}"
    rows = by_code(body(f"2024/{name}.html"))
    scores = raw("papi", 2024, component)
    assert len(rows) == 63 and len(scores) == 61
    for code, row in rows.items():
        if code not in scores:
            assert {row[head] for head in row if head != "Vùng"} == {DASH}
            continue
        assert row["Điểm"] == printed(scores[code])
        assert row["Xếp hạng"] == str(1 + sum(other > scores[code] for other in scores.values()))
        assert row["Tăng, giảm"] == moved("papi", 2024, component, code)
        low, high = map(int, row["Khoảng 90%"].split(DASH))
        assert low <= int(row["Xếp hạng"]) <= high
    assert [rows[code]["Vùng"] for code in rows] == [listed("region_vi")[code] for code in rows]
    known = [code for code in rows if code in scores]
    assert known == sorted(known, key=lambda code: -scores[code])


def test_groups_are_quartiles_as_published():
    groups = [row["Nhóm"] for row in by_code(body("2024/papi.html")).values()]
    sizes = {
        name: groups.count(name) for name in ("cao", "trung bình cao", "trung bình thấp", "thấp")
    }
    assert list(sizes.values()) == [15, 15, 15, 16]


def test_nothing_is_compared_across_a_new_edition():
    heads, _ = table(body("2021/papi.html", years=(2021,)), "ranking")
    assert "Tăng, giảm" not in heads
    # What changed in 2021 was in d5, not in d4.
    d4, _ = table(body("2021/papi-d4.html", years=(2021,)), "ranking")
    d5 = body("2021/papi-d5.html", years=(2021,))
    assert "Tăng, giảm" in d4 and "Tăng, giảm" not in table(d5, "ranking")[0]
    assert "Không so sánh với năm 2020" in text(d5)


@pytest.mark.parametrize(
    ("index", "year"), [("par_index", 2024), ("par_index", 2023), ("sipas", 2024)]
)
def test_a_partial_panel_shows_what_was_published_and_nothing_computed(index, year):
    root = body(f"{year}/{index.replace('_', '-')}.html", years=(year,))
    rows = by_code(root)
    scores, ranks = raw(index, year, "overall"), raw(index, year, "overall", "rank")
    assert rows.keys() == scores.keys() | ranks.keys()
    for code, row in rows.items():
        assert row["Điểm"] == (printed(scores[code]) if code in scores else DASH)
        assert row["Thứ hạng công bố"] == (f"{ranks[code]}" if code in ranks else DASH)
        if index == "par_index" and year == 2024:
            assert "Tăng, giảm" not in row
        else:
            assert row["Tăng, giảm"] == moved(index, year, "overall", code)
    assert f"{len(scores)}/63" in text(root) and f"{len(rows)}/63" in text(root)
    assert root.find(".//figure") is None


def test_bands_of_par_index_follow_the_scores():
    assert "A từ 90 điểm, B từ 80 điểm, C từ 70 điểm" in text(body("2024/par-index.html"))
    for row in by_code(body("2024/par-index.html")).values():
        known = row["Điểm"] != DASH
        assert row["Nhóm"] == (("A" if row["Điểm"] >= "90" else "B") if known else DASH)


def test_results_by_domain_are_those_of_the_raw_table():
    _, rows = table(body("2024/par-index.html"), "domains-table")
    codes = {name: code for code, name in listed("name_vi").items()}
    found = sorted((codes[row[1]], row[2]) for row in rows)
    held = [
        (code, printed(scores[code]) if code in scores else DASH)
        for part in (f"d{i}" for i in range(1, 9))
        for scores in [raw("par_index", 2024, part)]
        for code in scores.keys() | raw("par_index", 2024, part, "rank").keys()
    ]
    assert found == sorted(held) and len(found) > 10


def test_the_national_page_puts_the_partial_indices_beside_papi():
    rows = by_code(body("2024/index.html"))
    assert len(rows) == 63
    for index, short, scored, ranked in (
        ("par_index", "PAR INDEX", 12, 14),
        ("sipas", "SIPAS", 5, 14),
    ):
        for head, column, n in (
            (f"{short} ({scored}/63)", "score", scored),
            (f"Hạng {short} ({ranked}/63)", "rank", ranked),
        ):
            held = raw(index, 2024, "overall", column)
            shown = {code: row[head] for code, row in rows.items() if row[head] != DASH}
            assert len(held) == n
            assert shown == {
                code: printed(value) if column == "score" else f"{value}"
                for code, value in held.items()
            }


def test_means_of_the_regions_are_those_of_their_provinces():
    _, rows = table(body("2024/index.html"), "regions-table")
    scores = raw("papi", 2024, "overall")
    means = {}
    for name in set(listed("region_vi").values()):
        members = [code for code, region in listed("region_vi").items() if region == name]
        known = [scores[code] for code in members if code in scores]
        means[f"{name} ({len(known)}/{len(members)})"] = printed(sum(known) / len(known))
    assert {row[0]: row[1] for row in rows} == means


def test_regions_are_not_compared_across_a_new_edition():
    heads, _ = table(body("2021/index.html", years=(2021,)), "regions-table")
    assert heads == ["Vùng", "Bình quân"]


def test_components_lead_to_their_pages_with_their_own_means():
    root = body("2024/papi.html")
    heads, rows = table(root, "parts")
    parts = next(t for t in root.iter("table") if t.get("id") == "parts")
    assert [a.get("href") for a in parts.iter("a")] == [f"papi-d{i}.html" for i in range(1, 9)]
    for number, row in enumerate(rows, start=1):
        scores = raw("papi", 2024, f"d{number}")
        shown = dict(zip(heads, row, strict=True))
        best, last = max(scores, key=scores.__getitem__), min(scores, key=scores.__getitem__)
        assert shown["Số địa phương"] == "61"
        assert shown["Bình quân"] == printed(sum(scores.values()) / 61)
        assert shown["Cao nhất"].startswith(f"{printed(scores[best])} (")
        assert shown["Thấp nhất"].startswith(f"{printed(scores[last])} (")


def test_a_component_leads_back_and_shows_its_own_parts():
    root = body("2024/papi-d5.html")
    assert [a.get("href") for a in root.findall("p/a")] == ["papi.html"]
    heads, rows = table(root, "parts")
    means = [row[heads.index("Bình quân")] for row in rows]
    assert means == [
        printed(sum(raw("papi", 2024, part).values()) / 61) for part in ("d5.1", "d5.3", "d5.4")
    ]


def test_relations_are_those_of_the_raw_tables():
    said = text(body("2024/index.html"))
    pairs = [
        (float(score), float(raw("papi", year, "d8")[code]))
        for year in range(2021, 2025)
        for code, score in raw("papi", year, "d5").items()
        if code in raw("papi", year, "d8")
    ]
    r = np.corrcoef(np.array(pairs).T)[0, 1]
    assert f"{len(pairs)} cặp" in said
    assert f"{r:.2f}".replace(".", ",").replace("-", "−") in said
    assert "không phải quan hệ nhân quả" in said


def test_only_the_three_indices_are_in_the_navigation():
    entries = [view.page.entry for view in views().values() if view.page.entry]
    assert entries == ["Toàn quốc", "PAR INDEX", "SIPAS", "PAPI"]
    assert list(views()) == [
        "index.html", "2024/index.html", "2024/par-index.html", "2024/sipas.html",
        "2024/papi.html", *(f"2024/papi-d{i}.html" for i in range(1, 9)),
    ]  # fmt: skip


def test_an_index_that_did_not_exist_yet_is_not_mentioned():
    root = body("2011/index.html", years=(2011,))
    assert "PAR INDEX" not in "".join(text(element) for element in root if element.tag == "p")
    assert not any("PAR INDEX" in head for head in table(root, "ranking")[0])
    assert root.find(".//ol[@class='sources']") is not None


def test_a_year_has_the_pages_that_it_has_results_for():
    paths = set(views(years=(2015, 2012)))
    assert {"2015/papi.html", "2015/papi-d6.html", "2015/par-index.html"} <= paths
    assert not {"2015/papi-d7.html", "2015/sipas.html"} & paths


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_provinces_lead_to_their_pages_where_there_are_any(lang):
    name = {"vi": "Tuyên Quang", "en": "Tuyen Quang"}[lang]
    for path, address in (
        ("index.html", "2024/tuyen-quang.html"), ("2024/papi-d1.html", "tuyen-quang.html"),
        ("2024/par-index.html", None),
    ):  # fmt: skip
        root = body(path, lang, others=("2024/tuyen-quang.html",))
        ranks = next(t for t in root.iter("table") if t.get("id") == "ranking")
        found = [(text(a), a.get("href")) for a in ranks.iter("a")]
        assert found == ([(name, address)] if address else [])


def test_the_map_leads_to_the_same_pages():
    page = frame.render(views(others=("2024/tuyen-quang.html",))["index.html"])
    assert page.count('<a href="2024/tuyen-quang.html"') == 2
    assert "chọn một tỉnh" in page
    assert "chọn một tỉnh" not in frame.render(views()["2024/papi-d1.html"])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_first_page_is_light(lang):
    assert len(frame.render(views(lang)["index.html"]).encode()) < 260_000


@pytest.mark.parametrize(("path", "least"), [("papi-d1", 3), ("sipas", 6), ("index", 20)])
def test_every_page_ends_with_its_sources(path, least):
    root = body(f"2024/{path}.html")
    (last,) = root.findall(".//ol[@class='sources']")
    assert len(last) >= least and root[-1] is last


@pytest.mark.slow
# The first years of an index, a dimension or an edition.
@pytest.mark.parametrize("year", [2011, 2012, 2016, 2017, 2018, 2021, 2022])
def test_every_year_has_its_pages(year):
    lang = "vi" if year % 2 else "en"
    for path in views(lang, years=(year,)):
        said, root = content(path, lang, (year,)), body(path, lang, (year,))
        assert str(year) in said.title and said.description
        cells = {text(cell) for row in root.iter("tr") for cell in row}
        assert len(cells) > 10 and not cells & {"", "nan", "None", "<NA>"}
