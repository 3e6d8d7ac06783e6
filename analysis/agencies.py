"""Find the agencies that a cell of a plan names, by the register `agencies.csv`.

Plans write one agency in many ways (UBND, Ủy ban nhân dân; VP, Văn phòng), name them in lists
with semicolons, commas, line breaks or nothing between them, and speak of sets whose names hold
commas themselves ("các sở, ban, ngành"). What the register does not know stays as it is written.
"""

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from analysis import workspace
from analysis.provinces import provinces
from analysis.text import fold

DISTRICTS, COMMUNES = "UBND cấp huyện", "UBND cấp xã"

# How alike two spellings of one name are, of 100: "banh ngành" passes, "Sở Tư pháp" beside
# "Phòng Tư pháp" does not.
_ALIKE = 90
_WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\(([^()]*)\)")
# A line that goes on in small letters is the same name; a dash before a line is a bullet.
_WRAPPED = re.compile(r"\n\s*(?=[a-zà-ỹđ])")
_BULLET = re.compile(r"(?:^|(?<=[\n;]))\s*[-+•–]\s*")
_HARD = re.compile(r"[;\n]")
_SOFT = re.compile(r"[,/+:]")
_SHORT = (
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("uy ban mttq", "uy ban mat tran to quoc"),
    ("ubmttq", "uy ban mat tran to quoc"),
    ("vp", "van phong"),
)
_AND = {"va", "cung", "hoac", "voi"}
# Words after a name that say what the agency does or where it sits.
_AFTER = re.compile(
    r"(?:(?:theo doi|don doc|chu tri|phoi hop|thuc hien|tham muu|tong hop|kiem tra|bao cao)\b ?"
    r"|(?:co )?lien quan\b ?|(?:tren )?dia ban (?:tinh|huyen)\b ?"
    r"|(?:cac )?cap(?: (?:tinh|huyen|xa))?\b ?|thuoc (?:ubnd )?(?:tinh|huyen)\b ?"
    r"|cua (?:tinh|huyen)\b ?)+"
)
_PLACE = re.compile(r"(?:tinh|thanh pho|huyen|thi xa|quan) ?")
# The units that people's committees are named after, in order of the words.
_UNITS = re.compile(r"(?:(?:cac|cap|va|thanh pho|thi xa|thi tran|huyen|quan|xa|phuong)(?: |$))+")
_DISTRICT_UNITS = re.compile(r"\b(?:huyen|quan|thanh pho|thi xa)\b")
_COMMUNE_UNITS = re.compile(r"(?:^|(?<!thi ))\b(?:xa|phuong)\b|\bthi tran\b")


@dataclass(frozen=True)
class Agencies:
    """The agencies that a text names.

    Attributes
    ----------
    names : tuple of str
        In their order, as the register writes them; unknown ones as the text does.
    unknown : tuple of str
        Those of them that the register does not have.
    corrected : tuple of (str, str)
        Spelling of the text and the name that it was taken for.
    remarks : tuple of str
        What stands beside the names, in brackets or not.
    known_share : float
        Share of the words that belong to names of the register.
    """

    names: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    known_share: float = 0.0

    @property
    def is_sure(self) -> bool:
        """Whether all of the text was understood."""
        return not (self.unknown or self.corrected or self.remarks)


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int
    before: str


def read(text: str) -> Agencies:
    r"""Return the agencies that a text names.

    Examples
    --------
    >>> read("Văn phòng Uỷ ban nhân dân tỉnh; Sở Tài chính, Sở Nội vụ").names
    ('Văn phòng UBND tỉnh', 'Sở Tài chính', 'Sở Nội vụ')
    >>> read("Các sở, ban, ngành; UBND các huyện/thành phố, cấp xã").names
    ('Các sở, ban, ngành', 'UBND cấp huyện', 'UBND cấp xã')
    >>> found = read("- Sở Tư Pháp theo dõi\n- Liên minh Hợp tác xã tỉnh")
    >>> found.names, found.unknown
    (('Sở Tư pháp', 'Liên minh Hợp tác xã tỉnh'), ('Liên minh Hợp tác xã tỉnh',))
    """
    composed = unicodedata.normalize("NFC", text)
    plain, remarks = _without_brackets(composed)
    plain = _BULLET.sub("\n", _WRAPPED.sub(" ", plain)).strip()
    return _read(plain, _words(plain), remarks, _names(_register()))


def _without_brackets(text: str) -> tuple[str, tuple[str, ...]]:
    remarks = tuple(r.strip() for r in _BRACKETS.findall(text) if r.strip())
    return _BRACKETS.sub(" ", text), remarks


def _read(
    text: str, words: Sequence[_Word], remarks: tuple[str, ...], names: dict[str, tuple[str, ...]]
) -> Agencies:
    found: list[str] = []
    unknown: list[str] = []
    corrected: list[tuple[str, str]] = []
    known = at = 0
    while at < len(words):
        length, matched = _match(words, at, names)
        if length:
            found += matched
            known += length
            at = _skip(words, at + length)
            continue
        end = _unknown_end(words, at, names)
        written = text[words[at].start : words[end - 1].end]
        if found and not words[at].before.strip() and written[0].islower():
            remarks += (written,)
        elif name := _alike(fold(written), names):
            corrected.append((written, "; ".join(name)))
            found += name
        else:
            unknown.append(written)
            found.append(written)
        at = end
    share = min(known / len(words), 1.0) if words else 0.0
    return Agencies(tuple(dict.fromkeys(found)), tuple(unknown), tuple(corrected), remarks, share)


def _match(
    words: Sequence[_Word], at: int, names: dict[str, tuple[str, ...]]
) -> tuple[int, tuple[str, ...]]:
    """Return how many words the longest name from here has, and what it stands for."""
    stretch = _stretch(words, at)
    units = _committees(stretch)
    for length in range(len(stretch), max(units[0] - 1, 0), -1):
        if matched := names.get(" ".join(stretch[:length])):
            return length, matched
    return units


def _stretch(words: Sequence[_Word], at: int) -> list[str]:
    """Return the words from here to the next semicolon or line, at most as many as a name has."""
    stretch = [words[at].text]
    for word in words[at + 1 : at + 16]:
        if _HARD.search(word.before):
            break
        stretch.append(word.text)
    return stretch


def _committees(stretch: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """Read "UBND các huyện, thị xã, thành phố, cấp xã", however long the list."""
    if stretch[0] != "ubnd":
        return 0, ()
    listed = _UNITS.match(" ".join(stretch[1:]))
    units = listed.group().split() if listed else []
    while units and units[-1] in {"va", "cac", "cap"}:
        units.pop()
    text = " ".join(units)
    levels = ((DISTRICTS, _DISTRICT_UNITS), (COMMUNES, _COMMUNE_UNITS))
    found = tuple(name for name, pattern in levels if pattern.search(text))
    return (1 + len(units), found) if found else (0, ())


def _unknown_end(words: Sequence[_Word], at: int, names: dict[str, tuple[str, ...]]) -> int:
    """Return where the name that begins here ends: at a semicolon, a line, or a known name."""
    for end in range(at + 1, len(words)):
        apart = _SOFT.search(words[end].before) or words[end - 1].text in _AND
        if _HARD.search(words[end].before) or (apart and _match(words, end, names)[0]):
            return end
    return len(words)


def _skip(words: Sequence[_Word], at: int) -> int:
    """Step over what follows a name: a place, what the agency does there, "and"."""
    while at < len(words) and not _HARD.search(words[at].before):
        rest = " ".join(_stretch(words, at))
        step = _place(rest) or _count(_AFTER.match(rest)) or int(words[at].text in _AND)
        if not step:
            break
        at += step
    return at


def _place(rest: str) -> int:
    """Return how many words name a province: "tỉnh Tuyên Quang"."""
    kind = _PLACE.match(rest)
    name = rest[kind.end() :] if kind else rest
    length = max((len(p) for p in _provinces() if f"{name} ".startswith(f"{p} ")), default=0)
    return _count(kind) + len(name[:length].split()) if length else 0


def _count(found: re.Match[str] | None) -> int:
    return len(found.group().split()) if found else 0


@cache
def _provinces() -> tuple[str, ...]:
    return tuple(fold(p.name_vi) for p in provinces())


def _alike(words: str, names: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the name that was most likely mistyped so."""
    best = process.extractOne(words, names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return names[best[0]] if best else ()


def _words(text: str) -> list[_Word]:
    """Return the folded words of a text with the places they stand at."""
    words: list[_Word] = []
    end = 0
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        if folded:
            words.append(_Word(folded, match.start(), match.end(), text[end : match.start()]))
            end = match.end()
    for long, short in _SHORT:
        words = _shortened(words, long.split(), short.split())
    return words


def _shortened(words: list[_Word], long: list[str], short: list[str]) -> list[_Word]:
    done: list[_Word] = []
    at = 0
    while at < len(words):
        part = words[at : at + len(long)]
        if [w.text for w in part] == long:
            start, end = part[0].start, part[-1].end
            done += [
                _Word(text, start, end, part[0].before if i == 0 else " ")
                for i, text in enumerate(short)
            ]
            at += len(long)
        else:
            done.append(words[at])
            at += 1
    return done


def _register() -> Path:
    return workspace.find().raw / "agencies.csv"


@cache
def _names(path: Path) -> dict[str, tuple[str, ...]]:
    """Return what each spelling stands for; an alias of two names stands for both."""
    names: dict[str, tuple[str, ...]] = {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            for spelling in (row["agency_vi"], *row["aliases"].split(";")):
                if key := " ".join(w.text for w in _words(spelling)):
                    names[key] = tuple(dict.fromkeys((*names.get(key, ()), row["agency_vi"])))
    return names
