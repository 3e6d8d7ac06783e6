"""The pairs as a picture, the shape of the relation, and its correlation coefficients."""

from textwrap import fill

from analysis import charts
from analysis.blocks import Block, figure, heading, join, paragraph
from analysis.relate import Correlation, LowessCurve
from analysis.report.relations.subject import Relations
from analysis.rounding import difference
from analysis.tables import Column, table
from analysis.wording import findings
from analysis.wording import relations as wording
from analysis.wording.language import mark

_PLACES = {
    0.0: mark("Lowest X"),
    0.25: mark("First quartile of X"),
    0.5: mark("Median of X"),
    0.75: mark("Third quartile of X"),
    1.0: mark("Highest X"),
}
_LABEL_LETTERS = {"x": 60, "y": 38}


def scatter(subject: Relations) -> Block:
    """Section II: the pairs, and a curve through them that takes no form for granted."""
    text, language, found = subject.language.text, subject.language, subject.correlation
    head = heading(2, text("The pairs and the shape of the relation"), anchor="scatter")
    if found is None:
        return head + paragraph(text("Without a correlation there is nothing to draw."))
    pairs = subject.pairs
    labels = axis_labels(subject)
    alt = text(
        "Scatter plot of {n} pairs of {years}: X from {x_low} to {x_high}, Y from {y_low} to "
        "{y_high}, correlation {r}.",
        n=language.number(found.n, 0),
        years=subject.language.span(found.years),
        **{
            f"{name}_{end}": language.number(getattr(pairs[name], bound)())
            for name in ("x", "y")
            for end, bound in (("low", "min"), ("high", "max"))
        },
        r=language.number(found.pearson.value),
    )
    picture = figure(
        charts.scatter(
            pairs,
            found,
            x_label=labels["X"],
            y_label=labels["Y"],
            curve=subject.curve,
            language=language,
        ),
        anchor="pairs",
        caption=text(
            "X and Y by province and year, {years}", years=subject.language.span(found.years)
        ),
        alt=alt,
        note=text("One mark a province and year; n: pairs; r: Pearson correlation."),
    )
    return join([head, picture, _curve(subject)])


def axis_labels(subject: Relations) -> dict[str, str]:
    """Return what stands at the axes of a picture of the pairs, by X and Y."""
    return {
        symbol: fill(_axis(subject, symbol), _LABEL_LETTERS[symbol.lower()])
        for symbol in subject.symbols
    }


def _axis(subject: Relations, symbol: str) -> str:
    item = subject.item(subject.symbols[symbol])
    return subject.language.text(
        "{symbol}: {name}, {unit}",
        symbol=symbol,
        name=wording.series(subject.language, item),
        unit=wording.unit(subject.language, item),
    )


def _curve(subject: Relations) -> Block:
    """Return the curve at five places, and how far it goes below and above the median."""
    text, language, curve = subject.language.text, subject.language, subject.curve
    if curve is None:
        return paragraph(text("There are too few pairs for a curve."))
    rows = _rows(subject, curve)
    values = [y for _, y, _, _ in rows]
    columns = [
        Column(text("Place"), numeric=False),
        Column("X"),
        Column(text("Y on the curve")),
        Column(text("{level}% band", level=language.number(curve.level * 100, 0))),
    ]
    shown = table(
        columns,
        [
            [
                text(name),
                language.number(x),
                language.number(y),
                text("{low} to {high}", low=language.number(low), high=language.number(high)),
            ]
            for name, (x, y, low, high) in zip(_PLACES.values(), rows, strict=True)
        ],
        anchor="curve",
        caption=text("The LOWESS curve of Y over X"),
        note=text(
            "Locally weighted regression over {share}% of the pairs at a time; band point by point "
            "from {draws} draws of whole provinces. It is to be looked at, not a test.",
            share=language.number(curve.frac * 100, 0),
            draws=language.number(curve.draws, 0),
        ),
    )
    halves = difference(values[2], values[0]), difference(values[4], values[2])
    return paragraph(wording.bend(language, *halves)) + shown


def _rows(subject: Relations, curve: LowessCurve) -> list[tuple[float, float, float, float]]:
    """Return x, y, low, high of the curve at the places of the table, each at a value of X."""
    at = curve.table.set_index("x").to_dict("index")
    places = subject.pairs["x"].quantile(list(_PLACES), interpolation="nearest")
    return [(x, at[x]["y"], at[x]["low"], at[x]["high"]) for x in places]


def correlations(subject: Relations) -> Block:
    """Section III: three coefficients with intervals, and with X going before Y."""
    text, language, found = subject.language.text, subject.language, subject.correlation
    head = heading(2, text("Correlations"), anchor="correlations")
    if found is None:
        return head + paragraph(text("The data are too few for a correlation."))
    columns = [
        Column(text("Pairing"), numeric=False),
        Column(text("Years of Y")),
        Column(text("Pairs")),
        Column(text("Provinces")),
        *(Column(name) for name in ("Pearson", "Spearman", "Kendall")),
    ]
    rows = [_cells(subject, text("Same year"), found)]
    if subject.last_stretch is not None:
        rows.append(
            _cells(subject, text("Same year, from the last break on"), subject.last_stretch)
        )
    rows += [
        _cells(
            subject,
            language.plural("X {n} year before Y", "X {n} years before Y", lag),
            later,
        )
        for lag, later in subject.correlations.items()
        if lag
    ]
    notes = [
        text(
            "{level}% intervals in brackets: bootstrap of {draws} draws of whole provinces on "
            "Fisher's z scale. Rows rest on different pairs, so their differences are not an "
            "effect of time.",
            level=language.number(found.level * 100, 0),
            draws=language.number(found.draws, 0),
        )
    ]
    if any(c.breaks for c in subject.correlations.values()):
        notes.append(text("* A series begins anew within these years."))
    return join(
        [
            head,
            paragraph(findings.correlation(language, found, x="X", y="Y")),
            table(
                columns,
                rows,
                anchor="coefficients",
                caption=text("Correlations of X and Y"),
                note=" ".join(notes),
            ),
        ]
    )


def _cells(subject: Relations, name: str, found: Correlation) -> list[str]:
    language = subject.language
    return [
        name,
        f"{subject.language.span(found.years)}{'*' if found.breaks else ''}",
        language.number(found.n, 0),
        f"{len(found.provinces)}/63",
        *(
            wording.cell(language, estimate)
            for estimate in (found.pearson, found.spearman, found.kendall)
        ),
    ]
