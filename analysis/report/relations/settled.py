"""Settlement on time and satisfaction: what the data of Vietnam can and cannot say."""

from analysis import indices
from analysis.blocks import EMPTY, Block, bullets, heading, join, paragraph
from analysis.relate import Correlation
from analysis.report.relations.subject import Relations
from analysis.settlement import Counterpart, Settlement
from analysis.tables import Column, table
from analysis.wording import findings, settled
from analysis.wording import relations as wording
from analysis.wording.findings import MODELS
from analysis.wording.language import DASH


def settlement(subject: Relations) -> Block:
    """Section VII: whatever the pair of the page, the question that this house is asked most."""
    text, language, found = subject.language.text, subject.language, subject.settlement
    return join(
        [
            heading(
                2,
                text("Settlement on time and satisfaction: what the data can and cannot say"),
                anchor="settlement",
            ),
            paragraph(
                text(
                    "This section does not depend on the pair and the years chosen above: it uses "
                    "every year of the data."
                ),
                language.plural(
                    "On-time rates themselves are known for {n} province and year; pairs with a "
                    "satisfaction figure: {pairs}, too few to relate them.",
                    "On-time rates themselves are known for {n} provinces and years; pairs with a "
                    "satisfaction figure: {pairs}, too few to relate them.",
                    found.rates_known,
                    pairs=found.rate_pairs,
                ),
                text(
                    "In their place stands the Decision 766 progress score, which the share of "
                    "dossiers settled on time drives but which is not that share."
                ),
            ),
            _scores_of_766(subject, found),
            _with_sipas(subject, found),
            _digital(subject, found),
            _verdicts(subject, found),
        ]
    )


def _scores_of_766(subject: Relations, found: Settlement) -> Block:
    text = subject.language.text
    samples = {
        text("All names"): found.satisfaction,
        text("Without {n} names of unproven frame", n=found.unproven_names): found.certain_units,
    }
    rows = [_correlation_cells(subject, name, c) for name, c in samples.items() if c is not None]
    if not rows:
        return EMPTY
    columns = [
        Column(text("Sample"), numeric=False),
        Column(text("Years")),
        Column(text("Pairs")),
        Column(text("Provinces")),
        *(Column(name) for name in ("Pearson", "Spearman", "Kendall")),
    ]
    return join(
        [
            heading(3, text("Progress score and satisfaction score of Decision 766")),
            table(
                columns,
                rows,
                anchor="settlement-correlations",
                caption=text("Correlations of the progress score and the satisfaction score"),
                note=text(
                    "95% intervals by the bootstrap of whole provinces. Unproven: the score may "
                    "mean the unit before or after the merger of July 2025. 2022 covers only the "
                    "months from August."
                ),
            ),
            _slopes(subject, found),
        ]
    )


def _correlation_cells(subject: Relations, name: str, found: Correlation) -> list[str]:
    language = subject.language
    return [
        name,
        subject.language.span(found.years),
        language.number(found.n, 0),
        f"{len(found.provinces)}/63",
        *(
            wording.cell(language, estimate)
            for estimate in (found.pearson, found.spearman, found.kendall)
        ),
    ]


def _slopes(subject: Relations, found: Settlement) -> Block:
    text, language = subject.language.text, subject.language
    every, certain = found.satisfaction_slopes, found.certain_slopes
    if every is None:
        return EMPTY
    columns = [
        Column(text("Model"), numeric=False),
        Column(text("All names")),
        Column(text("Adjusted p")),
    ]
    if certain is not None:
        columns.append(Column(text("Without {n} names of unproven frame", n=found.unproven_names)))
    rows = []
    for model, name in MODELS.items():
        cells = [
            text(name),
            wording.cell(language, getattr(every, model).estimate),
            wording.adjusted_p(language, subject.settlement_p["satisfaction", model]),
        ]
        if certain is not None:
            cells.append(wording.cell(language, getattr(certain, model).estimate))
        rows.append(cells)
    return table(
        columns,
        rows,
        anchor="settlement-slopes",
        caption=text("Points of satisfaction that go with a point of progress"),
        note=text(
            "95% intervals by the jackknife of provinces; p by Holm over the {n} relations of this "
            "section by the same model.",
            n=_relations(subject),
        ),
    )


def _relations(subject: Relations) -> int:
    """Return over how many relations the tests of one model are adjusted."""
    return len({relation for relation, _ in subject.settlement_p})


def _with_sipas(subject: Relations, found: Settlement) -> Block:
    text, language = subject.language.text, subject.language
    title = heading(3, text("Progress score and SIPAS"))
    if found.sipas is None or found.sipas_width is None:
        return title + paragraph(text("Too few provinces have both the progress score and SIPAS."))
    x = text("the Decision 766 progress score")
    return join(
        [
            title,
            paragraph(
                findings.correlation(language, found.sipas, x=x, y="SIPAS"),
                text(
                    "The interval of Pearson's correlation is {width} wide, of the 2 that are "
                    "possible.",
                    width=language.number(found.sipas_width),
                ),
            ),
        ]
    )


def _digital(subject: Relations, found: Settlement) -> Block:
    """Return the complete counterpart: digital government activity against two PAPI dimensions."""
    text, language = subject.language.text, subject.language
    known = [c for c in found.counterparts if c.correlation is not None and c.slopes is not None]
    if not known:
        return EMPTY
    columns = [Column(text("Measure"), numeric=False)]
    for one in known:
        columns += [Column(_dimension(subject, one)), Column(text("Adjusted p"))]
    rows = [["Pearson"], *([text(name)] for name in MODELS.values())]
    for one in known:
        assert one.correlation is not None and one.slopes is not None
        rows[0] += [wording.cell(language, one.correlation.pearson), DASH]
        for row, model in zip(rows[1:], MODELS, strict=True):
            slope = getattr(one.slopes, model)
            p = subject.settlement_p[one.y.name, model]
            row += [wording.cell(language, slope.estimate), wording.adjusted_p(language, p)]
    sample = known[0].correlation
    assert sample is not None
    return join(
        [
            heading(3, text("Digital government activity and what residents lived through")),
            paragraph(
                text(
                    "Nearly all provinces have the digital government activity that they report "
                    "to the DTI, and the PAPI dimensions in which residents tell what they lived "
                    "through: {n} pairs from {provinces} of 63 provinces, {years}.",
                    n=language.number(sample.n, 0),
                    provinces=len(sample.provinces),
                    years=subject.language.span(sample.years),
                )
            ),
            table(
                columns,
                rows,
                anchor="digital",
                caption=text("PAPI dimensions on digital government activity"),
                note=text(
                    "Slopes in standard deviations; 95% intervals by provinces; p by Holm over the "
                    "{n} relations of this section by the same model.",
                    n=_relations(subject),
                ),
            ),
        ]
    )


def _dimension(subject: Relations, found: Counterpart) -> str:
    assert found.correlation is not None
    year = found.correlation.years[-1]
    item = indices.component(found.y.index, found.y.component, year)
    return wording.series(subject.language, item)


def _verdicts(subject: Relations, found: Settlement) -> Block:
    text, language = subject.language.text, subject.language
    can = settled.says(language, found)
    return join(
        [
            heading(3, text("What the data say")),
            bullets(can) if can else paragraph(text("Nothing that stands the tests above.")),
            heading(3, text("What the data cannot say")),
            bullets(settled.leaves_open(language, found)),
        ]
    )
