"""What a map says to those who cannot see it: text computed from what it draws."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.maps.values import by_code, check_codes, numbers
from analysis.provinces import Frame, provinces
from analysis.wording import VIETNAMESE, Language, places

# So many provinces without data are named, more are counted.
_NAMED = 5


def describe(
    values: pd.Series,
    measure: str,
    *,
    frame: Frame = "vn63",
    highlight: str | None = None,
    digits: int = 2,
    language: Language = VIETNAMESE,
) -> str:
    """Describe a map of numbers: extremes, where a province stands, and who is missing.

    Parameters
    ----------
    values : Series of float
        By province code, as for `choropleth`.
    measure : str
        What is drawn, in the middle of a sentence.
    frame : {"vn63", "vn34"}
    highlight : str, optional
        Code of the province picked out.
    digits : int
        Decimals.
    language : Language

    Returns
    -------
    str
        Sentences for an `alt` attribute.

    Raises
    ------
    NoData
        As for `choropleth`.

    Examples
    --------
    >>> from analysis import standing, store
    >>> scores = standing.cross_section(store.load_scores(), "papi", "overall", 2023).rows["score"]
    >>> print(describe(scores, "điểm PAPI năm 2023", highlight="08"))
    Bản đồ các tỉnh, thành phố: điểm PAPI năm 2023. Tuyên Quang: 41,49, thứ 41/61; cao nhất Thừa
    Thiên Huế (46,04), thấp nhất Đắk Nông (38,97). Không có số liệu của 2/63 tỉnh, thành phố:
    Quảng Ninh và Bình Dương.
    """
    known = numbers(by_code(values, None, frame=frame)).dropna()
    if highlight is not None:
        check_codes([highlight], frame)
    finding = places.finding(language, known, highlight, frame=frame, digits=digits)
    said = language.text(
        "Map of the provinces: {measure}. {finding}.", measure=measure, finding=finding
    )
    return _joined(said, _missing(known, frame, language))


def describe_groups(
    groups: pd.Series,
    measure: str,
    *,
    order: Sequence[str],
    labels: Mapping[str, str],
    frame: Frame = "vn63",
    highlight: str | None = None,
    language: Language = VIETNAMESE,
) -> str:
    """Describe a map of groups: how many provinces each holds, that of one, and who is missing.

    Parameters
    ----------
    groups : Series of str
        By province code, as for `categories`.
    measure : str
        What is drawn, in the middle of a sentence.
    order : sequence of str
        Groups as the legend lists them.
    labels : mapping of str to str
        What the legend says of each group.
    frame, highlight, language
        As for `describe`.

    Returns
    -------
    str

    Raises
    ------
    NoData
        As for `categories`.

    Examples
    --------
    >>> groups = pd.Series({"01": "high", "08": "low", "22": "low"})
    >>> print(describe_groups(groups, "PAPI", order=["high", "low"], highlight="08",
    ...                       labels={"high": "cao", "low": "thấp"}))
    Bản đồ các tỉnh, thành phố theo nhóm: PAPI. Số tỉnh, thành phố: cao 1; thấp 2. Tuyên Quang:
    thấp. Không có số liệu của 60/63 tỉnh, thành phố.
    """
    known = by_code(groups, None, frame=frame).dropna().astype(str)
    if highlight is not None:
        check_codes([highlight], frame)
    counts = known.value_counts()
    held = "; ".join(f"{labels[g]} {language.number(counts.get(g, 0), 0)}" for g in order)
    said = language.text(
        "Map of the provinces in groups: {measure}. Provinces: {counts}.",
        measure=measure,
        counts=held,
    )
    own = places.group_titles(language, known, labels, frame=frame).get(highlight or "", "")
    return _joined(said, own and f"{own}.", _missing(known, frame, language))


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _missing(known: pd.Series, frame: Frame, language: Language) -> str:
    absent = [p.code for p in provinces(frame) if p.code not in known.index]
    if not absent:
        return ""
    counts = {"n": len(absent), "total": len(provinces(frame))}
    if len(absent) > _NAMED:
        return language.text("No data for {n} of {total} provinces.", **counts)
    names = places.names(language, frame)
    return language.text(
        "No data for {n} of {total} provinces: {names}.",
        names=language.enumerate([names[code] for code in absent]),
        **counts,
    )
