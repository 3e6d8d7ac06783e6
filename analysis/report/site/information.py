"""Pages about the site itself and what it rests on."""

from collections.abc import Iterator

from analysis.blocks import join, paragraph
from analysis.report.site.pages import Content, Page, Site, View
from analysis.wording import Language

ABOUT = "about.html"


def pages(_site: Site, language: Language) -> Iterator[Page]:
    """Yield the pages."""
    words = language.text("About")
    yield Page(ABOUT, words, about, entry=words)


def about(view: View) -> Content:
    """Say what the site shows and what it is not."""
    text = view.language.text
    subject = text(
        "This site shows three indices of provincial governance in Vietnam. PAR INDEX and SIPAS "
        "are published by the Ministry of Home Affairs, PAPI by CECODES, RTA and UNDP."
    )
    return Content(
        title=text("About this site"),
        description=subject,
        body=join([paragraph(subject)]),
    )
