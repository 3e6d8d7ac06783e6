"""Findings of the chart of ranks over the years."""

from collections.abc import Sequence

from analysis import indices
from analysis.panel import Panel
from analysis.wording import places
from analysis.wording.language import Language


def movement(language: Language, ranks: Panel, highlight: str | None, picked: Sequence[str]) -> str:
    """Say from where to where the province moved; without one, the largest rise and fall.

    Parameters
    ----------
    language : Language
    ranks : Panel
    highlight : str or None
        Code of the province.
    picked : sequence of str
        Codes picked out.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.panel import panel
    >>> from analysis.wording import language
    >>> held = panel(store.load_scores(), "papi", measure="rank", years=[2022, 2023])
    >>> movement(language("en"), held, "08", [])
    'Tuyen Quang fell from place 20 in 2022 to 41 in 2023'
    """
    if highlight is not None:
        return _own(language, ranks, highlight)
    first = max((y for y in ranks.breaks if y < ranks.years[-1]), default=ranks.years[0])
    last = ranks.years[-1]
    moved = (ranks.table[first] - ranks.table[last]).reindex(list(picked)).dropna()
    if moved.empty or not moved.any():
        return language.text("No province is known to have moved")
    names = places.names(language, "vn63")
    values: dict[str, object] = {"first": first, "last": last}
    up, down = str(moved.idxmax()), str(moved.idxmin())
    if moved[up] > 0:
        values |= {"up": names[up], "rise": int(moved[up])}
    if moved[down] < 0:
        values |= {"down": names[down], "fall": int(-moved[down])}
    if "down" not in values:
        return language.text("{up} rose {rise} places from {first} to {last}", **values)
    if "up" not in values:
        return language.text("{down} fell {fall} places from {first} to {last}", **values)
    return language.text(
        "From {first} to {last} {up} rose {rise} places and {down} fell {fall}", **values
    )


def _own(language: Language, ranks: Panel, code: str) -> str:
    names = places.names(language, "vn63")
    known = ranks.table.T[code].dropna() if code in ranks.table.index else None
    if known is None or known.empty:
        return language.text("No rank of {name} is known", name=names[code])
    year, last = int(known.index[0]), int(known.index[-1])
    values = {
        "name": names[code],
        "first": year,
        "last": last,
        "before": int(known.iloc[0]),
        "rank": int(known.iloc[-1]),
    }
    if year == last:
        return language.text("{name} ranked {rank} in {last}; other years are not known", **values)
    if any(year < broken <= last for broken in ranks.breaks):
        return language.text(
            "{name} ranked {before} in {first} and {rank} in {last}, by another edition", **values
        )
    if values["rank"] < values["before"]:  # type: ignore[operator]
        return language.text(
            "{name} rose from place {before} in {first} to {rank} in {last}", **values
        )
    if values["rank"] > values["before"]:  # type: ignore[operator]
        return language.text(
            "{name} fell from place {before} in {first} to {rank} in {last}", **values
        )
    return language.text("{name} ranked {rank} both in {first} and in {last}", **values)


def measure(language: Language, ranks: Panel, *, region: bool) -> str:
    """Say whose ranks are drawn, of how many provinces, and what the lines mean.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.panel import panel
    >>> from analysis.wording import language
    >>> held = panel(store.load_scores(), "papi", measure="rank", years=range(2020, 2024))
    >>> measure(language("en"), held, region=True)[:52]
    'Rank in PAPI 2020–2023; 60–63 of 63 provinces known.'
    """
    counts = ranks.known.values()
    low, high = min(counts), max(counts)
    name = indices.index(ranks.index).short
    if ranks.component != "overall":
        part = indices.component(ranks.index, ranks.component, ranks.years[-1])
        name = f"{name}, {language.pick(part.name_vi, part.name_en)}"
    parts = [
        language.text(
            "Rank in {name} {years}; {n} of {all} provinces known.",
            name=name,
            years=language.span(ranks.years),
            n=f"{low}" if low == high else f"{low}–{high}",
            all=ranks.units,
        )
    ]
    if region:
        parts.append(language.text("Blue: provinces of the region."))
    if ranks.breaks:
        parts.append(language.text("Dotted: change of edition, ranks hardly compare."))
    return " ".join(parts)
