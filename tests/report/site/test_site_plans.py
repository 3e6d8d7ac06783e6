"""The page of plans: every target once, its state recounted from the raw files."""

import csv
import tomllib
from pathlib import Path

import pytest
from report.page_reader import Page as Read
from report.page_reader import read

from analysis import store, workspace
from analysis.report.site import plans
from analysis.report.site.pages import Page, Site, View
from analysis.report.site.settings import Settings
from analysis.wording import language
from analysis.workspace import Workspace

RAW = workspace.find().raw


def shown(lang: str = "vi", place: Workspace | None = None, *others: Page) -> tuple[Read, str]:
    site = Site(place or workspace.find(), (2024,), Settings())
    (page,) = plans.pages(site, language(lang))
    every = {one.path: one for one in (page, *others)}
    made = plans.content(View(site, language(lang), page, {lang: every}))
    return read(made.body.html), made.body.html


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def printed(index: str, year: int, component: str, column: str, province: str) -> list[str]:
    return [
        row[column] for row in rows(RAW / "scores" / index / f"{year}.csv")
        if (row["component"], row["province_code"]) == (component, province)
    ]  # fmt: skip


def test_every_plan_has_a_section_and_a_row_the_newest_first() -> None:
    page, _ = shown()
    wanted = {
        tomllib.loads((folder / "plan.toml").read_text("utf-8"))["issuer_vi"]
        for folder in (RAW / "plans").iterdir()
    }
    headings, overview = page.of("h2"), page.tables[0]
    assert len(headings) == len(overview.rows) == len(wanted) == 5
    assert all(any(issuer in heading for heading in headings) for issuer in wanted)
    assert [row[0] for row in overview.rows] == headings
    assert [row[1:3] for row in overview.rows] == [
        ["12/8/2024", "2024–2025"], ["–", "2024"], ["8/2023", "2023–2025"],
        ["14/10/2021", "2021–2025"], ["17/6/2019", "2019"],
    ]  # fmt: skip


def test_the_counts_are_those_of_the_rows_below() -> None:
    page, _ = shown()
    counted = {row[0]: row[3:] for row in page.tables[0].rows}
    for table in page.tables[1:]:
        name = table.caption.removeprefix("Đối chiếu chỉ tiêu với kết quả: ")
        if name in counted:
            states = table.column("Đánh giá")
            met, missed = states.count("Đạt"), states.count("Chưa đạt")
            unknown = len(states) - met - missed
            assert counted.pop(name) == [str(n) for n in (len(states), met, missed, unknown)]
    assert set(map(tuple, counted.values())) == {("0", "0", "0", "0")}


def test_a_rank_is_met_in_the_year_whose_rank_is_printed_and_unknown_in_others() -> None:
    page, _ = shown()
    (table,) = (t for t in page.tables if t.anchor == "vp-2866-2021-targets")
    ranks = {
        year: printed("par_index", year, "overall", "rank", "26") for year in range(2021, 2025)
    }
    assert ranks == {2021: ["5"], 2022: [], 2023: [], 2024: []}
    own = [row for row in table.rows if row[0] == "PAR INDEX: thứ hạng"]
    assert [(row[1], row[3], row[5]) for row in own] == [
        ("2021", "trong 15 địa phương dẫn đầu", "Đạt"),
        ("2022", "trong 15 địa phương dẫn đầu", "Chưa có kết quả"),
        ("2023", "trong 15 địa phương dẫn đầu", "Chưa có kết quả"),
        ("2024", "trong 15 địa phương dẫn đầu", "Chưa có kết quả"),
        ("2025", "trong 15 địa phương dẫn đầu", "Chưa rõ: số liệu mới có đến năm 2024"),
    ]
    assert own[0][4] == "thứ 5 (2021)"


def test_no_target_of_the_files_is_lost() -> None:
    page, _ = shown()
    for folder in (RAW / "plans").iterdir():
        targets = rows(folder / "targets.csv")
        single = [row for row in targets if row["reference"].startswith("criterion ")]
        wanted = {row["metric_vi"] for row in targets if not row["component"]}
        wanted -= {row["metric_vi"] for row in single}
        cells = {cell for table in page.tables for cell in (row[0] for row in table.rows)}
        missing = {name for name in wanted if not any(cell.startswith(name) for cell in cells)}
        assert missing == set(), folder.name
    assert "Không thể hiện 115 chỉ tiêu về điểm của từng tiêu chí" in page.text


def test_a_plan_leads_to_the_pages_of_its_province_that_there_are() -> None:
    own = Page("2024/tuyen-quang.html", "Tuyên Quang", plans.content, 2024)
    _, html = shown("vi", None, own)
    assert html.count("<a ") == 1
    assert 'Kết quả của tỉnh Tuyên Quang: <a href="2024/tuyen-quang.html">2024</a>.' in html
    assert "<a " not in shown()[1]


def test_english_names_indices_and_states_in_english() -> None:
    page, _ = shown("en")
    (table,) = (t for t in page.tables if t.anchor == "tq-150-2024-targets")
    assert table.rows[0][:2] == ["PAR INDEX: rank", "2024"]
    assert set(table.column("State")) == {
        "met", "not met", "no result in the data", "not known: the data end with 2024",
    }  # fmt: skip


def test_what_a_plan_says_is_text_and_not_markup(
    project: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.raw / "plans" / "TQ-150-2024" / "plan.toml"
    words = path.read_text("utf-8").replace("UBND tỉnh Tuyên Quang", "<script>alert(1)</script>")
    path.write_text(words, encoding="utf-8")
    monkeypatch.setenv("CHISO_HOME", str(project.root))
    store.build(project)
    page, html = shown("vi", project)
    assert "<script" not in html
    assert "Kế hoạch số 150/KH-UBND của <script>alert(1)</script>" in page.of("h2")
