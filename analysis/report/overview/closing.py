"""Sources and method."""

from analysis.blocks import Block, bullets, join, paragraph, references
from analysis.report.overview.subject import Overview
from analysis.report.overview.titles import title
from analysis.report.sections.closing import citations, single_ids
from analysis.standing import NATIONAL, PROVINCES


def sources(subject: Overview) -> Block:
    """Last section: every source behind a figure, and how figures were computed."""
    text = subject.language.text
    used = source_ids(subject)
    items = citations(used)
    if subject.complete:
        items.append(
            (
                text("Boundaries of the maps"),
                "",
                text("Natural Earth (public domain), repaired [maps/README.md]"),
            )
        )
    return join(
        [
            title(subject, "sources"),
            _methods(subject),
            paragraph(
                subject.language.plural(
                    "This report uses figures from {n} source.",
                    "This report uses figures from {n} sources.",
                    len(used),
                )
            ),
            references(items),
        ]
    )


def source_ids(subject: Overview) -> list[str]:
    """Return the ids of the sources used, sorted.

    These are the sources of the totals up to the year, of which trends and forecasts learn, and
    of the dimensions; of a partial panel those of the year, of the national means and of the
    first and last provinces of the years shown, and of the regional means.

    Examples
    --------
    >>> from analysis.report.overview import open_overview
    >>> source_ids(open_overview(index="pci", year=2018))
    ['C01', 'C04', 'C05', 'C06']
    """
    scores = subject.scores_so_far
    totals = scores["component"] == "overall"
    if not subject.complete:
        shown = scores["year"].isin(subject.levels.index)
        named = (scores["province_code"] == NATIONAL) | scores["rank"].isin([1, PROVINCES])
        totals &= (shown & named) | (scores["year"] == subject.year)
    parts = scores["component"].isin(list(subject.parts)) & (scores["year"] == subject.year)
    found = list(scores.loc[totals | parts, "source_id"])
    if not subject.complete:
        found += list(subject.region_means["source_id"])
    return single_ids(found)


def _methods(subject: Overview) -> Block:
    text = subject.language.text
    if not subject.complete:
        return paragraph(text("Nothing was computed: all figures are published ones."), css="note")
    return bullets(
        [
            text("Means and standard deviations are unweighted, each province counting once."),
            text(
                "Comparisons over years never cross a change of edition; forecasts learn from "
                "distances to the mean of each year and may."
            ),
            text(
                "Noise of single years is estimated from the changes between comparable years "
                "against the nation, so real movement counts as noise: what is called clear errs "
                "towards caution."
            ),
            text(
                "All links are associations over provinces, not causes. Intervals treat the "
                "provinces as draws from what might have been."
            ),
            text("docs/methods.md says how each figure is computed and tested."),
        ]
    )
