"""Findings of the chart of rank intervals."""

from analysis.provinces import Region
from analysis.ranks import RankIntervals
from analysis.wording import places
from analysis.wording.language import Language
from analysis.wording.sentences import group_name


def measure(
    language: Language, found: RankIntervals, *, shown: int, near: Region | None = None
) -> str:
    """Say what is drawn, of how many provinces, and what the squares are.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import ranks
    >>> from analysis.wording import language
    >>> found = ranks.rank_intervals(pd.Series({"01": 3.0, "02": 2.0, "04": 1.0}), 0.01)
    >>> measure(language("en"), found, shown=2)
    'Rank among 3 provinces with its 90% interval; 2 of them shown'
    """
    values = {"n": found.n, "level": language.number(found.level * 100, 0), "shown": shown}
    drawn = (
        language.text(
            "Rank among {n} provinces with its {level}% interval; {shown} of them shown", **values
        )
        if shown < found.n
        else language.text(
            "Rank of the {n} provinces with data of 63, with its {level}% interval", **values
        )
    )
    if near is None:
        return drawn
    return language.text(
        "{drawn}; squares: the same region ({region})",
        drawn=drawn,
        region=language.pick(near.name_vi, near.name_en),
    )


def caterpillar(language: Language, found: RankIntervals, highlight: str | None) -> str:
    """Say how far the rank of the province picked out may be off; without one, of first and last.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import ranks
    >>> from analysis.wording import language
    >>> found = ranks.rank_intervals(pd.Series({"01": 3.0, "02": 2.0, "04": 1.0}), 0.01)
    >>> caterpillar(language("en"), found, "02")
    'Ha Giang ranks 2 of 3, but noise alone could make it 2 to 2'
    """
    names = places.names(language, "vn63")
    table = found.table.sort_values(["rank", "low"], kind="stable")
    if highlight is not None:
        row = table.to_dict("index")[highlight]
        return language.text(
            "{name} ranks {rank} of {n}, but noise alone could make it {low} to {high}",
            name=names[highlight],
            rank=language.number(row["rank"], 0),
            n=found.n,
            low=language.number(row["low"], 0),
            high=language.number(row["high"], 0),
        )
    first, last = table.iloc[0], table.iloc[-1]
    return language.text(
        "First is {first} (rank {first_low} to {first_high}), last {last} ({last_low} to "
        "{last_high})",
        first=names[str(table.index[0])],
        last=names[str(table.index[-1])],
        **{
            f"{place}_{end}": language.number(row[end], 0)
            for place, row in (("first", first), ("last", last))
            for end in ("low", "high")
        },
    )


def group(language: Language, name: str) -> str:
    """Name the first row of a group.

    Examples
    --------
    >>> from analysis.wording import language
    >>> group(language("vi"), "high_average")
    'nhóm trung bình cao'
    """
    return language.text("group {group}", group=group_name(language, name))
