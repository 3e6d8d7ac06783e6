"""The relation of settlement and satisfaction by four models, and its complete counterpart."""

from collections.abc import Iterator

from analysis import indices, relate
from analysis.blocks import EMPTY, Block, bullets, join, paragraph
from analysis.relate import Slopes
from analysis.report.subject import Subject
from analysis.settlement import Settlement
from analysis.tables import Column, behind, table
from analysis.wording import Language, findings, relations, settled
from analysis.wording.findings import MODELS


def effects(subject: Subject) -> Block:
    """Table of slopes: pooled, between, within, and within provinces and years."""
    text, language, found = subject.language.text, subject.language, subject.national.settlement
    rows = list(_rows(language, found))
    if not rows:
        return EMPTY
    columns = [
        Column(text("Relation"), numeric=False),
        *(Column(text(name)) for name in MODELS.values()),
        Column(text("Pairs")),
        Column(text("Provinces")),
    ]
    return join(
        [
            table(
                columns,
                rows,
                anchor="effects",
                caption=text("Slopes of satisfaction on settlement and on digital services"),
                note=text(
                    "95% intervals by the jackknife of provinces. Rows of progress: points of "
                    "satisfaction for a point of progress; rows of PAPI: standard deviations. "
                    "Between provinces compares their means; within provinces compares each with "
                    "itself over the years; the last model also takes out what all provinces share "
                    "in a year."
                ),
            ),
            bullets(settled.says(language, found)),
            _tests(language, found),
            paragraph(text("What the data cannot say:")),
            bullets(settled.leaves_open(language, found)),
        ]
    )


def _tests(language: Language, found: Settlement) -> Block:
    """Return the slopes of progress and satisfaction with their adjusted tests."""
    text, slopes = language.text, found.satisfaction_slopes
    if slopes is None:
        return EMPTY
    tests = found.tests.set_index(["relation", "model"])["p_holm"].to_dict()
    return behind(
        [
            Column(text("Model"), numeric=False),
            Column(text("Slope")),
            Column(text("p, adjusted (Holm)")),
        ],
        [
            [
                text(name),
                findings.interval(language, getattr(slopes, model).estimate),
                relations.adjusted_p(language, tests["satisfaction", model]),
            ]
            for model, name in MODELS.items()
        ],
        summary=text("Tests of: {caption}", caption=text("Progress and satisfaction")),
    )


def _rows(language: Language, found: Settlement) -> Iterator[list[str]]:
    text = language.text
    if found.satisfaction_slopes is not None:
        yield _cells(language, text("Progress and satisfaction"), found.satisfaction_slopes)
    if found.certain_slopes is not None:
        yield _cells(
            language, text("the same, names with a proven frame only"), found.certain_slopes
        )
    for other in found.counterparts:
        if other.slopes is not None:
            name = text(
                "Digital government activity and PAPI: {dimension}",
                dimension=_dimension(language, other.y, other.slopes),
            )
            yield _cells(language, name, other.slopes)


def _dimension(language: Language, measure: relate.Measure, slopes: Slopes) -> str:
    item = indices.component(measure.index, measure.component, slopes.sample.years[-1])
    return language.pick(item.name_vi, item.name_en)


def _cells(language: Language, name: str, slopes: Slopes) -> list[str]:
    return [
        name,
        *(findings.interval(language, getattr(slopes, model).estimate) for model in MODELS),
        language.number(slopes.sample.n, 0),
        language.number(len(slopes.sample.provinces), 0),
    ]
