"""What a province itself has gained in the past, and the room it has left."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis import indices
from analysis.errors import NoData
from analysis.panel import Panel, panel


def own_history(
    scores: pd.DataFrame, code: str, index: str, *, year: int, components: Sequence[str]
) -> pd.DataFrame:
    """Return a province's own rises by component and its room, from any panel.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    code : str
        Province.
    index : str
    year : int
        Year of the results; only comparable years up to it are looked at.
    components : sequence of str

    Returns
    -------
    DataFrame
        One row a component with a result: score, max_score, room (missing where the maximum
        is not known), movements, rises, largest_rise, typical_rise (points; changes of the
        province itself, national drift included), years (known comparable years).

    Raises
    ------
    NoData
        If no component has a result in that year.

    Examples
    --------
    >>> from analysis import store
    >>> table = own_history(store.load_scores(), "49", "par_index", year=2023, components=["d3"])
    >>> table[["room", "largest_rise"]].round(2).to_dict("records")
    [{'room': 2.32, 'largest_rise': 1.02}]
    """
    own = scores[(scores["province_code"] == code) & (scores["year"] <= year)]
    rows = {}
    for name in components:
        top = indices.component(index, name, year).max_score
        try:
            found = panel(own, index, name, allow_partial=True).stretch(year)
        except NoData:
            continue
        if year not in found.years:
            continue
        moved = movements(found, against_mean=False).iloc[0].dropna()
        up = moved[moved.gt(0)]
        score = float(found.table[year].iloc[0])
        rows[name] = {
            "score": score,
            "max_score": np.nan if top is None else top,
            "room": np.nan if top is None else top - score,
            "movements": len(moved),
            "rises": len(up),
            "largest_rise": up.max() if len(up) else 0.0,
            "typical_rise": up.median() if len(up) else 0.0,
            "years": found.years,
        }
    if not rows:
        raise NoData(f"province {code} has no result of {index} {', '.join(components)} in {year}")
    return pd.DataFrame.from_dict(rows, orient="index")


def movements(comparable: Panel, *, against_mean: bool = True) -> pd.DataFrame:
    """Return the changes of provinces between consecutive years.

    Parameters
    ----------
    comparable : Panel
        Scores of years without a break.
    against_mean : bool
        Changes of the distance to the mean of all provinces, so that national drift is out.

    Returns
    -------
    DataFrame of float, shape (provinces, years)
        Points, by the later year; without a column if no two years are consecutive.
    """
    table = comparable.table - comparable.table.mean() if against_mean else comparable.table
    return pd.DataFrame(
        {y: table[y] - table[y - 1] for y in comparable.years if y - 1 in comparable.years},
        index=table.index,
        dtype="float64",
    )
