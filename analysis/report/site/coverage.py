"""What is known of each index and year, how sure it is, and which years may be compared."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from analysis import charts, indices, provinces, store
from analysis.blocks import Block, figure, heading, join, paragraph
from analysis.quality import quality
from analysis.rawtables import CONFIDENCE
from analysis.report.params import INDICES
from analysis.tables import Column, behind, table
from analysis.wording import Language
from analysis.wording.headlines import coverage as headlines
from analysis.wording.language import DASH, mark

_STATUS = {
    "documented": mark("documented"),
    "inferred": mark("inferred"),
    "suspected": mark("suspected"),
}


def sections(language: Language, year: int) -> Iterator[Block]:
    """Yield the sections on the quality of the data.

    Parameters
    ----------
    language : Language
    year : int
        Whose totals are held against their parts.

    Examples
    --------
    >>> from analysis.wording import language
    >>> next(sections(language("en"), 2024)).html[:56]
    '<h2 id="known">What is known of each index and year</h2>'
    """
    text = language.text
    yield join([heading(2, text("What is known of each index and year"), anchor="known"),
                paragraph(*_panels(language)), *_known(language)])  # fmt: skip
    yield join([heading(2, text("How sure the figures are"), anchor="sure"),
                paragraph(_totals(language, year)), _sure(language)])  # fmt: skip
    yield join([heading(2, text("Where sources disagree"), anchor="conflicts"),
                paragraph(*_conflicts(language))])  # fmt: skip
    yield join([heading(2, text("Years that may be compared"), anchor="breaks"),
                paragraph(*_comparable(language)), _breaks(language)])  # fmt: skip


def _short(language: Language, index: str) -> str:
    """Name an index; series that are no index have Vietnamese short names."""
    known = indices.index(index)
    return known.short if index in (*INDICES, "pci", "dti") else language.pick(
        known.name_vi, known.name_en
    )  # fmt: skip


def _panels(language: Language) -> Iterator[str]:
    text, held = language.text, store.coverage()
    known = held.loc[held["index"] == "papi", "with_score"]
    if len(known):
        yield text(
            "PAPI is complete: of every year all provinces are here that were published, "
            "{low} to {high} of {all}.",
            low=known.min(),
            high=known.max(),
            all=len(provinces.provinces()),
        )
    yield text(
        "PAR INDEX and SIPAS are partial: only what was published for single provinces, and "
        "good news is over-represented. No national rank, mean or map is computed from them."
    )


def _known(language: Language) -> Iterator[Block]:
    """Yield the picture of coverage and the numbers behind it."""
    text, held = language.text, store.coverage()
    names = {str(code): _short(language, str(code)) for code in held["index"].unique()}
    caption = text("Provinces with a score in the data, by index and year")
    yield figure(
        charts.coverage_heatmap(held, names, language=language),
        anchor="coverage",
        caption=caption,
        alt=headlines.coverage(language, held, names),
    )
    columns = [
        Column(text("Index"), numeric=False),
        Column(text("Year")),
        Column(text("Provinces with a score")),
        Column(text("Provinces with a rank")),
        Column(text("National value published"), numeric=False),
    ]
    every = len(provinces.provinces())
    rows = [
        [
            names[row["index"]],
            str(row["year"]),
            f"{row['with_score']}/{every}",
            f"{row['with_rank']}/{every}",
            text("yes") if row["national_value"] else DASH,
        ]
        for row in held.to_dict("records")
    ]
    summary = text("Provinces with a score and with a rank, by index and year")
    yield behind(columns, rows, summary=summary)


def _sums(year: int) -> tuple[int, int]:
    """Return how many totals of a year have all parts known, and how many agree with them."""
    scores = store.load_scores(years=[year])
    codes = ("00", *(p.code for p in provinces.provinces()))
    found = [quality(scores, code, year, INDICES) for code in codes]
    wrong = sum(len(one.wrong_sums) for one in found)
    every = sum(one.sums for one in found)
    return every, every - wrong


def _totals(language: Language, year: int) -> str:
    every, right = _sums(year)
    return language.text(
        "Of {year}, {right} of {n} totals whose parts are all known agree with the sum of their "
        "parts.",
        year=year,
        right=language.number(right, 0),
        n=language.number(every, 0),
    )


def _sure(language: Language) -> Block:
    """Count the figures of each index by how sure they are."""
    text = language.text
    scores = store.load_scores()
    counts = Counter(zip(scores["index"], scores["confidence"], strict=True))
    numbers = {index: [counts[index, kind] for kind in CONFIDENCE] for index in INDICES}
    columns = [
        Column(text("Index"), numeric=False),
        Column(text("Figures")),
        Column(text("by two independent publishers")),
        Column(text("by one publisher")),
        Column(text("computed from printed figures")),
    ]
    rows = [
        [
            indices.index(index).short,
            *(language.number(n, 0) for n in (sum(found), *found)),
        ]
        for index, found in numbers.items()
        if any(found)
    ]
    return table(
        columns,
        rows,
        anchor="certainty",
        caption=text("Figures of all years by how sure they are"),
        note=text("Scores and ranks of all parts, one a province, year and part."),
    )


def _conflicts(language: Language) -> list[str]:
    text = language.text
    return [
        text(
            "A stated figure beats one that follows by arithmetic, a later correction beats the "
            "first report, and a figure that fits its neighbours in the ranking beats one that "
            "does not."
        ),
        text("What could not be settled was left out."),
    ]


def _comparable(language: Language) -> list[str]:
    text = language.text
    return [
        text(
            "Scores, changes and trends are not compared across these years. A documented or "
            "inferred break of a part breaks every sum that holds it; a suspected one, a jump of "
            "the national mean, only the part itself."
        )
    ]


def _breaks(language: Language) -> Block:
    text = language.text
    rows = store.load("breaks")
    by = ["index", "year", "status", "reason_vi"]
    rows = rows[rows["index"].isin(INDICES)].sort_values([*by, "component"])
    grouped = groupby(rows.to_dict("records"), key=lambda row: tuple(row[c] for c in by))
    found = [list(held) for _, held in grouped]
    found.sort(key=lambda held: INDICES.index(held[0]["index"]))
    columns = [
        Column(text("Index"), numeric=False),
        Column(text("From the year")),
        Column(text("Parts"), numeric=False),
        Column(text("What was changed"), numeric=False),
        Column(text("Status"), numeric=False),
    ]
    shown = [
        [
            indices.index(held[0]["index"]).short,
            str(held[0]["year"]),
            _parts(language, held[0]["index"], held[0]["year"], [row["component"] for row in held]),
            language.pick(held[0]["reason_vi"], held[0]["reason_en"]),
            text(_STATUS[held[0]["status"]]),
        ]
        for held in found
    ]
    caption = text("Years from which results are not compared with the years before")
    return table(columns, shown, anchor="break-years", caption=caption)


def _parts(language: Language, index: str, year: int, codes: list[str]) -> str:
    if "overall" in codes:
        return language.text("the whole index and its parts")
    parts = [indices.component(index, code, year) for code in codes]
    return "; ".join(language.pick(part.name_vi, part.name_en) for part in parts)
