"""Sources and method."""

from analysis.blocks import Block, bullets, join, paragraph, references
from analysis.report.overview.subject import Overview
from analysis.report.overview.titles import title
from analysis.report.sections.closing import citations, single_ids


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

    These are the sources of the totals up to the year, of which trends and forecasts learn; of
    a partial panel those of the years shown; and of the dimensions and regional means of the
    year.

    Examples
    --------
    >>> from analysis.report.overview import open_overview
    >>> source_ids(open_overview(index="pci", year=2018))
    ['C01', 'C04', 'C05', 'C06']
    """
    scores = subject.scores_so_far
    totals = scores["component"] == "overall"
    if not subject.complete:
        totals &= scores["year"].isin(subject.levels.index)
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
