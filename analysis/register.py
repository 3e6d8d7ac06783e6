"""The register of Vietnam's provinces in two frames.

Frame `vn63` holds the 63 provinces of the years to 2024, `vn34` the 34 units in force since
1 July 2025. A code means nothing without its frame: see `reused_codes`. The register is
`data/raw/provinces.csv` of the workspace in force and is read once.
"""

import csv
import operator
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Literal, get_args

from analysis import workspace
from analysis.errors import BadParameter, DataProblems, Problem
from analysis.text import fold, slug

Frame = Literal["vn63", "vn34"]

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


def check_frame(frame: str) -> None:
    """Refuse what is no frame.

    Raises
    ------
    BadParameter

    Examples
    --------
    >>> check_frame("vn64")
    Traceback (most recent call last):
        ...
    analysis.errors.BadParameter: unknown frame 'vn64'; the frames are vn63 and vn34
    """
    if frame not in get_args(Frame):
        raise BadParameter(f"unknown frame {frame!r}; the frames are vn63 and vn34")


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
    check_frame(frame)
    return read_provinces(register_file(), frame)


def crosswalk() -> dict[str, str]:
    """Return the code of the unit of 2025 that each of the 63 codes belongs to.

    Only whole provinces were merged, so the map is exact. There is no way back: a figure of
    one of the 34 units says nothing about each of the provinces it was made of.

    Examples
    --------
    >>> crosswalk()["02"], [p.name_vi for p in provinces("vn34") if p.code == "08"]
    ('08', ['Tuyên Quang'])
    """
    return {row["province_code"]: row["merged_into_code"] for row in _rows(register_file())}


def reused_codes() -> tuple[str, ...]:
    """Return the codes that mean another province in the other frame.

    Examples
    --------
    >>> reused_codes()
    ('15', '24', '44', '52', '80', '82', '91')
    """
    now = {unit.code: unit.name_vi for unit in provinces("vn34")}
    kept = {p.code for p in provinces() if now.get(p.code) in (None, p.name_vi, *p.aliases)}
    return tuple(p.code for p in provinces() if p.code not in kept)


def regions() -> tuple[Region, ...]:
    """Return the six regions of the 63 provinces in their official order.

    Examples
    --------
    >>> [(r.name_en, len(r.province_codes)) for r in regions()][:2]
    [('Northern midlands and mountains', 14), ('Red River Delta', 11)]
    """
    return _regions(register_file())


def region_of(code: str) -> Region:
    """Return the region of one of the 63 provinces.

    Examples
    --------
    >>> region_of("08").name_vi, len(region_of("08").province_codes)
    ('Trung du và miền núi phía Bắc', 14)
    """
    return next(region for region in regions() if code in region.province_codes)


def register_file() -> Path:
    """Return the register of the workspace in force."""
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
def _regions(path: Path) -> tuple[Region, ...]:
    groups = _grouped(_rows(path), "region_code")
    codes = {code: tuple(row["province_code"] for row in rows) for code, rows in groups.items()}
    return tuple(
        Region(code, groups[code][0]["region_vi"], _REGIONS_EN[code], codes[code])
        for code in sorted(groups, key=tuple(_REGIONS_EN).index)
    )


@cache
def read_provinces(path: Path, frame: Frame) -> tuple[Province, ...]:
    """Return the provinces of a register; another workspace has another one."""
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
