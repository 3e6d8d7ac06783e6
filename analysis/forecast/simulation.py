"""Joint forecasts of all provinces by simulation: distance, score, rank and group."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal, get_args

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from analysis import provinces
from analysis.errors import BadParameter, ConstantSeries, NoData, TooFewObservations
from analysis.estimates import seed_of
from analysis.forecast.national import National, national
from analysis.forecast.predict import error_shape, predict
from analysis.forecast.process import Array, Process, fit_process, history
from analysis.panel import UNITS, Panel
from analysis.printing import Printed
from analysis.ranks import GROUPS

MIN_YEARS = 3
MIN_PROVINCES = 10
DRAWS = 4000
LEVELS = (0.5, 0.8, 0.95)

Measure = Literal["distance", "score", "rank", "group"]


@dataclass(frozen=True)
class Forecast(Printed):
    """Joint draws of the years ahead.

    Attributes
    ----------
    index, component : str
    codes : tuple of str
        The provinces; every rank is among them.
    years : tuple of int
        Years ahead.
    history : tuple of int
        Years that the forecast was learnt from.
    distances : array, shape (draws, provinces, years ahead)
        Distances to the national mean in points; every draw and year has mean zero.
    national : National or None
        The national mean; None with too few comparable changes, where there is no score.
    process : Process
        What was learnt of all provinces.
    seed : int
        Of the simulation; it follows from the data.
    units : int
        Provinces of the frame.
    """

    index: str
    component: str
    codes: tuple[str, ...]
    years: tuple[int, ...]
    history: tuple[int, ...]
    distances: Array = field(repr=False)
    national: National | None
    process: Process
    seed: int
    units: int
    method: str = "edition, region and AR(1) parts, empirical Bayes; simulated with past errors"

    @property
    def n(self) -> int:
        """Provinces."""
        return len(self.codes)

    @cached_property
    def _national_draws(self) -> Array:
        if self.national is None:
            raise TooFewObservations(
                "a forecast of scores", 0, 1, "forecasts of the national mean; distances have one"
            )
        # A stream of its own: distances stay the same whether or not scores are asked for.
        rng = np.random.default_rng([self.seed, 1])
        return self.national.draw(len(self.years), len(self.distances), rng)

    @cached_property
    def _ranks(self) -> Array:
        # Tables, texts and pictures all ask for them.
        ranks: Array = rankdata(-self.distances, method="min", axis=1)
        return ranks

    @cached_property
    def _cuts(self) -> Array:
        """Cuts between the quartiles, shape (cuts, draws, years ahead)."""
        cuts: Array = np.quantile(self.distances, [0.75, 0.5, 0.25], axis=1)
        return cuts

    def draws(self, measure: Measure, year: int, code: str | None = None) -> Array:
        """Return the draws of a measure in a year.

        A group is 0 for the best quartile, -1, -2 and -3 for the others.

        Parameters
        ----------
        measure : {"distance", "score", "rank", "group"}
        year : int
        code : str, optional
            One province.

        Returns
        -------
        array, shape (draws, provinces), or (draws,) of one province

        Raises
        ------
        NoData
            If the year is not ahead, or the province is not forecast.
        BadParameter
            If the measure is unknown.
        TooFewObservations
            For scores where the national mean cannot be forecast.

        Examples
        --------
        >>> from analysis import panel, store
        >>> made = forecast(panel.panel(store.load_scores(), "papi"))
        >>> made.draws("rank", 2025).shape
        (4000, 63)
        >>> made.draws("rank", 2025, "08").shape
        (4000,)
        """
        if measure not in get_args(Measure):
            allowed = ", ".join(get_args(Measure))
            raise BadParameter(f"measure must be one of {allowed}, got {measure!r}")
        if year not in self.years:
            ahead = ", ".join(map(str, self.years))
            raise NoData(f"the forecast is for {ahead}, not for {year}")
        position = self.years.index(year)
        wanted = slice(None) if code is None else self.position(code)
        # The draws last: what a draw has, its mean or its cuts, then goes with every province.
        distances = self.distances[:, wanted, position].T
        if measure == "distance":
            return distances.T
        if measure == "score":
            scores: Array = distances + self._national_draws[:, position]
            return scores.T
        if measure == "group":
            # Who is exactly on a cut counts as in `ranks.papi_groups`.
            below = np.less if year <= 2022 else np.less_equal
            under = sum(below(distances, cut) for cut in self._cuts[:, :, position])
            groups: Array = -under.astype(float)
            return groups.T
        return self._ranks[:, wanted, position]

    def summary(self, measure: Measure, year: int) -> pd.DataFrame:
        """Return median and intervals of every province.

        Parameters
        ----------
        measure : {"distance", "score", "rank"}
            Rank 1 is the highest score; a rank interval is of ranks that occur.
        year : int

        Returns
        -------
        DataFrame
            Indexed by province code: median, low50, high50, low80, high80, low95, high95.

        Examples
        --------
        >>> from analysis import panel, store
        >>> made = forecast(panel.panel(store.load_scores(), "papi"))
        >>> list(made.summary("rank", 2025).columns)
        ['median', 'low50', 'high50', 'low80', 'high80', 'low95', 'high95']
        """
        names = [f"{end}{level * 100:.0f}" for level in LEVELS for end in ("low", "high")]
        found = self._quantiles(measure, year)
        return pd.DataFrame(found, index=list(self.codes), columns=["median", *names], copy=True)

    @cached_property
    def _quantiles(self) -> Callable[[Measure, int], Array]:
        # The reports of all provinces ask for the same.
        return cache(self._quantile)

    def _quantile(self, measure: Measure, year: int) -> Array:
        """Return median and ends of the intervals, shape (provinces, 7)."""
        draws = self.draws(measure, year)
        tails = [t for level in LEVELS for t in ((1 - level) / 2, (1 + level) / 2)]
        method: Literal["inverted_cdf", "linear"]
        method = "inverted_cdf" if measure == "rank" else "linear"
        found: Array = np.quantile(draws, [0.5, *tails], axis=0, method=method).T
        return found

    def groups(self, year: int) -> pd.DataFrame:
        """Return the probability of each quartile group, high to low.

        Returns
        -------
        DataFrame, shape (provinces, 4)
            Each row adds up to 1.

        Examples
        --------
        >>> from analysis import panel, store
        >>> made = forecast(panel.panel(store.load_scores(), "papi"))
        >>> made.groups(2025).sum(axis="columns").round(9).unique().tolist()
        [1.0]
        """
        draws = self.draws("group", year)
        shares = [(draws == -step).mean(axis=0) for step in range(len(GROUPS))]
        return pd.DataFrame(np.array(shares).T, index=list(self.codes), columns=list(GROUPS))

    def position(self, code: str) -> int:
        """Return the place of a province in the draws.

        Raises
        ------
        NoData
            If the province is not forecast.
        """
        if code not in self.codes:
            raise NoData(f"{self.index} {self.component} has no history of province {code}")
        return self.codes.index(code)


def forecast(scores: Panel, *, ahead: int = 1, draws: int = DRAWS) -> Forecast:
    """Forecast the next years of every province jointly.

    Parameters
    ----------
    scores : Panel
        Scores of a complete panel, all years to learn from; breaks may lie inside, because
        distances to the mean of each year are used and editions have effects of their own.
    ahead : int
        Years ahead, from the year after the last.
    draws : int
        Joint draws.

    Returns
    -------
    Forecast

    Raises
    ------
    BadParameter
        If the panel does not hold scores of the frame vn63, or nothing is asked for.
    UnknownProvince
        If a code is not one of the frame.
    IncompletePanel
        If the panel is partial: who publishes is no accident, and ranks need everyone.
    TooFewObservations
        With fewer than three years or ten provinces, or fewer than ten results that had one
        of their province before them.
    ConstantSeries
        If all provinces are equal in a year.

    Notes
    -----
    Distances to the mean of the provinces published, each year divided by its spread, follow
    `process.Process`; its six parameters are estimated from all provinces and years at once,
    so a province with a short history leans on its region and on the nation. Draws keep the
    dependence between provinces of a region and between years, and take the size of their
    errors from what the process would have missed in the past. The edition of the last year
    is taken to stay. How well this works is measured by `backtest` and written into
    docs/validation.md.

    Examples
    --------
    >>> from analysis import panel, store
    >>> made = forecast(panel.panel(store.load_scores(), "papi"))
    >>> made.years, made.n, len(made.history)
    ((2025,), 63, 14)
    """
    _require(scores, ahead, draws)
    table = scores.table
    years = np.array(scores.years, dtype=float)
    editions = np.searchsorted(scores.breaks, years, side="right").astype(float)
    regions = [_region(code) for code in table.index]
    distances = (table - table.mean()).to_numpy()
    spread = np.nanstd(distances, axis=0, ddof=1)
    if not spread.all():
        year = scores.years[int(np.flatnonzero(spread == 0)[0])]
        raise ConstantSeries(
            f"all provinces have the same {scores.index} {scores.component} in {year}"
        )
    standard = distances / spread
    process = fit_process(history(standard, years, editions, regions))
    made = predict(process, standard, years, editions, regions, ahead)
    shape = error_shape(process, standard, years, editions, regions)
    seed = seed_of(scores.long())
    errors = shape.bend(made.draw(draws, np.random.default_rng([seed, 0])))
    paths = (made.mean + made.sd * errors) * spread[-1]
    return Forecast(
        index=scores.index,
        component=scores.component,
        codes=tuple(table.index),
        years=tuple(scores.years[-1] + step for step in range(1, ahead + 1)),
        history=scores.years,
        distances=paths - paths.mean(axis=1, keepdims=True),
        national=_national(scores),
        process=process,
        seed=seed,
        units=scores.units,
    )


def _region(code: str) -> str:
    return provinces.region_of(provinces.by_code(code, frame="vn63").code).code


def _national(scores: Panel) -> National | None:
    try:
        return national(scores)
    except TooFewObservations:
        return None


def _require(scores: Panel, ahead: int, draws: int) -> None:
    if scores.measure != "score":
        raise BadParameter(f"a forecast starts from scores, not from {scores.measure}s")
    if scores.units != UNITS["vn63"]:
        raise BadParameter(f"regions are known of the frame vn63 only, not of {scores.units} units")
    for name, value in (("ahead", ahead), ("draws", draws)):
        if value < 1:
            raise BadParameter(f"{name} must be at least 1, got {value}")
    scores.require_complete("a forecast")
    if len(scores.years) < MIN_YEARS:
        raise TooFewObservations("a forecast", len(scores.years), MIN_YEARS, "years")
    fewest = min(scores.known.values())
    if fewest < MIN_PROVINCES:
        raise TooFewObservations("a forecast", fewest, MIN_PROVINCES, "provinces in every year")
