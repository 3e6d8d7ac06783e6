"""The relation of settlement and satisfaction by four models, and its complete counterpart."""

from collections.abc import Iterator

from analysis import indices, relate
from analysis.blocks import EMPTY, Block, join, paragraph
from analysis.relate import Slopes
from analysis.report.subject import Subject
from analysis.settlement import Settlement
from analysis.tables import Column, table
from analysis.wording import Language, findings
from analysis.wording.language import mark

_MODELS = {
    "pooled": mark("All together"),
    "between": mark("Between provinces"),
    "within": mark("Within provinces"),
    "two_way": mark("Within provinces and years"),
}


def effects(subject: Subject) -> Block:
    """Table of slopes: pooled, between, within, and within provinces and years."""
    text, language, found = subject.language.text, subject.language, subject.national.settlement
    rows = list(_rows(language, found))
    if not rows:
        return EMPTY
    columns = [
        Column(text("Relation"), numeric=False),
        *(Column(text(name)) for name in _MODELS.values()),
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
            paragraph(*_words(subject, found)),
        ]
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
        *(findings.interval(language, getattr(slopes, model).estimate) for model in _MODELS),
        language.number(slopes.sample.n, 0),
        language.number(len(slopes.sample.provinces), 0),
    ]


def _words(subject: Subject, found: Settlement) -> Iterator[str]:
    """Say what the comparison of models says, and what it cannot."""
    language, slopes = subject.language, found.satisfaction_slopes
    if slopes is not None:
        for model, messages in _VERDICTS.items():
            estimate = getattr(slopes, model).estimate
            message = messages[estimate.sign]
            yield language.text(message, slope=findings.interval(language, estimate))
        yield _adjusted(language, found)
    if found.influence is not None:
        first = found.influence.to_dict("records")[0]
        yield language.text(
            "No single province moves the correlation more than {name}: without it, it is {r} in "
            "place of {whole}.",
            name=subject.names[first["province_code"]],
            r=language.number(first["r"]),
            whole=language.number(first["r"] - first["r_shift"]),
        )
    if found.sipas_width is not None:
        yield language.text(
            "With SIPAS the interval of the correlation is {width} wide, of the 2 that are "
            "possible: {n} pairs cannot tell.",
            width=language.number(found.sipas_width),
            n=found.sipas.n if found.sipas else 0,
        )


def _adjusted(language: Language, found: Settlement) -> str:
    """Give the test of the strictest model, controlled over the relations tested alike."""
    tests = found.tests[found.tests["model"] == "two_way"].to_dict("records")
    own = next(row for row in tests if row["relation"] == "satisfaction")
    if own["p_holm"] < 0.001:
        return language.plural(
            "By the last model the slope differs from zero with p below 0.001, after Holm's "
            "correction over {n} relation.",
            "By the last model the slope differs from zero with p below 0.001, after Holm's "
            "correction over {n} relations.",
            len(tests),
        )
    return language.plural(
        "Test of the last model: p = {p} after Holm's correction over {n} relation.",
        "Test of the last model: p = {p} after Holm's correction over {n} relations.",
        len(tests),
        p=language.number(own["p_holm"], 3),
    )


_VERDICTS = {
    "between": {
        1: mark(
            "Provinces with a higher progress score have a higher satisfaction score: {slope}."
        ),
        0: mark("Between provinces no clear slope shows: {slope}."),
        -1: mark(
            "Provinces with a higher progress score have a lower satisfaction score: {slope}."
        ),
    },
    "two_way": {
        1: mark(
            "A province whose progress rises against the common course of the years also gains in "
            "satisfaction: {slope}."
        ),
        0: mark(
            "Whether a province whose progress rises against the common course of the years also "
            "gains in satisfaction stays open: {slope}."
        ),
        -1: mark(
            "A province whose progress rises against the common course of the years loses "
            "satisfaction: {slope}."
        ),
    },
}
