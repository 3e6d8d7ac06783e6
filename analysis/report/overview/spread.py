"""Whether provinces draw closer to each other, and whether neighbours are alike."""

from analysis.blocks import EMPTY, Block, bullets, join, paragraph
from analysis.errors import ConstantSeries, ExtraMissing, TooFewObservations
from analysis.report.overview.subject import Overview
from analysis.report.overview.titles import title
from analysis.wording import patterns

_YEARS_FOR_SIGMA = 2


def convergence(subject: Overview) -> Block:
    """Section on sigma and beta convergence in the comparable years."""
    if not subject.complete:
        return EMPTY
    text, language = subject.language.text, subject.language
    heading = title(subject, "convergence")
    if subject.sigma is None:
        return heading + paragraph(
            patterns.years_needed(language, subject.stretch, _YEARS_FOR_SIGMA)
        )
    beta = subject.beta
    caught_up = (
        patterns.beta(language, beta)
        if beta
        else [text("Catching up needs three comparable years or more and is not measured.")]
    )
    return join(
        [
            heading,
            paragraph(patterns.sigma(language, subject.sigma, subject.unit)),
            paragraph(*caught_up),
        ]
    )


def neighbours(subject: Overview) -> Block:
    """Section on spatial autocorrelation; one sentence where PySAL is not installed."""
    if not subject.complete:
        return EMPTY
    text, language = subject.language.text, subject.language
    heading = title(subject, "space")
    try:
        over_map, local = subject.neighbourhood
    except ExtraMissing as error:
        return heading + paragraph(
            text(
                "Whether neighbours are alike is measured with PySAL, which is not installed: pip "
                "install 'chiso[{extra}]'.",
                extra=error.extra,
            )
        )
    except (ConstantSeries, TooFewObservations):
        return heading + paragraph(text("The results are too few to compare neighbours."))
    found = patterns.clusters(language, local, subject.names)
    return join(
        [
            heading,
            paragraph(patterns.neighbours(language, over_map)),
            paragraph(
                text("Provinces that stand out together with or against their neighbours:")
                if found
                else text("No single province stands out together with or against its neighbours.")
            ),
            bullets(found),
            paragraph(
                text("Neighbours share a border on the map."),
                text(
                    "Of the provinces named, about {rate}% may be named falsely (false discovery "
                    "rate over {n} provinces).",
                    rate=language.number(local.rate * 100, 0),
                    n=local.n,
                )
                if found
                else "",
                css="note",
            ),
        ]
    )
