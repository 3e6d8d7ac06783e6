"""The page of a province: facts, downloads, what its report says, and the ways to others.

A province without an executed report has a shorter page, made from the published results.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pandas as pd

from analysis import indices, provinces
from analysis.blocks import EMPTY, Block, facts, heading, join, linked, links, paragraph
from analysis.provinces import Province
from analysis.report import sections
from analysis.report.site import compare, downloads
from analysis.report.site.excerpt import excerpt
from analysis.report.site.pages import LANGUAGES, Content, Page, Site, View, in_order, province_path
from analysis.report.subject import Subject, open_report
from analysis.text import capitalised
from analysis.wording import Language, sentences
from analysis.wording import summary as words
from analysis.wording.language import DASH, mark

STYLE = Path(__file__).with_name("templates") / "province.css"
# As on the front: PAPI is known of nearly all provinces.
_ORDER = ("papi", "par_index", "sipas")
_REPORTS = {"vi": mark("the Vietnamese report"), "en": mark("the English report")}


def pages(site: Site, language: Language) -> Iterator[Page]:
    """Yield a page for each year and province."""
    for year in site.years:
        for province in provinces.provinces():
            yield Page(
                province_path(year, province.slug),
                provinces.short_name(province, language.code),
                partial(show, code=province.code, year=year),
                year,
                made_from=downloads.files(site.report(province.slug, year, language.code)),
            )


def show(view: View, *, code: str, year: int) -> Content:
    """Say how a province stands in a year."""
    subject = open_report(
        province=code, year=year, lang=view.language.code, plan="none", letterhead="none"
    )
    files = view.site.report(subject.province.slug, year, view.language.code)
    reported = files.made("ipynb").is_file()
    place = capitalised(subject.place)
    standing = words.standing(view.language, subject.now("papi"), index="papi", year=year)
    title = view.language.text("{place}: PAR INDEX, SIPAS and PAPI {year}", place=place, year=year)
    return Content(
        title=title,
        description=" ".join([f"{title}.", standing]).strip(),
        body=join(
            [
                EMPTY if reported else _no_report(view, subject),
                downloads.downloads(view, code=code, slug=subject.province.slug, year=year),
                _report(view, subject) if reported else _results(subject),
                _others(view, subject),
            ]
        ),
        style=STYLE.read_text(encoding="utf-8"),
        lead=_facts(subject),
    )


def _facts(subject: Subject) -> Block:
    return facts(
        (indices.index(index).short, [said for said in _known(subject, index) if said])
        for index in _ORDER
    )


def _known(subject: Subject, index: str) -> Iterator[str]:
    """Yield the score, the rank, the change and the group, as far as they are known."""
    language, row = subject.language, subject.now(index)
    score, rank = row.get("score"), row.get("rank")
    if pd.isna(score) and pd.isna(rank):
        yield from (DASH, language.text("no result in the data"), _latest(subject, index))
    if pd.notna(score):
        unit = indices.component(index, "overall", subject.year).unit
        yield sentences.amount(language, float(score), unit)
    if pd.notna(rank):
        yield language.text("rank {rank} of {n}", rank=int(rank), n=int(row["rank_n"]))
        yield "" if pd.notna(score) else language.text("score not found")
    moved = words.moves(language, row, index=index, year=subject.year)
    if moved:
        yield language.text("from {before}: {moved}", before=subject.year - 1, moved=moved)
    group = row.get("group")
    if group is not None and pd.notna(group):
        yield language.text("{group} group", group=sentences.group_name(language, group))


def _latest(subject: Subject, index: str) -> str:
    """Say what was known last, nothing if that is nothing."""
    rows = subject.histories[index]
    known = rows[rows["score"].notna() | rows["rank"].notna()] if len(rows) else rows
    if known.empty:
        return ""
    row, year = known.iloc[-1], int(known.index[-1])
    return words.latest(subject.language, row, index=index, year=year)


def _report(view: View, subject: Subject) -> Block:
    """Return what the page shows of the report, and links to the rest of it."""
    text, year, slug = view.language.text, subject.year, subject.province.slug
    files = view.site.report(slug, year, view.language.code)
    full = files.made("html")
    address = view.file(f"{downloads.below(year, slug)}/{full.name}") if full.is_file() else ""
    found = excerpt(
        files.made("ipynb"), view.language, report=address, pages=_addresses(view, subject)
    )
    if not address:
        return found.body
    rest = [(title, f"{address}#{anchor}", "") for anchor, title in found.rest]
    return found.body + heading(2, text("Also in the full report"), anchor="rest") + links(rest)


def _results(subject: Subject) -> Block:
    """Return the published results as a report would say them."""
    return join(
        [
            sections.general(subject),
            *(sections.years(subject, index) for index in _ORDER),
            sections.papi_head(subject),
            sections.papi_dimensions(subject),
            sections.par_head(subject),
            sections.par_domains(subject),
        ]
    )


def _no_report(view: View, subject: Subject) -> Block:
    text, slug = view.language.text, subject.province.slug
    said: dict[str, object] = {"place": subject.place, "year": subject.year}
    for lang in LANGUAGES:
        if view.site.report(slug, subject.year, lang).made("ipynb").is_file():
            report = text(_REPORTS[lang])
            sentence = text(
                "There is no report of {year} on {place} in this language yet; see {report}.",
                report=report,
                **said,
            )
            return linked(sentence, {report: view.link(view.page.path, lang)})
    return paragraph(
        text(
            "There is no report of {year} on {place} yet; this page shows the published results.",
            **said,
        )
    )


def _others(view: View, subject: Subject) -> Block:
    """Return the ways to other provinces: the comparison, the region, those before and after."""
    text, year, own = view.language.text, subject.year, subject.province
    region = provinces.region_of(own.code).province_codes
    ordered = in_order(view.language)
    near = [
        (subject.names[p.code], view.link(province_path(year, p.slug)), "")
        for p in ordered
        if p.code in region and p != own
    ]
    return join(
        [
            heading(2, text("Other provinces"), anchor="others"),
            links([(text("Compare two provinces"), view.link(compare.path(year)), "")]),
            heading(3, text("Region {region}", region=subject.region)),
            links(near, css="row"),
            links(_beside(view, subject, ordered), css="row"),
        ]
    )


def _beside(
    view: View, subject: Subject, ordered: list[Province]
) -> Iterator[tuple[str, str, str]]:
    """Yield the links to the provinces before and after in dictionary order."""
    text, place = view.language.text, ordered.index(subject.province)
    for before in ordered[max(0, place - 1) : place]:
        words = text("Previous province: {place}", place=subject.names[before.code])
        yield words, view.link(province_path(subject.year, before.slug)), ""
    for after in ordered[place + 1 : place + 2]:
        words = text("Next province: {place}", place=subject.names[after.code])
        yield words, view.link(province_path(subject.year, after.slug)), ""


def _addresses(view: View, subject: Subject) -> dict[str, str]:
    """Return the addresses of the pages of the other provinces by their names."""
    return {
        subject.names[p.code]: view.link(province_path(subject.year, p.slug))
        for p in provinces.provinces()
        if p != subject.province
    }
