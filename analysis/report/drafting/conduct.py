"""Section IV, signature and sources."""

from analysis import indices
from analysis.blocks import Block, bullets, heading, join, paragraph, references
from analysis.drafting.previous import renewed_cycles
from analysis.report.drafting.rows import agencies
from analysis.report.drafting.subject import Drafted
from analysis.report.drafting.tasks import rows_of
from analysis.report.sections.closing import citations, single_ids
from analysis.report.sections.official import appendix, signed
from analysis.wording import drafting as words
from analysis.wording import sentences
from analysis.wording import tracking as tracking_words
from analysis.wording.sentences import FIRST_YEAR_OF_34


def conduct(drafted: Drafted) -> Block:
    """Section IV: who answers for what, reports due, the plan before, last sentence."""
    text = drafted.language.text
    return join(
        [
            heading(2, text("Carrying out the plan"), anchor="conduct"),
            heading(3, text("Responsibility")),
            *_responsibility(drafted),
            heading(3, text("Reports")),
            *_reports(drafted),
            *_before(drafted),
            paragraph(
                text(
                    "Difficulties are reported to {body} through the Department of Home Affairs./.",
                    body=drafted.letterhead.body,
                )
            ),
            signed(drafted),
        ]
    )


def _responsibility(drafted: Drafted) -> list[Block]:
    text, plan = drafted.language.text, drafted.previous
    if plan is None:
        return [
            paragraph(
                text(
                    "No earlier plan of the province is in the data: who answers for which "
                    "component and task is to be decided."
                )
            )
        ]
    said = [
        paragraph(
            text(
                "As {plan} shares out the work, the agencies answer for:",
                plan=words.dated_plan(drafted.language, plan),
            )
        ),
        bullets(_agency(drafted, name, parts) for name, parts in _in_charge(drafted).items()),
        paragraph(text("Other agencies lead the tasks given to them in the assignment of tasks.")),
    ]
    if drafted.year >= FIRST_YEAR_OF_34:
        said.append(
            paragraph(
                text(
                    "Agencies are named as in that plan; those merged or dissolved since, and the "
                    "tasks of districts, are to be assigned anew before the plan is signed."
                )
            )
        )
    return said


def _in_charge(drafted: Drafted) -> dict[str, list[str]]:
    """Return what each agency answers for by the sharing out of domains, by first mention."""
    language, year = drafted.language, drafted.report.year
    rows = drafted.assignments.owners
    found: dict[str, list[str]] = {}
    for _, row in rows[rows["criterion_vi"].isna()].dropna(subset=["component"]).iterrows():
        if row["component"] not in {c.code for c in indices.components(row["index"], year)}:
            continue
        component = indices.component(row["index"], row["component"], year)
        name = language.pick(component.name_vi, component.name_en)
        for agency in words.names(row["agency"]):
            served = found.setdefault(agency, [])
            served.append(f"{name} ({indices.index(component.index).short})")
    return found


def _agency(drafted: Drafted, name: str, components: list[str]) -> str:
    language = drafted.language
    leads = sum(name in row.agencies for row in rows_of(drafted))
    led = [language.plural("{n} task led", "{n} tasks led", leads)] if leads else []
    return f"{agencies(language, (name,))}: {'; '.join([*components, *led])}."


def _reports(drafted: Drafted) -> list[Block]:
    language, plan = drafted.language, drafted.previous
    cycles = [] if plan is None else renewed_cycles(plan)
    if plan is None or not cycles:
        return [paragraph(language.text("The reports due are to be laid down."))]
    said = [
        language.text(
            "{title}: {agencies} to {recipient}, {time}.",
            title=cycle.title_vi,
            agencies=agencies(language, tuple(cycle.agencies)),
            recipient=agencies(language, (cycle.recipient,)),
            time=tracking_words.deadline(language, cycle.due),
        )
        for cycle in cycles
    ]
    name = sentences.plan_name(language, plan)
    return [paragraph(language.text("As under {plan}:", plan=name)), bullets(said)]


def _before(drafted: Drafted) -> list[Block]:
    """Ask for a decision where the plan before covers the year too."""
    language, plan = drafted.language, drafted.previous
    if plan is None or drafted.year not in plan.years:
        return []
    return [
        heading(3, language.text("The plan before")),
        paragraph(
            language.text(
                "{plan} covers {year} too: it is to be decided whether this plan replaces it or "
                "adds to it.",
                plan=sentences.plan_name(language, plan),
                year=drafted.year,
            )
        ),
    ]


def sources(drafted: Drafted) -> Block:
    """Appendix III: where the figures and the names come from."""
    text, plan = drafted.language.text, drafted.previous
    items = citations(source_ids(drafted))
    if plan is not None:
        name = sentences.plan_name(drafted.language, plan)
        items.append((name, "", f"{plan.issuer_vi} [{plan.source_file}]"))
    return appendix(drafted, text("Sources"), [references(items)], anchor="sources")


def source_ids(drafted: Drafted) -> list[str]:
    """Return the sources of the results used: the latest ones, and all that forecasts learnt from.

    Examples
    --------
    >>> from analysis.report.drafting.subject import open_draft
    >>> source_ids(open_draft(province="02", year=2025))[:2]
    ['hnks-ml-mcdm', 'papi-workbooks-2011-2019']
    """
    proposals = [p for found in drafted.proposals.values() for p in found]
    used = [p.result.source_id for p in proposals if p.result is not None]
    learnt = {(p.index, year) for p in proposals for year in p.learnt}
    scores = drafted.report.scores_so_far
    pairs = zip(scores["index"], scores["year"], strict=True)
    used += list(scores.loc[[pair in learnt for pair in pairs], "source_id"].unique())
    return single_ids(used)
