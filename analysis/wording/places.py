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
    return {p.code: language.pick(p.name_vi, p.name_en) for p in provinces.provinces(frame)}


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
    places = ranks.rank_scores(known)
    return {
        code: language.text(
            "{name}: {value}, rank {rank} of {n}",
            name=name,
            value=language.number(known[code], digits),
            rank=places[code],
            n=len(known),
        )
        if code in known.index
        else language.text("{name}: no data", name=name)
        for code, name in names(language, frame).items()
    }


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
    """
    known, by_code = values.dropna(), names(language, frame)
    extremes = {
        "highest": by_code[str(known.idxmax())],
        "high": language.number(known.max(), digits),
        "lowest": by_code[str(known.idxmin())],
        "low": language.number(known.min(), digits),
    }
    if highlight is None:
        return language.text("Highest {highest} ({high}), lowest {lowest} ({low})", **extremes)
    own = titles(language, values, frame=frame, digits=digits)[highlight]
    return language.text(
        "{own}; highest {highest} ({high}), lowest {lowest} ({low})", own=own, **extremes
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
