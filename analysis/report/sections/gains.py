"""What each dimension can gain in a year, and the fewest that reach the next group."""

from analysis import indices
from analysis.blocks import EMPTY, Block, bullets, heading, join, paragraph
from analysis.gains import Gains, Packages
from analysis.report.sections import results
from analysis.report.subject import Subject
from analysis.tables import Column, behind, table
from analysis.wording import Language, cells, sentences
from analysis.wording import movements as words
from analysis.wording.language import DASH


def gains(subject: Subject) -> Block:
    """Say what the dimensions of PAPI can gain against the nation, best first."""
    found = results.gains(subject)
    if found is None:
        return EMPTY
    text, language = subject.language.text, subject.language
    names = subject.domain_names(found.index)
    columns = [
        Column(text("Component"), numeric=False),
        Column(text("Score")),
        Column(text("Expected")),
        Column(text("80% interval")),
        Column(text("Achievable")),
        Column(text("Provinces already there")),
        Column(text("Places it would buy")),
        Column(text("Rises so far")),
    ]
    rows = found.frame.sort_values("achievable", ascending=False, kind="stable").to_dict("index")
    body = [
        [
            names[str(code)],
            cells.number(language, row["score"]),
            cells.signed(language, row["expected"]),
            text(
                "{low} to {high}",
                low=language.signed(row["low80"]),
                high=language.signed(row["high80"]),
            ),
            cells.signed(language, row["achievable"]),
            text("{number}%", number=language.number(row["share_there"] * 100, 0)),
            language.number(row["ranks"], 0),
            _record(language, row["rises"], row["movements"]),
        ]
        for code, row in rows.items()
    ]
    return join(
        [
            heading(3, text("What can be gained")),
            paragraph(words.gains(language, found, names)),
            table(
                columns,
                body,
                anchor=f"gains-{found.index}",
                caption=text(
                    "Gains within reach in a year, {index} {year}: {place}",
                    index=indices.index(found.index).short,
                    year=subject.year,
                    place=subject.place,
                ),
                note=text(
                    "Points against the national mean, learnt from {n} or more yearly movements of "
                    "all provinces up to {year}. Achievable: reached or passed by one in four "
                    "provinces from such a position. Places: if no other province moves, among "
                    "{m}. Rises: comparable years in which the province gained on the nation. It "
                    "is a record of movements, not a proof of what causes them.",
                    n=language.number(found.frame["n"].min(), 0),
                    year=subject.year,
                    m=found.provinces,
                ),
            ),
            _next_group(subject, found),
        ]
    )


def _record(language: Language, rises: float, movements: float) -> str:
    """Write how many of the comparable years were rises."""
    if not movements:
        return DASH
    return language.text(
        "{rises} of {years}",
        rises=language.number(rises, 0),
        years=language.number(movements, 0),
    )


def _next_group(subject: Subject, found: Gains) -> Block:
    """Say which dimensions together would lift the province into the next better group."""
    text, language = subject.language.text, subject.language
    goal = results.next_group(subject)
    if goal is None:
        return paragraph(text("The province is in the highest group already."))
    values: dict[str, object] = {
        "group": sentences.group_name(language, goal.group),
        "rank": goal.rank,
        "needed": language.number(goal.needed),
    }
    available = language.number(float(found.frame["achievable"].sum()))
    figures = behind(
        [
            Column(text("Next group"), numeric=False),
            Column(text("Rank of its last member")),
            Column(text("Points lacking")),
            Column(text("Achievable in all")),
        ],
        [[str(values["group"]), str(goal.rank), str(values["needed"]), available]],
        summary=text("What the next group takes"),
    )
    packages = goal.packages
    if packages is None:
        said = text(
            "To enter the group {group} (rank {rank}) the province lacks {needed} points; all "
            "achievable gains together bring {available}, so that is out of reach in a year.",
            available=available,
            **values,
        )
        return paragraph(said) + figures
    said = text(
        "To enter the group {group} (rank {rank}) the province lacks {needed} points, if no other "
        "province moves. The fewest dimensions whose achievable gains reach that, and the next "
        "best:",
        **values,
    )
    return join(
        [
            paragraph(said),
            bullets(_package(subject, found, packages, row) for row in _sets(packages)),
            figures,
            _packages(subject, found, packages),
        ]
    )


def _packages(subject: Subject, found: Gains, packages: Packages) -> Block:
    text, language = subject.language.text, subject.language
    names = subject.domain_names(found.index)
    return behind(
        [Column(text("Dimensions"), numeric=False), Column(text("Points")), Column(text("Chance"))],
        [
            [
                language.enumerate([names[code] for code in codes]),
                language.signed(float(found.frame.loc[list(codes), "achievable"].sum())),
                cells.chance(language, found.chance(codes, packages.needed)),
            ]
            for codes in _sets(packages)
        ],
        summary=text("Dimensions that reach the next group"),
    )


def _sets(packages: Packages) -> list[tuple[str, ...]]:
    return list(packages.frame["components"])


def _package(subject: Subject, found: Gains, packages: Packages, codes: tuple[str, ...]) -> str:
    language, names = subject.language, subject.domain_names(found.index)
    return language.text(
        "{names}: +{gain} points in all; that they together gain enough in a year has a chance of "
        "{chance}.",
        names=language.enumerate([names[code] for code in codes]),
        gain=language.number(float(found.frame.loc[list(codes), "achievable"].sum())),
        chance=cells.chance(language, found.chance(codes, packages.needed)),
    )
