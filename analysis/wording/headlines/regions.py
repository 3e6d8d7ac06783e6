"""Findings of the chart of the regions."""

import math

import pandas as pd

from analysis import indices, provinces
from analysis.regional import RegionMeans
from analysis.rounding import digits, rounded
from analysis.wording.language import Language


def names(language: Language, frame: pd.DataFrame) -> list[str]:
    """Name the regions of a table, with how many of their provinces are known.

    Examples
    --------
    >>> from analysis import regional, store
    >>> from analysis.wording import language
    >>> found = regional.region_means(store.load_scores(), "papi", 2024)
    >>> names(language("vi"), found.frame)[:2]
    ['Đồng bằng sông Hồng (10/11)', 'Đông Nam Bộ (6/6)']
    """
    known = {r.code: language.pick(r.name_vi, r.name_en) for r in provinces.regions()}
    return [
        known[str(code)] if pd.isna(row["n"]) else f"{known[str(code)]} ({row['n']}/{row['size']})"
        for code, row in frame.iterrows()
    ]


def regions(language: Language, means: RegionMeans, own: str | None) -> str:
    """Say where a region stands and how it moved; without one, which are first and last.

    Parameters
    ----------
    language : Language
    means : RegionMeans
    own : str or None
        Code of the region.

    Examples
    --------
    >>> from analysis import regional, store
    >>> from analysis.wording import language
    >>> found = regional.region_means(store.load_scores(), "papi", 2024)
    >>> regions(language("en"), found, None)
    'Red River Delta is highest (44.32), Central Highlands lowest (41.23)'
    """
    frame = means.frame
    places = _digits(means)
    by_code = {r.code: language.pick(r.name_vi, r.name_en) for r in provinces.regions()}
    if own is None or own not in frame.index:
        first, last = str(frame.index[0]), str(frame.index[-1])
        values = {"highest": by_code[first], "high": language.number(frame["mean"].iloc[0], places)}
        if first == last:
            return language.text("Known is {highest} ({high})", **values)
        return language.text(
            "{highest} is highest ({high}), {lowest} lowest ({low})",
            lowest=by_code[last],
            low=language.number(frame["mean"].iloc[-1], places),
            **values,
        )
    mean, change = (float(frame[column].to_dict()[own]) for column in ("mean", "change"))
    said = {
        "name": by_code[own],
        "place": sum(rounded(float(x), places) > rounded(mean, places) for x in frame["mean"]) + 1,
        "n": len(frame),
        "score": language.number(mean, places),
        "change": "" if math.isnan(change) else language.number(abs(change), places),
    }
    if math.isnan(change):
        return language.text("{name} ranks {place} of {n} regions with {score} points", **said)
    if change > 0:
        return language.text(
            "{name} ranks {place} of {n} regions with {score} points, {change} up", **said
        )
    if change < 0:
        return language.text(
            "{name} ranks {place} of {n} regions with {score} points, {change} down", **said
        )
    return language.text(
        "{name} ranks {place} of {n} regions with {score} points, unchanged", **said
    )


def figure(language: Language, means: RegionMeans, code: str) -> str:
    """Write the mean of a region, and how it changed if that is known.

    Examples
    --------
    >>> from analysis import regional, store
    >>> from analysis.wording import language
    >>> scores = store.load_scores()
    >>> figure(language("vi"), regional.region_means(scores, "papi", 2023), "DBSCL")
    '41,42 (−0,16)'
    >>> figure(language("vi"), regional.region_means(scores, "dti", 2023), "DNB")
    '0,7268 (+0,1119)'
    """
    mean, change = (float(means.frame[column].to_dict()[code]) for column in ("mean", "change"))
    score = language.number(mean, _digits(means))
    if math.isnan(change):
        return score
    return language.text(
        "{score} ({change})", score=score, change=language.signed(change, _digits(means))
    )


def nation(language: Language, means: RegionMeans) -> str:
    """Name the line of the national mean.

    Examples
    --------
    >>> from analysis import regional, store
    >>> from analysis.wording import language
    >>> nation(language("en"), regional.region_means(store.load_scores(), "dti", 2023))
    'national mean 0.6783'
    """
    assert means.nation is not None
    return language.text("national mean {mean}", mean=language.number(means.nation, _digits(means)))


def _digits(means: RegionMeans) -> int:
    return digits(indices.component(means.index, means.component, means.year).unit)


def measure(language: Language, means: RegionMeans) -> str:
    """Say what is drawn, in which unit, and what the marks are.

    Examples
    --------
    >>> from analysis import regional, store
    >>> from analysis.wording import language
    >>> found = regional.region_means(store.load_scores(), "papi", 2024)
    >>> measure(language("en"), found)[:58]
    'PAPI 2024, means of the provinces of each region. Hollow d'
    """
    part = indices.component(means.index, means.component, means.year)
    name = indices.index(means.index).short
    if means.component != "overall":
        name = f"{name}, {language.pick(part.name_vi, part.name_en)}"
    parts = [
        language.text(
            "{name} {year}, means of the provinces of each region.", name=name, year=means.year
        )
    ]
    if means.frame["previous"].notna().any():
        parts.append(
            language.text("Hollow dot: {before}, where it compares.", before=means.year - 1)
        )
    if means.frame["n"].notna().any():
        parts.append(language.text("In brackets: provinces known of all."))
    else:
        parts.append(language.text("Published means."))
    return " ".join(parts)
