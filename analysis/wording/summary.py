"""What the summary of a report says: one sentence a finding."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis import indices
from analysis.change import Decomposition
from analysis.gains import Gains
from analysis.rounding import rounded
from analysis.wording import cells
from analysis.wording.language import Language, mark
from analysis.wording.sentences import amount, group_name

# From here on a probability counts as certain.
CERTAIN = 0.95
# So many components are named.
_NAMED = 2


def standing(
    language: Language, row: pd.Series, *, index: str, year: int, chance: float | None = None
) -> str:
    """Say score, rank and what moved since the year before, and whether that is noise.

    Parameters
    ----------
    language : Language
    row : Series
        A row of `standing.history`.
    index : str
    year : int
    chance : float, optional
        Probability that the province really rose against the nation.

    Returns
    -------
    str
        Nothing without a score and a rank.

    Examples
    --------
    >>> from analysis.wording import language
    >>> row = pd.Series({"score": 41.49, "rank": 41, "rank_n": 61, "change": -1.62,
    ...                  "rank_change": -21})
    >>> standing(language("vi"), row, index="papi", year=2023)
    'PAPI năm 2023 đạt 41,49 điểm, xếp thứ 41/61; so với năm 2022 giảm 1,62 điểm và giảm 21 bậc.'
    """
    said = _result(language, row, index, year)
    if not said:
        return ""
    moved = moves(language, row, index=index, year=year)
    if not moved:
        return language.text("{standing}.", standing=said)
    values = {"standing": said, "before": year - 1, "moved": moved}
    if chance is None:
        return language.text("{standing}; from {before}, {moved}.", **values)
    certain = not 1 - CERTAIN < chance < CERTAIN
    return language.text(
        _MORE_THAN_NOISE if certain else _MAYBE_NOISE,
        chance=cells.chance(language, chance),
        **values,
    )


_MORE_THAN_NOISE = mark(
    "{standing}; from {before}, {moved}, more than noise (probability of a real rise against the "
    "nation: {chance})."
)
_MAYBE_NOISE = mark(
    "{standing}; from {before}, {moved}, which may be noise (probability of a real rise against "
    "the nation: {chance})."
)


def _result(language: Language, row: pd.Series, index: str, year: int) -> str:
    score, rank = row.get("score"), row.get("rank")
    values: dict[str, object] = {"index": indices.index(index).short, "year": year}
    if pd.notna(score):
        unit = indices.component(index, "overall", year).unit
        values["score"] = amount(language, float(score), unit)
    if pd.notna(rank):
        values |= {"rank": int(rank), "n": int(row["rank_n"])}
    message = _RESULTS.get((pd.notna(score), pd.notna(rank)))
    return language.text(message, **values) if message else ""


_RESULTS = {
    (True, True): mark("{index} {year}: {score}, rank {rank} of {n}"),
    (True, False): mark("{index} {year}: {score}, rank not found"),
    (False, True): mark("{index} {year}: rank {rank} of {n}, score not found"),
}


def moves(language: Language, row: pd.Series, *, index: str, year: int) -> str:
    """Say how score and rank moved since the year before; nothing where that is not known.

    Examples
    --------
    >>> from analysis.wording import language
    >>> row = pd.Series({"change": 1.06, "rank_change": -3})
    >>> moves(language("vi"), row, index="papi", year=2024)
    'tăng 1,06 điểm và giảm 3 bậc'
    """
    change, places = row.get("change"), row.get("rank_change")
    said = []
    if pd.notna(change):
        unit = indices.component(index, "overall", year).unit
        by = amount(language, abs(change), unit, difference=True)
        message = _SCORES[_way(float(rounded(change)))]
        said.append(language.text(message, change=by))
    if pd.notna(places):
        said.append(_places(language, int(places)))
    if len(said) < 2:
        return "".join(said)
    return language.text("{first} and {second}", first=said[0], second=said[1])


def _way(moved: float) -> int:
    return (moved > 0) - (moved < 0)


_SCORES = {1: mark("up {change}"), -1: mark("down {change}"), 0: mark("the score unchanged")}


def _places(language: Language, moved: int) -> str:
    if moved > 0:
        return language.plural("up {n} place", "up {n} places", moved)
    if moved < 0:
        return language.plural("down {n} place", "down {n} places", -moved)
    return language.text("the rank unchanged")


def drivers(language: Language, found: Decomposition, names: Mapping[str, str]) -> str:
    """Say which components make most of a change, and what the national mean did.

    Examples
    --------
    >>> from analysis import indices, store
    >>> from analysis.change import decompose_change
    >>> from analysis.wording import language
    >>> found = decompose_change(store.load_scores(), "08", "papi", start=2022, end=2023)
    >>> names = {c.code: c.name_vi for c in indices.domains("papi", 2023)}
    >>> drivers(language("vi"), found, names)[:49]
    'Mức thay đổi −1,62 điểm của PAPI chủ yếu ở Công k'
    """
    printed = found.printed()
    total = printed.to_dict("index")["total"]
    own = printed["change"].drop(["total", "rounding", "other"], errors="ignore")
    towards = own[(own < 0) if total["change"] < 0 else (own > 0)]
    most = towards.sort_values(key=abs, ascending=False, kind="stable").head(_NAMED)
    if most.empty or not rounded(total["change"]) or "drift" not in total:
        return ""
    return language.text(
        "The change of {change} points in {index} lies mostly in {parts}; the national mean moved "
        "by {drift} points.",
        index=indices.index(found.index).short,
        change=language.signed(total["change"]),
        parts=language.enumerate(
            [f"{names[str(c)]} ({language.signed(float(v))})" for c, v in most.items()]
        ),
        drift=language.signed(total["drift"]),
    )


def extremes(language: Language, best: str, worst: str) -> str:
    """Name the best and the worst placed domain.

    Examples
    --------
    >>> from analysis.wording import language
    >>> extremes(language("vi"), "A (PAPI, 3/61)", "B (PAPI, 56/61)")
    'So với cả nước, mạnh nhất là A (PAPI, 3/61); yếu nhất là B (PAPI, 56/61).'
    """
    return language.text(
        "Against the nation, the strongest is {best}; the weakest is {worst}.",
        best=best,
        worst=worst,
    )


def gain(language: Language, found: Gains, names: Mapping[str, str]) -> str:
    """Say where most can be gained in a year, and how many places that buys.

    Examples
    --------
    >>> from analysis import indices, store
    >>> from analysis.gains import achievable_gains, learn
    >>> from analysis.wording import language
    >>> found = achievable_gains(learn(store.load_scores(), "papi", year=2023), "08")
    >>> names = {c.code: c.name_en for c in indices.domains("papi", 2023)}
    >>> gain(language("en"), found, names)[-44:]
    'Service Delivery: +0.51 points, or 6 places.'
    """
    rows = found.frame.to_dict("index")
    best = max(rows, key=lambda code: rows[code]["achievable"])
    return language.plural(
        "The largest gain within reach in a year is in {name}: {points} points, or {n} place.",
        "The largest gain within reach in a year is in {name}: {points} points, or {n} places.",
        int(rows[best]["ranks"]),
        name=names[str(best)],
        points=language.signed(rows[best]["achievable"]),
    )


def lacking(language: Language, needed: float, group: str) -> str:
    """Say what is lacking for the next group.

    Examples
    --------
    >>> from analysis.wording import language
    >>> lacking(language("en"), 0.9, "high_average")
    'PAPI lacks 0.90 points for the high average group.'
    """
    return language.text(
        "PAPI lacks {needed} points for the {group} group.",
        needed=language.number(needed),
        group=group_name(language, group),
    )


def chances(language: Language, due: int, best: tuple[str, float], worst: tuple[str, float]) -> str:
    """Say which target of the plan is likeliest and which least likely.

    Examples
    --------
    >>> from analysis.wording import language
    >>> chances(language("en"), 2024, ("PAPI: group", 0.46), ("SIPAS: rank", 0.15))[40:]
    ' PAPI: group (46%), the least likely SIPAS: rank (15%).'
    """
    return language.text(
        "Of the targets for {due} the likeliest is {best} ({high}), the least likely {worst} "
        "({low}).",
        due=due,
        best=best[0],
        high=cells.chance(language, best[1]),
        worst=worst[0],
        low=cells.chance(language, worst[1]),
    )


def verdicts(language: Language, due: int, met: int, missed: int, undecided: int) -> str:
    """Say how many targets of the plan are met.

    Examples
    --------
    >>> from analysis.wording import language
    >>> verdicts(language("en"), 2024, 1, 8, 21)
    'Of the targets for 2024, met: 1; not met: 8; cannot be judged: 21.'
    """
    return language.text(
        "Of the targets for {due}, met: {met}; not met: {missed}; cannot be judged: {undecided}.",
        due=due,
        met=met,
        missed=missed,
        undecided=undecided,
    )


def latest(language: Language, row: pd.Series, *, index: str, year: int) -> str:
    """Say the last known result of an index that has none in the year of the report.

    Examples
    --------
    >>> from analysis.wording import language
    >>> row = pd.Series({"score": 86.57, "rank": 34, "rank_n": 63})
    >>> latest(language("vi"), row, index="par_index", year=2021)
    'Kết quả gần nhất đã biết: PAR INDEX năm 2021 đạt 86,57 điểm, xếp thứ 34/63.'
    """
    return language.text(
        "The last known result: {standing}.", standing=_result(language, row, index, year)
    )


def unknown(language: Language, without: Sequence[str], year: int) -> str:
    """Say of which indices the overall score of the year is not in the data; parts of it may be.

    Examples
    --------
    >>> from analysis.wording import language
    >>> unknown(language("vi"), ["par_index", "sipas"], 2023)
    'Trong số liệu chưa có điểm tổng năm 2023 của PAR INDEX và SIPAS.'
    """
    if not without:
        return ""
    names = language.enumerate([indices.index(index).short for index in without])
    return language.text(
        "The data hold no overall score of {year} of {names}.", year=year, names=names
    )
