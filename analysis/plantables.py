"""The tables of `data/raw` that hold plans: what they ask for, of whom, and what came of it.

A plan is a folder below `data/raw/plans`: `plan.toml` (its heading and reporting cycles),
`targets.csv`, `tasks.csv` and `owners.csv` from the document, and, filled in as the year goes
on, `progress.csv`, `results.csv`, `self_scores.csv` and `findings.csv`.

Examples
--------
>>> [table.name for table in PLAN_TABLES][:3]
['agencies', 'targets', 'tasks']
"""

from analysis import deadlines, rowchecks
from analysis.schema import Field, RowCheck, Table

COMPARATORS = (
    ">=",
    "<=",
    "=",
    "rank<=",
    "rank_improves_by>=",
    "group>=",
    "increase",
    "maintain",
)
# The part of progress.csv that is about reports, not tasks.
REPORTS = "reports"
STATES = ("done", "under_way", "not_started", "not_applicable")

_LINE = Field("source_line", "Line of the plan's text", "integer")
_DATE = Field("date", "Day of the entry", "date")
_NOTE = Field("note", "What a reader must know", required=False)
_PART = Field("part", "Table of the plan, such as PL01", pattern=r"[A-Za-z0-9-]+")
_CODE = Field("code", "Number of the row in that table")
_LINK = r"[a-z_]+:[a-z0-9_.]+"
_LINK_PATTERN = rf"{_LINK}(;{_LINK})*"


def _agencies(name: str, description: str) -> Field:
    text = f"{description}; several separated by ;"
    return Field(name, text, required=False, references="agencies")


AGENCIES = Table(
    "agencies",
    "Agencies that plans name, and the sets of agencies that they speak of",
    "agencies.csv",
    (
        Field("agency_vi", "Name as this project writes it", pattern=r"[^;]+"),
        Field("name_en", "Name in English"),
        Field(
            "kind",
            "agency: one body; set: all of a kind, such as all departments; other: a body outside "
            "the administration, or people",
            allowed=("agency", "set", "other"),
        ),
        Field(
            "level",
            "Level of government",
            allowed=("central", "province", "district", "commune", "any"),
        ),
        Field("aliases", "Other spellings, separated by ;", required=False),
    ),
    ("agency_vi",),
)

TARGETS = Table(
    "targets",
    "Targets of one provincial or district plan, one row a target and year",
    "plans/*/targets.csv",
    (
        Field("index", "Index, or operations, or other"),
        Field(
            "component", "Component of that index; blank where the data have none", required=False
        ),
        Field("reference", "What the plan ties the target to"),
        Field("metric_vi", "What is measured, in short words"),
        Field("comparator", "How result and value compare", allowed=COMPARATORS),
        Field(
            "value", "Value to reach; blank for increase and for a maintained rank", required=False
        ),
        Field("unit", "Unit of the value", required=False),
        Field("baseline_value", "Result in the base year, if the plan prints it", required=False),
        Field("baseline_year", "Base year", "integer", required=False),
        Field(
            "target_year",
            "Year, or range of years in each of which it holds",
            pattern=r"20\d\d(-20\d\d)?",
            hint="a year or a range such as 2024-2025",
        ),
        Field(
            "scope",
            "province, or district:<name>",
            pattern=r"province|district:.+",
            hint="province or district:<name>",
        ),
        Field(
            "lead_agency",
            "Agencies in charge, separated by ;",
            required=False,
            references="agencies",
        ),
        _LINE,
    ),
    ("index", "reference", "metric_vi", "target_year", "source_line"),
    (
        RowCheck("index", "an entry of indices.csv, or other", rowchecks.index_known),
        RowCheck(
            "value",
            "a number with a decimal point; for group>= the name of a group; "
            "for increase a blank cell",
            rowchecks.value_fits_comparator,
        ),
    ),
)

TASKS = Table(
    "tasks",
    "Tasks that one plan assigns, one row a row of its assignment tables",
    "plans/*/tasks.csv",
    (
        _PART,
        _CODE,
        Field("parent_code", "Code of the row above it in a tree of criteria", required=False),
        Field("group_code", "Number of the group that the row stands under", required=False),
        Field("group_vi", "Name of the group, in short words", required=False),
        Field("task_vi", "What is to be done, in short words of our own"),
        Field("product_vi", "Product that the plan names", required=False),
        _agencies("lead", "Agencies in charge"),
        _agencies("coordinating", "Agencies that coordinate"),
        Field("deadline_vi", "Time as the plan words it", required=False),
        Field(
            "deadline_kind",
            "continuous; monthly; quarterly: the deadline names quarters such as Q3 Q4, with a "
            "year 2019-Q3; yearly: day of the year MM-DD, with + of the next year; years; date: "
            "one or more; range: from and to; event",
            required=False,
            allowed=deadlines.KINDS,
        ),
        Field("deadline", "The same for programs, see deadline_kind", required=False),
        Field(
            "links",
            "Components of the indices that the task serves, such as par_index:d3; several "
            "separated by ;",
            required=False,
            pattern=_LINK_PATTERN,
            hint="such as par_index:d3 or papi:d5;sipas:f2",
        ),
        Field("max_points", "Highest possible points of the criterion", "number", required=False),
        Field("target_points", "Points that the plan aims at", "number", required=False),
        Field("evidence_issuer_vi", "Evidence: who issues it", required=False),
        Field("evidence_content_vi", "Evidence: content or quality", required=False),
        Field("evidence_level_vi", "Evidence: level of completion", required=False),
        Field("evidence_time_vi", "Evidence: time of issue", required=False),
        _LINE,
    ),
    ("part", "code"),
    (
        RowCheck("deadline", "a deadline of its kind (see deadline_kind)", rowchecks.deadline_fits),
        RowCheck(
            "target_points",
            "points of at most max_points",
            rowchecks.target_points_within_maximum,
        ),
        RowCheck("parent_code", "the code of a row of the same part", rowchecks.parent_known),
    ),
    optional=True,
)

OWNERS = Table(
    "owners",
    "Who answers for a domain; a row with a criterion overrides that of its domain",
    "plans/*/owners.csv",
    (
        Field("index", "Code of the index", references="indices"),
        Field("component", "Domain, factor or dimension of that index", required=False),
        Field(
            "criterion_vi", "Criterion or item, in short words; blank for the whole", required=False
        ),
        Field("agency", "Agency in charge; several separated by ;", references="agencies"),
        _LINE,
    ),
    ("index", "component", "criterion_vi"),
    optional=True,
)

PROGRESS = Table(
    "progress",
    "What became of tasks, one row an entry; the latest date counts",
    "plans/*/progress.csv",
    (
        _PART,
        _CODE,
        _DATE,
        Field(
            "period",
            "Period reported on, such as 2024, 2024-Q3 or 2024-07; blank for the whole task",
            required=False,
            pattern=r"20\d\d(-Q[1-4]|-\d\d)?",
            hint="a period such as 2024, 2024-Q3 or 2024-07",
        ),
        Field("state", "State of the task", allowed=STATES),
        Field("evidence", "Number and date of the document that shows it", required=False),
        _NOTE,
    ),
    ("part", "code", "date", "period"),
    optional=True,
)

RESULTS = Table(
    "results",
    "Measured values of targets that no index measures, one row a target and day",
    "plans/*/results.csv",
    (
        Field("index", "As in targets.csv"),
        Field("reference", "As in targets.csv"),
        Field("metric_vi", "As in targets.csv"),
        Field(
            "year",
            "Year that the value is about",
            "integer",
            pattern=r"20\d\d",
            hint="a year such as 2024",
        ),
        _DATE,
        Field("value", "The value, in the unit of the target", "number"),
        Field("source", "Report or system that says so"),
        _NOTE,
    ),
    ("index", "reference", "metric_vi", "year", "date"),
    optional=True,
)

SELF_SCORES = Table(
    "self_scores",
    "Monthly self-scores by criterion, all that were ever taken in",
    "plans/*/self_scores.csv",
    (
        Field(
            "month",
            "Month that is scored",
            pattern=r"20\d\d-(0[1-9]|1[0-2])",
            hint="a month such as 2024-07",
        ),
        Field("criterion", "Code of the criterion"),
        Field("score", "Points given", "number"),
        Field("max_score", "Highest possible points", "number"),
        Field("entered", "Day on which the sheet was taken in", "date"),
        Field("reason_vi", "Why points are missing", required=False),
    ),
    ("month", "criterion", "entered"),
    (RowCheck("score", "a score of at most max_score", rowchecks.score_within_maximum),),
    optional=True,
)

FINDINGS = Table(
    "findings",
    "Issues raised by inspections: how many, how many settled, and why some are open",
    "plans/*/findings.csv",
    (
        Field("occasion_vi", "Inspection or review"),
        Field("agency", "Agency concerned", references="agencies"),
        _DATE,
        Field("raised", "Issues raised", "integer"),
        Field("settled", "Issues settled", "integer"),
        Field("reason_vi", "Why the others are open", required=False),
    ),
    ("occasion_vi", "agency", "date"),
    (
        RowCheck("settled", "not more than raised", rowchecks.settled_within_raised),
        RowCheck("reason_vi", "a reason, since issues are open", rowchecks.open_with_reason),
    ),
    optional=True,
)

PLAN_TABLES = (AGENCIES, TARGETS, TASKS, OWNERS, PROGRESS, RESULTS, SELF_SCORES, FINDINGS)
