"""Methods, data, sources and about: recounted from the raw files, complete, in both languages."""

import csv
import re
from collections import Counter
from functools import cache
from html import escape
from pathlib import Path

import pytest
from report.page_reader import Page as Read
from report.page_reader import read

from analysis import workspace
from analysis.report.site import data, information, methods, sources
from analysis.report.site.pages import Site, View
from analysis.report.site.settings import Settings
from analysis.wording import language
from analysis.workspace import Workspace

RAW = workspace.find().raw
LANGUAGES = ("vi", "en")
PATHS = (methods.PATH, data.PATH, sources.PATH, information.ABOUT)


def rows(*parts: str) -> list[dict[str, str]]:
    with RAW.joinpath(*parts).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def scores() -> list[dict[str, str]]:
    files = sorted((RAW / "scores").glob("*/*.csv"))
    return [row for file in files for row in rows(*file.relative_to(RAW).parts)]


@cache
def body(path: str, lang: str, footer: tuple[str, ...] = ()) -> str:
    site = Site(workspace.find(), (2024,), Settings(footer=list(footer) or None))
    every = {page.path: page for page in information.pages(site, language(lang))}
    return every[path].content(View(site, language(lang), every[path], {lang: every})).body.html


def page(path: str, lang: str) -> Read:
    return read(body(path, lang))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_pages_are_balanced_their_ids_are_unique_and_their_fragments_lead_somewhere(
    path: str, lang: str
) -> None:
    html = body(path, lang)
    ids = Counter(re.findall(r' id="([^"]*)"', html))
    assert [name for name, n in ids.items() if n > 1 or not re.fullmatch(r"[\w.-]+", name)] == []
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(ids)
    assert len(read(html).of("h2")) >= 4


def test_every_source_stands_on_the_page_once_and_is_linked_where_it_has_an_address() -> None:
    html = body(sources.PATH, "vi")
    known = rows("sources.csv")
    listed = Counter(re.findall(r"\[([^\][ ]+)\]\.", html))
    assert {name: listed[name] for name in (row["source_id"] for row in known)} == {
        row["source_id"]: 1 for row in known
    }
    links = re.findall(r'<a href="(https?://[^"]*)"', html)
    wanted = [row["url"] for row in known if row["url"].startswith("http")]
    assert sorted(links) == sorted(map(escape, wanted))
    stated = {row["licence"] for row in known if row["licence"]}
    texts = "\n".join(page(sources.PATH, "vi").of("li"))
    assert all(f"Giấy phép như nguồn đã ghi: {licence}." in texts for licence in stated)


def test_the_rows_behind_a_source_are_those_of_the_raw_files() -> None:
    counts = Counter(
        (source.strip(), f"scores/{row['index']}")
        for row in scores() for source in row["source_id"].split(";")
    )  # fmt: skip
    for name in ("components", "criteria", "editions", "breaks", "publications", "regional_means"):
        counts.update(
            (source.strip(), name)
            for row in rows(f"{name}.csv") for source in row["source_id"].split(";") if source
        )  # fmt: skip
    found = sources.uses(workspace.find())
    assert {(s, t): n for s, tables in found.items() for t, n in tables.items()} == dict(counts)


def test_a_source_of_unproven_frame_says_so() -> None:
    (said,) = [text for text in page(sources.PATH, "en").of("li") if "[O02]" in text]
    assert "not proven whether its names mean units before or after the merger" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_of_every_file_is_in_the_dictionary(lang: str) -> None:
    tables = {table.anchor: table for table in page(data.PATH, lang).tables}
    for path in [*RAW.glob("*.csv"), RAW / "plans/TQ-150-2024/tasks.csv"]:
        with path.open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream))
        found = [row[0] for row in tables[f"columns-of-{path.stem}"].rows]
        assert sorted(found) == sorted(header + ["plan_id"] * ("plans" in path.parts)), path.name


def test_the_dictionary_says_what_a_column_holds() -> None:
    (table,) = (t for t in page(data.PATH, "vi").tables if t.anchor == "columns-of-scores")
    held = {row[0]: row[1:] for row in table.rows}
    assert held["confidence"] == [
        "chữ", "–", "–",
        "verified: hai nơi công bố độc lập; single-source: một nguồn; derived: tính từ số đã in",
        "verified, single-source, derived",
    ]  # fmt: skip
    assert held["rank"][:3] == ["số nguyên", "–", "có"]
    assert held["year"][:3] == ["số nguyên", "có", "–"]


def test_rows_of_tables_and_units_are_those_of_the_raw_files() -> None:
    tables = {table.anchor: table for table in page(data.PATH, "en").tables}
    counted = {row[0]: row[2] for row in tables["every-table"].rows}
    assert counted["scores"] == f"{len(scores()):,}"
    assert counted["sources"] == str(len(rows("sources.csv")))
    assert counted["targets"] == str(sum(len(rows("plans", f.name, "targets.csv"))
                                         for f in (RAW / "plans").iterdir()))  # fmt: skip
    units = {row[1]: row[2:] for row in tables["unit-of-index"].rows}
    assert units["papi"] == ["2011–2024", "points", "80"]
    assert units["sipas"] == ["2017–2024", "per cent", "100"]
    assert units["population"] == ["2015–2024", "thousand persons", "–"]


def test_what_is_known_of_each_year_is_counted_right() -> None:
    (table,) = (t for t in page(methods.PATH, "vi").tables if "có điểm" in t.caption)
    names = {"PAPI": "papi", "PAR INDEX": "par_index", "SIPAS": "sipas"}
    own = [
        row for row in scores()
        if row["component"] == "overall" and row["province_code"] != "00"
    ]  # fmt: skip
    with_score = Counter((row["index"], row["year"]) for row in own if row["score"])
    with_rank = Counter((row["index"], row["year"]) for row in own if row["rank"])
    shown = [row for row in table.rows if row[0] in names]
    assert len(shown) == len({(r["index"], r["year"]) for r in scores()
                              if r["index"] in names.values()}) == 35  # fmt: skip
    for name, year, known, ranked, _ in shown:
        key = names[name], year
        assert (known, ranked) == (f"{with_score[key]}/63", f"{with_rank[key]}/63"), key


def test_how_sure_the_figures_are_is_counted_right() -> None:
    (table,) = (t for t in page(methods.PATH, "en").tables if t.anchor == "certainty")
    names = {"PAPI": "papi", "PAR INDEX": "par_index", "SIPAS": "sipas"}
    counts = Counter((row["index"], row["confidence"]) for row in scores())
    for name, *shown in table.rows:
        known = [counts[names[name], kind] for kind in ("verified", "single-source", "derived")]
        assert shown == [f"{n:,}" for n in (sum(known), *known)]


def test_every_break_of_the_three_indices_is_named_with_its_reason() -> None:
    (table,) = (t for t in page(methods.PATH, "en").tables if t.anchor == "break-years")
    names = {"papi": "PAPI", "par_index": "PAR INDEX", "sipas": "SIPAS"}
    wanted = {
        (names[row["index"]], row["year"], row["reason_en"], row["status"])
        for row in rows("breaks.csv") if row["index"] in names
    }  # fmt: skip
    found = [(name, year, reason, status) for name, year, _, reason, status in table.rows]
    assert sorted(found) == sorted(wanted)


def test_about_names_the_publishers_and_the_limits() -> None:
    read_page = page(information.ABOUT, "en")
    assert [row[0::2] for row in read_page.tables[0].rows] == [
        ["PAR INDEX", "Ministry of Home Affairs"], ["SIPAS", "Ministry of Home Affairs"],
        ["PAPI", "CECODES, VFF-CRT, RTA, UNDP"],
    ]  # fmt: skip
    assert "only some of the 63 provinces each year" in read_page.text
    assert "they say nothing of the 34 units since then" in read_page.text


def test_contact_is_what_the_footer_says_or_nothing() -> None:
    lines = ("Sở Nội vụ tỉnh Tuyên Quang", "Điện thoại: <0207>")
    assert "Liên hệ" not in page(information.ABOUT, "vi").of("h2")
    read_page = read(body(information.ABOUT, "vi", lines))
    assert read_page.of("h2")[-1] == "Liên hệ"
    assert read_page.of("li")[-2:] == list(lines)


def test_about_leads_to_the_pages_that_explain() -> None:
    links = re.findall(r'<a href="([^"]*)"', body(information.ABOUT, "vi"))
    assert links == [methods.PATH, data.PATH, sources.PATH]


def test_pages_name_no_file_of_the_machine() -> None:
    for path in PATHS:
        for lang in LANGUAGES:
            assert str(Path.home()) not in body(path, lang)
            assert str(RAW.parents[1]) not in body(path, lang)


@pytest.mark.parametrize("path", PATHS)
def test_pages_of_a_small_workspace_say_what_little_there_is(
    path: str, built: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHISO_HOME", str(built.root))
    site = Site(built, (2023,), Settings())
    every = {page.path: page for page in information.pages(site, language("en"))}
    made = every[path].content(View(site, language("en"), every[path], {"en": every}))
    tables = {table.anchor: table for table in read(made.body.html).tables}
    if path == data.PATH:
        assert [row[1:3] for row in tables["unit-of-index"].rows] == [
            ["dti", "2023"], ["papi", "2023"], ["par_index", "2023"], ["population", "2015"],
            ["sipas", "2023"],
        ]  # fmt: skip
