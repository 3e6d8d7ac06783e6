"""Slopes by four models, what single provinces do to them, and context held fixed."""

from analysis import charts
from analysis.blocks import Block, bullets, figure, heading, join, paragraph
from analysis.relate import PartialCorrelation, Slopes
from analysis.report.relations.shape import axis_labels
from analysis.report.relations.subject import INCOME, PEOPLE, Relations
from analysis.rounding import difference
from analysis.tables import Column, table
from analysis.wording import relations as wording
from analysis.wording.findings import MODELS
from analysis.wording.headlines import scatter as headlines
from analysis.wording.language import mark

# So many provinces are listed.
SHOWN = 5
_CONTEXT = {
    (INCOME,): mark("GRDP per head (logarithm)"),
    (PEOPLE,): mark("Population (logarithm)"),
    (INCOME, PEOPLE): mark("GRDP per head and population (logarithms)"),
}


def slopes(subject: Relations) -> Block:
    """Section IV: pooled, between, within and two-way slopes side by side."""
    text, language, found = subject.language.text, subject.language, subject.slopes
    head = heading(2, text("Slopes by four models"), anchor="slopes")
    if found is None:
        return head + paragraph(
            text(
                "The models need at least five provinces with both X and Y in two or more years, "
                "which the data do not hold."
            )
        )
    digits = wording.decimals(getattr(found, model).estimate for model in MODELS)
    answers = [
        wording.model_answer(
            language,
            getattr(found, model),
            digits=digits,
            p=subject.adjusted[model],
            level=found.level,
        )
        for model in MODELS
    ]
    crossed = text(
        "A series begins anew within the years. What that changed for all provinces alike is "
        "taken out by the last model alone."
    )
    return join(
        [
            head,
            bullets(answers),
            paragraph(crossed) if found.sample.breaks else paragraph(""),
            _lines(subject, found),
            _slope_table(subject, found, digits),
        ]
    )


def _lines(subject: Relations, found: Slopes) -> Block:
    """Picture of the line between provinces and of the lines within them."""
    text, language, labels = subject.language.text, subject.language, axis_labels(subject)
    return figure(
        charts.within_between(
            subject.pairs, found, x_label=labels["X"], y_label=labels["Y"], language=language
        ),
        anchor="within-between",
        caption=text(
            "Y on X between provinces and within them, {years}",
            years=language.span(found.sample.years),
        ),
        alt=text(
            "Scatter plot with a thick line between provinces and thin parallel lines within each. "
            "{finding}.",
            finding=headlines.within_between(language, found),
        ),
        note=text("The slopes with their intervals stand in the table below."),
    )


def _slope_table(subject: Relations, found: Slopes, digits: int) -> Block:
    text, language = subject.language.text, subject.language
    columns = [
        Column(text("Model"), numeric=False),
        Column(text("Slope ({level}% interval)", level=language.number(found.level * 100, 0))),
        Column(text("Adjusted p")),
        Column(text("Rows")),
        Column(text("Provinces")),
        Column("R²"),
    ]
    rows = []
    for model, name in MODELS.items():
        slope = getattr(found, model)
        rows.append(
            [
                text(name),
                wording.cell(language, slope.estimate, digits),
                wording.adjusted_p(language, subject.adjusted[model]),
                language.number(slope.n, 0),
                f"{slope.provinces}/63",
                language.number(slope.r2),
            ]
        )
    units = [wording.unit(language, subject.item(m)) for m in (subject.y, subject.x)]
    return table(
        columns,
        rows,
        anchor="slope-table",
        caption=text("Slopes of Y on X, {years}", years=subject.language.span(found.sample.years)),
        note=text(
            "Slope: change of Y ({y_unit}) that goes with one unit more of X ({x_unit}). Intervals "
            "by the jackknife of provinces; p by Holm over the four models. Rows: province-years, "
            "or provinces between them; provinces with one year say nothing within. R² is that of "
            "what the effects of the model leave.",
            y_unit=units[0],
            x_unit=units[1],
        ),
    )


def influence(subject: Relations) -> Block:
    """Section V: the provinces without which the relation changes most."""
    text, language, found = subject.language.text, subject.language, subject.influence
    head = heading(2, text("What single provinces do"), anchor="influence")
    whole = subject.correlation
    if found is None or whole is None:
        return head + paragraph(text("There are too few provinces to leave one out."))
    all_slope = subject.strictest_slope
    digits = wording.decimals([all_slope.estimate] if all_slope else [])
    columns = [
        Column(text("Province left out"), numeric=False),
        Column(text("Pairs left")),
        Column(text("r without it")),
        Column(text("Change of r")),
    ]
    if all_slope:
        columns += [Column(text("Slope without it")), Column(text("Change of slope"))]
    rows = []
    for row in found.head(SHOWN).to_dict("records"):
        cells = [
            subject.names[row["province_code"]],
            language.number(row["n"], 0),
            language.number(row["r"]),
            language.signed(difference(row["r"], whole.pearson.value)),
        ]
        if all_slope:
            shift = difference(row["slope"], all_slope.estimate.value, digits)
            cells += [language.number(row["slope"], digits), language.signed(shift, digits)]
        rows.append(cells)
    r = language.number(whole.pearson.value)
    said = text("Over all {n} provinces Pearson's r is {r}.", n=len(found), r=r)
    if all_slope:
        said = text(
            "Over all {n} provinces Pearson's r is {r} and the slope within provinces and years is "
            "{slope}.",
            n=len(whole.provinces),
            r=r,
            slope=language.number(all_slope.estimate.value, digits),
        )
    return join(
        [
            head,
            paragraph(
                said, wording.steadiness(language, float(found["r"].min()), float(found["r"].max()))
            ),
            table(
                columns,
                rows,
                anchor="influence-table",
                caption=text("The largest changes when one province is left out"),
                note=text(
                    "Sorted by the change of r. All years of the province are left out and "
                    "everything is computed anew."
                ),
            ),
        ]
    )


def context(subject: Relations) -> Block:
    """Section VI: correlations with income and population held fixed."""
    text, language, found = subject.language.text, subject.language, subject.in_context
    head = heading(2, text("With context held fixed"), anchor="context")
    if not subject.context:
        return head + paragraph(
            text("Income and population, which are held fixed here, are the two series themselves.")
        )
    if not found:
        return head + paragraph(
            text("The data hold too few pairs with GRDP per head or population beside X and Y.")
        )
    columns = [
        Column(text("Held fixed"), numeric=False),
        Column(text("Years")),
        Column(text("Pairs")),
        Column(text("Provinces")),
        Column(text("r, nothing held fixed")),
        Column(text("r, context held fixed")),
    ]
    notes = [
        text(
            "Both columns of r rest on the same pairs, those with X, Y and the context. {level}% "
            "intervals by the bootstrap of whole provinces. Other differences between provinces "
            "are not held fixed.",
            level=language.number(found[0].level * 100, 0),
        )
    ]
    if any(one.sample.breaks for one in found):
        notes.append(text("* A series begins anew within these years."))
    return join(
        [
            head,
            paragraph(wording.context_verdict(language, found[-1])),
            table(
                columns,
                [_context_cells(subject, one) for one in found],
                anchor="context-table",
                caption=text("Partial correlations of X and Y"),
                note=" ".join(notes),
            ),
        ]
    )


def _context_cells(subject: Relations, found: PartialCorrelation) -> list[str]:
    language, sample = subject.language, found.sample
    return [
        language.text(_CONTEXT[found.context]),
        f"{subject.language.span(sample.years)}{'*' if sample.breaks else ''}",
        language.number(sample.n, 0),
        f"{len(sample.provinces)}/63",
        wording.cell(language, found.plain),
        wording.cell(language, found.partial),
    ]
