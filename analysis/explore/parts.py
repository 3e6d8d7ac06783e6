"""The last year by component: beside others, and what makes the gap to them."""

from analysis import change, charts, indices, standing
from analysis.blocks import EMPTY, Block, figure, heading, join, paragraph
from analysis.change import Decomposition
from analysis.explore.choice import Choice
from analysis.explore.compared import compare, peers_of
from analysis.explore.opening import nothing
from analysis.report.national import known
from analysis.wording import movements, places
from analysis.wording.headlines import profile as headlines


def profile(choice: Choice) -> Block:
    """Return the components of the last year against region, nation and the best province.

    Examples
    --------
    >>> from analysis.explore import parse
    >>> profile(parse(province="08")).html[:50]
    '<h2 id="profile">Theo chỉ số thành phần, năm 2024<'
    """
    text, language, year = choice.language.text, choice.language, choice.last_year
    head = heading(2, text("By component, {year}", year=year), anchor="profile")
    rows = standing.profile(choice.sections, choice.province, choice.index, year=year)
    if rows.empty or rows["percent"].isna().all():
        return head + nothing(choice)
    return head + figure(
        charts.domain_profile(rows, _names(choice), language=language),
        anchor="profile-chart",
        caption=text(
            "{index} {year}: {place} against region, nation and best province",
            index=choice.short,
            year=year,
            place=choice.place,
        ),
        alt=text(
            "Dot plot of the components in per cent of the maximum. {finding}.",
            finding=headlines.profile(language, rows),
        ),
    )


def gap(choice: Choice) -> Block:
    """Return the components that make the gap to what the province is compared with.

    Examples
    --------
    >>> from analysis.explore import parse
    >>> gap(parse(province="08", comparison="nation")).html[:50]
    '<h2 id="gap">Chênh lệch theo từng thành phần</h2><'
    """
    text, language, compared = choice.language.text, choice.language, compare(choice)
    head = heading(2, text("What the gap is made of"), anchor="gap")
    found = _decomposed(choice, compared.codes)
    if found is None:
        return head + nothing(choice)
    names = _names(choice)
    picture = figure(
        charts.waterfall.gap(found, names, language=language),
        anchor="gap-chart",
        caption=text(
            "Gap of {index} {year} by component: {place}",
            index=choice.short,
            year=choice.last_year,
            place=choice.place,
        ),
        alt=movements.gap_parts(language, found, compared.name, names),
    )
    return join([head, _peers(choice), picture])


def _decomposed(choice: Choice, codes: tuple[str, ...]) -> Decomposition | None:
    to = "mean" if choice.comparison == "nation" else codes
    scores, year = choice.sections.scores, choice.last_year
    return known(
        lambda: change.decompose_gap(scores, choice.province, choice.index, year=year, to=to)
    )


def _peers(choice: Choice) -> Block:
    """Name the peers, if it is them that the province is compared with."""
    found = peers_of(choice) if choice.comparison == "peers" else None
    if found is None:
        return EMPTY
    text, names = choice.language.text, places.names(choice.language, "vn63")
    return paragraph(
        text(
            "Peers: {names}.",
            names=choice.language.enumerate([names[str(code)] for code in found.table.index]),
        ),
        text(
            "Nearest among {n} provinces by the standardised dimensions of {years}.",
            n=found.n,
            years=choice.language.span(found.years),
        ),
    )


def _names(choice: Choice) -> dict[str, str]:
    parts = indices.components(choice.index, choice.last_year)
    return {part.code: choice.language.pick(part.name_vi, part.name_en) for part in parts}
