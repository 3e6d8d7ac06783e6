"""Rolling-origin test: forecast each year from the years before it alone, then compare."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from analysis.errors import NoData, TooFewObservations
from analysis.estimates import Estimate, percentile_interval, seed_of
from analysis.forecast.baselines import BASELINES, Past, past_errors
from analysis.forecast.process import Array
from analysis.forecast.simulation import DRAWS, LEVELS, MIN_YEARS, forecast
from analysis.panel import Panel
from analysis.printing import Printed

MODEL = "model"
# Steps of the error distribution that a baseline is given.
_STEPS = 400
_RESAMPLES = 2000


@dataclass(frozen=True)
class Backtest(Printed):
    """How forecasts of past years turned out.

    Attributes
    ----------
    index, component : str
    ahead : int
        Years ahead.
    years : tuple of int
        Years that were forecast.
    cases : DataFrame
        One row a method, year and province: method, year, province_code, actual, predicted
        (distances to the national mean in points), error (absolute), crps, in50, in80, in95
        (whether the interval held the result), rank_error (absolute), rank_in80. Every method
        is judged on the same provinces and years.
    """

    index: str
    component: str
    ahead: int
    years: tuple[int, ...]
    cases: pd.DataFrame

    @property
    def n(self) -> int:
        """Provinces and years that were forecast by every method."""
        return int((self.cases["method"] == MODEL).sum())

    def table(self) -> pd.DataFrame:
        """Return the means by method.

        Returns
        -------
        DataFrame
            Indexed by method, the model first: mae, rmse and crps (points), cover50, cover80,
            cover95 (shares), rank_error (places), rank_cover80 (share of ranks that the 80 %
            interval of ranks held; missing for baselines, which have no joint draws).
        """
        cases = self.cases.assign(squared=self.cases["error"] ** 2)
        means = cases.groupby("method").mean(numeric_only=True)
        found = pd.DataFrame(
            {
                "mae": means["error"],
                "rmse": means["squared"] ** 0.5,
                "crps": means["crps"],
                **{f"cover{level * 100:.0f}": means[f"in{level * 100:.0f}"] for level in LEVELS},
                "rank_error": means["rank_error"],
                "rank_cover80": means["rank_in80"],
            }
        )
        return found.reindex([MODEL, *BASELINES])

    def by_year(self) -> pd.DataFrame:
        """Return the mean absolute error by year and method, in points."""
        return self.cases.pivot_table(index="year", columns="method", values="error")[
            [MODEL, *BASELINES]
        ]

    def gain_over(self, method: str) -> Estimate:
        """Return how much smaller the model's mean absolute error is than a method's.

        The 95 % interval is a percentile bootstrap of whole provinces.
        """
        errors = self.cases.pivot_table(
            index=["province_code", "year"], columns="method", values="error"
        )
        gain = (errors[method] - errors[MODEL]).groupby("province_code").agg(["sum", "count"])
        rng = np.random.default_rng(seed_of(self.cases))
        drawn = rng.integers(len(gain), size=(_RESAMPLES, len(gain)))
        total, count = gain["sum"].to_numpy()[drawn], gain["count"].to_numpy()[drawn]
        low, high = percentile_interval(total.sum(axis=1) / count.sum(axis=1))
        return Estimate(float(gain["sum"].sum() / gain["count"].sum()), low, high)


def backtest(
    scores: Panel, *, first_year: int | None = None, ahead: int = 1, draws: int = DRAWS
) -> Backtest:
    """Forecast every year that has enough years before it, and compare with what came.

    Parameters
    ----------
    scores : Panel
        Scores of a complete panel, as for `forecast`.
    first_year : int, optional
        First year to forecast, by default the first with three years of past.
    ahead : int
        Years ahead; the year T is forecast from the years to T - `ahead`.
    draws : int
        Joint draws of each forecast.

    Returns
    -------
    Backtest

    Raises
    ------
    TooFewObservations
        If no year has three years before it, and `ahead` - 1 more.
    NoData
        If that holds for no year from `first_year` on.
    IncompletePanel, BadParameter
        As in `forecast`.

    Notes
    -----
    Nothing of the year forecast or later is seen: parameters, spread and error sizes are
    learnt anew at every origin, and the edition of the last known year is taken to stay, even
    where a new one began. A baseline is given the errors it would have made so far as its
    spread. The continuous ranked probability score is that of the draws (Gneiting and Raftery
    2007, *JASA* 102:359, eq. 21).

    Examples
    --------
    >>> from analysis import panel, store
    >>> done = backtest(panel.panel(store.load_scores(), "papi", years=range(2011, 2016)))
    >>> done.years, done.n
    ((2014, 2015), 122)
    """
    # So that even errors of several years ahead were made before the first origin.
    past = MIN_YEARS + ahead - 1
    origins = scores.years[past - 1 :]
    testable = [y for y in scores.years if y - ahead in origins]
    if not testable:
        raise TooFewObservations("a backtest", len(scores.years), past + ahead, "years on end")
    tested = tuple(y for y in testable if first_year is None or y >= first_year)
    if not tested:
        raise NoData(f"no year from {first_year} on can be compared: the last is {testable[-1]}")
    cases = [_origin(scores, year, ahead, draws) for year in tested]
    return Backtest(
        scores.index, scores.component, ahead, tested, pd.concat(cases, ignore_index=True)
    )


def _origin(scores: Panel, year: int, ahead: int, draws: int) -> pd.DataFrame:
    """Forecast one year by every method and judge all of them on the same provinces."""
    known = _until(scores, year - ahead)
    actual = (scores.table[year] - scores.table[year].mean()).reindex(known.table.index)
    made = forecast(known, ahead=ahead, draws=draws)
    samples = {MODEL: made.draws("distance", year)}
    samples |= _baseline_samples(known, ahead)
    points = {name: np.median(sample, axis=0) for name, sample in samples.items()}
    judged = actual.notna().to_numpy() & ~np.isnan(np.array(list(points.values()))).any(axis=0)
    rows = [
        _judge(samples[name][:, judged], points[name][judged], actual[judged], year).assign(
            method=name
        )
        for name in samples
    ]
    ranks = rankdata(-samples[MODEL][:, judged], axis=1)
    low, high = np.quantile(ranks, [0.1, 0.9], axis=0)
    truth = rankdata(-actual[judged])
    rows[0]["rank_in80"] = ((low <= truth) & (truth <= high)).astype(float)
    return pd.concat(rows, ignore_index=True)


def _until(scores: Panel, year: int) -> Panel:
    table = scores.table[[y for y in scores.years if y <= year]].dropna(how="all")
    return replace(scores, table=table, breaks=tuple(y for y in scores.breaks if y <= year))


def _baseline_samples(known: Panel, ahead: int) -> dict[str, Array]:
    """Return an even sample of each baseline's forecast distribution."""
    # Baselines count in columns: a year that is not there takes up one.
    years = range(known.years[0], known.years[-1] + 1)
    values = (known.table - known.table.mean()).reindex(columns=years).to_numpy()
    past = Past(values, np.array(years, dtype=float), ahead)
    steps = (np.arange(_STEPS) + 0.5) / _STEPS
    samples = {}
    for name, method in BASELINES.items():
        sizes = past_errors(method, past)
        spread = np.sign(steps - 0.5) * np.quantile(sizes, np.abs(2 * steps - 1))
        samples[name] = method(past) + spread[:, np.newaxis]
    return samples


def _judge(sample: Array, point: Array, actual: pd.Series, year: int) -> pd.DataFrame:
    truth = actual.to_numpy()
    table = pd.DataFrame(
        {
            "year": year,
            "province_code": actual.index,
            "actual": truth,
            "predicted": point,
            "error": np.abs(truth - point),
            "crps": crps(sample, truth),
            "rank_error": np.abs(rankdata(-point) - rankdata(-truth)),
        }
    )
    for level in LEVELS:
        low, high = np.quantile(sample, [(1 - level) / 2, (1 + level) / 2], axis=0)
        table[f"in{level * 100:.0f}"] = ((low <= truth) & (truth <= high)).astype(float)
    return table


def crps(sample: Array, truth: Array) -> Array:
    """Return the continuous ranked probability score of a sample, in the unit of the values.

    Parameters
    ----------
    sample : array, shape (draws, cases)
    truth : array, shape (cases,)

    Examples
    --------
    >>> crps(np.array([[0.0], [2.0]]), np.array([1.0])).tolist()
    [0.5]
    """
    m = len(sample)
    weights = (2 * np.arange(1, m + 1) - m - 1) / m**2
    spread = weights @ np.sort(sample, axis=0)
    score: Array = np.abs(sample - truth).mean(axis=0) - spread
    return score
