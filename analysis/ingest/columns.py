"""Say which component and which figure each column of a table holds; nothing is guessed.

A column is taken only if every word of its heads is understood, and together they name one
component of the index's edition of that year. Whatever else there is, is left out and reported.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from analysis import indices
from analysis.ingest.layout import Block, Column
from analysis.ingest.phrases import FigureKind, named, phrase
from analysis.ingest.spellings import names

Scale = Literal["points", "percent"]
Reason = Literal["unknown", "year", "several", "no component", "twice", "not wanted"]


@dataclass(frozen=True)
class Meaning:
    """What a column holds.

    Attributes
    ----------
    component : str
    figure : {"score", "rank", "max"}
    scale : {"points", "percent"} or None
        The scale if the heads, or a mapping, say it.
    maximum : Decimal or None
        A highest possible score printed in the heads.
    decided : bool
        Whether a mapping says so, not the heads.
    """

    component: str
    figure: FigureKind
    scale: Scale | None = None
    maximum: Decimal | None = None
    decided: bool = False


@dataclass(frozen=True)
class LeftOut:
    """Why a column is not taken.

    Attributes
    ----------
    reason : str
    words : str
        What the reason is about: a head that is not understood, a year, components.
    """

    reason: Reason
    words: str = ""


def whole_of(whole: str, part: str, index: str) -> bool:
    """Say whether one component is made of another.

    Examples
    --------
    >>> whole_of("overall", "d3", "papi"), whole_of("d3", "d3.2", "papi")
    (True, True)
    >>> whole_of("service", "f1", "sipas"), whole_of("d1", "d3", "papi")
    (True, False)
    """
    if whole == part:
        return False
    if whole == indices.main_component(index) or part.startswith(f"{whole}."):
        return True
    return (whole, part[:1]) in {("service", "f"), ("policy", "p")} and part[1:].isdecimal()


def assign(block: Block, index: str, year: int) -> dict[int, Meaning | LeftOut]:
    """Say what each column of a table holds, by its heads and titles.

    Parameters
    ----------
    block : Block
    index : str
    year : int

    Returns
    -------
    dict
        By place of the column.
    """
    known = names(index, year)
    found: dict[int, Meaning | LeftOut] = {}
    for column in block.columns:
        before = found.get(column.place - 1)
        found[column.place] = _assign(column, block, known, index, year, before)
    return found


def without_doubles(meanings: Mapping[int, Meaning | LeftOut]) -> dict[int, Meaning | LeftOut]:
    """Leave out the columns of a table that hold the same figure of the same component.

    Examples
    --------
    >>> both = {2: Meaning("d1", "score"), 3: Meaning("d1", "score"), 4: Meaning("d1", "rank")}
    >>> [type(m).__name__ for m in without_doubles(both).values()]
    ['LeftOut', 'LeftOut', 'Meaning']
    """
    claims = Counter((m.component, m.figure) for m in meanings.values() if isinstance(m, Meaning))
    return {
        place: LeftOut("twice", m.component)
        if isinstance(m, Meaning) and claims[m.component, m.figure] > 1
        else m
        for place, m in meanings.items()
    }


def _assign(
    column: Column,
    block: Block,
    known: Mapping[str, str],
    index: str,
    year: int,
    before: Meaning | LeftOut | None,
) -> Meaning | LeftOut:
    phrases = [phrase(text, known) for text in column.path]
    for text, said in zip(column.path, phrases, strict=True):
        if not said.understood:
            return LeftOut("unknown", text)
    years = frozenset[int]().union(*(said.years for said in phrases))
    if years and year not in years:
        return LeftOut("year", ", ".join(map(str, sorted(years))))
    components = _narrowed((said.component for said in phrases if said.component), index)
    if len(components) > 1:
        return LeftOut("several", ", ".join(sorted(components)))
    figures: list[FigureKind] = [said.figure for said in reversed(phrases) if said.figure]
    figure = figures[0] if figures else "score"
    component = next(iter(components), None)
    # A rank beside a score is its rank, whatever the title of the table.
    if component is None and figure == "rank" and isinstance(before, Meaning):
        component = before.component if before.figure == "score" else None
    component = component or _from_titles(block, known, index)
    if component is None and any(said.total for said in phrases):
        component = indices.main_component(index)
    if component is None or not column.path:
        return LeftOut("no component")
    maximum = next((said.maximum for said in reversed(phrases) if said.maximum), None)
    percent = figure == "score" and any(said.percent for said in phrases)
    return Meaning(component, figure, "percent" if percent else None, maximum)


def _from_titles(block: Block, known: Mapping[str, str], index: str) -> str | None:
    """Return the component that the nearest title, or else the name of the sheet, speaks of."""
    for title in (*reversed(block.titles), block.sheet.name):
        components = _narrowed(named(title, known), index)
        if len(components) == 1:
            return next(iter(components))
        if components:
            return None
    return None


def _narrowed(components: Iterable[str], index: str) -> frozenset[str]:
    """Leave the parts where a whole is named with them."""
    found = frozenset(components)
    return frozenset(c for c in found if not any(whole_of(c, part, index) for part in found))
