"""Which provinces a batch is about."""

import re
from collections.abc import Sequence

from analysis import provinces
from analysis.collation import sort_key
from analysis.errors import BadParameter
from analysis.provinces import Province, Region
from analysis.text import fold


def select(
    *, named: Sequence[str] = (), regions: Sequence[str] = (), shard: str = ""
) -> list[Province]:
    """Return the provinces that are meant, in the order of their codes.

    Parameters
    ----------
    named : sequence of str
        Names, codes or slugs of provinces.
    regions : sequence of str
        Names or codes of regions. Without provinces and regions all 63 are meant.
    shard : str
        `i/n` for the i-th of n parts. A province is always in the same part, whatever else is
        asked for.

    Returns
    -------
    list of Province
        Of the frame vn63.

    Raises
    ------
    UnknownProvince, AmbiguousProvince, BadParameter
        If a name fits no province or region, or the part is none.

    Examples
    --------
    >>> [p.code for p in select(named=["Tuyên Quang", "01"], regions=["Tây Nguyên"])]
    ['01', '08', '62', '64', '66', '67', '68']
    >>> [p.code for p in select(regions=["TN"], shard="2/2")]
    ['62', '66', '68']
    """
    known = sorted(provinces.provinces(), key=lambda province: province.code)
    codes = {provinces.resolve(name).code for name in named}
    codes |= {code for name in regions for code in _region(name).province_codes}
    part, parts = _shard(shard)
    return [
        province
        for place, province in enumerate(known)
        if place % parts == part and (province.code in codes or not (named or regions))
    ]


def _region(name: str) -> Region:
    known = provinces.regions()
    for region in known:
        if fold(name) in {fold(region.code), fold(region.name_vi), fold(region.name_en)}:
            return region
    listed = ", ".join(sorted((region.name_vi for region in known), key=sort_key))
    raise BadParameter(f"unknown region {name!r}; the regions are {listed}")


def _shard(text: str) -> tuple[int, int]:
    """Return the part counted from 0 and the number of parts."""
    if not text:
        return 0, 1
    found = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise BadParameter(f"shard must be i/n with i from 1 to n, such as 2/4, got {text!r}")
    return int(found[1]) - 1, int(found[2])
