"""The three trends of every province of a panel, side by side."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import TooFewObservations
from analysis.panel import Panel
from analysis.printing import Printed
from analysis.trend.least_squares import fit_lines
from analysis.trend.mixed import ShrunkenSlopes, oriented, shrunken_slopes
from analysis.trend.sen import median_slopes, sen_verdict
from analysis.trend.series import MIN_POINTS, by_years, share_of_error
from analysis.trend.verdicts import verdict


@dataclass(frozen=True)
class Trends(Printed):
    """Trends of all provinces of a panel.

    Attributes
    ----------
    index, component, measure : str
        Of the panel. For the measure rank, slopes are in places *gained* a year: rising is
        better for every measure.
    table : DataFrame, indexed by province code
        n, first_year, last_year; of least squares (see `Trend`) slope, low, high, error,
        verdict; of the median slope (see `TheilSen`) sen_slope, sen_low, sen_high,
        sen_attained, tau, p, sen_verdict; of the panel model (see `ShrunkenSlopes`)
        shrunken_slope, shrunken_low, shrunken_high, shrinkage, shrunken_verdict.
    shrunken : ShrunkenSlopes
        The panel model with its national slope.
    level, family : float, int
        As for `trend`.
    n : int
        Provinces in the table.
    years : tuple of int
    left_out : tuple of str
        Provinces with a value but fewer than three years.
    partial : bool
        Whether published provinces are missing from the panel.
    """

    index: str
    component: str
    measure: str
    table: pd.DataFrame
    shrunken: ShrunkenSlopes
    level: float
    family: int
    n: int
    years: tuple[int, ...]
    left_out: tuple[str, ...]
    partial: bool


def stretches(panel: Panel) -> tuple[Panel, ...]:
    """Cut a panel at its breaks.

    Returns
    -------
    tuple of Panel
        Of one edition each, the oldest first; some may be too short for a trend.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.panel import panel
    >>> [p.years for p in stretches(panel(store.load_scores(), "papi", "d5"))][1:]
    [(2016, 2017, 2018, 2019, 2020), (2021, 2022, 2023, 2024)]
    """
    ends = [max(y for y in panel.years if y < start) for start in panel.breaks]
    return tuple(panel.stretch(year) for year in [*ends, panel.years[-1]])


def trends(
    panel: Panel, *, level: float = 0.95, family: int = 1, allow_partial: bool = False
) -> Trends:
    """Estimate the trend of every province by all three methods.

    Parameters
    ----------
    panel : Panel
        Of one edition (`stretches`, `Panel.stretch`), of any measure.
    level : float
        Level of the intervals.
    family : int
        Number of trends read together (Bonferroni): 63 if the verdicts of all provinces are.
    allow_partial : bool
        Take a panel that holds only some provinces; the result says so.

    Returns
    -------
    Trends

    Raises
    ------
    BreakInside
        If the years cross a break.
    IncompletePanel
        If the panel is partial and that is not allowed.
    TooFewObservations
        With fewer than three years, or five provinces that have three.
    ConstantSeries
        If every province lies exactly on a line.
    BadParameter
        If the level or the family is out of range.

    Notes
    -----
    See `trend`, `theil_sen` and `shrunken_slopes`. Ranks are bounded and depend on the other
    provinces, so intervals of their trends are rougher than those of distances.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.panel import panel
    >>> found = trends(panel(store.load_scores(), "papi", "d1", measure="rank").stretch(2024))
    >>> found.table.loc["08", ["slope", "shrunken_slope"]].round(2).tolist()
    [-1.35, -0.86]
    """
    share = share_of_error(level, family)
    panel.require_one_edition("a panel of trends")
    if len(panel.years) < MIN_POINTS:
        raise TooFewObservations("a trend", len(panel.years), MIN_POINTS, "comparable years")
    shrunken = shrunken_slopes(panel, level=level, family=family, allow_partial=allow_partial)
    own = pd.concat(
        _own(codes, years, values, share) for codes, years, values in by_years(oriented(panel))
    ).sort_index()
    columns = {c: f"shrunken_{c}" for c in ("slope", "low", "high", "verdict")}
    model = shrunken.table.drop(columns=["own", "n"]).rename(columns=columns)
    return Trends(
        *(panel.index, panel.component, panel.measure),
        table=own.join(model),
        shrunken=shrunken,
        level=level,
        family=family,
        n=len(own),
        years=panel.years,
        left_out=shrunken.left_out,
        partial=shrunken.partial,
    )


def _own(codes: list[str], years: np.ndarray, values: np.ndarray, share: float) -> pd.DataFrame:
    """Return the trends of provinces with the same years, each from its own years."""
    lines, medians = fit_lines(years, values, share), median_slopes(years, values, share)
    n = len(years)
    return pd.DataFrame(
        {
            "n": n,
            "first_year": int(years[0]),
            "last_year": int(years[-1]),
            "slope": lines.slope,
            "low": lines.low,
            "high": lines.high,
            "error": lines.error,
            "verdict": [
                verdict(low, high, n) for low, high in zip(lines.low, lines.high, strict=True)
            ],
            "sen_slope": medians.slope,
            "sen_low": medians.low,
            "sen_high": medians.high,
            "sen_attained": medians.attained,
            "tau": medians.tau,
            "p": medians.p,
            "sen_verdict": [
                sen_verdict(p, s, n, share) for p, s in zip(medians.p, medians.s, strict=True)
            ],
        },
        index=codes,
    )
