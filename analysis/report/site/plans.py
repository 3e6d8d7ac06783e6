"""The plans of provinces and districts, and what has come of their targets."""

from collections.abc import Iterator
from datetime import date

from analysis import plans, provinces, store
from analysis.blocks import EMPTY, Block, heading, join, linked, paragraph
from analysis.planfile import Plan
from analysis.report.site.pages import Content, Page, Site, View, province_path
from analysis.report.site.plantargets import Checked, check, measured, others
from analysis.tables import Column, table
from analysis.text import slug
from analysis.wording import Language, sentences
from analysis.wording import tracking as words
from analysis.wording.language import DASH

PATH = "plans.html"


def pages(_site: Site, language: Language) -> Iterator[Page]:
    """Yield the page of all plans."""
    name = language.text("Plans")
    yield Page(PATH, name, content, entry=name)


def content(view: View) -> Content:
    """Say what each plan asks for and how far it was reached."""
    language, text = view.language, view.language.text
    year = int(store.load_scores()["year"].max())
    newest_first = sorted(plans.plans(), key=lambda plan: (plan.start, plan.id), reverse=True)
    every = [check(plan, year) for plan in newest_first]
    subject = language.plural(
        "{n} plan to raise the indices, and which of its targets are met by published results.",
        "{n} plans to raise the indices, and which of their targets are met by published results.",
        len(every),
    )
    how = text(
        "A target is met or not met by the published result of its year, each year by itself. "
        "Where the data hold no such result it is not known; the data reach to {year}.",
        year=year,
    )
    body = [
        paragraph(subject, how),
        _overview(language, every),
        *(_section(view, one, year) for one in every),
    ]
    return Content(
        title=text("Plans and what has come of their targets"),
        description=subject,
        body=join(body),
    )


def _overview(language: Language, every: list[Checked]) -> Block:
    """Return a row a plan: what it is, and how many of its targets have which state."""
    text = language.text
    columns = [
        Column(text("Plan"), numeric=False),
        Column(text("Date"), numeric=False),
        Column(text("Years"), numeric=False),
        Column(text("Targets that an index measures")),
        Column(text("Met")),
        Column(text("Not met")),
        Column(text("Not known")),
    ]
    rows = [
        [
            sentences.plan_name(language, one.plan),
            _day(language, one.plan),
            language.span(one.plan.years),
            *(language.number(n, 0) for n in (len(one.measured), *one.counts)),
        ]
        for one in every
    ]
    return table(columns, rows, anchor="overview", caption=text("The plans at a glance"))


def _day(language: Language, plan: Plan) -> str:
    """Write the date of a plan, or its month where the document leaves the day blank."""
    if len(plan.date) == len("2023-08"):
        return words.periods(language, [plan.date])
    return language.day(date.fromisoformat(plan.date)) if plan.date else DASH


def _section(view: View, one: Checked, year: int) -> Block:
    language, plan = view.language, one.plan
    name = slug(plan.id)
    return join(
        [
            heading(2, sentences.plan_name(language, plan), anchor=name),
            paragraph(*_facts(language, plan)),
            paragraph(words.gap(language, plan), css="note"),
            _province(view, plan),
            paragraph(*_result(language, one)),
            measured(language, one, year, anchor=f"{name}-targets"),
            others(language, one),
        ]
    )


def _facts(language: Language, plan: Plan) -> Iterator[str]:
    text = language.text
    if plan.date:
        yield text("Dated {day}.", day=_day(language, plan))
    years = language.span(plan.years)
    if plan.base_year:
        yield text(
            "Holds for {years}; starts from the results of {base}.",
            years=years,
            base=plan.base_year,
        )
    else:
        yield text("Holds for {years}.", years=years)
    if plan.replaces:
        yield text("Replaces {plan}.", plan=plan.replaces)


def _province(view: View, plan: Plan) -> Block:
    """Lead to the pages of the province in the years of the plan."""
    province = provinces.by_code(plan.province, frame="vn63")
    paths = {str(year): province_path(year, province.slug) for year in plan.years}
    links = {year: view.link(path) for year, path in paths.items() if view.has(path)}
    if not links:
        return EMPTY
    sentence = view.language.text(
        "Results of {place}: {years}.",
        place=provinces.display_name(province, view.language.code),
        years=view.language.enumerate(list(links)),
    )
    return linked(sentence, links)


def _result(language: Language, one: Checked) -> Iterator[str]:
    if len(one.measured):
        met, missed, unknown = one.counts
        yield language.plural(
            "Of {n} target that a published index measures, met: {met}; not met: {missed}; not "
            "known: {unknown}.",
            "Of {n} targets that a published index measures, met: {met}; not met: {missed}; not "
            "known: {unknown}.",
            len(one.measured),
            met=met,
            missed=missed,
            unknown=unknown,
        )
    else:
        yield language.text("No published index measures a target of this plan.")
    if one.criteria:
        yield language.plural(
            "{n} target for the points of a single criterion is not shown: results by criterion "
            "are not published.",
            "{n} targets for the points of single criteria are not shown: results by criterion "
            "are not published.",
            one.criteria,
        )
