"""What a report says of results: each function returns one sentence, or nothing.

Sentences know every case that the data can produce: no result, a rank without a score, no
change, a break between editions, a panel that holds only some provinces.
"""

import pandas as pd

from analysis import indices
from analysis.plans import Plan
from analysis.relate import Correlation, Estimate
from analysis.standing import CrossSection
from analysis.trend import Trend
from analysis.wording.language import DASH, Language, mark

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
    ['Điểm tăng 2,08 điểm so với năm 2022.', 'Thứ hạng không đổi so với năm 2022.']
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
    found = [_score_change(language, row, index, year), _rank_change(language, row, before)]
    return [sentence for sentence in found if sentence] or [
        language.text(
            "The result of {before} is not in the data, so the change is not known.", before=before
        )
    ]


def _score_change(language: Language, row: pd.Series, index: str, year: int) -> str:
    moved = row["change"]
    if pd.isna(moved):
        return ""
    unit = indices.component(index, "overall", year).unit
    values = {"change": amount(language, abs(moved), unit, difference=True), "before": year - 1}
    if abs(moved) < 0.005:
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
    'Kết quả cao hơn bình quân cả nước (86,98 điểm) là 5,20 điểm.'
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
    return _gap(language, row["score"] - row["mean"], mean, unit)


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
    'Kết quả cao hơn bình quân vùng Đồng bằng sông Hồng (88,33 điểm) là 3,85 điểm.'
    """
    if pd.isna(row.get("region_mean")) or pd.isna(row.get("score")):
        return ""
    unit = indices.component(index, "overall", year).unit
    mean = language.text(
        "the mean of the region {region} ({mean})",
        region=region,
        mean=amount(language, row["region_mean"], unit),
    )
    return _gap(language, row["score"] - row["region_mean"], mean, unit)


def _gap(language: Language, gap: float, mean: str, unit: str) -> str:
    values = {"mean": mean, "gap": amount(language, abs(gap), unit, difference=True)}
    if abs(gap) < 0.005:
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
    'Theo tứ phân vị, tỉnh thuộc nhóm đạt điểm trung bình thấp.'
    """
    name = row.get("group")
    if name is None or pd.isna(name):
        return ""
    if index == "papi":
        return language.text(
            "By quartiles the province is in the {group} group.", group=group_name(language, name)
        )
    return language.text("The score lies in group {group}.", group=name)


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


def trend_of(language: Language, trend: Trend | None, *, name: str, unit: str, n: int) -> str:
    """Say what a trend shows, with its interval.

    Parameters
    ----------
    language : Language
    trend : Trend or None
        None if there are too few comparable years even for an interval.
    name : str
        What the trend is of.
    unit : str
        Unit of the score.
    n : int
        Comparable years at hand.

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis.wording import language
    >>> trend_of(language("vi"), None, name="PAPI", unit="points", n=2)
    'PAPI mới có 2 năm so sánh được với nhau, chưa đủ để nói về xu hướng.'
    """
    if trend is None:
        return language.plural(
            "{name} has {n} comparable year, too few for a trend.",
            "{name} has {n} comparable years, too few for a trend.",
            n,
            name=name,
        )
    values = {
        "name": name,
        "first": trend.first_year,
        "last": trend.last_year,
        "n": trend.n,
        "slope": amount(language, abs(trend.slope), unit, difference=True),
        "low": language.signed(trend.low),
        "high": language.signed(trend.high),
        "level": language.number(trend.level * 100, 0),
    }
    return language.text(_TRENDS[trend.verdict], **values)


_TRENDS = {
    "rising": mark(
        "{name} rose by {slope} a year on average in {first}–{last} ({n} comparable years, "
        "{level}% interval {low} to {high})."
    ),
    "falling": mark(
        "{name} fell by {slope} a year on average in {first}–{last} ({n} comparable years, "
        "{level}% interval {low} to {high})."
    ),
    "no_clear_trend": mark(
        "{name} shows no clear trend in {first}–{last} ({n} comparable years; change a year "
        "{low} to {high} with {level}% confidence)."
    ),
    "too_few_years": mark(
        "{name} has only {n} comparable years ({first}–{last}), too few for a trend: the "
        "{level}% interval of the change a year runs from {low} to {high}."
    ),
}


def correlation(language: Language, found: Correlation, *, x: str, y: str) -> str:
    """Say a correlation with n, years and both coefficients.

    Examples
    --------
    >>> from analysis import relate, store
    >>> from analysis.wording import language
    >>> pair = (relate.Measure("papi", "d5"), relate.Measure("papi", "d8"))
    >>> found = relate.correlate(store.load_scores(years=[2023]), *pair)
    >>> correlation(language("vi"), found, x="d5", y="d8")[:54]
    'Trên 61 cặp số liệu của 61 tỉnh, thành phố (năm 2023),'
    """
    years = [str(y) for y in found.years]
    span = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return language.text(
        "Over {n} pairs from {provinces} provinces ({years}), {x} and {y} have a Pearson "
        "correlation of {pearson} and a Spearman correlation of {spearman} "
        "({level}% intervals, {draws} bootstrap draws of whole provinces). {verdict}",
        n=language.number(found.n, 0),
        provinces=len(found.provinces),
        years=span,
        x=x,
        y=y,
        pearson=_estimate(language, found.pearson),
        spearman=_estimate(language, found.spearman),
        level=language.number(found.level * 100, 0),
        draws=language.number(found.draws, 0),
        verdict=_verdict(language, found),
    )


def _estimate(language: Language, estimate: Estimate) -> str:
    return language.text(
        "{value} ({low} to {high})",
        value=language.number(estimate.value),
        low=language.number(estimate.low),
        high=language.number(estimate.high),
    )


def _verdict(language: Language, found: Correlation) -> str:
    if found.pearson.low > 0 and found.spearman.low > 0:
        return language.text("The two go together in this sample.")
    if found.pearson.high < 0 and found.spearman.high < 0:
        return language.text("The two move against each other in this sample.")
    return language.text("The intervals hold zero: the sample shows no clear link.")
