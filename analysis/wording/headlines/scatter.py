"""Findings of the charts of two series."""

from analysis.estimates import Estimate
from analysis.relate import Correlation, Sample, Slope, Slopes
from analysis.wording import relations
from analysis.wording.language import Language


def scatter(language: Language, found: Correlation) -> str:
    """Say how two series go together, with the interval.

    Examples
    --------
    >>> from analysis import relate, store
    >>> from analysis.wording import language
    >>> pair = (relate.Measure("papi", "d5"), relate.Measure("papi", "d8"))
    >>> scatter(language("en"), relate.correlate(store.load_scores(years=[2023]), *pair))
    'The two go together: r = 0.30 (95% interval 0.06 to 0.51)'
    """
    values = {
        "r": language.number(found.pearson.value),
        "low": language.number(found.pearson.low),
        "high": language.number(found.pearson.high),
        "level": language.number(found.level * 100, 0),
    }
    if found.pearson.sign > 0:
        return language.text(
            "The two go together: r = {r} ({level}% interval {low} to {high})", **values
        )
    if found.pearson.sign < 0:
        return language.text(
            "The two are opposed: r = {r} ({level}% interval {low} to {high})", **values
        )
    return language.text("No clear link: r = {r} ({level}% interval {low} to {high})", **values)


def sample(language: Language, found: Sample) -> str:
    """Say what a mark is, and of how many provinces and years.

    Examples
    --------
    >>> from analysis import relate, store
    >>> from analysis.wording import language
    >>> pair = (relate.Measure("papi", "d5"), relate.Measure("papi", "d8"))
    >>> found = relate.correlate(store.load_scores(years=[2023]), *pair)
    >>> sample(language("vi"), found.sample)
    'Mỗi điểm là một tỉnh trong một năm: 61 điểm, 61/63 tỉnh, thành phố, 2023'
    """
    return language.text(
        "Each mark is a province in a year: {n} marks, {provinces} of 63 provinces, {years}",
        n=language.number(found.n, 0),
        provinces=len(found.provinces),
        years=language.span(found.years),
    )


def within_between(language: Language, found: Slopes) -> str:
    """Say whether provinces differ as each of them changes.

    Examples
    --------
    >>> from analysis import relate, store
    >>> from analysis.wording import language
    >>> found = relate.slopes(store.load_scores(years=range(2021, 2025)),
    ...                       relate.Measure("papi", "d5"), relate.Measure("papi", "d8"))
    >>> within_between(language("en"), found)
    'One more of X: +0.95 of Y between provinces; within each not clear (+0.27)'
    """
    between, within = found.between.estimate, found.within.estimate
    digits = relations.decimals([between, within])
    values = {
        "between": language.signed(between.value, digits),
        "within": language.signed(within.value, digits),
    }
    if between.sign and not within.sign:
        return language.text(
            "One more of X: {between} of Y between provinces; within each not clear ({within})",
            **values,
        )
    if within.sign and not between.sign:
        return language.text(
            "One more of X: {within} of Y within each province; between them not clear ({between})",
            **values,
        )
    if between.sign and between.sign == within.sign:
        return language.text(
            "One more of X: {between} of Y between provinces, {within} within each, the "
            "same direction",
            **values,
        )
    if between.sign:
        return language.text(
            "One more of X: {between} of Y between provinces, but {within} within each", **values
        )
    return language.text(
        "No clear link: one more of X, {between} of Y between provinces, {within} within each",
        **values,
    )


def slope(language: Language, found: Slope) -> str:
    """Name the line of a slope, with its interval.

    Examples
    --------
    >>> from analysis import relate, store
    >>> from analysis.wording import language
    >>> found = relate.slopes(store.load_scores(years=range(2021, 2025)),
    ...                       relate.Measure("papi", "d5"), relate.Measure("papi", "d8"))
    >>> print(slope(language("vi"), found.between))
    giữa các tỉnh
    +0,95 (+0,57 đến +1,34)
    """
    values = _estimate(language, found.estimate)
    if found.model == "between":
        return language.text("between provinces\n{slope} ({low} to {high})", **values)
    if found.model == "within":
        return language.text("within each province\n{slope} ({low} to {high})", **values)
    return language.text(
        "within, without what all years share\n{slope} ({low} to {high})", **values
    )


def _estimate(language: Language, found: Estimate) -> dict[str, str]:
    digits = relations.decimals([found])
    return {
        "slope": language.signed(found.value, digits),
        "low": language.signed(found.low, digits),
        "high": language.signed(found.high, digits),
    }
