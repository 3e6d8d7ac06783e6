"""What a national overview says of the course of all provinces: movements, trend, outlook."""

from analysis.forecast import Forecast
from analysis.nation import Movements
from analysis.rounding import digits
from analysis.trend import Trend
from analysis.wording.language import Language, mark
from analysis.wording.overview import moved


def movement_counts(language: Language, found: Movements, digits: int = 2) -> list[str]:
    """Say how many provinces rose and fell, and how many by more than noise.

    Examples
    --------
    >>> from analysis import nation, store
    >>> from analysis.panel import panel
    >>> from analysis.wording import language
    >>> pair = (panel(store.load_scores(), "papi", measure=m) for m in ("score", "rank"))
    >>> found = nation.movements(*pair, 2023, noise=0.9)
    >>> movement_counts(language("en"), found)[0]
    'Of the 59 provinces known in 2022 and 2023, 33 rose, 26 fell and 0 stayed the same.'
    """
    change = found.table["change"]
    before, year = found.years
    said = [
        language.text(
            "Of the {n} provinces known in {before} and {year}, {up} rose, {down} fell and {same} "
            "stayed the same.",
            n=found.n,
            before=before,
            year=year,
            up=int((change > 0).sum()),
            down=int((change < 0).sum()),
            same=int((change == 0).sum()),
        )
    ]
    if found.bound is not None:
        said.append(
            language.text(
                "Against the national drift, {clear} moved by more than {bound} points; noise of "
                "single years would alone take about {chance} that far.",
                clear=int(found.table["clear"].sum()),
                bound=language.number(found.bound, digits),
                chance=language.number(found.by_chance, 0),
            )
        )
    return said


def national_trend(language: Language, found: Trend, n: int, unit: str) -> str:
    """Say the trend of the mean of all provinces.

    Parameters
    ----------
    language : Language
    found : Trend
    n : int
        Provinces in the mean.
    unit : str
        Unit of the scores.

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis.trend import trend
    >>> from analysis.wording import language
    >>> found = trend(pd.Series({2021: 41.0, 2022: 42.1, 2023: 43.2, 2024: 44.0}))
    >>> national_trend(language("en"), found, 57, "points")[:62]
    'In 2021–2024 (4 comparable years) the mean over the 57 provinc'
    """
    return language.text(
        "In {years} ({n} comparable years) the mean over the {provinces} provinces known in every "
        "year moved by {slope} a year ({level}% interval {low} to {high}). {verdict}",
        years=language.span((found.first_year, found.last_year)),
        n=found.n,
        provinces=n,
        slope=moved(language, found.slope, unit),
        low=language.signed(found.low, digits(unit)),
        high=language.signed(found.high, digits(unit)),
        level=language.number(found.level * 100, 0),
        verdict=language.text(_VERDICTS[found.verdict]),
    )


_VERDICTS = {
    "rising": mark("The country as a whole is rising."),
    "falling": mark("The country as a whole is falling."),
    "no_clear_trend": mark("The country as a whole shows no clear trend."),
    "too_few_years": mark("That is too few years for a verdict."),
}


def outlook(language: Language, made: Forecast) -> str:
    """Say what a forecast was learnt from and whom it speaks of.

    Examples
    --------
    >>> from analysis import forecast, store
    >>> from analysis.panel import panel
    >>> from analysis.wording import language
    >>> made = forecast.forecast(panel(store.load_scores(), "papi", years=range(2011, 2024)))
    >>> outlook(language("en"), made)[:64]
    'Learnt from 2011–2023 for 2024: 4,000 joint simulations of the 6'
    """
    return language.text(
        "Learnt from {first}–{last} for {year}: {draws} joint simulations of the {n} provinces "
        "with results. Since 1 July 2025 Vietnam has 34 provinces; the forecast speaks of the 63 "
        "as they were before.",
        first=made.history[0],
        last=made.history[-1],
        year=made.years[0],
        draws=language.number(len(made.distances), 0),
        n=made.n,
    )
