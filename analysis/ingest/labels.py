"""What the first words of a row say: a province, the country, a maximum, or something else."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from analysis import provinces
from analysis.errors import AmbiguousProvince, UnknownProvince
from analysis.register import Frame, register_file
from analysis.text import fold

Kind = Literal["province", "maximum", "other", "unknown"]

# A serial number before the name; a mark of a note after it.
_BEFORE = re.compile(r"^\d{1,2}\s*[.)/-]?\s+(?=\D)")
_AFTER = re.compile(r"\s*(\(?\*+\)?|[¹²³⁴⁵]+|[(\[]\d[)\]])$")
_NATIONAL = re.compile(
    r"(trung binh|binh quan|gia tri trung binh|diem trung binh|muc trung binh|tb|diem tb)"
    r"( chung)?( (cua )?(ca nuoc|toan quoc|quoc gia))?( chung)?( nam 20\d\d)?"
    r"|(gia tri )?(trung binh|binh quan|tb) (cac|63|34) tinh( thanh pho)?"
    r"|chi so (chung )?(ca nuoc|toan quoc)|ca nuoc|toan quoc|quoc gia|viet nam|vietnam"
    r"|national( mean| average)?|mean|average|country"
)
_MAXIMUM = re.compile(
    r"(diem|thang diem|so diem|gia tri)?( )?(toi da|chuan)|thang diem|max(imum)?( score)?"
)
_OTHER = re.compile(
    r"tong( cong| so)?|total|sum|(gia tri |diem )?(cao|thap|lon|nho) nhat|min(imum)?"
    r"|trung vi|median|do lech chuan|std|sd|(khu )?vung .*|nhom .*|so (tinh|luong) .*"
    r"|chenh lech.*|khoang cach.*|(gia tri )?(trung binh|binh quan|tb) (khu vuc|vung|nhom).*"
)
_LONGEST = 60


@dataclass(frozen=True)
class Label:
    """What a row is about.

    Attributes
    ----------
    kind : {"province", "maximum", "other", "unknown"}
        `other` are rows of totals, extremes and regions, which are not taken in.
    code : str
        Code of the province; 00 for the national value.
    hint : str
        For an unknown name: why it is none, with the names that are like it.
    """

    kind: Kind
    code: str = ""
    hint: str = ""


def label(text: str, frame: Frame) -> Label:
    """Return what a text at the beginning of a row says.

    Examples
    --------
    >>> label("12. Thừa Thiên - Huế (*)", "vn63")
    Label(kind='province', code='46', hint='')
    >>> label("Bình quân cả nước", "vn63").code, label("Vùng Tây Nguyên", "vn63").kind
    ('00', 'other')
    """
    return _label(text, frame, register_file())


@cache
def _label(text: str, frame: Frame, _: Path) -> Label:
    """Keyed by register: another workspace has another one."""
    name = _AFTER.sub("", _BEFORE.sub("", text.strip())).strip()
    words = fold(name)
    if not words or words.isdecimal() or len(name) > _LONGEST:
        return Label("unknown")
    if _NATIONAL.fullmatch(words):
        return Label("province", "00")
    if _MAXIMUM.fullmatch(words):
        return Label("maximum")
    try:
        return Label("province", provinces.resolve(name, frame=frame).code)
    except (UnknownProvince, AmbiguousProvince) as error:
        other = _OTHER.fullmatch(words) or words in _regions()
        return Label("other") if other else Label("unknown", hint=str(error))


def _regions() -> frozenset[str]:
    return frozenset(
        fold(name) for region in provinces.regions() for name in (region.name_vi, region.name_en)
    ) | {"trung du mien nui phia bac", "bac trung bo", "duyen hai nam trung bo"}
