"""What one page of relations is about: two series, years, a language, and the results at hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis import indices, multiplicity, provinces, relate, store
from analysis.errors import UnknownComponent
from analysis.indices import Break, Component
from analysis.relate import (
    Correlation,
    LowessCurve,
    Measure,
    Model,
    PartialCorrelation,
    Slope,
    Slopes,
)
from analysis.report.national import known, unproven_sources
from analysis.report.relations.params import RelationParameters, known_years, parse
from analysis.settlement import Settlement, relate_settlement
from analysis.wording import Language, language

LAGS = (0, 1, 2)
# Incomes and populations are compared by ratios, so their logarithms are taken.
INCOME = Measure("grdp_per_capita", "overall", log=True)
PEOPLE = Measure("population", "total", log=True)


@dataclass(frozen=True)
class Relations:
    """Two series to relate; results are computed once, when first asked for.

    A result that the data are too few for is None.

    Attributes
    ----------
    parameters : RelationParameters
        What was asked for.
    language : Language
    every_score : DataFrame
        All published results of the frame vn63, of every year.
    """

    parameters: RelationParameters
    language: Language
    every_score: pd.DataFrame

    @property
    def x(self) -> Measure:
        """The first series."""
        return self.parameters.x

    @property
    def y(self) -> Measure:
        """The second series."""
        return self.parameters.y

    @property
    def names(self) -> dict[str, str]:
        """Names of all provinces by code."""
        return {p.code: provinces.short_name(p, self.language.code) for p in provinces.provinces()}

    @cached_property
    def scores(self) -> pd.DataFrame:
        """The results of the years asked for."""
        first, last = self.parameters.years
        return self.every_score[self.every_score["year"].between(first, last)]

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """The province-years with both series, as from `relate.paired`."""
        return relate.paired(self.scores, self.x, self.y)

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """Provinces with x, with y and with both, by year."""
        one, other = (
            relate.joined(self.scores, {"known": measure}) for measure in (self.x, self.y)
        )
        counts = {
            name: rows.groupby("year").size()
            for name, rows in (("x", one), ("y", other), ("both", self.pairs))
        }
        return pd.DataFrame(counts).fillna(0).astype(int)

    @cached_property
    def correlations(self) -> dict[int, Correlation]:
        """Correlations by lag: that of the same year first, lags without enough data left out."""
        found = {lag: self._correlate(lag=lag) for lag in LAGS}
        return {lag: c for lag, c in found.items() if c is not None}

    @property
    def correlation(self) -> Correlation | None:
        """The correlation of the same year."""
        return self.correlations.get(0)

    @cached_property
    def last_stretch(self) -> Correlation | None:
        """The correlation over the years after the last break; None without a break inside."""
        if self.correlation is None or not self.correlation.breaks:
            return None
        last = self.correlation.breaks[-1]
        return self._correlate(years=[y for y in self.correlation.years if y >= last])

    def _correlate(self, *, lag: int = 0, years: list[int] | None = None) -> Correlation | None:
        return known(lambda: relate.correlate(self.scores, self.x, self.y, lag=lag, years=years))

    @cached_property
    def frame_unproven(self) -> int:
        """Provinces of the sample whose scores may mean units of another frame."""
        certain = relate.paired(self.scores, self.x, self.y, without_sources=unproven_sources())
        keys = ["year", "province_code"]
        rest = self.pairs[keys].merge(certain[keys], how="left", on=keys, indicator=True)
        return int(rest.loc[rest["_merge"] == "left_only", "province_code"].nunique())

    @cached_property
    def slopes(self) -> Slopes | None:
        """The four slopes; a break inside the sample is not refused but told."""
        return known(lambda: relate.slopes(self.scores, self.x, self.y, allow_break=True))

    @cached_property
    def adjusted(self) -> dict[str, float]:
        """The p-values of the four slopes, adjusted by Holm, by model."""
        if self.slopes is None:
            return {}
        table = self.slopes.table.set_index("model")
        return {str(m): float(p) for m, p in multiplicity.adjust(table["p"], "holm").items()}

    @property
    def strictest(self) -> Model:
        """The model whose slope is tried without single provinces."""
        return "pooled" if self.slopes is None else "two_way"

    @property
    def strictest_slope(self) -> Slope | None:
        """The slope of that model over all provinces; None with one year only."""
        return None if self.slopes is None else self.slopes.two_way

    @cached_property
    def influence(self) -> pd.DataFrame | None:
        """What the correlation and a slope are without each province."""
        return known(lambda: relate.influence(self.scores, self.x, self.y, model=self.strictest))

    @cached_property
    def in_context(self) -> tuple[PartialCorrelation, ...]:
        """Partial correlations with income, population and both held fixed."""
        left = self.context
        sets = [[m] for m in left] + ([left] if len(left) > 1 else [])
        return tuple(p for c in sets if (p := self._partial(c)) is not None)

    @property
    def context(self) -> list[Measure]:
        """What can be held fixed: income and population, where they are not related themselves."""
        own = {(m.index, m.component) for m in (self.x, self.y)}
        return [m for m in (INCOME, PEOPLE) if (m.index, m.component) not in own]

    def _partial(self, context: Sequence[Measure]) -> PartialCorrelation | None:
        return known(
            lambda: relate.partial_correlation(self.scores, self.x, self.y, context=context)
        )

    @cached_property
    def curve(self) -> LowessCurve | None:
        """The shape of the relation."""
        return known(lambda: relate.lowess_curve(self.pairs))

    @cached_property
    def settlement(self) -> Settlement:
        """Settlement on time and satisfaction, over every year of the data."""
        return relate_settlement(self.every_score, unproven_sources=unproven_sources())

    @cached_property
    def settlement_p(self) -> dict[tuple[str, str], float]:
        """The adjusted p-values of `settlement`, by relation and model."""
        tests = self.settlement.tests.to_dict("records")
        return {(row["relation"], row["model"]): row["p_holm"] for row in tests}

    @property
    def symbols(self) -> dict[str, Measure]:
        """What X and Y stand for."""
        return {"X": self.x, "Y": self.y}

    def item(self, measure: Measure) -> Component:
        """Return a series as it was called in the last year of the pairs, else at any time."""
        last = self.pairs["year"].max() if len(self.pairs) else self.parameters.years[1]
        first_known, last_known = known_years()
        for year in (int(last), *range(last_known, first_known - 1, -1)):
            for item in indices.components(measure.index, year):
                if item.code == measure.component:
                    return item
        raise UnknownComponent(f"no year has {measure.name}")

    def breaks(self, found: Correlation) -> list[tuple[list[str], int, list[Break]]]:
        """Return the breaks inside a sample: symbols of the series, year, and what changed.

        Series of which the same changed in the same year stand together.
        """
        inside: dict[tuple[int, frozenset[str]], tuple[list[str], int, list[Break]]] = {}
        for year in found.breaks:
            for symbol, m in self.symbols.items():
                breaks = [b for b in indices.breaks(m.index, m.component) if b.year == year]
                reasons = frozenset(b.reason_en for b in breaks)
                inside.setdefault((year, reasons), ([], year, breaks))[0].append(symbol)
        return [entry for entry in inside.values() if entry[2]]


def open_relations(
    *,
    x: object = "operations:score_766_progress",
    y: object = "operations:score_766_satisfaction",
    first_year: object = 0,
    last_year: object = 0,
    lang: object = "vi",
    executed: list[str] | None = None,
) -> Relations:
    """Check the parameters and load what a page of relations needs.

    Parameters
    ----------
    x, y : str
        Series: index and component, such as `papi:d5`.
    first_year, last_year : int
        Years to look at, 0 for all.
    lang : {"vi", "en"}
    executed : list of str, optional
        Sources of the cells that ran so far (`In` in a notebook), so that a parameter that the
        notebook does not know is refused.

    Returns
    -------
    Relations

    Raises
    ------
    BadParameter, UnknownComponent
        If a parameter is unknown, of the wrong type, or names no series or year of the data.

    Examples
    --------
    >>> subject = open_relations(x="papi:d5", y="papi:d8", first_year=2021)
    >>> len(subject.pairs), subject.correlation.years
    (243, (2021, 2022, 2023, 2024))
    """
    parameters = parse(
        x=x, y=y, first_year=first_year, last_year=last_year, lang=lang, executed=executed
    )
    return Relations(parameters, language(parameters.lang), store.load_scores())
