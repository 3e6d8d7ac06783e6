"""The results of one province: over the years, and by domain in one year.

Changes across a break are left out.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis import indices, provinces
from analysis.ranks import FIRST_BAND_YEAR, par_band
from analysis.rounding import differences
from analysis.standing.sections import CrossSection, Scores, sections_of


def history(
    scores: Scores,
    code: str,
    index: str,
    *,
    last_year: int,
    component: str = "overall",
    regional_means: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the results of one province year by year, each with what it is compared with.

    Parameters
    ----------
    scores : DataFrame or CrossSections
        As from `store.load_scores`, or its sections.
    code : str
        Province of the frame vn63.
    index, component : str
    last_year : int
        Year of the report; later years are not looked at.
    regional_means : DataFrame, optional
        As from `store.load("regional_means")`, for partial panels.

    Returns
    -------
    DataFrame
        One row a year from the first known one to `last_year`, indexed by year: score,
        max_score, change (of the scores as printed, only without a break in between), rank,
        rank_n, rank_change (positive is better), mean, mean_published, highest, lowest,
        region_mean, group, n, complete, breaks (whether a new series begins), source_id.
        Empty if the province has no result.

    Examples
    --------
    >>> from analysis import store
    >>> table = history(store.load_scores(), "08", "par_index", last_year=2023)
    >>> table["score"].dropna().to_dict()
    {2020: 83.81, 2021: 86.57}
    """
    sections = sections_of(scores)
    years = [y for y in sections.years(index, component) if y <= last_year]
    own = [y for y in years if code in sections(index, component, y).rows.index]
    if not own:
        return pd.DataFrame()
    shown = (sections(index, component, year) for year in range(min(own), last_year + 1))
    published = _published(regional_means)
    table = pd.DataFrame([_row(section, code, published) for section in shown])
    table = table.set_index("year")
    numbers = ["score", "max_score", "mean", "highest", "lowest", "region_mean"]
    table[numbers] = table[numbers].astype("float64")
    table["rank"] = table["rank"].astype("Int64")
    breaks = indices.break_years(index, component)
    table["breaks"] = table.index.isin(breaks)
    previous = table.shift()
    comparable = ~table["breaks"]
    table["change"] = differences(table["score"], previous["score"]).where(comparable)
    table["rank_change"] = (previous["rank"] - table["rank"]).where(comparable)
    return table


def _row(
    section: CrossSection, code: str, published: Mapping[tuple[object, ...], float]
) -> dict[str, object]:
    known = code in section.rows.index
    own = section.rows.loc[code] if known else pd.Series(dtype=object)
    highest, lowest = section.extreme(highest=True), section.extreme(highest=False)
    return {
        "year": section.year,
        "score": own.get("score", float("nan")),
        "max_score": own.get("max_score", float("nan")),
        "rank": section.ranked.get(code, pd.NA),
        "rank_n": section.rank_n,
        "mean": section.mean,
        "mean_published": section.mean_published,
        "highest": highest[1] if highest else None,
        "lowest": lowest[1] if lowest else None,
        "region_mean": _region_mean(section, code, published),
        "group": group(section, code),
        "n": section.n,
        "complete": section.complete,
        "source_id": own.get("source_id"),
    }


def _region_mean(
    section: CrossSection, code: str, published: Mapping[tuple[object, ...], float]
) -> float | None:
    region = provinces.region_of(code).code
    if section.complete:
        return section.region_means.get(region)
    return published.get((section.index, section.component, section.year, region))


def _published(means: pd.DataFrame | None) -> dict[tuple[object, ...], float]:
    """Return published means by index, component, year and region; the first counts."""
    if means is None:
        return {}
    keys = zip(means["index"], means["component"], means["year"], means["region_code"], strict=True)
    known: dict[tuple[object, ...], float] = {}
    for key, mean in zip(keys, means["mean"], strict=True):
        known.setdefault(key, float(mean))
    return known


def group(section: CrossSection, code: str) -> str | None:
    """Return the published kind of group: PAPI's four, PAR INDEX's bands, else none.

    Examples
    --------
    >>> from analysis import standing, store
    >>> group(standing.cross_section(store.load_scores(), "papi", "d6", 2023), "08")
    'low'
    """
    score = section.rows["score"].get(code)
    if score is None or pd.isna(score):
        return None
    if section.index == "papi":
        return str(section.groups[code])
    banded = section.index == "par_index" and section.year >= FIRST_BAND_YEAR
    return par_band(score) if banded and section.component == "overall" else None


def profile(
    scores: Scores,
    code: str,
    index: str,
    *,
    year: int,
    components: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Return the results of one province in one year by domain or dimension.

    Parameters
    ----------
    scores : DataFrame or CrossSections
        As from `store.load_scores`, or its sections.
    code : str
        Province of the frame vn63.
    index : str
    year : int
    components : sequence of str, optional
        Components to look at; by default the domains.

    Returns
    -------
    DataFrame
        One row a domain, indexed by its code: score, max_score, percent (of the maximum),
        rank, rank_n, previous_score, previous_rank, change, change_percent, rank_change,
        mean, region_mean, best_code, best_score, group, n, source_id. Changes are missing
        where a break lies in between, and are of the scores as printed. Domains without a
        result keep a row. Empty if the index had no domains in that year.

    Examples
    --------
    >>> from analysis import store
    >>> table = profile(store.load_scores(), "08", "par_index", year=2023)
    >>> table["rank"].to_dict()
    {'d1': 44, 'd2': 4, 'd3': 44, 'd4': 7, 'd5': 3, 'd6': 28, 'd7': 38, 'd8': 32}
    """
    sections = sections_of(scores)
    rows = []
    domains = (
        indices.domains(index, year)
        if components is None
        else [indices.component(index, c, year) for c in components]
    )
    for domain in domains:
        section = sections(index, domain.code, year)
        before = sections(index, domain.code, year - 1)
        now, best = _row(section, code, {}), section.extreme(highest=True)
        same = indices.comparable(index, domain.code, [year - 1, year])
        rows.append(
            {
                "component": domain.code,
                **{k: now[k] for k in ("score", "rank", "rank_n", "mean", "region_mean")},
                **{k: now[k] for k in ("group", "n", "source_id")},
                "max_score": _first_known(now["max_score"], domain.max_score),
                "previous_score": before.rows["score"].get(code) if same else None,
                "previous_rank": before.ranked.get(code, pd.NA) if same else pd.NA,
                "best_code": best[0] if best else None,
                "best_score": best[1] if best else None,
            }
        )
    if not rows:
        return pd.DataFrame()
    table = pd.DataFrame(rows).set_index("component")
    for column in ("score", "max_score", "mean", "region_mean", "previous_score", "best_score"):
        table[column] = table[column].astype("float64")
    for column in ("rank", "previous_rank"):
        table[column] = table[column].astype("Int64")
    table["percent"] = table["score"] / table["max_score"] * 100
    table["change"] = differences(table["score"], table["previous_score"])
    table["change_percent"] = (table["score"] / table["previous_score"] - 1) * 100
    table["rank_change"] = table["previous_rank"] - table["rank"]
    return table


def _first_known(first: object, second: object) -> object:
    return second if pd.isna(first) else first  # type: ignore[call-overload]
