"""All provinces: the map of the last year, and the index beside another one."""

from functools import lru_cache
from textwrap import fill

import pandas as pd

from analysis import charts, indices, maps, relate
from analysis.blocks import Block, figure, heading, join, paragraph
from analysis.explore.choice import Choice
from analysis.explore.opening import nothing
from analysis.relate import Correlation, Measure
from analysis.report.national import known
from analysis.standing import CrossSections
from analysis.wording import findings, places
from analysis.wording import relations as wording
from analysis.wording.headlines import scatter as headlines

# Incomes are compared by ratios.
_LOGARITHMIC = {"grdp_per_capita"}


def on_map(choice: Choice) -> Block:
    """Return the map of the last year; of a partial panel there is none.

    Examples
    --------
    >>> from analysis.explore import parse
    >>> on_map(parse(province="08")).html[:39]
    '<h2 id="map">Trên bản đồ, năm 2024</h2>'
    """
    text, language, year = choice.language.text, choice.language, choice.last_year
    head = heading(2, text("On the map, {year}", year=year), anchor="map")
    section = choice.sections(choice.index, "overall", year)
    if not section.complete:
        return head + nothing(choice)
    scores = section.rows["score"]
    own = choice.province if choice.province in scores.dropna().index else None
    caption = text("{index} {year}", index=choice.short, year=year)
    return head + figure(
        maps.choropleth(scores, highlight=choice.province, language=language),
        anchor="map-chart",
        caption=caption,
        alt=maps.describe(scores, caption, highlight=own, language=language),
        readable=True,
        note=places.map_note(language),
    )


def relation(choice: Choice) -> Block:
    """Return how the index goes together with the one beside it, over all known provinces.

    Examples
    --------
    >>> from analysis.explore import parse
    >>> relation(parse(province="08", beside="dti", lang="en")).html[:40]
    '<h2 id="relation">PAPI beside DTI</h2><p'
    """
    language = choice.language
    other = indices.index(choice.beside).short
    words = language.text("{index} beside {other}", index=choice.short, other=other)
    head = heading(2, words, anchor="relation")
    found = _related(choice.sections, choice.index, choice.beside, choice.years)
    if found is None:
        return head + nothing(choice)
    pairs, correlation = found
    picture = charts.scatter(
        pairs,
        correlation,
        highlight=choice.province if choice.province in set(pairs["province_code"]) else None,
        x_label=fill(_label(choice, choice.beside, correlation.years[-1]), 60),
        y_label=fill(_label(choice, choice.index, correlation.years[-1]), 38),
        language=language,
    )
    return join(
        [
            head,
            paragraph(
                findings.correlation(language, correlation, x=other, y=choice.short),
                *_cautions(choice, correlation),
            ),
            figure(
                picture,
                anchor="relation-chart",
                caption=words,
                alt=f"{headlines.scatter(language, correlation)}.",
                note=language.text(
                    "One mark a province and year; n: pairs; r: Pearson correlation."
                ),
            ),
        ]
    )


def _cautions(choice: Choice, found: Correlation) -> list[str]:
    # No unit of these indices is unproven: those are of the service scores of Decision 766.
    count = len(found.provinces)
    return [
        wording.caution(choice.language, warning, known=count, unproven=0)
        for warning in found.warnings
    ]


def _label(choice: Choice, index: str, year: int) -> str:
    item = indices.component(index, indices.main_component(index), year)
    name = wording.series(choice.language, item)
    if index in _LOGARITHMIC:
        return choice.language.text("{name}, logarithm", name=name)
    return choice.language.text(
        "{name}, {unit}", name=name, unit=wording.unit(choice.language, item)
    )


# It does not depend on the province, which is what is changed most often.
@lru_cache(maxsize=16)
def _related(
    sections: CrossSections, index: str, beside: str, years: range
) -> tuple[pd.DataFrame, Correlation] | None:
    scores = sections.scores[sections.scores["year"].isin(years)]
    x, y = (
        Measure(code, indices.main_component(code), log=code in _LOGARITHMIC)
        for code in (beside, index)
    )
    return known(lambda: (relate.paired(scores, x, y), relate.correlate(scores, x, y)))
