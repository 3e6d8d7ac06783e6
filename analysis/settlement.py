"""How settlement of dossiers on time goes together with satisfaction.

The on-time rate itself is hardly known, so the relation is read from the Decision 766 progress
score, which the share of dossiers settled on time drives, against the satisfaction score of
the same index and against SIPAS.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis import relate
from analysis.errors import NoData, TooFewObservations
from analysis.relate import Correlation, Measure

ON_TIME = Measure("operations", "score_766_progress")
SATISFACTION = Measure("operations", "score_766_satisfaction")
SIPAS = Measure("sipas", "overall")
RATES = (
    "on_time_rate",
    "on_time_rate_provincial",
    "on_time_rate_district",
    "on_time_rate_commune",
    "on_time_rate_centre",
)


@dataclass(frozen=True)
class Settlement:
    """What the data say of the relation; a correlation that cannot be had is None.

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
    """

    satisfaction: Correlation | None
    certain_units: Correlation | None
    unproven_names: int
    sipas: Correlation | None
    sipas_provinces: int
    rates_known: int
    rate_pairs: int

    @property
    def seeds(self) -> dict[str, int]:
        """Seeds of the bootstrap intervals, by the name of the relation."""
        named = {
            "progress and satisfaction": self.satisfaction,
            "progress and satisfaction, certain units": self.certain_units,
            "progress and SIPAS": self.sipas,
        }
        return {name: found.seed for name, found in named.items() if found is not None}


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
    """
    unproven = list(unproven_sources)
    rates = scores[(scores["index"] == "operations") & scores["component"].isin(RATES)]
    pairs = (
        relate.paired(scores, Measure("operations", rate), other)
        for rate in RATES
        for other in (SIPAS, SATISFACTION)
    )
    both = relate.paired(scores, ON_TIME, SIPAS)
    left_out = scores.loc[scores["source_id"].isin(unproven), "province_code"]
    return Settlement(
        satisfaction=_correlate(scores, SATISFACTION),
        certain_units=_correlate(scores, SATISFACTION, unproven),
        unproven_names=left_out.nunique(),
        sipas=_correlate(scores, SIPAS),
        sipas_provinces=both["province_code"].nunique(),
        rates_known=len(rates[["year", "province_code"]].drop_duplicates()),
        rate_pairs=sum(map(len, pairs)),
    )


def _correlate(
    scores: pd.DataFrame, other: Measure, without: Iterable[str] = ()
) -> Correlation | None:
    try:
        return relate.correlate(scores, ON_TIME, other, without_sources=without)
    except (NoData, TooFewObservations):
        return None
