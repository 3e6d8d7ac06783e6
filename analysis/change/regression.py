"""Regression to the mean: how much of a rise after a bad year was to be expected anyway.

A province far below the others in one year is on average less far below in the next, because
part of a low score is chance (Galton 1886, *J. Anthropol. Inst.* 15:246; Barnett, van der Pols
and Dobson 2005, *Int. J. Epidemiol.* 34:215).
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.stats import t as student

from analysis.errors import BadParameter, BreakInside, IncompletePanel, NoData, TooFewObservations
from analysis.estimates import Estimate
from analysis.panel import Panel
from analysis.printing import Printed

MIN_PAIRS = 30
# A year is extreme if no more than about one province in ten lies as far out on its side.
EXTREME = 1.28


@dataclass(frozen=True)
class Galton(Printed):
    """Regression of the standing in a year on that of the year before, over all provinces.

    Attributes
    ----------
    index, component : str
    last_year : int
        No later year was used.
    slope : Estimate
        What is left of a distance to the mean a year later, in standard deviations; 1 minus
        it is the share that regresses.
    intercept : float
    residual_sd : float
        Of the standing, in standard deviations of the provinces.
    n, provinces : int
        Pairs of years, and the provinces they come from.
    years : tuple of int
        Later years of the pairs.
    level : float
        Level of the interval.
    standing : DataFrame of float, shape (provinces, years)
        Distances to the mean of the year in standard deviations of the year.
    spread : Series of float
        That standard deviation by year, in points.
    method : str
    """

    index: str
    component: str
    last_year: int
    slope: Estimate
    intercept: float
    residual_sd: float
    n: int
    provinces: int
    years: tuple[int, ...]
    level: float
    standing: pd.DataFrame
    spread: pd.Series
    method: str = "pooled OLS of standardised scores, errors clustered by province"


@dataclass(frozen=True)
class Regression(Printed):
    """One province's movement in a year against what regression to the mean foretold.

    Attributes
    ----------
    index, component, code : str
    year : int
        The later year.
    before : float
        Standing the year before: distance to the national mean in standard deviations.
    movement : float
        Change of the distance to the national mean, in points; national drift is out of it.
    expected : Estimate
        What was to be expected from the standing the year before, in points, with the
        interval of a single province.
    excess : float
        Movement beyond what was expected, in points.
    share_as_far : float
        Share of provinces that stood as far out as this on its side the year before.
    warning : {"rise_after_low", "fall_after_high", "none"}
        Whether the year before was extreme and the movement went back towards the mean.
    slope : Estimate
        As in `Galton`.
    n : int
        Pairs of years behind the regression.
    years : tuple of int
        The two years compared.
    level : float
    method : str
    """

    index: str
    component: str
    code: str
    year: int
    before: float
    movement: float
    expected: Estimate
    excess: float
    share_as_far: float
    warning: str
    slope: Estimate
    n: int
    years: tuple[int, ...]
    level: float
    method: str

    @property
    def within_expected(self) -> bool:
        """Whether the movement lies inside the interval of what was to be expected."""
        return self.expected.low <= self.movement <= self.expected.high


def galton(panel: Panel, *, last_year: int | None = None, level: float = 0.95) -> Galton:
    """Fit Galton's regression to all pairs of consecutive comparable years.

    Parameters
    ----------
    panel : Panel
        Scores of a complete panel.
    last_year : int, optional
        Leave later years out; by default none.
    level : float
        Level of the intervals.

    Returns
    -------
    Galton

    Raises
    ------
    IncompletePanel
        If the panel is partial: a distance to the mean needs all provinces.
    TooFewObservations
        With fewer than 30 pairs.
    BadParameter
        If the panel does not hold scores, or the level is not between 0 and 1.

    Notes
    -----
    Each year is standardised, so that editions with another spread can be pooled; pairs across
    a break are left out. The interval of the slope has standard errors clustered by province
    (Cameron and Miller 2015, *J. Hum. Resour.* 50:317) with t of the provinces less one.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.panel import panel
    >>> fit = galton(panel(store.load_scores(), "papi"))
    >>> round(fit.slope.value, 2), fit.n
    (0.64, 552)
    """
    if panel.measure != "score" or not 0 < level < 1:
        raise BadParameter("Galton's regression takes scores, and a level between 0 and 1")
    if not panel.complete:
        raise IncompletePanel(
            f"regression to the mean needs every published province of {panel.index} "
            f"{panel.component}; the data hold only some"
        )
    years = [y for y in panel.years if last_year is None or y <= last_year]
    spread = panel.table[years].std(ddof=1)
    standing = (panel.table[years] - panel.table[years].mean()) / spread.where(spread > 0)
    pairs = _pairs(standing, panel.breaks)
    if len(pairs) < MIN_PAIRS:
        raise TooFewObservations("Galton's regression", len(pairs), MIN_PAIRS, "pairs of years")
    # Imported here: loading statsmodels costs most of a second.
    from statsmodels.regression.linear_model import OLS

    x = np.column_stack([np.ones(len(pairs)), pairs["before"]])
    groups = pd.factorize(pairs["province_code"])[0]
    fit = OLS(pairs["after"].to_numpy(), x).fit(
        cov_type="cluster", cov_kwds={"groups": groups}, use_t=True
    )
    low, high = fit.conf_int(alpha=1 - level)[1]
    return Galton(
        *(panel.index, panel.component, years[-1]),
        slope=Estimate(float(fit.params[1]), float(low), float(high)),
        intercept=float(fit.params[0]),
        residual_sd=float(np.sqrt(fit.ssr / (len(pairs) - 2))),
        n=len(pairs),
        provinces=int(groups.max()) + 1,
        years=tuple(sorted({int(y) for y in pairs["year"]})),
        level=level,
        standing=standing,
        spread=spread,
    )


def regression_to_mean(
    panel: Panel, code: str, year: int, *, fit: Galton | None = None, level: float = 0.95
) -> Regression:
    """Compare a province's movement with what regression to the mean foretold.

    Parameters
    ----------
    panel : Panel
        Scores of a complete panel.
    code : str
        Province.
    year : int
        The later year; it is compared with the year before.
    fit : Galton, optional
        As from `galton`, to spare fitting it for every province; by default fitted to the
        years up to `year`.
    level : float
        Level of the intervals, if no fit is given.

    Returns
    -------
    Regression

    Raises
    ------
    NoData
        If the province has no score in one of the two years.
    BreakInside
        If a new edition begins in `year`.
    IncompletePanel, TooFewObservations, BadParameter
        As `galton`.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.panel import panel
    >>> papi = panel(store.load_scores(), "papi")
    >>> found = regression_to_mean(papi, "52", 2020)
    >>> found.warning, round(found.movement, 2), round(found.expected.value, 2)
    ('rise_after_low', 3.25, 0.79)
    """
    if year in panel.breaks:
        raise BreakInside("a movement", panel.index, panel.component, (year,))
    national = fit or galton(panel, last_year=year, level=level)
    if (national.index, national.component) != (panel.index, panel.component) or (
        national.last_year < year
    ):
        raise BadParameter(
            f"the fit is of {national.index} {national.component} to {national.last_year}; asked "
            f"for {panel.index} {panel.component} in {year}"
        )
    standing = national.standing.reindex(index=[code], columns=[year - 1, year]).iloc[0]
    if standing.isna().any():
        missing = ", ".join(str(y) for y in standing.index[standing.isna()])
        raise NoData(f"province {code} has no {panel.index} {panel.component} in {missing}")
    before = float(standing[year - 1])
    # Distances to the mean of the year, in points.
    last, now = (float(standing[y] * national.spread[y]) for y in (year - 1, year))
    foretold = (national.intercept + national.slope.value * before) * national.spread[year] - last
    half = student.ppf(0.5 + national.level / 2, national.n - 2) * national.residual_sd
    half *= float(national.spread[year])
    movement = now - last
    others = national.standing[year - 1].dropna()
    as_far = others <= before if before < 0 else others >= before
    return Regression(
        *(panel.index, panel.component, code, year, before, movement),
        expected=Estimate(*(float(v) for v in (foretold, foretold - half, foretold + half))),
        excess=float(movement - foretold),
        share_as_far=float(as_far.mean()),
        warning=_warning(before, movement),
        slope=national.slope,
        n=national.n,
        years=(year - 1, year),
        level=national.level,
        method=national.method,
    )


def _pairs(standing: pd.DataFrame, breaks: tuple[int, ...]) -> pd.DataFrame:
    """Return province_code, year, before, after for consecutive comparable years."""
    found = [
        pd.DataFrame(
            {"year": year, "before": standing[year - 1], "after": standing[year]}
        ).rename_axis("province_code")
        for before, year in pairwise(int(y) for y in standing.columns)
        if year == before + 1 and year not in breaks
    ]
    if not found:
        return pd.DataFrame(columns=["province_code", "year", "before", "after"])
    return pd.concat(found).dropna().reset_index()


def _warning(before: float, movement: float) -> str:
    if before <= -EXTREME and movement > 0:
        return "rise_after_low"
    return "fall_after_high" if before >= EXTREME and movement < 0 else "none"
