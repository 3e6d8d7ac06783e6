"""Plans of provinces that do not exist, in words and layouts of their own (see synthetic)."""

import json

import pytest
from reading import plan_papers

from analysis import agencies
from analysis.reading import assignments, files, heading, targets, times


@pytest.fixture(params=["dong_phong", "nam_thanh"])
def paper(request, tmp_path):
    name = request.param
    path = plan_papers.FOLDER / f"{name}.txt"
    if not path.exists():
        items = json.loads((plan_papers.FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        path = plan_papers.word_of(items, tmp_path / f"{name}.docx")
    return name, files.read(path)


def test_tasks(paper):
    name, document = paper
    years = heading.read(document).years
    found = []
    for task in assignments.read(document):
        due = times.read(task.cells.get("time", ""), years)
        found.append(
            {
                "code": task.code,
                "group_code": task.group_code,
                "lead": ";".join(agencies.read(task.cells["lead"]).names),
                "coordinating": ";".join(agencies.read(task.cells["coordinating"]).names),
                "deadline_kind": due.kind if due else "",
                "deadline": due.text if due else "",
            }
        )
    assert found == plan_papers.expected(f"{name}_tasks.csv")


def test_targets(paper):
    name, document = paper
    head = heading.read(document)
    found, _ = targets.read(document, assignments.read(document), head.years, head.indices)
    rows = [
        {"source_line": str(t.line), "comparator": t.comparator, "value": t.value} for t in found
    ]
    assert rows == plan_papers.expected(f"{name}_targets.csv")


def test_a_province_that_is_not_known_stays_blank(paper):
    head = heading.read(paper[1])
    assert head.province == ""
    assert head.issuer in {"UBND tỉnh Đông Phong", "UBND tỉnh Nam Thanh"}


def test_a_number_and_day_left_blank_stay_blank(tmp_path):
    items = json.loads((plan_papers.FOLDER / "nam_thanh.json").read_text(encoding="utf-8"))
    head = heading.read(files.read(plan_papers.word_of(items, tmp_path / "a.docx")))
    assert (head.number, head.date) == ("", "")
    assert head.replaces == "12/KH-UBND (2020-01-09)"
    assert head.grounds == ("76/NQ-CP (2021-07-15)", "1149/QĐ-BNV (2020-12-30)")
