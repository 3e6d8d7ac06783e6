"""How some well-known pairs of series go together, and what that cannot say."""

from collections.abc import Sequence
from functools import partial

from analysis import indices, relate
from analysis.blocks import EMPTY, Block, bullets, heading, join, paragraph
from analysis.relate import Correlation, Measure
from analysis.relate.sources import pair_sources
from analysis.report.national import known
from analysis.report.site.pages import View
from analysis.report.site.results import results
from analysis.wording import Language, findings
from analysis.wording import relations as wording

# Complete panels only: income and governance, procedures on paper and on the screen.
PAIRS = (
    (Measure("grdp_per_capita", "overall"), Measure("papi", "overall")),
    (Measure("papi", "d5"), Measure("papi", "d8")),
)


def relations(view: View, found: Sequence[Correlation]) -> Block:
    """Return the section on relations; nothing where no pair is known.

    Parameters
    ----------
    view : View
    found : sequence of Correlation
        As from `correlations`.

    Returns
    -------
    Block
    """
    text = view.language.text
    said = [_said(view.language, one) for one in found]
    if not said:
        return EMPTY
    return join(
        [
            heading(2, text("What goes together"), anchor="relations"),
            bullets(said),
            paragraph(
                text("What is said about relations between indices is association, never cause."),
                text(
                    "It says nothing of any single province, nor whether a change of the one would "
                    "change the other."
                ),
                css="note",
            ),
        ]
    )


def correlations(year: int) -> list[Correlation]:
    """Return the correlations over the years up to this one that may be compared with it.

    Examples
    --------
    >>> [(found.y.name, found.years) for found in correlations(2024)]
    [('papi overall', (2022, 2023, 2024)), ('papi d8', (2021, 2022, 2023, 2024))]
    """
    scores = results("papi", "overall", year).national.scores
    first, _ = indices.stretch("papi", "overall", year)
    years = range(first, year + 1)
    found = (known(partial(relate.correlate, scores, x, y, years=years)) for x, y in PAIRS)
    return [one for one in found if one is not None]


def pair_source_ids(correlated: Sequence[Correlation], year: int) -> list[str]:
    """Return the ids of the sources of such pairs."""
    scores = results("papi", "overall", year).national.scores
    return [
        i
        for found in correlated
        for i in pair_sources(scores[scores["year"].isin(found.years)], found.x, found.y)
    ]


def _said(language: Language, found: Correlation) -> str:
    names = {
        symbol: wording.series(
            language, indices.component(measure.index, measure.component, found.years[-1])
        )
        for symbol, measure in (("x", found.x), ("y", found.y))
    }
    return findings.correlation(language, found, **names)
