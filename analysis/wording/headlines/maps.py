"""What all kinds of maps say: how many provinces are known, and names that fit into a square."""

from analysis import indices
from analysis.provinces import Frame
from analysis.wording import places
from analysis.wording.language import Language

# Names that do not fit into a square, as officials shorten them.
_SHORT = {"46": ("TT Huế", "TT Hue"), "77": ("BR-VT", "BR-VT"), "79": ("TP. HCM", "HCMC")}


def known(language: Language, n: int, units: int) -> str:
    """Say of how many provinces something is known.

    Examples
    --------
    >>> from analysis.wording import language
    >>> known(language("vi"), 61, 63)
    '61 tỉnh, thành phố có số liệu trong tổng số 63'
    """
    return language.text("{n} of {units} provinces known", n=n, units=units)


def short_names(language: Language, frame: Frame) -> dict[str, str]:
    """Return the names of all units by code, the longest shortened as is usual.

    Examples
    --------
    >>> from analysis.wording import language
    >>> found = short_names(language("vi"), "vn63")
    >>> found["77"], found["08"], short_names(language("vi"), "vn34")["46"]
    ('BR-VT', 'Tuyên Quang', 'Huế')
    """
    names = places.names(language, frame)
    short = _SHORT if frame == "vn63" else {"79": _SHORT["79"]}
    return names | {code: language.pick(*short[code]) for code in short if code in names}


def series_name(language: Language, index: str, component: str, year: int) -> str:
    """Return what an index, or a component of it, is called in a line under a title.

    Examples
    --------
    >>> from analysis.wording import language
    >>> series_name(language("en"), "papi", "overall", 2024)
    'PAPI'
    >>> series_name(language("en"), "papi", "d1", 2024)
    'PAPI, Participation at Local Levels'
    """
    short = indices.index(index).short
    if component == indices.main_component(index):
        return short
    part = indices.component(index, component, year)
    return f"{short}, {language.pick(part.name_vi, part.name_en)}"
