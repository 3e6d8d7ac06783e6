"""Where the figures behind a relation come from."""

import pandas as pd

from analysis.relate.measures import Measure, paired


def pair_sources(scores: pd.DataFrame, x: Measure, y: Measure, *, lag: int = 0) -> list[str]:
    """Return the `source_id` of every score behind the pairs of two series.

    Examples
    --------
    >>> from analysis import settlement, store
    >>> found = pair_sources(store.load_scores(), settlement.ON_TIME, settlement.SATISFACTION)
    >>> sorted(set(found))
    ['O01', 'O02']
    """
    pairs = paired(scores, x, y, lag=lag)
    earlier = pairs.assign(year=pairs["year"] - lag)
    return [*sources_at(scores, x, earlier), *sources_at(scores, y, pairs)]


def sources_at(scores: pd.DataFrame, measure: Measure, places: pd.DataFrame) -> list[str]:
    """Return the `source_id` of a series at some provinces and years.

    Examples
    --------
    >>> from analysis import store
    >>> places = pd.DataFrame({"year": [2023], "province_code": ["08"]})
    >>> len(sources_at(store.load_scores(), Measure("papi", "d5"), places))
    1
    """
    keys = ["year", "province_code"]
    rows = scores[(scores["index"] == measure.index) & (scores["component"] == measure.component)]
    return list(rows.merge(places[keys], on=keys)["source_id"])
