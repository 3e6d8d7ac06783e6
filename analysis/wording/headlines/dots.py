"""Findings of the dot map of ranks."""

import pandas as pd

from analysis.provinces import Frame
from analysis.wording import places
from analysis.wording.language import Language

_NAMED = 3


def leaders(
    language: Language, ranks: pd.Series, highlight: str | None, n: int, *, frame: Frame
) -> str:
    """Say where the province picked out stands; without one, who is first and who last.

    Parameters
    ----------
    language : Language
    ranks : Series of int
        By code, 1 is best.
    highlight : str or None
    n : int
        Provinces that the ranks are among.
    frame : {"vn63", "vn34"}

    Examples
    --------
    >>> from analysis.wording import language
    >>> ranks = pd.Series({"01": 2, "08": 41, "46": 1})
    >>> leaders(language("vi"), ranks, "08", 61, frame="vn63")
    'Tuyên Quang xếp thứ 41/61; đứng đầu: Thừa Thiên Huế'
    >>> leaders(language("en"), ranks, None, 61, frame="vn63")
    'In front: Thua Thien Hue and Ha Noi'
    """
    names, ordered = places.names(language, frame), ranks.sort_values(kind="stable")
    first = [names[str(code)] for code in ordered.index[ordered <= _NAMED]]
    last = [names[str(code)] for code in ordered.index[ordered > n - _NAMED][::-1]]
    if highlight is not None:
        leader = names[str(ordered.index[0])] if ordered.iloc[0] == 1 else ""
        return _own(language, names[highlight], ranks.get(highlight), leader, n)
    if first and last and n >= 2 * _NAMED:
        return language.text(
            "In front: {first}; at the end: {last}",
            first=language.enumerate(first),
            last=language.enumerate(last),
        )
    if first:
        return language.text("In front: {first}", first=language.enumerate(first))
    return ""


def _own(language: Language, name: str, rank: int | None, leader: str, n: int) -> str:
    values = {"name": name, "rank": rank, "n": n, "first": leader}
    if rank is None:
        return language.text("{name} has no rank", **values)
    if rank == 1:
        return language.text("{name} is in front of {n} provinces", **values)
    if not leader:
        return language.text("{name} ranks {rank} of {n}", **values)
    return language.text("{name} ranks {rank} of {n}; in front: {first}", **values)


def titles(language: Language, ranks: pd.Series, n: int, *, frame: Frame) -> dict[str, str]:
    """Say of each unit its name and rank, or that it has none.

    Examples
    --------
    >>> from analysis.wording import language
    >>> found = titles(language("vi"), pd.Series({"08": 41}), 61, frame="vn63")
    >>> found["08"], found["22"]
    ('Tuyên Quang: thứ 41/61', 'Quảng Ninh: không có số liệu')
    """
    return {
        code: language.text("{name}: rank {rank} of {n}", name=name, rank=int(ranks[code]), n=n)
        if code in ranks.index
        else language.text("{name}: no data", name=name)
        for code, name in places.names(language, frame).items()
    }


def measure(language: Language, known: int, n: int) -> str:
    """Say of how many provinces ranks are known.

    Examples
    --------
    >>> from analysis.wording import language
    >>> measure(language("vi"), 41, 63)
    'Thứ hạng: chấm càng lớn càng cao; biết thứ hạng của 41/63 tỉnh, thành phố được xếp hạng'
    """
    return language.text(
        "Rank: the larger the dot the better; known of {known} of {n} provinces ranked",
        known=known,
        n=n,
    )
