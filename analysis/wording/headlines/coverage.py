"""Findings of the chart of coverage."""

from collections.abc import Mapping

import pandas as pd

from analysis.wording.language import DASH, Language


def measure(language: Language) -> str:
    """Say what is counted.

    Examples
    --------
    >>> from analysis.wording import language
    >>> measure(language("vi"))
    'Số tỉnh, thành phố có điểm số theo chỉ số và năm, trong tổng số 63'
    """
    return language.text("Provinces with a score by index and year, of 63")


def coverage(language: Language, table: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Say which index is known best, and which least.

    Parameters
    ----------
    language : Language
    table : DataFrame
        As from `store.coverage`.
    names : mapping of str to str
        Short names of the indices.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.wording import language
    >>> table = store.coverage()
    >>> table = table[table["index"].isin(["papi", "par_index", "sipas"])]
    >>> names = {"papi": "PAPI", "par_index": "PAR INDEX", "sipas": "SIPAS"}
    >>> coverage(language("en"), table, names)
    'PAPI covers 60–63 provinces a year; SIPAS 17 at most'
    """
    reach = table.groupby("index")["with_score"].agg(["min", "max", "sum"])
    best, least = str(reach["sum"].idxmax()), str(reach["max"].idxmin())
    ends = reach.to_dict("index")
    low, high = (language.number(ends[best][end], 0) for end in ("min", "max"))
    values = {"best": names.get(best, best), "span": low if low == high else f"{low}{DASH}{high}"}
    if best == least:
        return language.text("{best} covers {span} provinces a year", **values)
    return language.text(
        "{best} covers {span} provinces a year; {least} {most} at most",
        least=names.get(least, least),
        most=language.number(ends[least]["max"], 0),
        **values,
    )
