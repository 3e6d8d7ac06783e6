"""Two provinces side by side: a table of all of them, of which a page shows the chosen two.

The choice needs no script: a style sheet shows the columns whose radio buttons are checked. A
browser that cannot do so (without `:has()`) shows the whole table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from analysis import indices, provinces, store
from analysis.blocks import Block, join, paragraph
from analysis.indices import Component
from analysis.provinces import Province
from analysis.report.params import INDICES
from analysis.report.site import frame
from analysis.report.site.pages import Content, Page, Site, View, in_order, province_path
from analysis.standing import PROVINCES, CrossSection, CrossSections
from analysis.wording import Language, cells
from analysis.wording.language import DASH

_STYLE = Path(__file__).with_name("templates") / "compare.css"
# The two largest cities are shown until others are chosen.
_FIRST, _SECOND = "01", "79"


@dataclass(frozen=True)
class Cell:
    """What is known of a province in one component.

    Attributes
    ----------
    code, score, rank : str
        The code of the province; a rank may be empty.
    """

    code: str
    score: str
    rank: str


@dataclass(frozen=True)
class Row:
    """One component.

    Attributes
    ----------
    name, mean, known : str
        Its name, the national mean, of how many provinces it is known.
    cells : tuple of Cell
        One a province.
    """

    name: str
    mean: str
    known: str
    cells: tuple[Cell, ...]


def pages(site: Site, language: Language) -> Iterator[Page]:
    """Yield a page a year."""
    for year in site.years:
        words = language.text("Compare")
        yield Page(path(year), words, partial(show, year=year), year, entry=words)


def path(year: int) -> str:
    """Return the path of the comparison of a year.

    Examples
    --------
    >>> path(2024)
    '2024/compare.html'
    """
    return f"{year}/compare.html"


def show(view: View, *, year: int) -> Content:
    """Put any two provinces side by side."""
    text = view.language.text
    known = in_order(view.language)
    title = text("Compare two provinces: PAR INDEX, SIPAS and PAPI {year}", year=year)
    said = text(
        "Above, scores (PAPI, PAR INDEX) or the share that is satisfied (SIPAS, %); below, ranks. "
        "{dash} not found.",
        dash=DASH,
    )
    return Content(
        title=title,
        description=text(
            "Scores and ranks of any two provinces in PAPI, PAR INDEX and SIPAS {year}, side by "
            "side.",
            year=year,
        ),
        body=join([_table(view, known, year), paragraph(said, css="source")]),
        style=_STYLE.read_text(encoding="utf-8") + style(p.code for p in known),
    )


def style(codes: Iterator[str]) -> str:
    """Return the rule that shows the columns of the chosen provinces.

    Examples
    --------
    >>> style(iter(["01"]))
    'main:has(#a01:checked) .c01, main:has(#b01:checked) .c01 { display: table-cell; }'
    """
    wanted = (f"main:has(#{side}{code}:checked) .c{code}" for code in codes for side in "ab")
    return ", ".join(wanted) + " { display: table-cell; }"


def _table(view: View, known: list[Province], year: int) -> Block:
    """Return the choice of two provinces and the table of all."""
    language = view.language
    text = language.text
    return Block(
        frame.template("compare.html.j2").render(
            choices=[
                {"name": name, "words": words, "chosen": chosen}
                for name, words, chosen in (
                    ("a", text("First province"), _FIRST),
                    ("b", text("Second province"), _SECOND),
                )
            ],
            provinces=[
                {
                    "code": p.code,
                    "name": provinces.short_name(p, language.code),
                    "href": view.link(province_path(year, p.slug)),
                }
                for p in known
            ],
            groups=list(_groups(language, [p.code for p in known], year)),
            words={
                "caption": text("PAR INDEX, SIPAS and PAPI {year} by province", year=year),
                "component": text("Index, domain, dimension"),
                "mean": text("National mean"),
                "known": text("Provinces with a score"),
            },
        )
    )


def _groups(language: Language, codes: list[str], year: int) -> Iterator[list[Row]]:
    """Yield the rows of each index: the whole, then its domains, as far as any is known."""
    sections = CrossSections(store.load_scores())
    for index in reversed(INDICES):
        wanted = [("overall", indices.index(index).short), *_domains(language, index, year)]
        rows = [
            _row(language, sections(index, component, year), name, codes)
            for component, name in wanted
            if not sections(index, component, year).rows.empty
        ]
        if rows:
            yield rows


def _domains(language: Language, index: str, year: int) -> Iterator[tuple[str, str]]:
    for domain in indices.domains(index, year):
        yield domain.code, _numbered(domain, language)


def _numbered(domain: Component, language: Language) -> str:
    """Return the name of a domain with its number."""
    name = language.pick(domain.name_vi, domain.name_en)
    number = domain.code.removeprefix("d")
    return f"{number}. {name}" if number.isdigit() else name


def _row(language: Language, section: CrossSection, name: str, codes: list[str]) -> Row:
    scores, ranks = section.rows["score"], section.ranked
    return Row(
        name=name,
        mean=cells.number(language, section.mean),
        known=f"{section.n}/{PROVINCES}",
        cells=tuple(
            Cell(
                code,
                cells.number(language, scores.get(code)),
                "" if pd.isna(rank := ranks.get(code, pd.NA)) else cells.rank(rank, section.rank_n),
            )
            for code in codes
        ),
    )
