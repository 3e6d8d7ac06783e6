"""What the general assessment says: specific, with figures, and no more than the data carry."""

from collections.abc import Mapping

import pandas as pd

from analysis import indices
from analysis.change import Decomposition
from analysis.rounding import difference
from analysis.wording import cells
from analysis.wording.language import Language, mark
from analysis.wording.parts import numbered

# So many parts are named, of the lag of a dimension those that make this share of it.
_NAMED = 3
_SHARE = 0.1


def domain(language: Language, name: str, index: str, row: pd.Series, *, year: int) -> str:
    """Say where a domain stands, against the mean and the year before as far as known.

    Parameters
    ----------
    language : Language
    name, index : str
        Name of the domain and code of its index.
    row : Series
        A row of `standing.profile` with a rank.
    year : int

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis.wording import language
    >>> row = pd.Series({"score": 6.91, "rank": 56, "rank_n": 61, "mean": 7.52, "change": -0.4})
    >>> domain(language("vi"), "Cung ứng dịch vụ công", "papi", row, year=2023)[-58:]
    '(so với bình quân −0,61 điểm, so với năm 2022 −0,40 điểm).'
    """
    values: dict[str, object] = {
        "name": name,
        "index": indices.index(index).short,
        "rank": int(row["rank"]),
        "n": int(row["rank_n"]),
    }
    # A domain that a source prints in per cent has no points.
    if pd.isna(row["score"]) or row.get("max_score") == 100:
        return language.text("{name} ({index}): rank {rank} of {n}.", **values)
    values["score"] = language.number(row["score"])
    if pd.isna(row["mean"]):
        return language.text("{name} ({index}): {score} points, rank {rank} of {n}.", **values)
    values["gap"] = language.signed(difference(row["score"], row["mean"]))
    if pd.isna(row["change"]):
        return language.text(
            "{name} ({index}): {score} points, rank {rank} of {n} ({gap} points against the mean).",
            **values,
        )
    return language.text(
        "{name} ({index}): {score} points, rank {rank} of {n} ({gap} points against the mean, "
        "{change} against {before}).",
        change=language.signed(row["change"]),
        before=year - 1,
        **values,
    )


def whole(language: Language, row: pd.Series, *, index: str, high: bool) -> str:
    """Say that a whole index is in the first or the last quarter of the country.

    Examples
    --------
    >>> from analysis.wording import language
    >>> whole(language("en"), pd.Series({"rank": 1, "rank_n": 63}), index="sipas", high=True)
    'SIPAS as a whole is in the first quarter of the country (rank 1 of 63).'
    """
    return language.text(
        _FIRST if high else _LAST,
        index=indices.index(index).short,
        rank=row["rank"],
        n=row["rank_n"],
    )


_FIRST = mark("{index} as a whole is in the first quarter of the country (rank {rank} of {n}).")
_LAST = mark("{index} as a whole is in the last quarter of the country (rank {rank} of {n}).")


def certain_move(language: Language, chance: float, *, before: int, rose: bool) -> str:
    """Say that PAPI moved against the nation by more than noise.

    Examples
    --------
    >>> from analysis.wording import language
    >>> certain_move(language("en"), 0.97, before=2022, rose=True)
    'PAPI rose against the nation since 2022 by more than noise (probability of a real rise: 97%).'
    """
    return language.text(
        _ROSE if rose else _FELL, before=before, chance=cells.chance(language, chance)
    )


_ROSE = mark(
    "PAPI rose against the nation since {before} by more than noise (probability of a real rise: "
    "{chance})."
)
_FELL = mark(
    "PAPI fell against the nation since {before} by more than noise (probability of a real rise: "
    "{chance})."
)


def own_movement(language: Language, found: Decomposition, names: Mapping[str, str]) -> list[str]:
    """Say which dimensions gained on the nation and which fell behind it.

    Examples
    --------
    >>> from analysis import indices, store
    >>> from analysis.change import decompose_change
    >>> from analysis.wording import language
    >>> found = decompose_change(store.load_scores(), "08", "papi", start=2022, end=2023)
    >>> names = {c.code: c.name_en for c in indices.domains("papi", 2023)}
    >>> own_movement(language("en"), found, names)
    ['Against the national drift, 0 of 8 dimensions gained and 8 lost.', \
'Furthest behind fell Public Service Delivery (−0.43 points).']
    """
    own = found.printed()["own"].drop(["total", "rounding", "other"], errors="ignore")
    best, worst = str(own.idxmax()), str(own.idxmin())
    said = [
        language.text(
            "Against the national drift, {up} of {n} dimensions gained and {down} lost.",
            n=len(own),
            up=int((own > 0).sum()),
            down=int((own < 0).sum()),
        )
    ]
    for message, code, there in (
        (_GAINED, best, own[best] > 0),
        (_LOST, worst, own[worst] < 0),
    ):
        if there:
            points = language.signed(float(own[code]))
            said.append(language.text(message, name=names[code], points=points))
    return said


_GAINED = mark("Furthest ahead came {name} ({points} points).")
_LOST = mark("Furthest behind fell {name} ({points} points).")


def part_changes(language: Language, rows: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Name the sub-dimensions that rose and fell most.

    Examples
    --------
    >>> from analysis.wording import language
    >>> rows = pd.DataFrame({"change": [-0.34, 0.08]}, index=["d2.2", "d1.1"])
    >>> names = {"d2.2": "Poverty Lists", "d1.1": "Civic Knowledge"}
    >>> part_changes(language("en"), rows, names)[0]
    'Sub-dimensions that rose most: 1.1. Civic Knowledge (+0.08).'
    """
    change = rows["change"].dropna()
    up = change[change > 0].sort_values(ascending=False, kind="stable")
    down = change[change < 0].sort_values(kind="stable")
    return [
        language.text(message, names=_listed(language, part.head(_NAMED), names))
        for message, part in ((_UP, up), (_DOWN, down))
        if len(part)
    ]


_UP = mark("Sub-dimensions that rose most: {names}.")
_DOWN = mark("Sub-dimensions that fell most: {names}.")


def lies_in(language: Language, name: str, rows: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Say in which sub-dimensions the lag of a dimension lies.

    Parameters
    ----------
    language : Language
    name : str
        Name of the dimension.
    rows : DataFrame
        Its rows of `subparts.subparts`.
    names : mapping of str to str
        Names of the parts.

    Returns
    -------
    str
        Nothing if no part is below the mean.

    Examples
    --------
    >>> from analysis.wording import language
    >>> rows = pd.DataFrame({"gap": [-0.43, 0.04]}, index=["d6.2", "d6.1"])
    >>> lies_in(language("en"), "Service", rows, {"d6.2": "Education"})
    'The lag in Service lies in 6.2. Education (−0.43).'
    """
    below = rows["gap"][rows["gap"] < 0].sort_values(kind="stable")
    if below.empty:
        return ""
    below = below[below <= _SHARE * below.sum()].head(_NAMED)
    return language.text(
        "The lag in {name} lies in {parts}.", name=name, parts=_listed(language, below, names)
    )


def _listed(language: Language, values: "pd.Series[float]", names: Mapping[str, str]) -> str:
    return language.enumerate(
        [
            f"{numbered(str(code), names[str(code)])} ({language.signed(float(value))})"
            for code, value in values.items()
        ]
    )
