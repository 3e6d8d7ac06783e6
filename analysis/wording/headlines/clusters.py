"""Findings of the map of local clusters."""

from collections.abc import Sequence

import pandas as pd

from analysis.provinces import Frame
from analysis.space import LocalClusters
from analysis.wording import places
from analysis.wording.headlines import maps
from analysis.wording.language import Language, mark

# So many provinces are named; more are counted.
_NAMED = 5

LABELS = {
    "high_high": mark("high among high"),
    "high_low": mark("high among low"),
    "low_high": mark("low among high"),
    "low_low": mark("low among low"),
    "none": mark("no cluster"),
}


def labels(language: Language) -> dict[str, str]:
    """Return what the legend says of each kind of place.

    Examples
    --------
    >>> from analysis.wording import language
    >>> labels(language("vi"))["low_low"]
    'thấp giữa vùng thấp'
    """
    return {kind: language.text(message) for kind, message in LABELS.items()}


def clusters(
    language: Language, kinds: pd.Series, highlight: str | None, *, frame: Frame = "vn63"
) -> str:
    """Say where provinces and their neighbours are high, and where low.

    Parameters
    ----------
    language : Language
    kinds : Series of str
        By code: high_high, low_low, high_low, low_high or none.
    highlight : str or None
    frame : {"vn63", "vn34"}

    Examples
    --------
    >>> from analysis.wording import language
    >>> kinds = pd.Series({"44": "high_high", "45": "high_high", "92": "low_low", "01": "none"})
    >>> clusters(language("vi"), kinds, None)
    'Điểm cao tụ lại ở Quảng Bình và Quảng Trị; điểm thấp tụ lại ở Cần Thơ'
    >>> clusters(language("en"), kinds, "01")
    'Ha Noi: no cluster'
    """
    names = places.names(language, frame)
    if highlight is not None:
        own = kinds.get(highlight)
        return (
            language.text("{name}: no data", name=names[highlight]) if own is None
            else language.text("{name}: {group}", name=names[highlight],
                               group=language.text(LABELS[own]))
        )  # fmt: skip
    high = [names[str(code)] for code in kinds.index[kinds == "high_high"]]
    low = [names[str(code)] for code in kinds.index[kinds == "low_low"]]
    values = {"high": _listed(language, high), "low": _listed(language, low)}
    if high and low:
        return language.text("High scores cluster in {high}; low scores in {low}", **values)
    if high:
        return language.text("High scores cluster in {high}", **values)
    if low:
        return language.text("Low scores cluster in {low}", **values)
    return language.text("No clusters of high or of low scores beyond chance")


def measure(language: Language, found: LocalClusters) -> str:
    """Say what was tested, on how many provinces, and which share of false ones is put up with.

    Examples
    --------
    >>> from analysis.wording import language
    >>> table = pd.DataFrame({"cluster": []})
    >>> measure(language("vi"), LocalClusters("papi", "overall", "score", 2024, table, 0.05, 61,
    ...                                       ("22", "74"), 9999, 1, False))
    'Moran cục bộ, PAPI năm 2024, 61/63 tỉnh, thành phố; tỷ lệ phát hiện sai tối đa 5%'
    """
    return language.text(
        "Local Moran's I, {name} in {year}, {n} of {units} provinces; false discovery rate at "
        "most {rate}%",
        name=maps.series_name(language, found.index, found.component, found.year),
        year=found.year,
        n=found.n,
        units=found.n + len(found.left_out),
        rate=language.number(found.rate * 100, 0),
    )


def _listed(language: Language, names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return language.plural("{n} province", "{n} provinces", len(names))
    return language.enumerate(names)
