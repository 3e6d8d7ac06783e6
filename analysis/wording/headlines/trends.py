"""Findings of the chart of trends."""

from collections.abc import Mapping

from analysis.trend import Trends
from analysis.wording import places
from analysis.wording.language import Language, mark

_UNITS = {
    "score": mark("points a year"),
    "percent": mark("per cent of the maximum a year"),
    "distance": mark("points a year against the national mean"),
    "rank": mark("places gained a year"),
}


def measure(language: Language, found: Mapping[str, Trends]) -> str:
    """Say what is drawn, in which unit, over which years.

    Parameters
    ----------
    language : Language
    found : mapping of str to Trends
        By component.

    Examples
    --------
    >>> from analysis import panel, store
    >>> from analysis.trend import trends
    >>> from analysis.wording import language
    >>> found = {"d1": trends(panel.panel(store.load_scores(), "papi", "d1").stretch(2024))}
    >>> measure(language("en"), found)
    'Trend in points a year with its 95% interval, 2016–2024; filled: clear, upright line: nation'
    """
    first = next(iter(found.values()))
    years = [year for trends in found.values() for year in trends.years]
    return language.text(
        "Trend in {unit} with its {level}% interval, {years}; filled: clear, upright line: nation",
        unit=language.text(_UNITS[first.measure]),
        level=language.number(first.level * 100, 0),
        years=language.span(years),
    )


def trends(language: Language, found: Mapping[str, Trends], code: str) -> str:
    """Say in how many components a province clearly rises and falls.

    Examples
    --------
    >>> from analysis import panel, store
    >>> from analysis.trend import trends as estimate
    >>> from analysis.wording import language
    >>> found = {"d1": estimate(panel.panel(store.load_scores(), "papi", "d1").stretch(2024))}
    >>> trends(language("vi"), found, "08")
    'Tuyên Quang: chưa thấy xu hướng rõ rệt (1 nội dung)'
    """
    verdicts = [str(t.table.loc[code, "shrunken_verdict"]) for t in found.values()]
    values = {
        "name": places.names(language, "vn63")[code],
        "n": len(verdicts),
        "up": verdicts.count("rising"),
        "down": verdicts.count("falling"),
    }
    if not values["up"] and not values["down"]:
        return language.text("{name}: no clear trend (domains: {n})", **values)
    return language.text(
        "{name}: {up} of {n} domains clearly rising, {down} clearly falling", **values
    )
