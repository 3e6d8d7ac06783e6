"""Charts beside the tables of the report: parts of the change, rank, outlook, region."""

import pandas as pd

from analysis import charts, indices, provinces
from analysis.blocks import EMPTY, Block, figure
from analysis.charts.goals import goal
from analysis.errors import BadParameter, TooFewObservations
from analysis.forecast import Forecast
from analysis.panel import panel
from analysis.report.regions import means_chart
from analysis.report.sections import results
from analysis.report.subject import Subject
from analysis.tables import Column, behind
from analysis.wording import cells
from analysis.wording.headlines import movement as headlines

# Years of ranks that fit beside each other with the names of a region.
_YEARS = 5


def change_chart(subject: Subject, index: str) -> Block:
    """Chart C5: the steps from last year's score to this year's; nothing across an edition."""
    found = results.change(subject, index)
    if found is None or found.flagged:
        return EMPTY
    text, language = subject.language.text, subject.language
    before, year = found.years
    short, names = indices.index(index).short, subject.domain_names(index)
    total = found.printed().to_dict("index")["total"]
    return figure(
        charts.waterfall.change(found, names, language=language),
        anchor=f"c5-{index}",
        caption=text(
            "Steps from {index} {before} to {year}: {place}",
            index=short,
            before=before,
            year=year,
            place=subject.place,
        ),
        alt=text(
            "Waterfall from {start} points in {before} to {end} in {year}; the steps stand in the "
            "table of the change by component.",
            start=language.number(total["start"]),
            before=before,
            end=language.number(total["end"]),
            year=year,
        ),
    )


def rank_course(subject: Subject) -> Block:
    """Chart C9: ranks of the region's provinces in PAPI over the comparable years."""
    try:
        held = panel(subject.scores_so_far, "papi", measure="rank").stretch(subject.year)
    except TooFewObservations:
        return EMPTY
    years = held.years[-_YEARS:]
    code = subject.province.code
    if len(years) < 2:
        return EMPTY
    held = panel(subject.scores_so_far, "papi", measure="rank", years=years)
    if code not in held.table.index:
        return EMPTY
    text, language = subject.language.text, subject.language
    members = [c for c in provinces.region_of(code).province_codes if c in held.table.index]
    caption = text(
        "PAPI ranks in the region {region}, {years}",
        region=subject.region,
        years=language.span(years),
    )
    rows = held.table.loc[members]
    rows = rows.loc[rows[years[-1]].sort_values().index]
    return figure(
        charts.rank_slopes(held, highlight=code, language=language),
        anchor="c9",
        caption=caption,
        alt=text(
            "Lines of ranks of all provinces, those of the region picked out. {finding}.",
            finding=headlines.movement(language, held, code, members),
        ),
    ) + behind(
        [Column(text("Province"), numeric=False), *(Column(str(year)) for year in years)],
        [
            [subject.names[str(c)], *(cells.number(language, value, 0) for value in row)]
            for c, row in zip(rows.index, rows.to_numpy(), strict=True)
        ],
        summary=text("Figures of: {caption}", caption=caption),
    )


def rank_chart(subject: Subject) -> Block:
    """Show the rank and its interval beside those of the region."""
    made = subject.national.places("papi", "overall", subject.year)
    code = subject.province.code
    if made is None or code not in made.table.index:
        return EMPTY
    text, language = subject.language.text, subject.language
    members = [c for c in provinces.region_of(code).province_codes if c in made.table.index]
    rows = made.table.loc[members].sort_values("rank")
    own = rows.to_dict("index")[code]
    caption = text(
        "PAPI {year}: ranks with their intervals, region {region}",
        year=subject.year,
        region=subject.region,
    )
    return figure(
        charts.rank_intervals(made, highlight=code, codes=members, language=language),
        anchor="rank-intervals",
        caption=caption,
        alt=text(
            "Ranks of {n} provinces of the region as dots with {level}% intervals; {place}: rank "
            "{rank}, from {low} to {high}.",
            n=len(rows),
            level=language.number(made.level * 100, 0),
            place=subject.place,
            rank=language.number(own["rank"], 0),
            low=language.number(own["low"], 0),
            high=language.number(own["high"], 0),
        ),
    ) + behind(
        [
            Column(text("Province"), numeric=False),
            Column(text("Rank")),
            Column(text("Lowest rank of the interval")),
            Column(text("Highest rank of the interval")),
        ],
        [
            [subject.names[str(c)],
             *(language.number(row[part], 0) for part in ("rank", "high", "low"))]
            for c, row in rows.to_dict("index").items()
        ],
        summary=text("Figures of: {caption}", caption=caption),
    )  # fmt: skip


def outlook_chart(subject: Subject, index: str) -> Block:
    """Fan of the rank in the coming years, with the target of the plan if it has one."""
    made = subject.national.outlook(index, "overall")
    history = subject.histories[index]
    code = subject.province.code
    if made is None or code not in made.codes or history["rank"].isna().all():
        return EMPTY
    text, language = subject.language.text, subject.language
    last = made.years[-1]
    row = made.summary("rank", last).to_dict("index")[code]
    target = _target(subject, made)
    values: dict[str, object] = {
        "year": last,
        "middle": language.number(row["median"], 0),
        "low": language.number(row["low80"], 0),
        "high": language.number(row["high80"], 0),
    }
    alt = text(
        "Line of ranks so far and a fan of the forecast: in {year} around {middle}, 80% interval "
        "{low} to {high}.",
        **values,
    )
    return figure(
        charts.forecast_fan(history, made, code, measure="rank", target=target, language=language),
        anchor=f"fan-{index}",
        caption=text(
            "{index} of {place}: ranks and their forecast",
            index=indices.index(index).short,
            place=subject.place,
        ),
        alt=alt,
    )


def _target(subject: Subject, made: Forecast) -> pd.Series | None:
    """Return the plan's target for the whole index, if it can be drawn among ranks."""
    due = subject.targets_due(subject.due_year)
    if due.empty:
        return None
    own = due[(due["index"] == made.index) & (due["component"] == "overall")]
    for _, row in own.iterrows():
        try:
            goal(row, "rank", n=made.n)
        except BadParameter:
            continue
        return row
    return None


def region_chart(subject: Subject, index: str) -> Block:
    """Chart C4: the means of the regions with the change from the year before."""
    return means_chart(
        subject.national.sections,
        index,
        subject.year,
        anchor=f"c4-{index}",
        highlight=subject.province.code,
        language=subject.language,
    )
