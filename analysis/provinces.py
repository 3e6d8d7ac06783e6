"""The provinces of Vietnam in two frames, and the one resolver of their names.

Frame `vn63` holds the 63 provinces of the years to 2024, `vn34` the 34 units in force since
1 July 2025. A code means nothing without its frame: see `REUSED_CODES`. The register is
`data/raw/provinces.csv` of the workspace in force and is read once.
"""

import csv
import difflib
import operator
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from analysis import workspace
from analysis.collation import sort_key
from analysis.errors import AmbiguousProvince, BadParameter, DataProblems, Problem, UnknownProvince
from analysis.text import fold, slug

Frame = Literal["vn63", "vn34"]
Language = Literal["vi", "en"]

REUSED_CODES: tuple[str, ...]
"""Codes that mean another province in the other frame."""

_FILE = "data/raw/provinces.csv"
_COLUMNS = (
    *("province_code", "name_vi", "name_en", "type", "region_code", "region_vi", "iso_3166_2"),
    *("merged_into_code", "merged_into_name", "aliases"),
)
# In the order of the official lists; the register has no English names of regions.
_REGIONS_EN = {
    "TDMNPB": "Northern midlands and mountains",
    "DBSH": "Red River Delta",
    "BTBDHMT": "North Central and Central Coast",
    "TN": "Central Highlands",
    "DNB": "Southeast",
    "DBSCL": "Mekong Delta",
}
_CITY = "thanh_pho_truc_thuoc_trung_uong"
_NATIONAL = {"00", "ca nuoc", "toan quoc", "viet nam", "vietnam", "national"}
_CODE = re.compile(r"[0-9]{1,2}")
_PREFIX = re.compile(r"^(tinh|thanh ?pho|t ?p) ?")
_SUFFIX = re.compile(r" ?(province|city)$")

_Row = dict[str, str]


@dataclass(frozen=True)
class Province:
    """One province of one frame.

    Attributes
    ----------
    code : str
        Two digits, as text.
    name_vi, name_en, slug : str
        Vietnamese and English name without the word for province; ASCII name for files.
    type, region_code, iso : str or None
        `tinh` or `thanh_pho_truc_thuoc_trung_uong`, one of the six regions, ISO 3166-2 code.
        None in `vn34`, where types still change; regions and ISO codes are those of the 63.
    frame : {"vn63", "vn34"}
        Frame that the code belongs to.
    aliases : tuple of str
        Other spellings.
    merged_into : str or None
        Code of the `vn34` unit that a `vn63` province belongs to; None in `vn34`.
    """

    code: str
    name_vi: str
    name_en: str
    slug: str
    type: str | None = field(repr=False)
    region_code: str | None = field(repr=False)
    frame: Frame
    iso: str | None = field(repr=False)
    aliases: tuple[str, ...] = field(repr=False)
    merged_into: str | None = field(repr=False)


@dataclass(frozen=True)
class Region:
    """One of the six socio-economic regions of the 63 provinces.

    Attributes
    ----------
    code, name_vi, name_en : str
        Code used in the data, Vietnamese and English name.
    province_codes : tuple of str
        Its provinces of frame `vn63`, in code order.
    """

    code: str
    name_vi: str
    name_en: str
    province_codes: tuple[str, ...]


def provinces(frame: Frame = "vn63") -> tuple[Province, ...]:
    """Return all provinces of a frame in code order.

    Parameters
    ----------
    frame : {"vn63", "vn34"}, optional
        Provinces to 2024 (default) or units since 1 July 2025.

    Raises
    ------
    BadParameter
        If there is no such frame.
    DataProblems
        If the register is missing or lacks a column.

    Examples
    --------
    >>> len(provinces()), len(provinces("vn34"))
    (63, 34)
    """
    if frame not in get_args(Frame):
        raise BadParameter(f"unknown frame {frame!r}; the frames are vn63 and vn34")
    return _provinces(_register(), frame)


def by_code(code: str, *, frame: Frame) -> Province:
    """Return the province with a code.

    Parameters
    ----------
    code : str
        Two digits, as in the data; `resolve` is the lenient way.
    frame : {"vn63", "vn34"}
        Frame of the code, which has no default: seven codes have two meanings.

    Raises
    ------
    UnknownProvince
        If the frame has no such code.

    Examples
    --------
    >>> by_code("15", frame="vn63").name_vi, by_code("15", frame="vn34").name_vi
    ('Yên Bái', 'Lào Cai')
    """
    for province in provinces(frame):
        if province.code == code:
            return province
    raise UnknownProvince(code, hint=_hint(_text(code), frame))


def resolve(name: object, *, frame: Frame = "vn63") -> Province:
    """Return the province that a name or code stands for.

    Parameters
    ----------
    name : str, int or Province
        A code (8, "8", "08"), a name in any spelling with or without marks ("Tuyên Quang",
        "TUYEN QUANG", "tỉnh Tuyên Quang", "tuyen-quang"), an alias ("TP.HCM"), an ISO 3166-2
        code ("VN-07") or a province of this frame.
    frame : {"vn63", "vn34"}, optional
        Frame to look in. ISO codes exist in `vn63` only.

    Raises
    ------
    UnknownProvince
        If nothing in the frame is called so; with up to three suggestions or a hint. The
        beginning of a name is not the name, even if no other begins so.
    AmbiguousProvince
        If several names begin so.

    Examples
    --------
    >>> resolve("tỉnh Hoà Bình").code
    '17'
    >>> resolve("Tuyên")
    Traceback (most recent call last):
        ...
    analysis.errors.UnknownProvince: unknown province 'Tuyên'; did you mean Tuyên Quang?
    >>> resolve("Hà Giang", frame="vn34")
    Traceback (most recent call last):
        ...
    analysis.errors.UnknownProvince: unknown province 'Hà Giang' (Hà Giang of vn63 belongs
    to 08 Tuyên Quang since 1 July 2025)
    """
    if isinstance(name, Province):
        if name in provinces(frame):
            return name
        hint = f"({name.code} of {name.frame} is not in {frame} of this workspace)"
        raise UnknownProvince(name.name_vi, hint=hint)
    text = _text(name)
    found = _lookup(text, frame)
    if len(found) == 1:
        return found[0]
    candidates = found or _begun_by(text, frame)
    if len(candidates) > 1:
        raise AmbiguousProvince(name, sorted(_names(candidates), key=sort_key))
    hint = _hint(text, frame)
    suggestions = () if hint else _names(candidates or _similar(text, frame))
    raise UnknownProvince(name, suggestions, hint)


def crosswalk() -> dict[str, str]:
    """Return the code of the unit of 2025 that each of the 63 codes belongs to.

    Only whole provinces were merged, so the map is exact. There is no way back: a figure of
    one of the 34 units says nothing about each of the provinces it was made of.

    Examples
    --------
    >>> crosswalk()["02"], by_code("08", frame="vn34").name_vi
    ('08', 'Tuyên Quang')
    """
    return {row["province_code"]: row["merged_into_code"] for row in _rows(_register())}


def regions() -> tuple[Region, ...]:
    """Return the six regions of the 63 provinces in their official order.

    Examples
    --------
    >>> [(r.name_en, len(r.province_codes)) for r in regions()][:2]
    [('Northern midlands and mountains', 14), ('Red River Delta', 11)]
    """
    groups = _grouped(_rows(_register()), "region_code")
    codes = {code: tuple(row["province_code"] for row in rows) for code, rows in groups.items()}
    return tuple(
        Region(code, groups[code][0]["region_vi"], _REGIONS_EN[code], codes[code])
        for code in sorted(groups, key=tuple(_REGIONS_EN).index)
    )


def display_name(province: Province, lang: Language = "vi") -> str:
    """Return a province's name for running text.

    Units of `vn34` go without the word for province, because some have changed type since.
    Hồ Chí Minh never goes without it: the bare name is the person.

    Parameters
    ----------
    province : Province
        Province of either frame.
    lang : {"vi", "en"}, optional
        Language.

    Raises
    ------
    BadParameter
        If the language is neither.

    Examples
    --------
    >>> display_name(resolve("08")), display_name(resolve("TPHCM"))
    ('tỉnh Tuyên Quang', 'Thành phố Hồ Chí Minh')
    >>> display_name(resolve("08"), "en")
    'Tuyen Quang province'
    """
    if lang not in get_args(Language):
        raise BadParameter(f"unknown language {lang!r}; the languages are vi and en")
    name = province.name_vi if lang == "vi" else province.name_en
    if province.slug == "ho-chi-minh":
        return f"Thành phố {name}" if lang == "vi" else name
    if province.type is None:
        return name
    if province.type == _CITY:
        return f"thành phố {name}" if lang == "vi" else f"{name} City"
    return f"tỉnh {name}" if lang == "vi" else f"{name} province"


if not TYPE_CHECKING:  # else mypy would take any attribute of this module for granted

    def __getattr__(name: str) -> tuple[str, ...]:
        # Not a plain constant: importing the module must not need a workspace.
        if name != "REUSED_CODES":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        now = {unit.code: unit.name_vi for unit in provinces("vn34")}
        kept = {p.code for p in provinces() if now.get(p.code) in (None, p.name_vi, *p.aliases)}
        return tuple(p.code for p in provinces() if p.code not in kept)


def _register() -> Path:
    return workspace.find().raw / "provinces.csv"


@cache
def _rows(path: Path) -> tuple[_Row, ...]:
    """Return the register in code order, composed and trimmed."""
    if not path.is_file():
        raise DataProblems([Problem(_FILE, None, None, None, "the file is missing")])
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, restkey="", restval="")
        if missing := set(_COLUMNS).difference(reader.fieldnames or ()):
            expected = "the column is missing"
            raise DataProblems([Problem(_FILE, 1, c, None, expected) for c in sorted(missing)])
        nfc = partial(unicodedata.normalize, "NFC")
        rows = [{column: nfc(row[column]).strip() for column in _COLUMNS} for row in reader]
    return tuple(sorted(rows, key=operator.itemgetter("province_code")))


@cache
def _provinces(path: Path, frame: Frame) -> tuple[Province, ...]:
    rows = _rows(path)
    if frame == "vn63":
        return tuple(_province(row) for row in rows)
    groups = _grouped(rows, "merged_into_code")
    return tuple(_unit(code, groups[code]) for code in sorted(groups))


def _province(row: _Row) -> Province:
    code, name, name_en, kind, region, _, iso, unit, _, _ = (row[c] for c in _COLUMNS)
    aliases = _spellings(row)[1:]
    return Province(code, name, name_en, slug(name), kind, region, "vn63", iso, aliases, unit)


def _unit(code: str, rows: list[_Row]) -> Province:
    """Return a unit of 2025, with the spellings of the province that it is named after.

    Huế was an alias of Thừa Thiên Huế before it became the name.
    """
    name = rows[0]["merged_into_name"]
    name_en = {row["name_vi"]: row["name_en"] for row in rows}.get(name, fold(name).title())
    spellings = next((s for row in rows if name in (s := _spellings(row))), ())
    aliases = tuple(s for s in spellings if s != name)
    return Province(code, name, name_en, slug(name), None, None, "vn34", None, aliases, None)


def _spellings(row: _Row) -> tuple[str, ...]:
    aliases = (alias.strip() for alias in row["aliases"].split(";"))
    return (row["name_vi"], *(alias for alias in aliases if alias))


def _grouped(rows: Iterable[_Row], column: str) -> dict[str, list[_Row]]:
    groups: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def _key(text: str) -> str:
    """Return what is compared of a name: letters and digits, without the word for province."""
    return _SUFFIX.sub("", _PREFIX.sub("", fold(text))).replace(" ", "")


@cache
def _index(path: Path, frame: Frame) -> dict[str, tuple[Province, ...]]:
    index: dict[str, dict[str, Province]] = defaultdict(dict)
    for p in _provinces(path, frame):
        for name in (p.name_vi, p.name_en, p.iso or "", *p.aliases):
            index[_key(name)][p.code] = p
    index.pop("", None)
    return {key: tuple(found.values()) for key, found in index.items()}


def _text(name: object) -> str:
    """Return a name as text, and nothing for what cannot be one."""
    if isinstance(name, str):
        return unicodedata.normalize("NFC", name).strip()
    try:
        # NumPy integers are no ints but have an index; bools are ints but no codes.
        return "" if isinstance(name, bool) else f"{operator.index(name):02d}"  # type: ignore[arg-type]
    except TypeError:
        return ""


def _lookup(text: str, frame: Frame) -> tuple[Province, ...]:
    if _CODE.fullmatch(text):
        return tuple(p for p in provinces(frame) if p.code == text.zfill(2))
    return _index(_register(), frame).get(_key(text), ())


def _begun_by(text: str, frame: Frame) -> tuple[Province, ...]:
    """Return the provinces whose names begin with these words."""
    words = _PREFIX.sub("", fold(text))
    return tuple(p for p in provinces(frame) if words and fold(p.name_vi).startswith(f"{words} "))


def _similar(text: str, frame: Frame) -> tuple[Province, ...]:
    """Return up to three provinces with names like this one, the most similar first."""
    index = _index(_register(), frame)
    keys = difflib.get_close_matches(_key(text), index, n=len(index))
    return tuple(dict.fromkeys(p for key in keys for p in index[key]))[:3]


def _hint(text: str, frame: Frame) -> str:
    if not text:
        return "(it takes a name or a code, such as 'Tuyên Quang' or '08')"
    if fold(text).zfill(2) in _NATIONAL:
        return "(00 is the national mean and no province)"
    if frame == "vn34" and len(found := _lookup(text, "vn63")) == 1:
        old, unit = found[0], by_code(found[0].merged_into or "", frame="vn34")
        return f"({old.name_vi} of vn63 belongs to {unit.code} {unit.name_vi} since 1 July 2025)"
    return ""


def _names(found: Iterable[Province]) -> tuple[str, ...]:
    return tuple(p.name_vi for p in found)
