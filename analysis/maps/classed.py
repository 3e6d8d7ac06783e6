"""From numbers to what a map draws of them: classes, colours by province, lines of the legend."""

from collections.abc import Hashable

import numpy as np
import pandas as pd

from analysis.maps.canvas import Entry
from analysis.maps.classes import Classes, classify
from analysis.maps.values import NATION, by_code, numbers
from analysis.provinces import Frame
from analysis.wording import Language, places


def classed(
    data: pd.Series | pd.DataFrame,
    column: Hashable | None,
    scheme: str | Classes,
    *,
    k: int,
    frame: Frame,
) -> tuple[pd.Series, Classes]:
    """Return the numbers of one map and the classes that they fall into.

    Parameters
    ----------
    data, column
        As for `values.by_code`. All number columns of a table make the classes, so that maps of
        several years compare; published groups are cut anew every year.
    scheme : str or Classes
        A scheme of `classify`, or the classes that it made.
    k : int
        Classes wanted.
    frame : {"vn63", "vn34"}

    Returns
    -------
    (Series of float, Classes)

    Raises
    ------
    BadParameter, NoData
        As for `classify` and `values.by_code`.

    Examples
    --------
    >>> table = pd.DataFrame({2023: [1.0, 2.0], 2024: [3.0, 4.0]}, index=["01", "08"])
    >>> values, classes = classed(table, 2024, "equal_interval", k=3, frame="vn63")
    >>> values.to_dict(), classes.bounds
    ({'01': 3.0, '08': 4.0}, (2.0, 3.0))
    """
    values = numbers(by_code(data, column, frame=frame))
    if isinstance(scheme, Classes):
        return values, scheme
    pooled = isinstance(data, pd.DataFrame) and scheme != "papi_groups"
    pool = _numeric_columns(data) if pooled else values
    # A year from a table is a NumPy integer, which is no int.
    year = int(str(column)) if isinstance(column, (int, np.integer)) else None
    return values, classify(pool, scheme, k=k, year=year)


def fills(classes: Classes, values: pd.Series) -> dict[str, str]:
    """Return the colour of each province that has a number.

    Examples
    --------
    >>> values = pd.Series({"01": 1.0, "08": None})
    >>> list(fills(classify(values), values))
    ['01']
    """
    place = classes.place(values).dropna()
    return {str(code): classes.colours[int(rank)] for code, rank in place.items()}


def entries(classes: Classes, values: pd.Series, language: Language) -> list[Entry]:
    """Return the lines of the legend with the number of provinces, the highest class first.

    Examples
    --------
    >>> from analysis.wording import language
    >>> values = pd.Series({"01": 1.0, "08": 2.0})
    >>> [entry.label for entry in entries(classify(values), values, language("vi"))]
    ['1,50–2,00: 1 tỉnh', '1,00–1,50: 1 tỉnh']
    """
    counts = classes.place(values).value_counts()
    labels = places.class_labels(language, classes.bounds, low=classes.low, high=classes.high,
                                 names=classes.names, digits=classes.digits)  # fmt: skip
    return [
        Entry(places.counted(language, labels[i], int(counts.get(i, 0))), classes.colours[i])
        for i in reversed(range(classes.n))
    ]


def _numeric_columns(data: pd.Series | pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(data)
    return table.drop(index=NATION, errors="ignore").select_dtypes("number")
