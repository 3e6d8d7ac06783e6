"""PAPI: dimensions, profile and map."""

import pandas as pd

from analysis import charts, maps
from analysis.blocks import EMPTY, Block, figure, heading, join, paragraph
from analysis.ranks import GROUPS, papi_groups
from analysis.report.subject import Subject
from analysis.rounding import differences
from analysis.tables import Column, behind, table, without_blank
from analysis.wording import cells, places, sentences
from analysis.wording.language import DASH


def papi_head(subject: Subject) -> Block:
    """Section V: coverage, dimensions up and down, best and worst."""
    text, language = subject.language.text, subject.language
    section = subject.section("papi")
    parts = [
        heading(2, text("Governance and public administration index (PAPI)"), anchor="papi"),
        paragraph(sentences.coverage(language, section)),
    ]
    rows = subject.profiles["papi"]
    known = rows[rows["score"].notna()]
    if known.empty:
        missing = sentences.result(
            language, subject.now("papi"), place=subject.place, index="papi", year=subject.year
        )
        return join([*parts, paragraph(missing)])
    return join(
        [*parts, paragraph(*_movements(subject, known)), paragraph(*_places(subject, known))]
    )


def _movements(subject: Subject, known: pd.DataFrame) -> list[str]:
    text = subject.language.text
    change = known["change"].dropna()
    if change.empty:
        return []
    said = [
        text(
            "Of {n} dimensions comparable with {before}, {up} rose and {down} fell.",
            n=len(change),
            before=subject.year - 1,
            up=int((change > 0).sum()),
            down=int((change < 0).sum()),
        )
    ]
    names, signed = subject.domain_names("papi"), subject.language.signed
    rise, fall = str(change.idxmax()), str(change.idxmin())
    if change[rise] > 0:
        said.append(
            text(
                "The largest rise is in {name} ({change} points).",
                name=names[rise],
                change=signed(change[rise]),
            )
        )
    if change[fall] < 0:
        said.append(
            text(
                "The largest fall is in {name} ({change} points).",
                name=names[fall],
                change=signed(change[fall]),
            )
        )
    return said


def _places(subject: Subject, known: pd.DataFrame) -> list[str]:
    language, names = subject.language, subject.domain_names("papi")
    ranked = known.sort_values("rank", kind="stable")

    def listed(rows: pd.DataFrame) -> str:
        return language.enumerate(
            [f"{names[str(c)]} ({r['rank']}/{r['rank_n']})" for c, r in rows.iterrows()]
        )

    below = known[differences(known["score"], known["mean"]) < 0]
    said = [
        language.text("Best placed: {domains}.", domains=listed(ranked.head(2))),
        language.text("Worst placed: {domains}.", domains=listed(ranked.tail(2).iloc[::-1])),
    ]
    if len(below):
        said.append(
            language.plural(
                "{n} dimension lies below the mean of the provinces: {domains}.",
                "{n} dimensions lie below the mean of the provinces: {domains}.",
                len(below),
                domains=language.enumerate([names[str(c)] for c in below.index]),
            )
        )
    return said


def papi_dimensions(subject: Subject) -> Block:
    """Table T10: the dimensions."""
    text = subject.language.text
    rows = subject.profiles["papi"]
    if rows["score"].isna().all():
        return EMPTY
    names = subject.domain_names("papi")
    columns = [
        Column(text("Dimension"), numeric=False),
        Column(text("Points")),
        Column(text("Rank")),
        Column(text("Group"), numeric=False),
        Column(text("Points, year before")),
        Column(text("Change")),
        Column(text("Change, %")),
        Column(text("Places up (+) or down (−)")),
        Column(text("National mean")),
        Column(text("Best province"), numeric=False),
    ]
    body = [_dimension_cells(subject, names[str(code)], row) for code, row in rows.iterrows()]
    return table(
        *without_blank(columns, body, blank=DASH),
        anchor="t10",
        caption=text("PAPI {year} by dimension: {place}", year=subject.year, place=subject.place),
        note=text(
            "Each dimension is scored from 1 to 10. Ranks, means and groups are computed over the "
            "provinces published. {dash} not known or not comparable.",
            dash=DASH,
        ),
    )


def _dimension_cells(subject: Subject, name: str, row: pd.Series) -> list[str]:
    language, best = subject.language, row["best_code"]
    return [
        name,
        cells.number(language, row["score"]),
        cells.rank(row["rank"], row["rank_n"]),
        sentences.group_name(language, row["group"]),
        cells.number(language, row["previous_score"]),
        cells.signed(language, row["change"]),
        cells.signed(language, row["change_percent"]),
        cells.signed(language, row["rank_change"], 0),
        cells.number(language, row["mean"]),
        DASH if pd.isna(best) else f"{subject.names[best]} ({language.number(row['best_score'])})",
    ]


def papi_profile(subject: Subject) -> Block:
    """Chart C3: the dimensions against region, nation and leader."""
    text, rows = subject.language.text, subject.profiles["papi"]
    if rows["score"].isna().all():
        return EMPTY
    names = subject.domain_names("papi")
    shares = (
        rows[["score", "region_mean", "mean", "best_score"]].div(rows["max_score"], axis=0) * 100
    )
    share = shares["score"].dropna()
    low, high = str(share.idxmin()), str(share.idxmax())
    alt = text(
        "Dot plot of {n} dimensions in per cent of the maximum: the province lies between {low} "
        "({low_name}) and {high} ({high_name}), beside the means of the region and the nation and "
        "the best province.",
        n=len(share),
        low=subject.language.number(share.min(), 0),
        low_name=names[low],
        high=subject.language.number(share.max(), 0),
        high_name=names[high],
    )
    caption = text(
        "PAPI {year}: {place} against region, nation and best province",
        year=subject.year,
        place=subject.place,
    )
    return figure(
        charts.domain_profile(rows, names, language=subject.language),
        anchor="c3",
        caption=caption,
        alt=alt,
    ) + behind(
        [
            Column(text("Dimension"), numeric=False),
            Column(text("Province, %")),
            Column(text("Region mean")),
            Column(text("National mean")),
            Column(text("Best province")),
        ],
        [[names[str(code)], *(cells.number(subject.language, v, 0) for v in row)]
         for code, row in zip(rows.index, shares.to_numpy(), strict=True)],
        summary=text("Figures of: {caption}", caption=caption),
    )  # fmt: skip


def papi_columns(subject: Subject) -> Block:
    """Chart C1: all provinces from the best to the last."""
    text, language = subject.language.text, subject.language
    section = subject.section("papi")
    names = subject.names
    best, last = section.extreme(highest=True), section.extreme(highest=False)
    if best is None or last is None:
        return EMPTY
    own = section.rows["score"].get(subject.province.code)
    values: dict[str, object] = {
        "n": section.n,
        "best": names[best[0]],
        "best_score": language.number(best[1]),
        "last": names[last[0]],
        "last_score": language.number(last[1]),
        "place": subject.place,
    }
    if own is None or pd.isna(own):
        alt = text(
            "Columns of {n} provinces from {best} ({best_score}) to {last} ({last_score}); {place} "
            "is not among them.",
            **values,
        )
    else:
        rank = section.ranked[subject.province.code]
        alt = text(
            "Columns of {n} provinces from {best} ({best_score}) to {last} ({last_score}); {place} "
            "stands at place {rank} with {own}.",
            rank=rank,
            own=language.number(own),
            **values,
        )
    title = {"year": subject.year, "n": section.n}
    caption = (
        text("PAPI {year} of {n} provinces", **title)
        if own is None or pd.isna(own)
        else text("PAPI {year} of {n} provinces; {place} picked out", place=subject.place, **title)
    )
    return figure(
        charts.province_columns(section, highlight=subject.province.code, language=language),
        anchor="c1",
        caption=caption,
        alt=alt,
        note=text("The axis does not begin at zero."),
    ) + _behind(subject, caption)


def _behind(subject: Subject, caption: str) -> Block:
    """Return score, rank and group of every province, the best first."""
    text, language = subject.language.text, subject.language
    section = subject.section("papi")
    scores = section.rows["score"].dropna().sort_values(ascending=False, kind="stable")
    groups = papi_groups(scores, subject.year)
    return behind(
        [
            Column(text("Province"), numeric=False),
            Column(text("Points")),
            Column(text("Rank")),
            Column(text("Group"), numeric=False),
        ],
        [
            [
                subject.names[code],
                language.number(scores[code]),
                cells.rank(section.ranked[code], section.rank_n),
                sentences.group_name(language, groups[code]),
            ]
            for code in map(str, scores.index)
        ],
        summary=text("Figures of: {caption}", caption=caption),
    )


def papi_map(subject: Subject) -> Block:
    """Chart C8: map of the four groups."""
    text, language = subject.language.text, subject.language
    section = subject.section("papi")
    scores, groups = section.rows["score"], section.groups
    labels = {g: _bounds(subject, scores[groups == g], g) for g in GROUPS}
    code = subject.province.code
    caption = text(
        "PAPI {year} in four groups; {place} outlined", year=subject.year, place=subject.place
    )
    return figure(
        maps.categories(
            groups,
            order=GROUPS,
            labels=labels,
            highlight=code,
            language=language,
        ),
        anchor="c8",
        caption=caption,
        alt=maps.describe_groups(
            groups,
            text("PAPI {year}", year=subject.year),
            order=GROUPS,
            labels=labels,
            highlight=code,
            language=language,
        ),
        readable=True,
        note=places.map_note(language, groups=True),
    ) + _behind(subject, caption)


def _bounds(subject: Subject, scores: pd.Series, group: str) -> str:
    language = subject.language
    return language.text(
        "{group} ({low}–{high})",
        group=sentences.group_name(language, group).capitalize(),
        low=language.number(scores.min()),
        high=language.number(scores.max()),
    )
