"""What maps say: legends, the title of each province, and the text for those who cannot see."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd

from analysis import provinces, ranks
from analysis.provinces import Frame
from analysis.wording.language import Language
from analysis.wording.sentences import group_name


def names(language: Language, frame: Frame) -> dict[str, str]:
    """Return the names of all units of a frame by code.

    Examples
    --------
    >>> from analysis.wording import language
    >>> names(language("vi"), "vn63")["08"]
    'Tuyên Quang'
    """
    return {p.code: provinces.short_name(p, language.code) for p in provinces.provinces(frame)}


def titles(
    language: Language, values: pd.Series, *, frame: Frame, digits: int = 2
) -> dict[str, str]:
    """Say of each unit its name, value and rank, or that nothing is known.

    Parameters
    ----------
    language : Language
    values : Series of float
        By code.
    frame : {"vn63", "vn34"}
    digits : int
        Decimals.

    Returns
    -------
    dict of str to str
        For every unit of the frame.

    Examples
    --------
    >>> from analysis.wording import language
    >>> found = titles(language("vi"), pd.Series({"01": 43.1, "08": 41.5}), frame="vn63")
    >>> found["08"], found["22"]
    ('Tuyên Quang: 41,50, thứ 2/2', 'Quảng Ninh: không có số liệu')
    """
    known = values.dropna()
    placed = ranks.rank_scores(known)
    return {
        code: _title(language, name, known.get(code), placed.get(code), len(known), digits)
        for code, name in names(language, frame).items()
    }


def _title(
    language: Language, name: str, value: float | None, rank: int | None, n: int, digits: int
) -> str:
    if value is None:
        return language.text("{name}: no data", name=name)
    return language.text(
        "{name}: {value}, rank {rank} of {n}",
        name=name,
        value=language.number(value, digits),
        rank=rank,
        n=n,
    )


def finding(
    language: Language,
    values: pd.Series,
    highlight: str | None,
    *,
    frame: Frame,
    digits: int = 2,
) -> str:
    """Say who is highest and lowest, and where the province picked out stands.

    Examples
    --------
    >>> from analysis.wording import language
    >>> values = pd.Series({"01": 43.1, "08": 41.5, "22": 46.0})
    >>> finding(language("vi"), values, "08", frame="vn63")
    'Tuyên Quang: 41,50, thứ 3/3; cao nhất Quảng Ninh (46,00), thấp nhất Tuyên Quang (41,50)'
    >>> finding(language("vi"), values * 0 + 1, None, frame="vn63")
    'Cả 3 tỉnh, thành phố cùng một mức: 1,00'
    """
    known, by_code = values.dropna(), names(language, frame)
    own = highlight and _title(
        language, by_code[highlight], known.get(highlight),
        ranks.rank_scores(known).get(highlight), len(known), digits,
    )  # fmt: skip
    high, low = language.number(known.max(), digits), language.number(known.min(), digits)
    if high == low:
        said = language.plural(
            "{n} province with data: {value}", "All {n} provinces at one level: {value}",
            len(known), value=high,
        )  # fmt: skip
        return f"{own}; {said}" if own and len(known) > 1 else own or said
    extremes = {
        "highest": _holders(language, by_code, known, known.max(), digits),
        "high": high,
        "lowest": _holders(language, by_code, known, known.min(), digits),
        "low": low,
    }
    if not own:
        return language.text("Highest {highest} ({high}), lowest {lowest} ({low})", **extremes)
    return language.text(
        "{own}; highest {highest} ({high}), lowest {lowest} ({low})", own=own, **extremes
    )


def _holders(
    language: Language, by_code: Mapping[str, str], known: pd.Series, value: float, digits: int
) -> str:
    """Name who holds a value as printed; of more than two the first and how many others."""
    near = known[(known - value).abs() < 10.0**-digits]
    printed = language.number(value, digits)
    found = [by_code[str(c)] for c, v in near.items() if language.number(v, digits) == printed]
    if len(found) <= 2:
        return language.enumerate(found)
    return language.plural(
        "{name} and {n} other", "{name} and {n} others", len(found) - 1, name=found[0]
    )


def group_titles(
    language: Language, groups: pd.Series, labels: Mapping[str, str], *, frame: Frame
) -> dict[str, str]:
    """Say of each unit its name and group.

    Examples
    --------
    >>> from analysis.wording import language
    >>> group_titles(language("vi"), pd.Series({"01": "a"}), {"a": "cao"}, frame="vn63")["01"]
    'Hà Nội: cao'
    """
    return {
        code: language.text("{name}: {group}", name=name, group=labels[groups[code]])
        if code in groups.index
        else language.text("{name}: no data", name=name)
        for code, name in names(language, frame).items()
    }


def counted(language: Language, label: str, n: int) -> str:
    """Write a line of a legend with the number of provinces.

    Examples
    --------
    >>> from analysis.wording import language
    >>> counted(language("vi"), "cao", 15)
    'cao: 15 tỉnh'
    """
    return language.plural("{label}: {n} province", "{label}: {n} provinces", n, label=label)


def missing(language: Language, n: int) -> str:
    """Write the line of a legend for provinces without data.

    Examples
    --------
    >>> from analysis.wording import language
    >>> missing(language("vi"), 2)
    'không có số liệu: 2 tỉnh'
    """
    return language.plural("no data: {n} province", "no data: {n} provinces", n)


def map_note(language: Language, *, groups: bool = False) -> str:
    """Return what a map must say of itself: no borders, and whose colour the islands carry.

    Parameters
    ----------
    language : Language
    groups : bool
        Whether the colours are those of named groups.

    Examples
    --------
    >>> from analysis.wording import language
    >>> map_note(language("en"))[:53]
    'Illustrative map, not for determining borders. Bounda'
    """
    if groups:
        return language.text(
            "Illustrative map, not for determining borders. Boundaries made with Natural Earth. "
            "Hoàng Sa and Trường Sa carry the group of Đà Nẵng and of Khánh Hòa."
        )
    return language.text(
        "Illustrative map, not for determining borders. Boundaries made with Natural Earth. "
        "Hoàng Sa and Trường Sa carry the colour of Đà Nẵng and of Khánh Hòa."
    )


def class_labels(
    language: Language,
    bounds: Sequence[float],
    *,
    low: float,
    high: float,
    names: Sequence[str] = (),
    digits: int = 2,
) -> list[str]:
    """Write what each class of a map spans, from the lowest.

    Parameters
    ----------
    language : Language
    bounds : sequence of float
        Between the classes.
    low, high : float
        Smallest and largest value.
    names : sequence of str
        Names of the classes as in `ranks.GROUPS` or `ranks.BANDS`, or none.
    digits : int
        Decimals.

    Examples
    --------
    >>> from analysis.wording import language
    >>> class_labels(language("vi"), [40.0, 41.5], low=38.25, high=46)
    ['38,25–40,00', '40,00–41,50', '41,50–46,00']
    """
    edges = [min(low, *bounds, high), *bounds, max(high, *bounds, low)]
    written = [language.number(edge, digits) for edge in edges]
    spans = [f"{first}–{last}" for first, last in pairwise(written)]
    if not names:
        return spans
    return [
        language.text("{name} ({span})", name=group_name(language, name), span=span) if name
        else span
        for name, span in zip(names, spans, strict=True)
    ]  # fmt: skip
