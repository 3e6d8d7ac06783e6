"""Points at stake in a task: those of its own criterion, else those missing in what it serves."""

import pandas as pd

PER_CENT = 100
# Only PAR INDEX shares out points that tasks earn; SIPAS and PAPI ask citizens.
INDEX = "par_index"


def missing_points(scores: pd.DataFrame, province: str) -> dict[str, float]:
    """Return the points that a province lacks in each component of PAR INDEX, latest year known.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`.
    province : str
        Code of the frame vn63.

    Returns
    -------
    dict of str to float
        Maximum less score by component, in points; left out are components without both, and
        those printed in per cent of a maximum.

    Examples
    --------
    >>> from analysis import store
    >>> found = missing_points(store.load_scores(years=range(2011, 2024)), "49")
    >>> round(found["d3"], 2), "d6" in found  # the maximum of d6 is not known
    (2.32, False)
    """
    own = scores[(scores["index"] == INDEX) & (scores["province_code"] == province)]
    known = own.dropna(subset=["score", "max_score"])
    known = known[(known["component"] == "overall") | (known["max_score"] < PER_CENT)]
    latest = known.sort_values("year").drop_duplicates("component", keep="last")
    return dict(zip(latest["component"], latest["max_score"] - latest["score"], strict=True))


def points_at_stake(tasks: pd.DataFrame, missing: dict[str, float]) -> "pd.Series[float]":
    """Return the points that hang on each task.

    Parameters
    ----------
    tasks : DataFrame
        As from `plans.tasks`.
    missing : dict of str to float
        As from `missing_points`.

    Returns
    -------
    Series of float
        The maximum of the task's own criterion; else the sum of what is missing in the domains
        that it is linked to, which all tasks of a domain share; missing if neither is known.

    Examples
    --------
    >>> tasks = pd.DataFrame({"max_points": [1.25, None, None],
    ...                       "links": ["par_index:d1", "par_index:d3;sipas:f2", "papi:d5"]})
    >>> points_at_stake(tasks, {"d1": 0.5, "d3": 1.5}).tolist()
    [1.25, 1.5, nan]
    """
    links = tasks["links"].fillna("").str.split(";")
    shared = links.map(lambda parts: _sum(parts, missing)).astype(float)
    return tasks["max_points"].astype(float).fillna(shared)


def _sum(links: list[str], missing: dict[str, float]) -> float:
    found = [link.partition(":")[2] for link in links if link.startswith(f"{INDEX}:")]
    known = [missing[component] for component in found if component in missing]
    return sum(known) if known else float("nan")
