"""How settlement of dossiers on time goes together with satisfaction.

The on-time rate itself is hardly known, so the relation is read from the Decision 766 progress
score, which the share of dossiers settled on time drives, against the satisfaction score of
the same index and against SIPAS. Both are partial; the complete counterpart is digital
government activity (DTI), self-reported, against what residents lived through (PAPI).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

import pandas as pd

from analysis import multiplicity, relate
from analysis.errors import ConstantSeries, NoData, TooFewObservations
from analysis.relate import Correlation, Measure, Slopes

T = TypeVar("T")

ON_TIME = Measure("operations", "score_766_progress")
SATISFACTION = Measure("operations", "score_766_satisfaction")
SIPAS = Measure("sipas", "overall")
DIGITAL = Measure("dti", "egov_activity")
LIVED = (Measure("papi", "d5"), Measure("papi", "d8"))
# All pairs of series that are looked at.
PAIRS = ((ON_TIME, SATISFACTION), (ON_TIME, SIPAS), *((DIGITAL, lived) for lived in LIVED))
RATES = (
    "on_time_rate",
    "on_time_rate_provincial",
    "on_time_rate_district",
    "on_time_rate_commune",
    "on_time_rate_centre",
)


@dataclass(frozen=True)
class Counterpart:
    """Digital government activity against one dimension of PAPI, over all provinces.

    Attributes
    ----------
    y : Measure
        The dimension.
    correlation, within_years : Correlation or None
        Pooled, and with the mean of each year taken out; None if it cannot be had.
    slopes : Slopes or None
        Standardised; None if it cannot be had, as from one year.
    """

    y: Measure
    correlation: Correlation | None
    within_years: Correlation | None
    slopes: Slopes | None


@dataclass(frozen=True)
class Settlement:
    """What the data say of the relation; a result that cannot be had is None.

    Every result carries its n, provinces, years, frame, breaks and warnings.

    Attributes
    ----------
    satisfaction : Correlation or None
        Progress score against the satisfaction score of Decision 766, all names.
    certain_units : Correlation or None
        The same without the names whose frame is unproven.
    unproven_names : int
        How many names that leaves out.
    sipas : Correlation or None
        Progress score against SIPAS.
    sipas_provinces : int
        Provinces that have both in some year.
    rates_known, rate_pairs : int
        Province-years with an on-time rate of any kind, and pairs of a rate with a
        satisfaction figure.
    satisfaction_within_years, certain_within_years : Correlation or None
        As `satisfaction` and `certain_units`, the mean of each year taken out: the break of
        2023 then counts only as far as it moved provinces differently.
    satisfaction_slopes, certain_slopes : Slopes or None
        Points of satisfaction a point of progress, for the samples of `satisfaction` and
        `certain_units`. The break of 2023 lies inside; effects of years take out its common
        part.
    influence : DataFrame or None
        Of `satisfaction`: two-way slope and r without each province (`relate.influence`).
    counterparts : tuple of Counterpart
        Digital government activity against PAPI d5 and d8.
    """

    satisfaction: Correlation | None
    certain_units: Correlation | None
    unproven_names: int
    sipas: Correlation | None
    sipas_provinces: int
    rates_known: int
    rate_pairs: int
    satisfaction_within_years: Correlation | None
    certain_within_years: Correlation | None
    satisfaction_slopes: Slopes | None
    certain_slopes: Slopes | None
    influence: pd.DataFrame | None = field(compare=False)
    counterparts: tuple[Counterpart, ...]

    @property
    def seeds(self) -> dict[str, int]:
        """Seeds of the bootstrap intervals, by the name of the relation."""
        named = {
            "progress and satisfaction": self.satisfaction,
            "progress and satisfaction, certain units": self.certain_units,
            "progress and SIPAS": self.sipas,
            "progress and satisfaction, within years": self.satisfaction_within_years,
            "progress and satisfaction, certain units, within years": self.certain_within_years,
            **{f"{DIGITAL.name} and {c.y.name}": c.correlation for c in self.counterparts},
            **{
                f"{DIGITAL.name} and {c.y.name}, within years": c.within_years
                for c in self.counterparts
            },
        }
        return {name: found.seed for name, found in named.items() if found is not None}

    @property
    def sipas_width(self) -> float | None:
        """Width of the interval of Pearson's r with SIPAS, of the 2 that are possible."""
        return None if self.sipas is None else self.sipas.pearson.high - self.sipas.pearson.low

    # Kept: statsmodels collects garbage at every adjustment, a second for a report.
    @cached_property
    def tests(self) -> pd.DataFrame:
        """The tests of all slopes: relation, model, t, df, p, p_holm, p_bh.

        Adjusted over the relations by the same model; `satisfaction` and `certain_units` are
        one relation, so only the first of them counts. Empty if there are no slopes.
        """
        named = {
            "satisfaction": self.satisfaction_slopes,
            **{c.y.name: c.slopes for c in self.counterparts},
        }
        rows = [
            found.table[["model", "t", "df", "p"]].assign(relation=name)
            for name, found in named.items()
            if found is not None
        ]
        columns = ["relation", "model", "t", "df", "p"]
        table = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=columns)
        by_model = table.groupby("model")["p"]
        return table[columns].assign(
            p_holm=by_model.transform(multiplicity.adjust, "holm"),
            p_bh=by_model.transform(multiplicity.adjust, "bh"),
        )


def relate_settlement(scores: pd.DataFrame, *, unproven_sources: Iterable[str]) -> Settlement:
    """Relate settlement on time to satisfaction.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of the years to look at.
    unproven_sources : iterable of str
        Sources whose codes may mean units before or after the merger of July 2025.

    Returns
    -------
    Settlement

    Examples
    --------
    >>> from analysis import store
    >>> found = relate_settlement(store.load_scores(), unproven_sources=["O02"])
    >>> found.satisfaction.n, found.certain_units.n, found.sipas.n
    (102, 33, 17)
    >>> [(c.y.name, c.correlation.n) for c in found.counterparts]
    [('papi d5', 184), ('papi d8', 184)]
    """
    unproven = list(unproven_sources)
    rates = scores[(scores["index"] == "operations") & scores["component"].isin(RATES)]
    pairs = (
        relate.paired(scores, Measure("operations", rate), other)
        for rate in RATES
        for other in (SIPAS, SATISFACTION)
    )
    both = relate.paired(scores, ON_TIME, SIPAS)
    satisfaction = _flagged(_correlation(scores, SATISFACTION), scores, unproven)
    slopes = _slopes(scores)
    if slopes is not None and satisfaction is not None:
        slopes = replace(slopes, sample=satisfaction.sample)
    left_out = scores.loc[scores["source_id"].isin(unproven), "province_code"]
    return Settlement(
        satisfaction=satisfaction,
        certain_units=_correlation(scores, SATISFACTION, unproven),
        unproven_names=left_out.nunique(),
        sipas=_flagged(_correlation(scores, SIPAS), scores, unproven),
        sipas_provinces=both["province_code"].nunique(),
        rates_known=len(rates[["year", "province_code"]].drop_duplicates()),
        rate_pairs=sum(map(len, pairs)),
        satisfaction_within_years=_flagged(
            _correlation(scores, SATISFACTION, within_years=True), scores, unproven
        ),
        certain_within_years=_correlation(scores, SATISFACTION, unproven, within_years=True),
        satisfaction_slopes=slopes,
        certain_slopes=_slopes(scores, unproven),
        influence=_known(lambda: relate.influence(scores, ON_TIME, SATISFACTION, model="two_way")),
        counterparts=tuple(_counterpart(scores, y) for y in LIVED),
    )


def _known(compute: Callable[[], T]) -> T | None:
    """Return a result, None if the data are too few for it."""
    try:
        return compute()
    except (ConstantSeries, NoData, TooFewObservations):
        return None


def _correlation(
    scores: pd.DataFrame,
    y: Measure,
    without: Iterable[str] = (),
    *,
    within_years: bool = False,
) -> Correlation | None:
    return _known(
        lambda: relate.correlate(
            scores, ON_TIME, y, without_sources=without, within_years=within_years
        )
    )


def _slopes(scores: pd.DataFrame, without: Iterable[str] = ()) -> Slopes | None:
    return _known(
        lambda: relate.slopes(
            scores, ON_TIME, SATISFACTION, without_sources=without, allow_break=True
        )
    )


def _counterpart(scores: pd.DataFrame, y: Measure) -> Counterpart:
    return Counterpart(
        y=y,
        correlation=_known(lambda: relate.correlate(scores, DIGITAL, y)),
        within_years=_known(lambda: relate.correlate(scores, DIGITAL, y, within_years=True)),
        slopes=_known(lambda: relate.slopes(scores, DIGITAL, y, standardise=True)),
    )


def _flagged(
    found: Correlation | None, scores: pd.DataFrame, unproven: Iterable[str]
) -> Correlation | None:
    """Add the warning of an unproven frame where some pair rests on such sources."""
    if found is None:
        return None
    if len(relate.paired(scores, found.x, found.y, without_sources=unproven)) == found.n:
        return found
    return replace(found, warnings=(*found.warnings, "frame_unproven"))
