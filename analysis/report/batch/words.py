"""What a batch says of its reports, in Vietnamese or English."""

from collections.abc import Iterator, Sequence

from analysis import provinces
from analysis.report.batch.survey import Job
from analysis.wording import Language

# Reasons that are written out.
_SHOWN = 3


def lines(jobs: Sequence[Job], language: Language) -> Iterator[str]:
    """Return what would be done, and why, a line a report.

    Examples
    --------
    >>> from analysis.wording import language
    >>> list(lines([], language("en")))
    ['0 of 0 reports would be made.']
    """
    for job in jobs:
        name = provinces.short_name(job.province, language.code)
        yield f"{job.province.code} {name}: {state(job, language)}"
    yield language.text(
        "{due} of {n} reports would be made.", due=sum(job.due for job in jobs), n=len(jobs)
    )


def state(job: Job, language: Language) -> str:
    """Return why a report is to be made, or why not."""
    text = language.text
    if job.state == "new":
        return text("never made")
    if job.state == "stale":
        return text("out of date, changed since: {reasons}", reasons=_reasons(job, language))
    if job.state == "failed":
        return text("failed the last time: {reasons}", reasons=_reasons(job, language))
    if job.state == "forced":
        return text("made anew as asked")
    if job.state == "edited":
        return text("kept, edited after it was made: {reasons}", reasons=_reasons(job, language))
    return text("up to date")


def _reasons(job: Job, language: Language) -> str:
    shown, more = job.reasons[:_SHOWN], len(job.reasons) - _SHOWN
    listed = ", ".join(shown)
    if more <= 0:
        return listed
    return language.plural("{listed} and {n} more", "{listed} and {n} more", more, listed=listed)
