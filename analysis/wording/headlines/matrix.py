"""Findings of the chart of many correlations."""

from collections.abc import Mapping

import pandas as pd

from analysis.multiplicity import Method
from analysis.wording.language import Language, mark

ALPHA = 0.05
_CONTROLS: dict[Method, str] = {
    "holm": mark("Pearson's r, {n}; rim and bold: shown at 5% after Holm's correction"),
    "bh": mark("Pearson's r, {n}; rim and bold: 5% false discovery rate (Benjamini-Hochberg)"),
}


def measure(language: Language, table: pd.DataFrame, method: Method) -> str:
    """Say what is drawn, from how many province-years, and what the rims mean.

    Examples
    --------
    >>> from analysis.wording import language
    >>> table = pd.DataFrame({"n": [61, 59], "r": [0.5, 0.2]})
    >>> measure(language("en"), table, "holm")
    "Pearson's r, n = 59 to 61; rim and bold: shown at 5% after Holm's correction"
    """
    known = table.loc[table["r"].notna(), "n"]
    low, high = (language.number(n, 0) for n in (known.min(), known.max()))
    n = f"n = {low}" if low == high else language.text("n = {low} to {high}", low=low, high=high)
    said = language.text(_CONTROLS[method], n=n)
    if table["r"].notna().all():
        return said
    return language.text("{said}; hatched: too few pairs", said=said)


def matrix(
    language: Language, table: pd.DataFrame, names: Mapping[str, str], method: Method
) -> str:
    """Say how many links are shown, and which is the closest.

    Parameters
    ----------
    language : Language
    table : DataFrame
        As from `relate.correlation_matrix`.
    names : mapping of str to str
        What the series are called.
    method : {"holm", "bh"}

    Examples
    --------
    >>> from analysis.wording import language
    >>> table = pd.DataFrame({"x": ["a"], "y": ["b"], "r": [0.5], "p_holm": [0.01]})
    >>> matrix(language("vi"), table, {"a": "A", "b": "B"}, "holm")
    '1/1 cặp có liên hệ rõ rệt; chặt nhất: “A” và “B” (r = 0,50)'
    """
    known = table[table["r"].notna()]
    shown = known[known[f"p_{method}"] <= ALPHA]
    values: dict[str, object] = {"shown": len(shown), "n": len(known)}
    if shown.empty:
        return language.text("None of {n} pairs is clearly linked", **values)
    closest = shown.loc[[shown["r"].abs().idxmax()]].to_dict("records")[0]
    return language.text(
        "{shown} of {n} pairs are clearly linked; closest: “{x}” and “{y}” (r = {r})",
        x=names[closest["x"]],
        y=names[closest["y"]],
        r=language.number(closest["r"]),
        **values,
    )
