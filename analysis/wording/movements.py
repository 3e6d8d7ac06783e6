"""What a report says of changes and gaps taken apart, and of regression to the mean."""

from collections.abc import Mapping

from analysis.change import Decomposition, Regression
from analysis.gains import Gains
from analysis.rounding import rounded
from analysis.wording.language import Language, mark
from analysis.wording.sentences import amount

# So many components are named.
_NAMED = 3


def change_parts(language: Language, found: Decomposition) -> str:
    """Say how much of a change is national drift and how much the province's own.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.change import decompose_change
    >>> from analysis.wording import language
    >>> found = decompose_change(store.load_scores(), "08", "papi", start=2022, end=2023)
    >>> change_parts(language("en"), found)[:51]
    'Of the change of −1.62 points, +0.17 is the change '
    """
    total = found.printed().to_dict("index")["total"]
    if "own" not in total:
        return ""
    return language.text(
        "Of the change of {change} points, {drift} is the change of the national mean and {own} "
        "the province's own movement.",
        change=language.signed(total["change"]),
        drift=language.signed(total["drift"]),
        own=language.signed(total["own"]),
    )


def regression(language: Language, found: Regression) -> str:
    """Say what regression to the mean foretold of a movement.

    Examples
    --------
    >>> from analysis import change, panel, store
    >>> from analysis.wording import language
    >>> scores = panel.panel(store.load_scores(), "papi")
    >>> found = change.regression_to_mean(scores, "08", 2023)
    >>> regression(language("en"), found)[:47]
    'From where the province stood in 2022, a moveme'
    """
    before, year = found.years
    values: dict[str, object] = {
        "before": before,
        "year": year,
        "expected": language.signed(found.expected.value),
        "low": language.signed(found.expected.low),
        "high": language.signed(found.expected.high),
        "level": language.number(found.level * 100, 0),
        "moved": language.signed(found.movement),
    }
    said = language.text(
        "From where the province stood in {before}, a movement of {expected} points against the "
        "national mean was to be expected by regression to the mean ({level}% interval {low} to "
        "{high}); it moved by {moved} points.",
        **values,
    )
    judged = _WITHIN if found.within_expected else _BEYOND
    warning = _WARNINGS.get(found.warning)
    parts = [said, language.text(judged), language.text(warning, **values) if warning else ""]
    return " ".join(part for part in parts if part)


_WITHIN = mark("Chance alone could explain that.")
_BEYOND = mark("That is more than chance alone would explain.")
_WARNINGS = {
    "rise_after_low": mark(
        "The result of {before} was very low, and a rise after a very low year comes in part by "
        "itself."
    ),
    "fall_after_high": mark(
        "The result of {before} was very high, and a fall after a very high year comes in part by "
        "itself."
    ),
}


def gap_parts(
    language: Language, found: Decomposition, reference: str, names: Mapping[str, str]
) -> str:
    """Say a gap and the components that make most of it.

    Parameters
    ----------
    language : Language
    found : Decomposition
        A gap.
    reference : str
        What it is measured to, as the head of a column.
    names : mapping of str to str
        Names of the components.

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis import indices, store
    >>> from analysis.change import decompose_gap
    >>> from analysis.wording import language
    >>> found = decompose_gap(store.load_scores(), "08", "papi", year=2023, to="leader")
    >>> names = {c.code: c.name_vi for c in indices.domains("papi", 2023)}
    >>> gap_parts(language("vi"), found, "Dẫn đầu (Thừa Thiên Huế)", names)[:47]
    'Dẫn đầu (Thừa Thiên Huế): thấp hơn 4,55 điểm, n'
    """
    printed = found.printed()["gap"]
    total = float(printed["total"])
    if not rounded(total):
        return language.text("{reference}: no gap.", reference=reference)
    towards = printed.drop(["total", "rounding"], errors="ignore")
    towards = towards[(towards < 0) if total < 0 else (towards > 0)]
    most = towards.sort_values(key=abs, ascending=False, kind="stable").head(_NAMED)
    listed = [f"{names[str(c)]} ({language.signed(float(v))})" for c, v in most.items()]
    return language.text(
        _BEHIND if total < 0 else _AHEAD,
        reference=reference,
        gap=amount(language, abs(total), "points", difference=True),
        parts=language.enumerate(listed),
    )


_BEHIND = mark("{reference}: {gap} behind, most of it in {parts}.")
_AHEAD = mark("{reference}: {gap} ahead, most of it in {parts}.")


def gains(language: Language, found: Gains, names: Mapping[str, str]) -> str:
    """Say where the largest gain is within reach, and where the least is.

    Examples
    --------
    >>> from analysis import indices, store
    >>> from analysis.gains import achievable_gains, learn
    >>> from analysis.wording import language
    >>> found = achievable_gains(learn(store.load_scores(), "papi", year=2023), "08")
    >>> names = {c.code: c.name_en for c in indices.domains("papi", 2023)}
    >>> gains(language("en"), found, names)[:58]
    'The most is within reach in Public Service Delivery: from '
    """
    achievable = found.frame["achievable"]
    best, least = str(achievable.idxmax()), str(achievable.idxmin())
    return language.text(
        "The most is within reach in {best}: from such a position one in four provinces gained "
        "{gain} points or more in a year. The least is in {least} ({small} points).",
        best=names[best],
        gain=language.number(float(achievable[best])),
        least=names[least],
        small=language.number(float(achievable[least])),
    )
