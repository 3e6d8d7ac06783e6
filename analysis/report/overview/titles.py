"""The headings of the sections of an overview; the exporters number them."""

from analysis.blocks import Block, heading
from analysis.report.overview.subject import Overview
from analysis.wording.language import mark

_TITLES = {
    "coverage": mark("Coverage"),
    "level": mark("Level and spread over the years"),
    "provinces": mark("All provinces"),
    "movers": mark("Who moved"),
    "trends": mark("Trends"),
    "dimensions": mark("Dimensions"),
    "convergence": mark("Convergence"),
    "space": mark("Neighbouring provinces"),
    "peers": mark("Groups of similar provinces"),
    "outlook": mark("Outlook for all provinces"),
    "sources": mark("Sources and method"),
}


def title(subject: Overview, name: str) -> Block:
    """Return the heading of a section.

    Examples
    --------
    >>> from analysis.report.overview import open_overview
    >>> title(open_overview(index="papi", year=2023), "sources").html
    '<h2 id="sources">Nguồn số liệu và phương pháp</h2>'
    """
    return heading(2, subject.language.text(_TITLES[name]), anchor=name)
