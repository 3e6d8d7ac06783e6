"""What a national overview says of one index: coverage, level, groups."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import indices
from analysis.rounding import digits
from analysis.standing import PROVINCES, CrossSection
from analysis.wording import sentences
from analysis.wording.language import Language, mark


def amount(language: Language, value: float, unit: str, *, difference: bool = False) -> str:
    """Write a score or a difference of scores with its unit.

    Examples
    --------
    >>> from analysis.wording import language
    >>> amount(language("vi"), 0.6961, "share"), amount(language("vi"), 42.42, "points")
    ('0,6961 điểm', '42,42 điểm')
    """
    if unit == "share":
        return language.text("{number} points", number=language.number(value, digits(unit)))
    return sentences.amount(language, value, unit, difference=difference)


def moved(language: Language, value: float, unit: str) -> str:
    """Write a change with its sign and unit.

    Examples
    --------
    >>> from analysis.wording import language
    >>> moved(language("vi"), -0.157, "points"), moved(language("vi"), 2.5, "percent")
    ('−0,16 điểm', '+2,50 điểm phần trăm')
    """
    number = language.signed(value, digits(unit))
    if unit == "percent":
        return language.text("{number} percentage points", number=number)
    return language.text("{number} points", number=number)


def unit_note(language: Language, unit: str) -> str:
    """Name the unit of a table.

    Examples
    --------
    >>> from analysis.wording import language
    >>> unit_note(language("en"), "share")
    'Unit: points on a scale from 0 to 1.'
    """
    if unit == "share":
        return language.text("Unit: points on a scale from 0 to 1.")
    return language.text("Unit: per cent.") if unit == "percent" else language.text("Unit: points.")


def without_result(language: Language, section: CrossSection, names: Mapping[str, str]) -> str:
    """Name the provinces that a complete panel has no result of; empty if it has all.

    Examples
    --------
    >>> from analysis import provinces, standing, store
    >>> from analysis.wording import language
    >>> section = standing.cross_section(store.load_scores(), "papi", "overall", 2023)
    >>> names = {p.code: p.name_vi for p in provinces.provinces()}
    >>> without_result(language("vi"), section, names)
    'Không công bố kết quả của: Quảng Ninh và Bình Dương.'
    """
    known = set(section.rows.index[section.rows["score"].notna()])
    missing = [name for code, name in names.items() if code not in known]
    if not missing:
        return ""
    return language.text("No result was published of: {names}.", names=language.enumerate(missing))


def partial(language: Language, section: CrossSection) -> str:
    """Say what a partial panel allows: what was published, and nothing else.

    Examples
    --------
    >>> from analysis import standing, store
    >>> from analysis.wording import language
    >>> section = standing.cross_section(store.load_scores(), "par_index", "overall", 2023)
    >>> partial(language("en"), section)[:52]
    'Published ranks are known of 34 of 63 provinces. The'
    """
    return language.text(
        "Published ranks are known of {n} of 63 provinces. The following shows what was published "
        "and nothing else: no ranks or means are computed, no map is drawn and no model is fitted.",
        n=int(section.rows["rank"].notna().sum()),
    )


def comparable(language: Language, index: str, year: int, known: list[int]) -> str:
    """Say with which earlier years a result may be compared, or why with none.

    Parameters
    ----------
    language : Language
    index : str
    year : int
    known : list of int
        Years with results.

    Examples
    --------
    >>> from analysis.wording import language
    >>> comparable(language("vi"), "papi", 2023, list(range(2011, 2025)))
    'Kết quả năm 2023 so sánh được với các năm 2021–2022.'
    """
    first, _ = indices.stretch(index, "overall", year)
    years = tuple(y for y in known if first <= y < year)
    if len(years) == 1:
        return language.text(
            "Results of {year} may be compared with {before}.", year=year, before=years[0]
        )
    if years:
        return language.text(
            "Results of {year} may be compared with {years}.", year=year, years=language.span(years)
        )
    return new_edition(language, index, year)


def new_edition(language: Language, index: str, year: int, component: str = "overall") -> str:
    """Say why results are not compared with the year before; empty if no break is in between.

    Examples
    --------
    >>> from analysis.wording import language
    >>> new_edition(language("en"), "dti", 2022)
    'The result is not compared with 2021: the structure was changed.'
    """
    reasons = [b for b in indices.breaks(index, component) if b.year == year]
    own = [b for b in reasons if b.component == component] or reasons
    if not own:
        return ""
    reason = language.enumerate(sorted({language.pick(b.reason_vi, b.reason_en) for b in own}))
    return language.text(
        "The result is not compared with {before}: {reason}.", before=year - 1, reason=reason
    )


def level(
    language: Language, row: "pd.Series[Any]", names: Mapping[str, str], *, year: int, unit: str
) -> str:
    """Say level, spread and extremes of a complete year.

    Parameters
    ----------
    language : Language
    row : Series
        A row of `nation.levels`.
    names : mapping of str to str
        Province names by code.
    year : int
    unit : str

    Examples
    --------
    >>> from analysis import nation, provinces, store
    >>> from analysis.wording import language
    >>> row = nation.levels(store.load_scores(), "papi").loc[2023]
    >>> names = {p.code: p.name_vi for p in provinces.provinces()}
    >>> level(language("vi"), row, names, year=2023, unit="points")[:76]
    'Năm 2023, điểm bình quân của 61/63 tỉnh, thành phố là 42,42 điểm, độ lệch ch'
    """
    values: dict[str, object] = {
        "year": year,
        "n": int(row["n"]),
        "mean": amount(language, row["mean"], unit),
        "sd": amount(language, row["sd"], unit, difference=True),
        "best": names[str(row["highest_code"])],
        "high": language.number(row["highest"], digits(unit)),
        "last": names[str(row["lowest_code"])],
        "low": language.number(row["lowest"], digits(unit)),
    }
    if row["mean_published"]:
        return language.text(
            "In {year} the published national mean was {mean}; over {n} of 63 provinces the "
            "standard deviation was {sd}, the highest score that of {best} ({high}), the lowest "
            "that of {last} ({low}).",
            **values,
        )
    return language.text(
        "In {year} the mean over {n} of 63 provinces was {mean} with a standard deviation of "
        "{sd}; the highest score was that of {best} ({high}), the lowest that of {last} ({low}).",
        **values,
    )


def drift(language: Language, row: "pd.Series[Any]", *, year: int, unit: str) -> str:
    """Say the mean change over the provinces known in both years; empty if that is not known.

    Examples
    --------
    >>> from analysis import nation, store
    >>> from analysis.wording import language
    >>> row = nation.levels(store.load_scores(), "papi").loc[2023]
    >>> drift(language("en"), row, year=2023, unit="points")[:71]
    'Over the 59 provinces known in both years the score moved by +0.17 poin'
    """
    if not row["drift_n"]:
        return ""
    return language.text(
        "Over the {n} provinces known in both years the score moved by {drift} from {before} on "
        "average.",
        n=int(row["drift_n"]),
        drift=moved(language, row["drift"], unit),
        before=year - 1,
    )


def published_level(
    language: Language, row: "pd.Series[Any]", names: Mapping[str, str], *, year: int, unit: str
) -> list[str]:
    """Say what was published of a year of which only some provinces are known.

    Examples
    --------
    >>> from analysis import nation, provinces, store
    >>> from analysis.wording import language
    >>> row = nation.levels(store.load_scores(), "sipas").loc[2023]
    >>> names = {p.code: p.name_vi for p in provinces.provinces()}
    >>> published_level(language("vi"), row, names, year=2023, unit="percent")[0]
    'Giá trị bình quân cả nước năm 2023 được công bố là 82,66%.'
    """
    values: dict[str, object] = {"year": year}
    if pd.isna(row["mean"]):
        said = [language.text("No published national mean was found for {year}.", **values)]
    else:
        values["mean"] = amount(language, row["mean"], unit)
        said = [language.text("The national mean published for {year} is {mean}.", **values)]
    for name, message in (("highest", _FIRST), ("lowest", _LAST)):
        if pd.notna(row[name]):
            said.append(
                language.text(
                    message,
                    name=names[str(row[f"{name}_code"])],
                    score=amount(language, row[name], unit),
                    n=PROVINCES,
                )
            )
    return said


_FIRST = mark("Published as first of {n}: {name} ({score}).")
_LAST = mark("Published as last of {n}: {name} ({score}).")


def group_bounds(language: Language, group: str, scores: "pd.Series[Any]", unit: str) -> str:
    """Name a group with its lowest and highest score.

    Examples
    --------
    >>> from analysis.wording import language
    >>> group_bounds(language("vi"), "high", pd.Series([43.5, 46.04]), "points")
    'Cao (43,50–46,04)'
    """
    return language.text(
        "{group} ({low}–{high})",
        group=sentences.group_name(language, group).capitalize(),
        low=language.number(scores.min(), digits(unit)),
        high=language.number(scores.max(), digits(unit)),
    )
