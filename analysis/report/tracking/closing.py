"""Sources of the page."""

from analysis.blocks import Block, heading, join, paragraph, references
from analysis.report.sections.closing import citations, single_ids
from analysis.report.tracking.subject import Tracked
from analysis.wording import sentences


def sources(subject: Tracked) -> Block:
    """Last section: the plan's document and the sources of the results shown."""
    text, language = subject.language.text, subject.language
    shown = subject.targets.dropna(subset=["result_year"])
    keys = {(row["index"], int(row["result_year"])) for _, row in shown.iterrows()}
    scores = subject.scores
    own = scores[scores["province_code"] == subject.plan.province]
    pairs = zip(own["index"], own["year"], own["source_id"], strict=True)
    used = single_ids(source for index, year, source in pairs if (index, year) in keys)
    return join(
        [
            heading(2, text("Sources"), anchor="sources"),
            paragraph(
                text(
                    "Targets, tasks and reports: {plan}, read from {file}; the number of a line "
                    "is that of this text.",
                    plan=sentences.plan_name(language, subject.plan),
                    file=subject.plan.source_file,
                )
            ),
            references(citations(used)),
        ]
    )
