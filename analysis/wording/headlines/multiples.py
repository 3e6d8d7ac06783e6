"""Findings of small multiples: the same map for several years."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd

from analysis.provinces import Frame
from analysis.rounding import difference
from analysis.wording import places
from analysis.wording.language import Language

# So many provinces are named as first in their years.
_NAMED = 4


def course(
    language: Language,
    table: pd.DataFrame,
    breaks: Sequence[Hashable],
    highlight: str | None,
    *,
    frame: Frame,
    digits: int,
    partial: bool = False,
) -> str:
    """Say who was highest in which year; of one province, how it fared in the last edition.

    Parameters
    ----------
    language : Language
    table : DataFrame of float, provinces × years
    breaks : sequence of hashable
        Columns with which a new series begins.
    highlight : str or None
    frame : {"vn63", "vn34"}
    digits : int
        Decimals.
    partial : bool
        Whether published provinces are missing, so that the highest known may not be first.

    Examples
    --------
    >>> from analysis.wording import language
    >>> table = pd.DataFrame({2022: [43.1, 41.5], 2023: [42.0, 42.5], 2024: [41.0, 43.0]},
    ...                      index=["01", "08"])
    >>> course(language("vi"), table, [], None, frame="vn63", digits=2)
    'Cao nhất: Hà Nội (2022) và Tuyên Quang (2023, 2024)'
    >>> course(language("vi"), table, [2023], "08", frame="vn63", digits=2)
    'Tuyên Quang: +0,50 từ 2023 (42,50) đến 2024 (43,00)'
    """
    names = places.names(language, frame)
    if highlight is not None:
        own = table.T[highlight] if highlight in table.index else pd.Series(dtype="float64")
        return _own(language, names[highlight], own, breaks, digits)
    said = _leaders(language, table, names, digits)
    return language.text("{said}, of those known", said=said) if partial else said


def _leaders(language: Language, table: pd.DataFrame, names: Mapping[str, str], digits: int) -> str:
    years: dict[str, list[str]] = {}
    for year, code in table.idxmax().items():
        years.setdefault(names[str(code)], []).append(str(year))
    if len(years) > _NAMED:
        last = table.columns[-1]
        return language.text(
            "Highest in {year}: {name} ({value})",
            year=last,
            name=names[str(table[last].idxmax())],
            value=language.number(table[last].max(), digits),
        )
    # A list of lists: no comma may part the years of one province from each other.
    each = [
        language.text("{name} ({years})", name=name, years=", ".join(held))
        for name, held in years.items()
    ]
    *most, end = each
    if not most:
        return language.text("Highest: {name}", name=end)
    return language.text("Highest: {names} and {name}", names=", ".join(most), name=end)


def _own(
    language: Language, name: str, own: pd.Series, breaks: Sequence[Hashable], digits: int
) -> str:
    columns = list(own.index)
    begins = [columns.index(year) for year in breaks if year in columns]
    known = own.iloc[max(begins, default=0) :].dropna()
    if known.empty:
        return language.text("{name}: no data", name=name)
    first, last = known.index[0], known.index[-1]
    values: dict[str, object] = {
        "name": name,
        "first": first,
        "last": last,
        "before": language.number(known.iloc[0], digits),
        "after": language.number(known.iloc[-1], digits),
    }
    if len(known) == 1:
        return language.text("{name}: {after} in {last}", **values)
    values["change"] = language.signed(difference(known.iloc[-1], known.iloc[0], digits), digits)
    return language.text("{name}: {change} from {first} ({before}) to {last} ({after})", **values)


def measure(
    language: Language, name: str, known: Sequence[int], units: int, *, broken: bool
) -> str:
    """Say what is drawn, of how many provinces, and what may not be compared.

    Examples
    --------
    >>> from analysis.wording import language
    >>> measure(language("vi"), "PAPI", [60, 61], 63, broken=False)
    'PAPI; 60–61/63 tỉnh, thành phố có số liệu mỗi năm'
    """
    low, high = min(known), max(known)
    n = language.number(low, 0) if low == high else f"{low}–{high}"
    said = (
        language.text("{name}; {n} of {units} provinces known a year", name=name, n=n, units=units)
        if name else language.text("{n} of {units} provinces known a year", n=n, units=units)
    )  # fmt: skip
    if not broken:
        return said
    return language.text(
        "{said}. Colours must not be compared across a change of edition (dashed line)", said=said
    )


def titles(language: Language, table: pd.DataFrame, *, frame: Frame, digits: int) -> dict[str, str]:
    """Say of each unit its values in all years.

    Examples
    --------
    >>> from analysis.wording import language
    >>> table = pd.DataFrame({2022: [43.1], 2023: [None]}, index=["01"])
    >>> titles(language("vi"), table, frame="vn63", digits=1)["01"]
    'Hà Nội: 2022: 43,1; 2023: không có số liệu'
    """
    rows = table.to_dict("index")
    said = {}
    for code, name in places.names(language, frame).items():
        years = [
            language.text("{year}: no data", year=year) if pd.isna(value)
            else language.text("{year}: {value}", year=year, value=language.number(value, digits))
            for year, value in rows.get(code, {}).items()
        ]  # fmt: skip
        said[code] = (
            language.text("{name}: {years}", name=name, years="; ".join(years)) if years
            else language.text("{name}: no data", name=name)
        )  # fmt: skip
    return said
