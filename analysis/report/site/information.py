"""Pages about the site itself and what it rests on."""

from collections.abc import Iterator

from analysis import indices, provinces
from analysis.blocks import EMPTY, Block, bullets, heading, join, linked, paragraph
from analysis.report.params import INDICES
from analysis.report.site import data, methods, sources
from analysis.report.site.pages import Content, Page, Site, View
from analysis.tables import Column, table
from analysis.wording import Language

ABOUT = "about.html"


def pages(site: Site, language: Language) -> Iterator[Page]:
    """Yield the pages."""
    yield from methods.pages(site, language)
    yield from data.pages(site, language)
    yield from sources.pages(site, language)
    words = language.text("About")
    yield Page(ABOUT, words, about, entry=words)


def about(view: View) -> Content:
    """Say what the site shows, what it is not, and how it is made."""
    language, text = view.language, view.language.text
    subject = text(
        "This site shows three indices of provincial governance in Vietnam: what was published of "
        "each province, how it changed, and what can be read from it."
    )
    return Content(
        title=text("About this site"),
        description=subject,
        body=join(
            [
                paragraph(subject),
                heading(2, text("The indices"), anchor="indices"),
                _published(language),
                heading(2, text("What the figures are, and what they are not"), anchor="figures"),
                bullets(_limits(language)),
                heading(2, text("How the site is made"), anchor="made"),
                *_making(view),
                heading(2, text("Accessibility"), anchor="accessibility"),
                paragraph(*_access(language)),
                _contact(view),
            ]
        ),
    )


def _published(language: Language) -> Block:
    """Return who publishes the indices."""
    text = language.text
    every = [indices.index(code) for code in INDICES]
    rows = [
        [one.short, language.pick(one.name_vi, one.name_en),
         language.pick(one.publisher_vi, one.publisher_en)]
        for one in every
    ]  # fmt: skip
    columns = [text("Index"), text("Full name"), text("Publisher")]
    return table(
        [Column(label, numeric=False) for label in columns],
        rows,
        anchor="publishers",
        caption=text("The indices and who publishes them"),
    )


def _limits(language: Language) -> list[str]:
    text = language.text
    return [
        text(
            "This site is no publication of these bodies; their own publications alone are "
            "authoritative."
        ),
        text(
            "PAPI is complete. Of PAR INDEX and SIPAS the site holds what newspapers, portals and "
            "plans printed: only some of the {all} provinces each year, those with good results "
            "more often. No national rank, mean or map is computed from them.",
            all=len(provinces.provinces()),
        ),
        text(
            "All figures speak of the {before} provinces before 1 July 2025; they say nothing of "
            "the {after} units since then.",
            before=len(provinces.provinces()),
            after=len(provinces.provinces("vn34")),
        ),
        text(
            "A figure that was not found is shown as missing; nothing is filled in, and no figure "
            "is estimated in its place."
        ),
        text(
            "Forecasts, chances and intervals are computed here and are no statement of the "
            "publishers."
        ),
    ]


def _making(view: View) -> Iterator[Block]:
    text = view.language.text
    yield paragraph(
        text(
            "The pages are made by the free program chiso from executed reports and from tables "
            "in which each figure names its source. The same data give the same pages."
        ),
        text(
            "They are plain files: they open from a disk and without a script, fetch nothing from "
            "elsewhere, set no cookies and count no visitors."
        ),
    )
    paths = {
        text("Methods"): methods.PATH,
        text("Data"): data.PATH,
        text("Sources"): sources.PATH,
    }
    sentence = text("More on the pages {pages}.", pages=view.language.enumerate(list(paths)))
    yield linked(sentence, {name: view.link(path) for name, path in paths.items()})


def _access(language: Language) -> list[str]:
    text = language.text
    return [
        text(
            "The pages are built to be used by keyboard and by screen readers, on a phone, "
            "enlarged, in dark mode and in print; each map and chart has a description and its "
            "numbers as a table or in the text."
        ),
        text(
            "This is checked by automatic tests, not by an outside body. Whoever meets an obstacle "
            "is asked to say so."
        ),
    ]


def _contact(view: View) -> Block:
    """Repeat the lines of the footer, by which whoever publishes the site can be reached."""
    lines = view.site.settings.lines(view.language)
    if not lines:
        return EMPTY
    return heading(2, view.language.text("Contact"), anchor="contact") + bullets(lines)
