"""Results about all provinces that the reports of one year share, each computed once.

A process that makes several reports of a year fits no national model twice: `national` keeps
what it made for as long as the scores of that year and before stay the same.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

import pandas as pd

from analysis import change, indices, store, trend
from analysis.change import Galton
from analysis.convergence import SigmaConvergence, sigma_convergence
from analysis.errors import (
    BreakInside,
    ConstantSeries,
    IncompletePanel,
    NoData,
    TooFewObservations,
)
from analysis.estimates import seed_of
from analysis.forecast import Backtest, Forecast, backtest, forecast
from analysis.gains import Experience, learn
from analysis.panel import Measure, Panel, panel
from analysis.ranks import Noise, RankIntervals, rank_intervals, year_to_year_noise
from analysis.relate.sources import pair_sources
from analysis.settlement import PAIRS, Settlement, relate_settlement
from analysis.standing import CrossSections
from analysis.targets import Outlook
from analysis.trend import Trends

YEARS_AHEAD = 2
# Of the intervals of ranks.
LEVEL = 0.9
# Enough for coverage in whole per cent; the forecasts themselves take more.
RECORD_DRAWS = 1000
# Reports of that many years share their results at a time.
KEPT = 4

# Peers are alike in these too.
CONTEXT = ("population", "grdp_per_capita")

# What a model may lack: years, provinces, differences.
TOO_LITTLE = (BreakInside, ConstantSeries, IncompletePanel, NoData, TooFewObservations)

T = TypeVar("T")


def known(compute: Callable[[], T]) -> T | None:
    """Return a result, None if the data are too few for it.

    Examples
    --------
    >>> scores = store.load_scores(years=[2023])
    >>> known(lambda: forecast(panel(scores, "papi"))) is None
    True
    """
    try:
        return compute()
    except TOO_LITTLE:
        return None


def unproven_sources() -> list[str]:
    """Return the sources whose codes may mean units before or after the merger of July 2025.

    Examples
    --------
    >>> unproven_sources()
    ['O02']
    """
    sources = store.load("sources")
    return list(sources.loc[sources["caveat"] == "frame-unproven", "source_id"])


@dataclass(frozen=True)
class National:
    """National results as a report of one year sees them, each computed when first asked for.

    Attributes
    ----------
    year : int
        Year of the report.
    scores : DataFrame
        The results up to that year; nothing later is looked at.
    """

    year: int
    scores: pd.DataFrame

    @cached_property
    def outlook(self) -> Outlook:
        """Forecasts by index and component; None where that cannot be done well."""
        return cache(self._forecast)

    def _forecast(self, index: str, component: str) -> Forecast | None:
        return known(lambda: forecast(self._complete(index, component), ahead=YEARS_AHEAD))

    def _complete(self, index: str, component: str) -> Panel:
        known = self.scores[
            (self.scores["index"] == index) & (self.scores["component"] == component)
        ]
        years = [y for y in sorted(set(known["year"])) if indices.is_complete(index, int(y))]
        return panel(known, index, component, years=years)

    @cached_property
    def record(self) -> Backtest | None:
        """How forecasts of the whole PAPI did so far; None if there are too few years."""
        return known(lambda: backtest(panel(self.scores, "papi"), draws=RECORD_DRAWS))

    @cached_property
    def experience(self) -> Experience | None:
        """What PAPI's dimensions teach about gains in a year; None if too little is known."""
        return known(lambda: learn(self.scores, "papi", year=self.year))

    @cached_property
    def settlement(self) -> Settlement:
        """How settlement on time goes together with satisfaction."""
        return relate_settlement(self.scores, unproven_sources=unproven_sources())

    @cached_property
    def galton(self) -> Galton | None:
        """Regression to the mean of the whole PAPI; None if too little is known."""
        return known(lambda: change.galton(panel(self.scores, "papi"), last_year=self.year))

    @property
    def noise(self) -> Noise | None:
        """Noise of a year of the whole PAPI; None if too little is known."""
        return self.noise_of("papi", "overall")

    @cached_property
    def noise_of(self) -> Callable[[str, str], Noise | None]:
        """Noise of a year by index and component, where the panel is complete."""
        return cache(self._noise)

    def _noise(self, index: str, component: str) -> Noise | None:
        return known(lambda: year_to_year_noise(self._complete(index, component)))

    @cached_property
    def sections(self) -> CrossSections:
        """All provinces' results by index, component and year."""
        return CrossSections(self.scores)

    @cached_property
    def places(self) -> Callable[[str, str, int], RankIntervals | None]:
        """Ranks with intervals by index, component and year, where the noise is known."""
        return cache(self._places)

    def _places(self, index: str, component: str, year: int) -> RankIntervals | None:
        noise = self.noise_of(index, component)
        section = self.sections(index, component, year)
        if noise is None or not section.complete:
            return None
        return known(lambda: rank_intervals(section.rows["score"], noise.sd, level=LEVEL))

    @cached_property
    def sigma(self) -> SigmaConvergence | None:
        """Spread of the whole PAPI in the last comparable years; None if those are too few."""
        return known(lambda: sigma_convergence(panel(self.scores, "papi").stretch(self.year)))

    @cached_property
    def trends(self) -> Callable[[Measure], Trends | None]:
        """Trends of the whole PAPI in the last comparable years by measure, if there are any."""
        return cache(self._trends)

    def _trends(self, measure: Measure) -> Trends | None:
        return known(
            lambda: trend.trends(panel(self.scores, "papi", measure=measure).stretch(self.year))
        )

    @cached_property
    def sources(self) -> list[str]:
        """Sources of what all the models learn from, as in the columns `source_id`."""
        scores = self.scores
        learnt = scores["index"] == "papi"
        context = scores["index"].isin(CONTEXT) & (scores["year"] == self.year)
        found = list(scores.loc[learnt | context, "source_id"].unique())
        return [*found, *(i for x, y in PAIRS for i in pair_sources(scores, x, y))]

    @cached_property
    def seeds(self) -> dict[str, int]:
        """Seeds of all random results, by name; they follow from the data."""
        named = dict(self.settlement.seeds)
        components = [c.code for c in indices.domains("papi", self.year)]
        for component in ("overall", *components):
            try:
                held = self._complete("papi", component)
            except NoData:
                continue
            named[f"forecast of papi {component}"] = seed_of(held.long())
        return named


_made: OrderedDict[tuple[int, str], National] = OrderedDict()


def national(scores: pd.DataFrame, year: int) -> National:
    """Return the national results of a year, the same object for the same scores.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`.
    year : int

    Examples
    --------
    >>> scores = store.load_scores()
    >>> national(scores, 2023) is national(scores.copy(), 2023)
    True
    """
    so_far = scores[scores["year"] <= year]
    content = pd.util.hash_pandas_object(so_far, index=False)
    key = year, f"{content.sum()}-{len(content)}"
    if key not in _made:
        _made[key] = National(year, so_far)
        while len(_made) > KEPT:
            _made.popitem(last=False)
    _made.move_to_end(key)
    return _made[key]
