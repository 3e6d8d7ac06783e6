"""Make the drafted files of a plan from what was read: `plan.toml`, targets, tasks, review."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis import agencies
from analysis.deadlines import Deadline
from analysis.errors import UnreadableFile
from analysis.plantables import TARGETS, TASKS
from analysis.reading import assignments, doubts, heading, targets, times
from analysis.reading.assignments import Task
from analysis.reading.doubts import Doubt
from analysis.reading.heading import Heading
from analysis.reading.lines import Document
from analysis.reading.targets import Target
from analysis.reading.words import bare
from analysis.text import slug
from analysis.wording.language import Language

_REPORTS = re.compile(r"\bbao cao\b")
_PERIODS = re.compile(r"\b(?:hang|dinh ky|moi) ?(?:thang|quy|nam|6 thang)?\b|\b6 thang\b")
# A cell that begins so is a formula to a spreadsheet program.
_FORMULA = re.compile(r"^[=+@\-\s]+")
_TARGET_DOUBTS = {
    "range": "value",
    "shared": "metric_vi",
    "inherited": "comparator",
    "verbal": "comparator",
    "index": "index",
    "component": "component",
    "years": "target_year",
}


@dataclass(frozen=True)
class Draft:
    """The files of a draft and what to look at in them.

    Attributes
    ----------
    id : str
        Name of the plan, and of its folder.
    files : dict of str to str
        Contents by name.
    targets, tasks : int
        Rows.
    doubts : tuple of Doubt
    """

    id: str
    files: dict[str, str]
    targets: int
    tasks: int
    doubts: tuple[Doubt, ...]


def make(document: Document, language: Language) -> Draft:
    r"""Draft the files of a plan.

    Raises
    ------
    UnreadableFile
        If the document is no plan: it shares out no tasks and sets no targets.

    Examples
    --------
    >>> from analysis.reading.lines import from_text
    >>> from analysis.wording.language import language
    >>> text = "KẾ HOẠCH\nNâng cao PAR INDEX tỉnh Hà Giang năm 2024\n- 100% hồ sơ đúng hạn"
    >>> draft = make(from_text(text, "a.txt"), language("en"))
    >>> draft.id, draft.targets, draft.tasks
    ('HG-2024', 1, 0)
    """
    head = heading.read(document)
    found = assignments.read(document)
    aims, repeated = targets.read(
        document, found, head.years, head.indices, after=head.lines["title"]
    )
    if not found and (not aims or not (head.kind or head.indices)):
        raise UnreadableFile(
            f"{document.name} is no plan that can be read: no table with tasks and agencies in "
            "charge, and no targets of a plan were found"
        )
    name = _id(head, document.name)
    target_rows = [*_target_rows(aims, head)]
    task_rows = [*_task_rows(found, head)]
    review = [
        *_of_heading(head, document),
        *_of_targets(target_rows),
        *_of_repeats(repeated),
        *_of_tasks(found, task_rows),
    ]
    files = {
        "plan.toml": _toml(name, head, document.name),
        "targets.csv": _csv(TARGETS.columns, (row for row, _ in target_rows)),
        "tasks.csv": _csv(TASKS.columns, task_rows),
        "review.csv": _csv(doubts.COLUMNS, (d.cells(language) for d in review)),
        "document.txt": document.text(),
    }
    if not task_rows:
        del files["tasks.csv"]
    return Draft(name, files, len(target_rows), len(task_rows), tuple(review))


def _id(head: Heading, name: str) -> str:
    """Return initials, number and year, such as TQ-150-2024; without a place, the file's name."""
    unit = head.district or head.issuer.rpartition("tỉnh ")[2].rpartition("phố ")[2]
    initials = "".join(word[0] for word in slug(unit).upper().split("-") if word)
    number = head.number.split("/")[0]
    year = head.date[:4] or (str(head.years[0]) if head.years else "")
    parts = [initials or slug(name.rpartition(".")[0]) or "plan", number, year]
    return "-".join(part for part in parts if part)


def _toml(name: str, head: Heading, source: str) -> str:
    """Write `plan.toml`; what was not found stays out of it, named in a comment."""
    values: dict[str, object] = {
        "id": name,
        "number": head.number,
        "date": head.date,
        "issuer_vi": head.issuer,
        "level": head.level,
        "province": head.province,
        "kind_vi": head.kind,
        "years": list(head.years),
        "base_year": head.base_year,
        "indices": list(head.indices),
        "replaces": head.replaces,
        "grounds": list(head.grounds),
        "source_file": source,
    }
    blank_is_meant = {"number", "date", "replaces", "grounds"}
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}"
        if value or key in blank_is_meant
        else f"# {key} ="
        for key, value in values.items()
    ]
    return "\n".join(lines) + "\n"


def _csv(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def _cell(text: str) -> str:
    return _FORMULA.sub("", " ".join(text.split()))


def _target_rows(aims: Sequence[Target], head: Heading) -> Iterator[tuple[dict[str, str], Target]]:
    scope = f"district:{head.district}" if head.district else "province"
    seen: set[tuple[str, ...]] = set()
    for aim in aims:
        for year in aim.years or ("",):
            row = {
                "index": aim.index,
                "component": aim.component,
                "reference": _cell(aim.reference),
                "metric_vi": _cell(aim.metric) or _cell(aim.reference),
                "comparator": aim.comparator,
                "value": aim.value,
                "unit": aim.unit,
                "baseline_value": aim.baseline_value,
                "baseline_year": aim.baseline_year,
                "target_year": year,
                "scope": scope,
                "lead_agency": ";".join(aim.leads),
                "source_line": str(aim.line),
            }
            key = tuple(row[name] for name in TARGETS.key)
            while key in seen:
                row["metric_vi"] += " (2)"
                key = tuple(row[name] for name in TARGETS.key)
            seen.add(key)
            yield row, aim


def _task_rows(found: Sequence[Task], head: Heading) -> Iterator[dict[str, str]]:
    for task in found:
        due = _due(task, head.years)
        cells: dict[str, str] = {name: _cell(text) for name, text in task.cells.items()}
        yield {
            "part": task.part,
            "code": task.code,
            "parent_code": task.parent_code,
            "group_code": task.group_code,
            "group_vi": _cell(task.group),
            "task_vi": cells.get("task", ""),
            "product_vi": cells.get("product", ""),
            "lead": ";".join(agencies.read(task.cells.get("lead", "")).names),
            "coordinating": ";".join(agencies.read(task.cells.get("coordinating", "")).names),
            "deadline_vi": _time(cells),
            "deadline_kind": due.kind if due else "",
            "deadline": due.text if due else "",
            "max_points": _points(cells.get("max_points", "")),
            "target_points": _points(cells.get("target_points", "")),
            "evidence_issuer_vi": cells.get("issuer", ""),
            "evidence_content_vi": cells.get("content", ""),
            "evidence_level_vi": cells.get("level", ""),
            "evidence_time_vi": cells.get("evidence_time", ""),
            "source_line": str(task.first),
        }


def _time(cells: dict[str, str]) -> str:
    return cells.get("time") or cells.get("evidence_time", "")


def _due(task: Task, years: Sequence[int]) -> Deadline | None:
    return times.read(task.cells.get("time") or task.cells.get("evidence_time", ""), years)


def _points(text: str) -> str:
    number = text.replace(",", ".")
    return number if re.fullmatch(r"\d+(\.\d+)?", number) else ""


def _of_heading(head: Heading, document: Document) -> Iterator[Doubt]:
    line = head.lines
    for key, value in (("number", head.number), ("date", head.date)):
        if not value:
            yield Doubt("plan.toml", None, key, "", line["number"] or None, "blank_number")
    wanted = (("issuer_vi", head.issuer), ("kind_vi", head.kind), ("years", head.years))
    for key, given in (*wanted, ("indices", head.indices)):
        if not given:
            yield Doubt("plan.toml", None, key, "", line["title"], "missing")
    if not head.province:
        yield Doubt("plan.toml", None, "province", head.issuer, line["title"], "unknown_province")
    told = [
        x.number
        for x in document.lines
        if _REPORTS.search(words := bare(x.text)) and _PERIODS.search(words)
    ]
    if told:
        shown = " ".join(map(str, told[:12]))
        yield Doubt("plan.toml", None, "reports", shown, told[0], "reports")


def _of_targets(rows: Sequence[tuple[dict[str, str], Target]]) -> Iterator[Doubt]:
    for number, (row, aim) in enumerate(rows, 2):
        for code in aim.doubts:
            column = _TARGET_DOUBTS[code]
            yield Doubt("targets.csv", number, column, row[column], aim.line, code)
        if not aim.leads and not aim.reference.startswith("criterion"):
            yield Doubt("targets.csv", number, "lead_agency", "", aim.line, "no_owner")


def _of_repeats(repeated: Sequence[tuple[Target, Target]]) -> Iterator[Doubt]:
    for target, same in repeated:
        value = f"{target.comparator} {target.value} {target.unit}".strip()
        words = (("line", same.line),)
        yield Doubt("targets.csv", None, "value", value, target.line, "repeats", words)


def _of_tasks(found: Sequence[Task], rows: Sequence[dict[str, str]]) -> Iterator[Doubt]:
    for number, (task, row) in enumerate(zip(found, rows, strict=True), 2):
        for code in task.unsure:
            yield Doubt("tasks.csv", number, "code", row["code"], task.first, code)
        if not row["lead"] and "unassigned" not in task.unsure and not row["max_points"]:
            yield Doubt("tasks.csv", number, "lead", "", task.first, "no_lead")
        if row["deadline_vi"] and not row["deadline_kind"]:
            yield Doubt("tasks.csv", number, "deadline", row["deadline_vi"], task.first, "deadline")
        yield from _of_agencies(task.cells.get("lead", ""), number, "lead", task.first)
        yield from _of_agencies(
            task.cells.get("coordinating", ""), number, "coordinating", task.first
        )


def _of_agencies(text: str, number: int, column: str, line: int) -> Iterator[Doubt]:
    found = agencies.read(text)
    for name in found.unknown:
        yield Doubt("tasks.csv", number, column, name, line, "unknown_agency")
    for written, name in found.corrected:
        words = (("name", name),)
        yield Doubt("tasks.csv", number, column, written, line, "corrected_agency", words)
    for remark in found.remarks:
        shown = "; ".join(found.names)
        yield Doubt("tasks.csv", number, column, shown, line, "remark", (("words", remark),))
