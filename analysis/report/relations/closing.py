"""How the figures were computed, and the sources behind them."""

from collections.abc import Iterator

from analysis.blocks import Block, bullets, heading, join, paragraph, references
from analysis.relate.sources import pair_sources, sources_at
from analysis.report.relations.subject import Relations
from analysis.report.sections.closing import citations, single_ids
from analysis.settlement import PAIRS


def sources(subject: Relations) -> Block:
    """Section VIII: methods with seeds, and every source behind a figure of the page."""
    text, used = subject.language.text, source_ids(subject)
    return join(
        [
            heading(2, text("Methods and sources"), anchor="sources"),
            bullets(_methods(subject)),
            paragraph(
                subject.language.plural(
                    "This page uses figures from {n} source.",
                    "This page uses figures from {n} sources.",
                    len(used),
                )
            ),
            references(citations(used)),
        ]
    )


def _methods(subject: Relations) -> Iterator[str]:
    text, found = subject.language.text, subject.correlation
    yield text(
        "Pairs: scores of the same province and year as published; nothing is filled in or "
        "estimated."
    )
    yield text(
        "Intervals of correlations: whole provinces are drawn with all their years, because years "
        "of one province are not independent; t interval on Fisher's z scale."
    )
    if found is not None:
        yield text(
            "Random draws begin from a number that follows from the data ({seed} for X and Y of "
            "the same year), so equal data give equal intervals.",
            seed=found.seed,
        )
    yield text(
        "Slopes: least squares; standard errors by leaving out each province in turn; t interval "
        "with as many degrees of freedom as provinces less one (less two between provinces)."
    )
    yield text(
        "p-values are printed only after Holm's correction: with it the chance of even one false "
        "finding among the tests read together stays at 5%. Section IV reads four models together, "
        "section VII several relations by one model, so the same slope may have another p there. "
        "Intervals are not widened."
    )


def source_ids(subject: Relations) -> list[str]:
    """Return the ids of the sources used, sorted.

    These are the sources of the pairs, with each lag that is shown, of the context of these
    pairs, and of all relations of settlement on time.

    Examples
    --------
    >>> from analysis.report.relations import open_relations
    >>> source_ids(open_relations(x="papi:d5", y="papi:d8", first_year=2023))[:2]
    ['C25', 'C26']
    """
    scores, every = subject.scores, subject.every_score
    found = pair_sources(scores, subject.x, subject.y)
    for lag in subject.correlations:
        found += pair_sources(scores, subject.x, subject.y, lag=lag)
    for measure in {m for one in subject.in_context for m in one.context}:
        found += sources_at(scores, measure, subject.pairs)
    for x, y in PAIRS:
        found += pair_sources(every, x, y)
    return single_ids(found)
