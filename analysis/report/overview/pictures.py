"""Charts and maps beside the tables of the overview; none for a partial panel but the regions."""

from analysis import charts, maps
from analysis.blocks import EMPTY, Block, figure
from analysis.report.overview.subject import Overview
from analysis.report.regions import means_chart
from analysis.tables import Column, behind
from analysis.wording import places
from analysis.wording.headlines import caterpillar, movement


def regions_chart(subject: Overview) -> Block:
    """Means of the regions with the change from the year before."""
    return means_chart(
        subject.scores_so_far,
        subject.index,
        subject.year,
        anchor="regions-chart",
        digits=subject.digits,
        language=subject.language,
    )


def ranks_chart(subject: Overview) -> Block:
    """Every rank with its interval; the same figures stand in the table of all provinces."""
    found = subject.rank_intervals
    if found is None:
        return EMPTY
    text, language = subject.language.text, subject.language
    return figure(
        charts.rank_intervals(found, language=language),
        anchor="ranks-chart",
        caption=text(
            "{index} {year}: ranks with their intervals", index=subject.short, year=subject.year
        ),
        alt=text(
            "Ranks of {n} provinces as dots with their intervals. {finding}.",
            n=len(found.table),
            finding=caterpillar.caterpillar(language, found, None),
        ),
    )


def movers_map(subject: Overview) -> Block:
    """Map of the changes since the year before, against the noise of a year."""
    found = subject.movements
    if found is None:
        return EMPTY
    text, language = subject.language.text, subject.language
    before, year = found.years
    change = found.table["change"]
    caption = text(
        "Change of {index} from {before} to {year}", index=subject.short, before=before, year=year
    )
    return figure(
        maps.change_map(found, language=language),
        anchor="movers-map",
        caption=caption,
        alt=maps.describe(change, caption, digits=subject.digits, language=language),
        readable=True,
    ) + behind(
        [Column(text("Province"), numeric=False), Column(text("Change"))],
        [
            [subject.names[str(code)], language.signed(value, subject.digits)]
            for code, value in change.dropna().sort_values(ascending=False).items()
        ],
        summary=text("Figures of: {caption}", caption=caption),
    )


def ranks_over_years(subject: Overview) -> Block:
    """Lines of the ranks over the comparable years, the largest movements picked out."""
    if len(subject.stretch) < 2:
        return EMPTY
    held = subject.panel("rank").stretch(subject.year)
    text, language = subject.language.text, subject.language
    return figure(
        charts.rank_slopes(held, language=language),
        anchor="ranks-over-years",
        caption=text(
            "{index}: ranks over the years {years}",
            index=subject.short,
            years=language.span(held.years),
        ),
        alt=text(
            "Lines of the ranks of all provinces. {finding}.",
            finding=movement.movement(language, held, None, list(held.table.index)),
        ),
    )


def maps_over_years(subject: Overview) -> Block:
    """Small maps of the comparable years with the same classes."""
    if len(subject.stretch) < 2:
        return EMPTY
    text, language = subject.language.text, subject.language
    held = subject.panel().stretch(subject.year)
    now = held.table[held.years[-1]]
    return figure(
        maps.small_multiples(held, language=language),
        anchor="maps-over-years",
        caption=text(
            "{index} over the years {years}, the same classes",
            index=subject.short,
            years=language.span(held.years),
        ),
        alt=text(
            "A map a year in five classes. {finding} (in {year}).",
            year=subject.year,
            finding=places.finding(language, now, None, frame="vn63", digits=subject.digits),
        ),
        readable=True,
    )


def tiles(subject: Overview) -> Block:
    """Show a square a province, for those too small on a true map."""
    if not subject.complete:
        return EMPTY
    text, language = subject.language.text, subject.language
    scores = subject.section.rows["score"]
    caption = text("{index} {year}, a square a province", index=subject.short, year=subject.year)
    return figure(
        maps.tile_grid(scores, language=language),
        anchor="tiles",
        caption=caption,
        alt=maps.describe(scores, caption, digits=subject.digits, language=language),
        readable=True,
    )
