"""Title and summary of the page."""

from collections import Counter

import pandas as pd

from analysis.blocks import Block, bullets, heading, join, paragraph
from analysis.blocks import title as page_title
from analysis.report.tracking.subject import SOON, Tracked
from analysis.wording import sentences
from analysis.wording import tracking as words


def head(subject: Tracked) -> Block:
    """Title, draft mark, and what the page rests on."""
    text, language = subject.language.text, subject.language
    return join(
        [
            paragraph(text("DRAFT"), css="draft"),
            page_title(
                text(
                    "Carrying out {plan} up to {day}",
                    plan=sentences.plan_name(language, subject.plan),
                    day=language.day(subject.today),
                ),
                lang=language.code,
            ),
            paragraph(
                text(
                    "A task or report counts as done only when an entry says so; results of an "
                    "index count from the day they were published. Words of the plan stand in "
                    "Vietnamese."
                ),
                css="note",
            ),
            paragraph(words.gap(language, subject.plan), css="note"),
        ]
    )


def summary(subject: Tracked) -> Block:
    """Section: what stands how, in a few sentences."""
    language = subject.language
    return join(
        [
            heading(2, language.text("Summary"), anchor="summary"),
            bullets(
                [
                    words.targets_so_far(language, _counts(subject.targets)),
                    words.tasks_so_far(language, _counts(subject.tasks)),
                    words.reports_so_far(language, subject.register, subject.today, SOON.days),
                    words.latest_overdue(language, subject.tasks),
                    words.entries(language, subject.progress, subject.today),
                ]
            ),
        ]
    )


def _counts(table: pd.DataFrame) -> Counter[str]:
    return Counter(table["state"])
