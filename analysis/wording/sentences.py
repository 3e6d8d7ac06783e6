"""What a report says of results: each function returns one sentence, or nothing.

Sentences know every case that the data can produce: no result, a rank without a score, no
change, a break between editions, a panel that holds only some provinces.
"""

from collections.abc import Iterable

import pandas as pd

from analysis import indices
from analysis.errors import NoData
from analysis.plans import Plan
from analysis.rounding import difference, rounded
from analysis.standing import CrossSection
from analysis.wording.language import DASH, Language, mark

FIRST_YEAR_OF_34 = 2025
GROUP_NAMES = {
    "high": mark("high"),
    "high_average": mark("high average"),
    "low_average": mark("low average"),
    "low": mark("low"),
}


def amount(language: Language, value: float, unit: str, *, difference: bool = False) -> str:
    """Write a score or a difference of scores with its unit.

    Examples
    --------
    >>> from analysis.wording import language
    >>> amount(language("vi"), 92.18, "points"), amount(language("vi"), 82.66, "percent")
    ('92,18 điểm', '82,66%')
    """
    number = language.number(value)
    if unit == "percent":
        if difference:
            return language.text("{number} percentage points", number=number)
        return language.text("{number}%", number=number)
    return language.text("{number} points", number=number)


def group_name(language: Language, group: str | None) -> str:
    """Return the name of a PAPI group or a PAR INDEX band.

    Examples
    --------
    >>> from analysis.wording import language
    >>> group_name(language("vi"), "high_average"), group_name(language("vi"), "A")
    ('trung bình cao', 'A')
    """
    if group is None or pd.isna(group):
        return DASH
    return language.text(GROUP_NAMES[group]) if group in GROUP_NAMES else group


def result(language: Language, row: pd.Series, *, place: str, index: str, year: int) -> str:
    """Say score and rank of one index and year.

    Parameters
    ----------
    language : Language
    row : Series
        A row of `standing.history`; empty if the province has no result at all.
    place : str
        Name of the province in running text.
    index : str
        Code of the index.
    year : int

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis.wording import language
    >>> row = pd.Series({"score": 92.18, "rank": 1, "rank_n": 63})
    >>> result(language("vi"), row, place="tỉnh Quảng Ninh", index="par_index", year=2023)
    'Năm 2023, PAR INDEX của tỉnh Quảng Ninh đạt 92,18 điểm, xếp thứ 1/63.'
    """
    short = indices.index(index).short
    score, rank = row.get("score", float("nan")), row.get("rank", float("nan"))
    has_score, has_rank = pd.notna(score), pd.notna(rank)
    values: dict[str, object] = {"year": year, "index": short, "place": place}
    if has_score:
        unit = indices.component(index, "overall", year).unit
        values["score"] = amount(language, float(score), unit)
    if has_rank:
        values |= {"rank": int(rank), "n": int(row["rank_n"])}
    if has_score and has_rank:
        return language.text(
            "In {year}, {place} scored {score} in {index} and ranked {rank} of {n}.", **values
        )
    if has_score:
        return language.text(
            "In {year}, {place} scored {score} in {index}; its rank was not found.", **values
        )
    if has_rank:
        return language.text(
            "In {year}, {place} ranked {rank} of {n} in {index}; its score was not found.",
            **values,
        )
    if not _in_use(index, year):
        return language.text("The data hold no {index} result for {year}.", **values)
    if indices.is_complete(index, year):
        return language.text("{index} published no result of {place} for {year}.", **values)
    return language.text(
        "The {index} result of {place} for {year} is not in the data: none of the sources read "
        "so far prints it.",
        **values,
    )


def change(language: Language, row: pd.Series, *, index: str, year: int) -> list[str]:
    """Say how score and rank changed from the year before, or why that is not said.

    Examples
    --------
    >>> from analysis.wording import language
    >>> row = pd.Series({"score": 92.18, "rank": 1, "change": 2.08, "rank_change": 0,
    ...                  "breaks": False})
    >>> change(language("vi"), row, index="par_index", year=2023)
    ['Giá trị chỉ số tăng 2,08 điểm so với năm 2022.', 'Thứ hạng không đổi so với năm 2022.']
    """
    if pd.isna(row.get("score")) and pd.isna(row.get("rank")):
        return []
    before = year - 1
    if row["breaks"]:
        reasons = [b for b in indices.breaks(index, "overall") if b.year == year]
        own = [b for b in reasons if b.component == "overall"] or reasons
        reason = language.enumerate(sorted({language.pick(b.reason_vi, b.reason_en) for b in own}))
        return [
            language.text(
                "The result is not compared with {before}: {reason}.", before=before, reason=reason
            )
        ]
    if not _in_use(index, before):
        return []
    found = [_score_change(language, row, index, year), _rank_change(language, row, before)]
    return [sentence for sentence in found if sentence] or [
        language.text(
            "The result of {before} is not in the data, so the change is not known.", before=before
        )
    ]


def _in_use(index: str, year: int) -> bool:
    """Say whether the index was published for that year at all."""
    try:
        indices.edition(index, year)
    except NoData:
        return False
    return True


def _score_change(language: Language, row: pd.Series, index: str, year: int) -> str:
    moved = row["change"]
    if pd.isna(moved):
        return ""
    unit = indices.component(index, "overall", year).unit
    values = {"change": amount(language, abs(moved), unit, difference=True), "before": year - 1}
    if not rounded(moved):
        return language.text("The score is the same as in {before}.", **values)
    if moved > 0:
        return language.text("The score rose by {change} from {before}.", **values)
    return language.text("The score fell by {change} from {before}.", **values)


def _rank_change(language: Language, row: pd.Series, before: int) -> str:
    moved = row["rank_change"]
    if pd.isna(moved):
        return ""
    if moved == 0:
        return language.text("The rank is the same as in {before}.", before=before)
    if moved > 0:
        return language.plural(
            "The rank improved by {n} place from {before}.",
            "The rank improved by {n} places from {before}.",
            int(moved),
            before=before,
        )
    return language.plural(
        "The rank fell by {n} place from {before}.",
        "The rank fell by {n} places from {before}.",
        int(-moved),
        before=before,
    )


def against_nation(language: Language, row: pd.Series, *, index: str, year: int) -> str:
    """Compare the score with the national mean and say what mean that is.

    Examples
    --------
    >>> from analysis.wording import language
    >>> row = pd.Series({"score": 92.18, "mean": 86.98, "mean_published": True, "n": 26})
    >>> against_nation(language("vi"), row, index="par_index", year=2023)
    'Kết quả cao hơn 5,20 điểm so với bình quân cả nước (86,98 điểm).'
    """
    if pd.isna(row.get("mean")):
        return ""
    unit = indices.component(index, "overall", year).unit
    values = {"mean": amount(language, row["mean"], unit), "n": int(row["n"])}
    if pd.isna(row.get("score")):
        if row["mean_published"]:
            return language.text("The national mean was {mean}.", **values)
        return language.text("The mean of the {n} provinces with data was {mean}.", **values)
    if row["mean_published"]:
        mean = language.text("the national mean ({mean})", **values)
    else:
        mean = language.text("the mean of the {n} provinces with data ({mean})", **values)
    return _gap(language, difference(row["score"], row["mean"]), mean, unit)


def against_region(
    language: Language, row: pd.Series, *, region: str, index: str, year: int
) -> str:
    """Compare the score with the mean of the region.

    Examples
    --------
    >>> from analysis.wording import language
    >>> row = pd.Series({"score": 92.18, "region_mean": 88.33})
    >>> against_region(language("vi"), row, region="Đồng bằng sông Hồng", index="par_index",
    ...                year=2023)
    'Kết quả cao hơn 3,85 điểm so với bình quân vùng Đồng bằng sông Hồng (88,33 điểm).'
    """
    if pd.isna(row.get("region_mean")) or pd.isna(row.get("score")):
        return ""
    unit = indices.component(index, "overall", year).unit
    mean = language.text(
        "the mean of the region {region} ({mean})",
        region=region,
        mean=amount(language, row["region_mean"], unit),
    )
    return _gap(language, difference(row["score"], row["region_mean"]), mean, unit)


def _gap(language: Language, gap: float, mean: str, unit: str) -> str:
    values = {"mean": mean, "gap": amount(language, abs(gap), unit, difference=True)}
    if not gap:
        return language.text("The result equals {mean}.", **values)
    if gap > 0:
        return language.text("The result is {gap} above {mean}.", **values)
    return language.text("The result is {gap} below {mean}.", **values)


def membership(language: Language, row: pd.Series, *, index: str) -> str:
    """Say the PAPI group or the PAR INDEX band.

    Examples
    --------
    >>> from analysis.wording import language
    >>> membership(language("vi"), pd.Series({"group": "low_average"}), index="papi")
    'Theo tứ phân vị, địa phương thuộc nhóm đạt điểm trung bình thấp.'
    """
    name = row.get("group")
    if name is None or pd.isna(name):
        return ""
    if index == "papi":
        return language.text(
            "By quartiles the province is in the {group} group.", group=group_name(language, name)
        )
    return language.text("The score lies in group {group}.", group=name)


def merger(language: Language, years: Iterable[int]) -> str:
    """Say that provinces were merged, if a year lies after that.

    Examples
    --------
    >>> from analysis.wording import language
    >>> merger(language("en"), [2024, 2025])[:60]
    'Since 1 July 2025 there are 34 provinces: what is said of 20'
    >>> merger(language("en"), [2023])
    ''
    """
    later = [str(year) for year in years if year >= FIRST_YEAR_OF_34]
    if not later:
        return ""
    return language.text(
        "Since 1 July 2025 there are 34 provinces: what is said of {years} speaks of the 63 as "
        "they were; results by these units are not to be expected.",
        years=language.enumerate(later),
    )


def plan_name(language: Language, plan: Plan) -> str:
    """Name a plan by kind, number and issuer; some documents have no number.

    Examples
    --------
    >>> from analysis import plans
    >>> from analysis.wording import language
    >>> plan_name(language("vi"), plans.plan("TQ-150-2024"))
    'Kế hoạch số 150/KH-UBND của UBND tỉnh Tuyên Quang'
    """
    values = {"kind": plan.kind_vi, "number": plan.number, "issuer": plan.issuer_vi}
    if plan.number:
        return language.text("{kind} {number} of {issuer}", **values)
    return language.text("{kind} of {issuer} (no number)", **values)


def coverage(language: Language, section: CrossSection) -> str:
    """Warn that a panel is partial, or say how many provinces a complete one holds.

    Examples
    --------
    >>> from analysis import standing, store
    >>> from analysis.wording import language
    >>> section = standing.cross_section(store.load_scores(), "sipas", "overall", 2023)
    >>> coverage(language("vi"), section)[:44]
    'Bộ số liệu có điểm SIPAS năm 2023 của 17/63 '
    """
    values = {"index": indices.index(section.index).short, "year": section.year, "n": section.n}
    if section.complete:
        return language.text("{index} {year} covers {n} of 63 provinces.", **values)
    return language.text(
        "The data hold {index} scores of {n} of 63 provinces for {year}, and good results are "
        "over-represented among them; no national figure is computed from them.",
        **values,
    )
