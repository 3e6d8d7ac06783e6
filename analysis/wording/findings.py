"""What a report says of trends and correlations: always with n, years and interval."""

from analysis import indices
from analysis.estimates import Estimate
from analysis.forecast import Backtest
from analysis.relate import Correlation
from analysis.trend import Trend
from analysis.wording.language import Language, mark
from analysis.wording.sentences import amount

MODELS = {
    "pooled": mark("All together"),
    "between": mark("Between provinces"),
    "within": mark("Within provinces"),
    "two_way": mark("Within provinces and years"),
}


def trend_of(language: Language, trend: Trend | None, *, name: str, unit: str, n: int) -> str:
    """Say what a trend shows, with its interval.

    Parameters
    ----------
    language : Language
    trend : Trend or None
        None if there are too few comparable years even for an interval.
    name : str
        What the trend is of.
    unit : str
        Unit of the score.
    n : int
        Comparable years at hand.

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis.wording import language
    >>> trend_of(language("vi"), None, name="PAPI", unit="points", n=2)
    'PAPI mới có 2 năm so sánh được với nhau, chưa đủ để nói về xu hướng.'
    """
    if trend is None:
        return language.plural(
            "{name} has {n} comparable year, too few for a trend.",
            "{name} has {n} comparable years, too few for a trend.",
            n,
            name=name,
        )
    values = {
        "name": name,
        "first": trend.first_year,
        "last": trend.last_year,
        "n": trend.n,
        "slope": amount(language, abs(trend.slope), unit, difference=True),
        "low": language.signed(trend.low),
        "high": language.signed(trend.high),
        "level": language.number(trend.level * 100, 0),
    }
    return language.text(_TRENDS[trend.verdict], **values)


_TRENDS = {
    "rising": mark(
        "{name} rose by {slope} a year on average in {first}–{last} ({n} comparable years, "
        "{level}% interval {low} to {high})."
    ),
    "falling": mark(
        "{name} fell by {slope} a year on average in {first}–{last} ({n} comparable years, "
        "{level}% interval {low} to {high})."
    ),
    "no_clear_trend": mark(
        "{name} shows no clear trend in {first}–{last} ({n} comparable years; change a year "
        "{low} to {high} with {level}% confidence)."
    ),
    "too_few_years": mark(
        "{name} has only {n} comparable years ({first}–{last}), too few for a trend: the "
        "{level}% interval of the change a year runs from {low} to {high}."
    ),
}


def forecast_record(language: Language, done: Backtest | None) -> str:
    """Say how forecasts of the past turned out.

    Examples
    --------
    >>> from analysis import panel, store
    >>> from analysis.forecast import backtest
    >>> from analysis.wording import language
    >>> done = backtest(panel.panel(store.load_scores(), "papi", years=range(2011, 2016)))
    >>> forecast_record(language("en"), done)[:62]
    'Tested on 2014–2015 (122 results), such forecasts of PAPI were'
    """
    if done is None:
        return ""
    means = done.table().to_dict("index")["model"]
    return language.text(
        "Tested on {years} ({n} results), such forecasts of {index} were off by {mae} points on "
        "average, and their 80% intervals held {cover}% of the results.",
        years=language.span(done.years),
        n=language.number(done.n, 0),
        index=indices.index(done.index).short,
        mae=language.number(means["mae"]),
        cover=language.number(means["cover80"] * 100, 0),
    )


def correlation(language: Language, found: Correlation, *, x: str, y: str) -> str:
    """Say a correlation with n, years and both coefficients.

    Examples
    --------
    >>> from analysis import relate, store
    >>> from analysis.wording import language
    >>> pair = (relate.Measure("papi", "d5"), relate.Measure("papi", "d8"))
    >>> found = relate.correlate(store.load_scores(years=[2023]), *pair)
    >>> correlation(language("vi"), found, x="d5", y="d8")[:54]
    'Trên 61 cặp số liệu của 61 tỉnh, thành phố (năm 2023),'
    """
    return language.text(
        "Over {n} pairs from {provinces} provinces ({years}), {x} and {y} have a Pearson "
        "correlation of {pearson} and a Spearman correlation of {spearman} "
        "({level}% intervals, {draws} bootstrap draws of whole provinces). {verdict}",
        n=language.number(found.n, 0),
        provinces=len(found.provinces),
        years=language.span(found.years),
        x=x,
        y=y,
        pearson=interval(language, found.pearson),
        spearman=interval(language, found.spearman),
        level=language.number(found.level * 100, 0),
        draws=language.number(found.draws, 0),
        verdict=_verdict(language, found),
    )


def interval(language: Language, estimate: Estimate) -> str:
    """Write an estimate with its interval.

    Examples
    --------
    >>> from analysis.wording import language
    >>> interval(language("vi"), Estimate(0.508, 0.256, 0.696))
    '0,51 (từ 0,26 đến 0,70)'
    """
    return language.text(
        "{value} ({low} to {high})",
        value=language.number(estimate.value),
        low=language.number(estimate.low),
        high=language.number(estimate.high),
    )


def signed_interval(language: Language, estimate: Estimate) -> str:
    """Write a change with its interval, all with their signs.

    Examples
    --------
    >>> from analysis.wording import language
    >>> signed_interval(language("en"), Estimate(0.508, -0.256, 0.696))
    '+0.51 (−0.26 to +0.70)'
    """
    return language.text(
        "{value} ({low} to {high})",
        value=language.signed(estimate.value),
        low=language.signed(estimate.low),
        high=language.signed(estimate.high),
    )


def _verdict(language: Language, found: Correlation) -> str:
    if found.pearson.low > 0 and found.spearman.low > 0:
        return language.text("The two go together in this sample.")
    if found.pearson.high < 0 and found.spearman.high < 0:
        return language.text("The two move against each other in this sample.")
    return language.text("The intervals hold zero: the sample shows no clear link.")
