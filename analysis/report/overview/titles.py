"""The sections of an overview in order, with their numbers and headings."""

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
# Of a partial panel nothing is computed, so the others are left out.
_PARTIAL = ("coverage", "level", "provinces", "sources")
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")


def title(subject: Overview, name: str) -> Block:
    """Return the heading of a section.

    Examples
    --------
    >>> from analysis.report.overview import open_overview
    >>> title(open_overview(index="papi", year=2023), "sources").html
    '<h2 id="sources">XI. Nguồn số liệu và phương pháp</h2>'
    """
    shown = [n for n in _TITLES if subject.complete or n in _PARTIAL]
    number = _NUMERALS[shown.index(name)]
    return heading(2, f"{number}. {subject.language.text(_TITLES[name])}", anchor=name)
