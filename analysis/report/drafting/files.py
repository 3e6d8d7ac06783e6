"""The draft as data: the files of a plan, so that it can be followed once it is signed.

They pass the schema when the folder is moved to `data/raw/plans`. The texts are Vietnamese
whatever the language of the document; lines count the rows of the appendices, and the reports.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import provinces
from analysis.drafting import Proposal
from analysis.drafting.aims import Aim
from analysis.drafting.previous import renewed_cycles
from analysis.plantables import OWNERS, TARGETS, TASKS
from analysis.report.drafting.opening import decisions
from analysis.report.drafting.rows import TaskRow, task_rows, time
from analysis.report.drafting.subject import Drafted
from analysis.report.drafting.tasks import PART
from analysis.targets import GROUP_NAMES_VI
from analysis.wording import drafting as words
from analysis.wording import targets as target_words
from analysis.wording.language import VIETNAMESE

# What is signed.
DOCUMENT = "plan.docx"
_GROUPS_VI = {name: name_vi for name_vi, name in GROUP_NAMES_VI.items()}
# What goes over from a row of the plan before as it stands.
_KEPT = (
    "max_points",
    "target_points",
    "evidence_issuer_vi",
    "evidence_content_vi",
    "evidence_level_vi",
    "evidence_time_vi",
)


def files(drafted: Drafted) -> dict[str, str]:
    """Return the files of the draft by name.

    Parameters
    ----------
    drafted : Drafted

    Examples
    --------
    >>> from analysis.report.drafting.subject import open_draft
    >>> made = files(open_draft(province="02", year=2025))
    >>> list(made), made["plan.toml"].splitlines()[0]
    (['plan.toml', 'targets.csv', 'tasks.csv'], 'id = "02-2025-draft"')
    """
    tables = {
        "targets.csv": (TARGETS.columns, list(_targets(drafted))),
        "tasks.csv": (TASKS.columns, [_task(row) for row in task_rows(drafted, VIETNAMESE)]),
        "owners.csv": (OWNERS.columns, list(_owners(drafted))),
    }
    # A table of a plan has a row, or is not there.
    written = {name: _csv(columns, rows) for name, (columns, rows) in tables.items() if rows}
    return {"plan.toml": _toml(drafted)} | written


def _targets(drafted: Drafted) -> Iterator[dict[str, str]]:
    pairs = [(p, aim) for found in drafted.proposals.values() for p in found for aim in p.aims]
    for line, (proposal, aim) in enumerate(pairs, start=1):
        yield _target(drafted, proposal, aim, line)
    carried = drafted.carried_targets
    for line, row in enumerate(carried.to_dict("records"), start=len(pairs) + 1):
        kept = {name: _cell(row[name]) for name in TARGETS.columns}
        yield kept | {"target_year": str(drafted.year), "source_line": str(line)}


def _target(drafted: Drafted, proposal: Proposal, aim: Aim, line: int) -> dict[str, str]:
    row = pd.Series({"index": proposal.index, "component": proposal.component, "unit": aim.unit})
    owner = drafted.assignments.owner(proposal.index, proposal.component)
    metric = target_words.name(VIETNAMESE, row, drafted.report.year)
    result = proposal.result
    return {
        "index": proposal.index,
        "component": proposal.component,
        "reference": proposal.component,
        "metric_vi": f"{metric} ({VIETNAMESE.text(words.LEVELS[aim.level])})",
        "comparator": aim.comparator,
        "value": aim.value,
        "unit": aim.unit,
        "baseline_value": _baseline(proposal, aim),
        "baseline_year": "" if result is None else str(result.year),
        "target_year": str(drafted.year),
        "scope": "province",
        "lead_agency": "; ".join(owner.agencies) if owner else "",
        "source_line": str(line),
    }


def _baseline(proposal: Proposal, aim: Aim) -> str:
    result = proposal.result
    if result is None:
        return ""
    of = {"rank": result.rank, "group": _GROUPS_VI.get(result.group or "")}
    return _cell(of.get(aim.unit, result.score))


def _task(row: TaskRow) -> dict[str, str]:
    kept = {name: _cell(row.carried[name]) for name in _KEPT} if row.carried else {}
    return kept | {
        "part": PART,
        "code": str(row.number),
        "group_code": row.group_code,
        "group_vi": row.group,
        "task_vi": row.task,
        "product_vi": row.product,
        "lead": "; ".join(row.agencies),
        "coordinating": "; ".join(row.coordinating),
        "deadline_vi": time(VIETNAMESE, row.deadline),
        "deadline_kind": row.deadline.kind,
        "deadline": row.deadline.text,
        "links": row.links,
        "source_line": str(row.number),
    }


def _owners(drafted: Drafted) -> Iterator[dict[str, str]]:
    """Yield who answers for what, as the plan before shares it out."""
    for line, row in enumerate(drafted.assignments.owners.to_dict("records"), start=1):
        yield {name: _cell(row[name]) for name in OWNERS.columns} | {"source_line": str(line)}


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def _cell(value: Any) -> str:
    if value is None or pd.isna(value):
        return ""
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)


def _toml(drafted: Drafted) -> str:
    """Write `plan.toml`; number, date and what it replaces stay blank until it is signed."""
    plan = drafted.previous
    grounds = [f"{row['decision']} ({row['decision_date']})" for row in decisions(drafted)]
    if plan is not None and plan.number:
        grounds.append(f"{plan.number} ({plan.date})" if plan.date else plan.number)
    head = {
        "id": drafted.plan_id,
        "number": "",
        "date": "",
        "issuer_vi": f"UBND {provinces.display_name(drafted.province)}",
        "level": "province",
        "province": drafted.province.code,
        "kind_vi": "Kế hoạch",
        "years": [drafted.year],
        "base_year": drafted.report.year,
        "indices": drafted.indices,
        "replaces": "",
        "grounds": grounds,
        "gap_vi": VIETNAMESE.text("Draft, not signed: number and date are blank."),
        "source_file": DOCUMENT,
    }
    cycles = [] if plan is None else renewed_cycles(plan)
    tables = [
        cycle.model_dump(mode="json") | {"lines": [number]}
        for number, cycle in enumerate(cycles, start=1)
    ]
    parts = [_lines(head), *(f"\n[[reports]]\n{_lines(table)}" for table in tables)]
    return "".join(parts)


def _lines(values: Mapping[str, object]) -> str:
    # Texts and lists of texts are written alike in JSON and in TOML.
    return "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in values.items())
