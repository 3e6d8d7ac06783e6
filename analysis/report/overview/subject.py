"""What a national overview is about: an index, a year, a language, and the results at hand."""

import warnings
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from analysis import (
    convergence,
    indices,
    nation,
    peers,
    provinces,
    ranks,
    relate,
    space,
    standing,
    store,
)
from analysis import panel as panels
from analysis.errors import NoData
from analysis.forecast import Backtest, Forecast, backtest
from analysis.indices import Component, Index
from analysis.nation import Movements
from analysis.panel import Measure, Panel
from analysis.report.national import RECORD_DRAWS, National, known, national
from analysis.report.overview.params import OverviewParameters, parse
from analysis.rounding import digits
from analysis.standing import CrossSection
from analysis.trend import Trend, Trends, trend, trends
from analysis.wording import Language, language

YEARS_SHOWN = 8
# Chances are told to be among the first so many.
TOP = 10


@dataclass(frozen=True)
class Overview:
    """The subject of an overview; results are computed once, when first asked for.

    Results that rest on all provinces are None where the panel is partial or the data are too
    few.

    Attributes
    ----------
    parameters : OverviewParameters
        What was asked for.
    language : Language
    every_score : DataFrame
        All published results of the frame vn63, of every year.
    """

    parameters: OverviewParameters
    language: Language
    every_score: pd.DataFrame

    @property
    def index(self) -> str:
        """Code of the index."""
        return self.parameters.index

    @property
    def year(self) -> int:
        """Year of the overview."""
        return self.parameters.year

    @property
    def item(self) -> Index:
        """The index with its names."""
        return indices.index(self.index)

    @property
    def short(self) -> str:
        """Short name of the index."""
        return self.item.short

    @property
    def unit(self) -> str:
        """Unit of the scores of the year."""
        return indices.component(self.index, "overall", self.year).unit

    @property
    def digits(self) -> int:
        """Decimals that scores are printed with."""
        return digits(self.unit)

    @property
    def names(self) -> dict[str, str]:
        """Names of all provinces by code."""
        return {p.code: provinces.short_name(p, self.language.code) for p in provinces.provinces()}

    @cached_property
    def national(self) -> National:
        """What the overview shares with the reports of the year, which forecast the same."""
        return national(self.every_score, self.year)

    @cached_property
    def scores_so_far(self) -> pd.DataFrame:
        """The results of the index up to the year; an overview looks at nothing later."""
        scores = self.national.scores
        return scores[scores["index"] == self.index]

    @cached_property
    def _scores_now(self) -> pd.DataFrame:
        """The results of the year: a small frame is searched much faster than all."""
        return self.scores_so_far[self.scores_so_far["year"] == self.year]

    @cached_property
    def section(self) -> CrossSection:
        """All provinces' results of the year."""
        return standing.cross_section(self.scores_so_far, self.index, "overall", self.year)

    @property
    def complete(self) -> bool:
        """Whether every published province of the year is known."""
        return self.section.complete

    @cached_property
    def levels(self) -> pd.DataFrame:
        """Level and spread by year, as from `nation.levels`, the last years only."""
        return nation.levels(self.scores_so_far, self.index, digits=self.digits).tail(YEARS_SHOWN)

    @cached_property
    def region_means(self) -> pd.DataFrame:
        """Published means of the regions in the year, the highest first."""
        table = store.load("regional_means")
        own = (table["index"] == self.index) & (table["year"] == self.year)
        found = table[own & (table["component"] == "overall")]
        return found.sort_values(["mean", "region_code"], ascending=[False, True])

    @property
    def level(self) -> "pd.Series[Any]":
        """Level and spread of the year."""
        return self.levels[self.levels.index == self.year].iloc[0]

    @cached_property
    def parts(self) -> dict[str, Component]:
        """Dimensions of the year that the provinces are known in, by code."""
        if not self.complete:
            return {}
        found = nation.parts(self.scores_so_far, self.index, self.year)
        return {code: indices.component(self.index, code, self.year) for code in found}

    @cached_property
    def part_spreads(self) -> pd.DataFrame:
        """Level and spread of the dimensions, as from `nation.part_spreads`."""
        return nation.part_spreads(self.scores_so_far, self.index, self.year, digits=self.digits)

    @cached_property
    def part_links(self) -> pd.DataFrame | None:
        """Correlations of the dimensions with each other, as from `relate.correlation_matrix`."""
        measures = [relate.Measure(self.index, code) for code in self.parts]
        if len(measures) < 2:
            return None
        try:
            return relate.correlation_matrix(self._scores_now, measures, years=[self.year])
        except NoData:
            return None

    def panel(self, measure: Measure = "score") -> Panel:
        """Return the complete years up to the year as a panel."""
        years = [int(y) for y in sorted(set(self.scores_so_far["year"]))]
        whole = [y for y in years if indices.is_complete(self.index, y)]
        return panels.panel(self.scores_so_far, self.index, measure=measure, years=whole)

    @property
    def counts(self) -> dict[int, int]:
        """Provinces that the ranks are among, by year."""
        return self.panel().known

    @property
    def stretch(self) -> tuple[int, ...]:
        """Complete years that may be compared with the year; empty for a partial panel."""
        return self.panel().stretch(self.year).years if self.complete else ()

    @property
    def groups(self) -> "pd.Series[str]":
        """The four groups by quartiles: PAPI's own, for other indices the same rule."""
        return self.section.groups

    @cached_property
    def movements(self) -> Movements | None:
        """How the provinces moved since the year before."""
        if not self.complete:
            return None
        noise = self.noise.sd if self.noise else None
        return known(
            lambda: nation.movements(
                self.panel(), self.panel("rank"), self.year, noise=noise, digits=self.digits
            )
        )

    @cached_property
    def noise(self) -> ranks.Noise | None:
        """Noise of the score of a single year, learnt from all comparable years so far."""
        if not self.complete:
            return None
        return known(lambda: ranks.year_to_year_noise(self.panel()))

    @cached_property
    def rank_intervals(self) -> ranks.RankIntervals | None:
        """How sure the ranks of the year are, with the chance of the first ten."""
        if self.noise is None:
            return None
        return ranks.rank_intervals(self.section.rows["score"], self.noise.sd, top=[TOP])

    @cached_property
    def peer_groups(self) -> peers.PeerGroups | None:
        """Groups of provinces with a like profile."""
        if not self.complete:
            return None
        return known(lambda: peers.peer_groups(self.scores_so_far, self.index, year=self.year))

    @cached_property
    def trends(self) -> dict[Measure, Trends]:
        """Trends of all provinces in the comparable years, read together."""
        measures: tuple[Measure, ...] = ("score", "distance")
        return {m: made for m in measures if (made := self._trends(m)) is not None}

    def _trends(self, measure: Measure) -> Trends | None:
        if not self.complete:
            return None
        held = self.panel(measure).stretch(self.year)
        return known(lambda: trends(held, family=len(held.table)))

    @cached_property
    def national_trend(self) -> Trend | None:
        """Trend of the mean over the provinces known in every comparable year."""
        found = self.sigma
        return None if found is None else known(lambda: trend(found.by_year["mean"]))

    @cached_property
    def sigma(self) -> convergence.SigmaConvergence | None:
        """Whether the provinces draw closer to each other."""
        if not self.complete:
            return None
        return known(lambda: convergence.sigma_convergence(self.panel().stretch(self.year)))

    @cached_property
    def beta(self) -> convergence.BetaConvergence | None:
        """Whether those behind catch up."""
        if not self.complete:
            return None
        return known(lambda: convergence.beta_convergence(self.panel().stretch(self.year)))

    @cached_property
    def neighbourhood(self) -> tuple[space.Moran, space.LocalClusters]:
        """Whether neighbours are alike, over the map and in single places.

        Raises
        ------
        ExtraMissing
            If PySAL is not installed.
        """
        with warnings.catch_warnings():
            # PySAL loads tqdm, which in a notebook asks for widgets that nothing here shows.
            warnings.filterwarnings("ignore", "IProgress not found")
            pairs, held = space.neighbours(), self.panel()
            return (
                space.moran(held, pairs, year=self.year),
                space.local_clusters(held, pairs, year=self.year),
            )

    @cached_property
    def forecast(self) -> Forecast | None:
        """The joint forecast of all provinces from the year of the overview."""
        return self.national.outlook(self.index, "overall") if self.complete else None

    @cached_property
    def forecast_record(self) -> Backtest | None:
        """How forecasts of the index did in the years shown."""
        if not self.complete:
            return None
        first = self.year - YEARS_SHOWN + 1
        return known(lambda: backtest(self.panel(), first_year=first, draws=RECORD_DRAWS))


def open_overview(
    *,
    index: object = "papi",
    year: object = 2023,
    lang: object = "vi",
    executed: list[str] | None = None,
) -> Overview:
    """Check the parameters and load what an overview needs.

    Parameters
    ----------
    index : {"par_index", "sipas", "papi", "pci", "dti"}
    year : int
    lang : {"vi", "en"}
    executed : list of str, optional
        Sources of the cells that ran so far (`In` in a notebook), so that a parameter that the
        notebook does not know is refused.

    Returns
    -------
    Overview

    Raises
    ------
    BadParameter, NoData
        If a parameter is unknown, of the wrong type, or fits no data.

    Examples
    --------
    >>> subject = open_overview(index="papi", year=2023)
    >>> subject.section.n, subject.stretch
    (61, (2021, 2022, 2023))
    """
    parameters = parse(index=index, year=year, lang=lang, executed=executed)
    return Overview(parameters, language(parameters.lang), store.load_scores())
