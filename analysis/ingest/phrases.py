"""What one head of a column says: which component, which figure, of which year and scale."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from analysis.ingest.spellings import FILLING, MAXIMUM, RANK, written_out

FigureKind = Literal["score", "rank", "max"]

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_VALUE = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_PRINTED_MAXIMUM = re.compile(
    rf"(?:diem )?(?:toi da|thang diem|max(?:imum)?)\s*(?:la|:|=)?\s*{_VALUE}(?:\s*diem)?"
    rf"|\({_VALUE}\s*(?:diem|points)\)|/\s*{_VALUE}\s*(?:diem|points)?\s*$"
)
_PERCENT = re.compile(r"%|\b(?:phan tram|ty le|per ?cent)\b")
_NUMBERING = re.compile(r"^(?:[ivx]{1,4}|\d{1,2}(?: \d{1,2})?) (?=\D)")
_CODE = re.compile(
    r"\b(?:(?:chi so |truc )?(?:noi dung|linh vuc|thanh phan)|dimension|domain|d) ?"
    r"(\d)(?: (\d{1,2}))?\b"
)
_TOTAL = {"tong", "tong so", "tong diem", "tong so diem", "total"}
_FEWEST_LETTERS = 4
# No head is longer, and the search for its meaning grows with it.
_LONGEST = 300


@dataclass(frozen=True)
class Phrase:
    """What a head says.

    Attributes
    ----------
    understood : bool
        Whether every word of it is.
    component : str or None
    figure : {"score", "rank", "max"} or None
    percent, total : bool
        Whether it speaks of per cent; whether it says no more than "total".
    maximum : Decimal or None
        A highest possible score that is printed.
    years : frozenset of int
    """

    understood: bool
    component: str | None = None
    figure: FigureKind | None = None
    percent: bool = False
    total: bool = False
    maximum: Decimal | None = None
    years: frozenset[int] = frozenset()


def phrase(text: str, names: Mapping[str, str]) -> Phrase:
    """Read one head.

    Parameters
    ----------
    text : str
    names : mapping
        Components by their names, see `spellings.names`.

    Examples
    --------
    >>> found = phrase("2. Cải cách thể chế (10 điểm)", {"cai cach the che": "d2"})
    >>> found.component, str(found.maximum)
    ('d2', '10')
    >>> phrase("Thứ hạng năm 2023", {}).figure, phrase("Điểm tự chấm", {}).understood
    ('rank', False)
    """
    if len(text) > _LONGEST:
        return Phrase(False)
    plain = _plain(text)
    years = frozenset(int(year) for year in _YEAR.findall(plain))
    percent = _PERCENT.search(plain) is not None
    printed = _PRINTED_MAXIMUM.search(plain)
    maximum = None
    if printed:
        maximum = Decimal(next(g for g in printed.groups() if g).replace(",", "."))
        plain = plain[: printed.start()] + " " + plain[printed.end() :]
    words = written_out(_YEAR.sub(" ", plain))
    understood, component, figure = _meaning(words, names)
    total = words in _TOTAL
    return Phrase(understood, component, figure, percent, total, maximum, years)


def named(text: str, names: Mapping[str, str]) -> frozenset[str]:
    """Return the components that a title names, wherever in it.

    Examples
    --------
    >>> title = "Bảng 3. Kết quả Cải cách thể chế năm 2023"
    >>> sorted(named(title, {"cai cach the che": "d2", "the che": "d2", "cai cach": "d9"}))
    ['d2']
    """
    words = f" {written_out(text)} "
    found = {f"d{m[1]}" for m in _CODE.finditer(words) if f"d{m[1]}" in names.values()}
    for name in sorted(names, key=len, reverse=True):
        if len(name) >= _FEWEST_LETTERS and f" {name} " in words:
            found.add(names[name])
            words = words.replace(f" {name} ", " | ")
    return frozenset(found)


def years_of(text: str) -> frozenset[int]:
    """Return the years that a title says its figures are about; dates of decisions do not count.

    Examples
    --------
    >>> sorted(years_of("Chỉ số CCHC năm 2023 (QĐ ngày 17 tháng 4 năm 2024)"))
    [2023]
    """
    plain = re.sub(r"ngay\s+\d+\s+thang\s+\d+\s+nam\s+\d{4}", " ", _plain(text))
    return frozenset(int(y) for y in re.findall(r"(?:nam|index|sipas|papi)\s+(20\d\d)\b", plain))


def _plain(text: str) -> str:
    """Return a text in lower case without marks, its punctuation kept."""
    bare = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    return "".join(c for c in bare if unicodedata.category(c) != "Mn")


def _meaning(words: str, names: Mapping[str, str]) -> tuple[bool, str | None, FigureKind | None]:
    """Return whether all words are understood, the component and the figure."""
    by_code = _CODE.match(words)
    code = None
    if by_code and words not in names:
        code = _code(by_code)
        if code not in names.values():
            return False, None, None
        words = words[by_code.end() :].strip()
    words = _NUMBERING.sub("", words)
    for rest, dropped in _shortened(words):
        figure = _figure(dropped)
        alone = _CODE.fullmatch(rest)
        if alone and code is None and _code(alone) in names.values():
            return True, _code(alone), figure
        if rest in names:
            return code in (None, names[rest]), names[rest], figure
        if not rest:
            return True, code, figure
    return False, None, None


def _code(found: re.Match[str]) -> str:
    return f"d{found[1]}.{found[2]}" if found[2] else f"d{found[1]}"


@cache
def _words_around() -> tuple[str, ...]:
    return tuple(sorted({*RANK, *MAXIMUM, *FILLING}, key=len, reverse=True))


def _shortened(words: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return what is left when words around a name are taken off, the longest rest first."""
    seen = {words}
    layer: list[tuple[str, tuple[str, ...]]] = [(words, ())]
    while layer:
        yield from layer
        following = []
        for rest, dropped in layer:
            for around in _words_around():
                for shorter in _without(rest, around):
                    if shorter not in seen:
                        seen.add(shorter)
                        following.append((shorter, (*dropped, around)))
        layer = following


def _without(words: str, around: str) -> Iterator[str]:
    if words == around:
        yield ""
    elif words.startswith(f"{around} "):
        yield words[len(around) + 1 :]
    if words.endswith(f" {around}"):
        yield words[: -len(around) - 1]


def _figure(dropped: tuple[str, ...]) -> FigureKind | None:
    if any(word in RANK for word in dropped):
        return "rank"
    if any(word in MAXIMUM for word in dropped):
        return "max"
    return None
