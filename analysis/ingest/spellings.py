"""What columns of figures are called: the names of components and the words around them."""

import re
import tomllib
from functools import cache
from pathlib import Path

from analysis import indices
from analysis.text import fold

_FILE = Path(__file__).with_name("spellings.toml")

RANK = (
    *("thu tu xep hang", "vi tri xep hang", "xep hang", "thu hang", "xep thu", "vi thu", "hang"),
    *("ranking", "rank"),
)
MAXIMUM = ("diem toi da", "toi da", "diem chuan", "thang diem", "maximum score", "maximum", "max")
# Words that say nothing of which component it is.
FILLING = (
    *("tong so diem", "tong diem", "diem so", "so diem", "diem", "ket qua danh gia", "ket qua"),
    *("gia tri", "chi so thanh phan", "cac chi so thanh phan", "chi so linh vuc", "chi so"),
    *("ty le", "phan tram", "linh vuc", "cac linh vuc", "cac noi dung", "noi dung", "nam", "tong"),
    *("dat duoc", "dat", "cua tinh", "cap tinh", "trong do", "ve", "cham diem", "muc do hai long"),
    *("cac tinh thanh pho", "chi so noi dung", "cac chi so noi dung", "truc noi dung"),
    *("score", "scores", "points", "value", "index", "percent", "per cent", "total", "year"),
    *("dimension", "dimensions", "sub dimension", "component", "components"),
)


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return data


def written_out(text: str) -> str:
    """Return a text folded, with its abbreviations written out.

    Examples
    --------
    >>> written_out("Cải cách TTHC")
    'cai cach thu tuc hanh chinh'
    """
    short = _file()["abbreviations"]
    folded = fold(text)
    pattern = r"\b(" + "|".join(sorted(short, key=len, reverse=True)) + r")\b"
    return re.sub(pattern, lambda found: str(short[found.group()]), folded)


def names(index: str, year: int) -> dict[str, str]:
    """Return the components of an index in a year by every name that they go by.

    A name of several components stands for none.

    Examples
    --------
    >>> known = names("par_index", 2023)
    >>> known["cai cach the che"], known["par index"]
    ('d2', 'overall')
    """
    found: dict[str, set[str]] = {}
    spellings = _file().get(index, {})
    whole = indices.main_component(index)
    for component in indices.components(index, year):
        titles = [component.name_vi, component.name_en, component.code]
        # A component that is named by a letter and a number is also called by them.
        for title in (*titles, *spellings.get(component.code, ())):
            found.setdefault(written_out(title), set()).add(component.code)
    for item in indices.indices():
        if item.code == index:
            for title in (item.name_vi, item.name_en, item.short):
                found.setdefault(written_out(title), set()).add(whole)
    return {name: min(codes) for name, codes in found.items() if name and len(codes) == 1}
