"""The provinces of Vietnam, and the one resolver of their names.

What is known of them stands in `analysis.register`; this module adds how they are found and
called.
"""

import difflib
import operator
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from analysis.collation import sort_key
from analysis.errors import AmbiguousProvince, BadParameter, UnknownProvince
from analysis.register import (
    Frame,
    Province,
    Region,
    check_frame,
    crosswalk,
    provinces,
    read_provinces,
    region_of,
    regions,
    register_file,
    reused_codes,
)
from analysis.text import fold

__all__ = [
    "Frame",
    "Province",
    "Region",
    "by_code",
    "check_frame",
    "crosswalk",
    "display_name",
    "provinces",
    "region_of",
    "regions",
    "resolve",
    "reused_codes",
    "short_name",
]

Language = Literal["vi", "en"]

_CITY = "thanh_pho_truc_thuoc_trung_uong"
_NATIONAL = {"00", "ca nuoc", "toan quoc", "viet nam", "vietnam", "national"}
_CODE = re.compile(r"[0-9]{1,2}")
_PREFIX = re.compile(r"^(tinh|thanh ?pho|t ?p) ?")
_SUFFIX = re.compile(r" ?(province|city)$")


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


def short_name(province: Province, lang: Language = "vi") -> str:
    """Return a province's name for tables, charts and maps.

    It goes without the word for province but for Hồ Chí Minh, whose bare name is the person.

    Examples
    --------
    >>> short_name(resolve("08")), short_name(resolve("TPHCM")), short_name(resolve("08"), "en")
    ('Tuyên Quang', 'TP. Hồ Chí Minh', 'Tuyen Quang')
    """
    if lang == "en":
        return province.name_en
    return f"TP. {province.name_vi}" if province.slug == "ho-chi-minh" else province.name_vi


def _key(text: str) -> str:
    """Return what is compared of a name: letters and digits, without the word for province."""
    return _SUFFIX.sub("", _PREFIX.sub("", fold(text))).replace(" ", "")


@cache
def _index(path: Path, frame: Frame) -> dict[str, tuple[Province, ...]]:
    index: dict[str, dict[str, Province]] = defaultdict(dict)
    for p in read_provinces(path, frame):
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
    return _index(register_file(), frame).get(_key(text), ())


def _begun_by(text: str, frame: Frame) -> tuple[Province, ...]:
    """Return the provinces whose names begin with these words."""
    words = _PREFIX.sub("", fold(text))
    return tuple(p for p in provinces(frame) if words and fold(p.name_vi).startswith(f"{words} "))


def _similar(text: str, frame: Frame) -> tuple[Province, ...]:
    """Return up to three provinces with names like this one, the most similar first."""
    index = _index(register_file(), frame)
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
