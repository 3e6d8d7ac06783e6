"""One plan reads the same whatever it was written in."""

import pytest
from reading import plan_papers

from analysis import agencies
from analysis.reading import assignments, files, heading, targets, times

SHAPES = ("tabs", "strokes", "stroke_lines", "cell_lines", "word", "workbook", "pdf")


def summary(document):
    years = heading.read(document).years
    for task in assignments.read(document):
        due = times.read(task.cells.get("time", ""), years)
        lead, other = (task.cells.get(name, "") for name in ("lead", "coordinating"))
        yield (
            task.code,
            task.group_code,
            agencies.read(lead).names,
            agencies.read(other).names,
            (due.kind, due.text),
        )


@pytest.fixture(params=SHAPES)
def document(request, tmp_path):
    return files.read(getattr(plan_papers, request.param)(tmp_path))


def test_tasks(document):
    assert [*summary(document)] == plan_papers.TASKS
    assert {task.part for task in assignments.read(document)} == {"PL01"}
    assert not [task.unsure for task in assignments.read(document) if task.unsure]


def test_heading(document):
    head = heading.read(document)
    assert (head.number, head.date, head.province) == ("21/KH-UBND", "2024-03-05", "02")
    assert (head.issuer, head.years, head.indices) == (
        "UBND tỉnh Hà Giang",
        (2024,),
        ("par_index",),
    )


def test_targets(document):
    found, repeated = targets.read(document, assignments.read(document), (2024,))
    assert [(t.comparator, t.value, t.unit, t.years) for t in found] == [
        (">=", "95", "%", ("2024",))
    ]
    assert found[0].metric == "Tỷ lệ hồ sơ giải quyết đúng hạn"
    assert repeated == []


def test_a_number_stands_on_its_line_of_the_text(document):
    (target,), _ = targets.read(document, assignments.read(document), (2024,))
    assert "95%" in document.text().splitlines()[target.line - 1]
