"""Next years' rank, score and group by the joint forecast."""

from collections.abc import Hashable

from analysis import indices
from analysis.blocks import Block, heading, join, paragraph
from analysis.forecast import Forecast
from analysis.forecast.simulation import Measure
from analysis.ranks import GROUPS
from analysis.report.subject import Subject
from analysis.tables import Column, behind, table
from analysis.wording import Language, cells, findings, sentences
from analysis.wording.language import mark

_MEASURES: dict[Measure, str] = {
    "rank": mark("Rank of {year}"),
    "score": mark("Score of {year}, points"),
    "distance": mark("Distance to the national mean of {year}, points"),
}
_LEVELS = ("50", "80", "95")


def outlook(subject: Subject, index: str) -> Block:
    """Say what the next two years may bring, with how far off such forecasts were."""
    text, language = subject.language.text, subject.language
    title = heading(3, text("Outlook"))
    short = indices.index(index).short
    made = subject.national.outlook(index, "overall")
    if made is None:
        reason = text("Too few years of {index} are known up to {year} for a forecast.",
                      index=short, year=subject.year)  # fmt: skip
        return title + paragraph(reason)
    if subject.province.code not in made.codes:
        return title + paragraph(
            text(
                "{index} has no past result of {place} to forecast from.",
                index=short,
                place=subject.place,
            )
        )
    groups = {y: made.groups(y).to_dict("index")[subject.province.code] for y in made.years}
    return join(
        [
            title,
            paragraph(
                *(_year_words(subject, made, year, chances) for year, chances in groups.items()),
                sentences.merger(language, made.years),
            ),
            _intervals(subject, made, short),
            _groups(subject, groups),
            paragraph(findings.forecast_record(language, subject.national.record), css="note"),
        ]
    )


def _year_words(subject: Subject, made: Forecast, year: int, chances: dict[Hashable, float]) -> str:
    language, code = subject.language, subject.province.code
    ranks = made.summary("rank", year).to_dict("index")[code]
    best = max(GROUPS, key=lambda group: chances[group])
    return language.text(
        "For {year}, the rank is forecast around {rank} of {n} ({level}% interval {low} to "
        "{high}); the most likely group is {group}, with a chance of {chance}.",
        year=year,
        rank=language.number(ranks["median"], 0),
        n=made.n,
        level=80,
        low=language.number(ranks["low80"], 0),
        high=language.number(ranks["high80"], 0),
        group=sentences.group_name(language, best),
        chance=cells.chance(language, chances[best]),
    )


def _groups(subject: Subject, groups: dict[int, dict[Hashable, float]]) -> Block:
    """Return the chance of each group by year."""
    text, language = subject.language.text, subject.language
    return behind(
        [
            Column(text("Year"), numeric=False),
            *(Column(sentences.group_name(language, group)) for group in GROUPS),
        ],
        [
            [str(year), *(cells.chance(language, chances[group]) for group in GROUPS)]
            for year, chances in groups.items()
        ],
        summary=text("Chances of the groups"),
    )


def _intervals(subject: Subject, made: Forecast, short: str) -> Block:
    text, language = subject.language.text, subject.language
    columns = [
        Column(text("Measure"), numeric=False),
        Column(text("Middle")),
        Column(text("50% interval")),
        Column(text("80% interval")),
        Column(text("95% interval")),
    ]
    measures = [m for m in _MEASURES if m != "score" or made.national is not None]
    body = [
        _interval_cells(language, made, measure, year, subject.province.code)
        for year in made.years
        for measure in measures
    ]
    return table(
        columns,
        body,
        anchor=f"outlook-{made.index}",
        caption=text("Forecast of {index}: {place}", index=short, place=subject.place),
        note=text(
            "Learnt from {first}–{last}; {draws} joint simulations of {n} provinces. The edition "
            "of {last} is taken to stay; a new one would make scores incomparable.",
            first=made.history[0],
            last=made.history[-1],
            draws=language.number(len(made.distances), 0),
            n=made.n,
        ),
    )


def _interval_cells(
    language: Language, made: Forecast, measure: Measure, year: int, code: str
) -> list[str]:
    row = made.summary(measure, year).to_dict("index")[code]

    def written(value: float) -> str:
        if measure == "distance":
            return language.signed(value)
        return language.number(value, 0 if measure == "rank" else 2)

    return [
        language.text(_MEASURES[measure], year=year),
        written(row["median"]),
        *(
            language.text(
                "{low} to {high}",
                low=written(row[f"low{level}"]),
                high=written(row[f"high{level}"]),
            )
            for level in _LEVELS
        ),
    ]
