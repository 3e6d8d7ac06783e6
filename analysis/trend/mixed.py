"""Slopes of all provinces from one model: each is drawn towards the national one."""

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import t as student

from analysis.errors import ConstantSeries, TooFewObservations
from analysis.estimates import Estimate
from analysis.panel import Panel
from analysis.printing import Printed
from analysis.trend.least_squares import fit_lines
from analysis.trend.prediction import Group, Variances, moments, predict
from analysis.trend.series import MIN_POINTS, by_years, share_of_error
from analysis.trend.spreads import errors_of_prediction
from analysis.trend.verdicts import MIN_YEARS_FOR_VERDICT, verdict

if TYPE_CHECKING:
    from statsmodels.regression.mixed_linear_model import MixedLMResults

Array = NDArray[np.float64]

# The error is estimated from all provinces, so fewer years do than for one series alone.
MIN_YEARS = 4
MIN_PROVINCES = 5
# By derivatives, which fail where a variance is zero, and then without.
_OPTIMISERS = ("bfgs", "powell")


@dataclass(frozen=True)
class ShrunkenSlopes(Printed):
    """Slopes of one panel model with a random intercept and a random slope.

    Attributes
    ----------
    index, component, measure : str
        Of the panel. For the measure rank, slopes are in places *gained* a year: rising is
        better for every measure.
    table : DataFrame, indexed by province code
        slope, low, high (predicted change a year and its interval), own (least-squares slope of
        the province alone), shrinkage (share of the way from the own to the national slope, 0
        to 1, as far as the slope alone goes), n (years) and verdict.
    national : Estimate
        Slope of the national line.
    spread : float
        Standard deviation of the provinces' true slopes.
    noise : float
        Standard deviation of a value about its province's line, without what all share.
    level, family : float, int
        As for `trend`.
    n : int
        Provinces in the model.
    years : tuple of int
    left_out : tuple of str
        Provinces with a value but fewer than three years.
    partial : bool
        Whether published provinces are missing from the panel.
    boundary : bool
        Whether a variance was estimated as zero or a correlation as one: with the spread of
        slopes at zero every province gets the national slope.
    converged : bool
        Whether an optimiser reported success; if none did, the best fit of all is returned.
    method : str
    """

    index: str
    component: str
    measure: str
    table: pd.DataFrame
    national: Estimate
    spread: float
    noise: float
    level: float
    family: int
    n: int
    years: tuple[int, ...]
    left_out: tuple[str, ...]
    partial: bool
    boundary: bool
    converged: bool
    method: str = "mixed model (REML), random intercept and slope"


def shrunken_slopes(
    panel: Panel, *, level: float = 0.95, family: int = 1, allow_partial: bool = False
) -> ShrunkenSlopes:
    """Estimate the slopes of all provinces in one model.

    Parameters
    ----------
    panel : Panel
        Of one edition: `Panel.stretch`.
    level : float
        Level of the intervals.
    family : int
        Number of slopes read together (Bonferroni).
    allow_partial : bool
        Take a panel that holds only some provinces; the result says so.

    Returns
    -------
    ShrunkenSlopes

    Raises
    ------
    BreakInside
        If the years cross a break.
    IncompletePanel
        If the panel is partial and that is not allowed.
    TooFewObservations
        With fewer than five provinces that have three years.
    ConstantSeries
        If every province lies exactly on a line.
    BadParameter
        If the level or the family is out of range.

    Notes
    -----
    value = β₀ + β₁ year + u₀ᵢ + u₁ᵢ year + error, u normal with any covariance: Laird and Ware
    1982, *Biometrics* 38:963, by restricted maximum likelihood in `statsmodels.MixedLM`. Years
    and values are standardised for the fit, which starts from moment estimates (Swamy 1970) and
    tries BFGS, then Powell's method. Slopes are best linear unbiased predictions. Errors given
    the variances are too small, most where slopes hardly differ or provinces are few (intervals
    from them cover as little as 79 %), so the intervals allow for the estimated spread of
    slopes (`spreads`), with t on provinces less one degrees. From four years on a verdict may
    be given: the error comes from all provinces.

    Whole years are good or bad for *scores* everywhere, which the model does not know: fitted
    to scores it would call nearly every slope certain. Of scores and per cents it therefore gets
    the differences to the yearly mean of the provinces; the trend of that mean (`trend`) is
    added to each slope and the two intervals are joined by their squares (Zou and Donner 2008,
    *Statistics in Medicine* 27:1693). It rests on the years alone, so that such a verdict needs
    five of them. Distances and ranks share no such shocks.

    Over all provinces the 95 % intervals of simulated panels (normal, independent errors) cover
    93 to 95 % of true slopes with 63 provinces, 94 to 96 with 20 or 10, and 99 % where slopes
    hardly differ. That is a mean: of the provinces whose true slope lies beyond 1.5 standard
    deviations they cover 65 to 80 %, for these are drawn in.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.panel import panel
    >>> distances = panel(store.load_scores(), "papi", "d1", measure="distance").stretch(2024)
    >>> found = shrunken_slopes(distances)
    >>> found.n, found.table.loc["08", ["own", "slope"]].round(3).tolist()
    (63, [-0.019, -0.01])
    """
    panel.require_one_edition("a panel of trends")
    if not allow_partial:
        panel.require_complete("a panel of trends")
    share = share_of_error(level, family)
    shared = _shared(panel, share)
    groups, scale = _groups(panel, shared)
    known, boundary, converged = _variances(groups)
    found = predict(groups, known)
    errors, national_error = errors_of_prediction(groups, known, found)
    quantile = float(student.ppf(1 - share / 2, len(found.codes) - 1)) * scale
    slope = found.slope * scale + shared.slope
    half = np.hypot(quantile * errors, shared.half)
    needed = MIN_YEARS_FOR_VERDICT if shared.half else MIN_YEARS
    table = pd.DataFrame(
        {
            "slope": slope,
            "low": slope - half,
            "high": slope + half,
            "own": found.own * scale + shared.slope,
            "shrinkage": 1 - found.kept,
            "n": found.n,
        },
        index=found.codes,
    )
    table["verdict"] = [
        verdict(low, high, n, needed=needed)
        for low, high, n in zip(table["low"], table["high"], table["n"], strict=True)
    ]
    national = float(found.national[1] * scale + shared.slope)
    reach = float(np.hypot(quantile * national_error, shared.half))
    held = panel.table.index[panel.table.notna().any(axis=1)]
    return ShrunkenSlopes(
        *(panel.index, panel.component, panel.measure),
        table=table.sort_index(),
        national=Estimate(national, national - reach, national + reach),
        spread=float(np.sqrt(known.spread[1, 1])) * scale,
        noise=float(np.sqrt(known.error)) * scale * _unit(panel),
        level=level,
        family=family,
        n=len(table),
        years=panel.years,
        left_out=tuple(sorted(set(held) - set(table.index))),
        partial=not panel.complete,
        boundary=boundary,
        converged=converged,
    )


def oriented(panel: Panel) -> pd.DataFrame:
    """Return the values so that more is better: ranks with their sign turned."""
    return -panel.table if panel.measure == "rank" else panel.table


def _unit(panel: Panel) -> float:
    """Return by how many years the years are divided for the fit."""
    return float(np.std(panel.years))


@dataclass(frozen=True)
class _Shared:
    """What the provinces share: yearly means, their slope and the half of its interval."""

    means: pd.Series
    slope: float = 0.0
    half: float = 0.0


def _shared(panel: Panel, share: float) -> _Shared:
    means = panel.table.mean()
    if panel.measure in {"distance", "rank"} or len(means) < MIN_POINTS:
        return _Shared(means * 0)
    line = fit_lines(
        means.index.to_numpy(dtype=float), means.to_numpy(dtype=float)[np.newaxis, :], share
    )
    return _Shared(means, float(line.slope[0]), float(line.high[0] - line.slope[0]))


def _groups(panel: Panel, shared: _Shared) -> tuple[list[Group], float]:
    """Return the provinces in standard units, and points a year in one of these."""
    table = oriented(panel) - shared.means
    middle, unit = float(np.mean(panel.years)), _unit(panel)
    found = [Group(c, (x - middle) / unit, y) for c, x, y in by_years(table)]
    provinces = sum(len(g.codes) for g in found)
    if provinces < MIN_PROVINCES:
        raise TooFewObservations(
            "a panel of trends", provinces, MIN_PROVINCES, f"provinces with {MIN_POINTS} years"
        )
    left = sum(len(g.codes) * (len(g.x) - 2) for g in found)
    size = float(np.sqrt(sum(g.squares for g in found) / left))
    if size <= 1e-12 * float(np.nanmax(np.abs(table.to_numpy()))):
        raise ConstantSeries("a panel of trends needs values that differ from straight lines")
    return [Group(g.codes, g.x, g.data / size) for g in found], size / unit


def _variances(groups: list[Group]) -> tuple[Variances, bool, bool]:
    """Estimate the variances; say whether at the boundary, and whether the fit converged."""
    fits: list[MixedLMResults] = []
    for name in _OPTIMISERS:
        fits.append(_fit(groups, name))
        if fits[-1].converged:
            break
    best = max(fits, key=lambda fit: float(fit.llf))
    spread = np.asarray(best.cov_re)
    smallest = float(np.linalg.eigvalsh(spread / np.sqrt(np.outer(*[np.diag(spread)] * 2)))[0])
    # Variances in units of the error: 1e-3 is 3 % of the noise of one year.
    boundary = smallest < 1e-3 or bool((np.diag(spread) < 1e-3 * best.scale).any())
    return Variances(float(best.scale), spread), boundary, bool(best.converged)


def _fit(groups: list[Group], optimiser: str) -> "MixedLMResults":
    # Imported here: loading statsmodels costs most of a second.
    from statsmodels.regression.mixed_linear_model import MixedLM, MixedLMParams

    start = moments(groups)
    first = predict(groups, start)
    counts = [len(g.codes) for g in groups]
    design = np.vstack([np.tile(g.design, (k, 1)) for g, k in zip(groups, counts, strict=True)])
    names = np.concatenate([np.repeat(g.codes, len(g.x)) for g in groups])
    values = np.concatenate([g.data.ravel() for g in groups])
    model = MixedLM(values, design, names, exog_re=design)
    parameters = MixedLMParams.from_components(
        fe_params=first.national, cov_re=start.spread / start.error
    )
    options = {"gtol": 1e-7} if optimiser == "bfgs" else {}
    with warnings.catch_warnings():
        # Said by `converged` and `boundary` of the result.
        warnings.simplefilter("ignore")
        return model.fit(start_params=parameters, method=optimiser, **options)
