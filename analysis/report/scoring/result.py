"""Say what the self-scores of a month show: criteria without all points, and whose they are."""

from collections.abc import Callable

import pandas as pd

from analysis.report.scoring.form import month_name
from analysis.report.scoring.names import agency_namer, lacking
from analysis.text import capitalised
from analysis.tracking import MonthScores
from analysis.wording import Language


def lines(scores: MonthScores, *, language: Language) -> list[str]:
    """Return the result of a month as lines of text.

    Parameters
    ----------
    scores : MonthScores
    language : Language

    Returns
    -------
    list of str
        Totals, the month before, criteria without a point, criteria below the maximum,
        agencies, what is not scored and what cannot be; empty lists are left out.

    Examples
    --------
    >>> from analysis.tracking import month_scores, scheme_of
    >>> from analysis.wording import language
    >>> rows = pd.DataFrame(
    ...     {"month": "2019-07", "criterion": ["1.1", "1.2.2"], "score": [0.0, 0.25],
    ...      "entered": "2019-07-30", "reason_vi": ["Chậm 5 ngày", None]})
    >>> found = month_scores(scheme_of("LC-221-2019", 2019), rows, "2019-07")
    >>> for line in lines(found, language=language("vi"))[:3]:
    ...     print(line)
    Tháng 7 năm 2019: đã chấm 2/82 tiêu chí, đạt 0,25/1,50 điểm, còn thiếu 1,25 điểm.
    Tiêu chí chưa đạt điểm (1):
      1.1 Kế hoạch CCHC năm: 0,00/1,25 điểm; Sở Nội vụ; lý do: Chậm 5 ngày
    """
    text, named = language.text, _namer(language)
    found = [_totals(scores, language)]
    if scores.before:
        found.append(_against(scores, language))
    for head, rows in (
        (text("Criteria without a point ({n}):", n=len(scores.zero)), scores.zero),
        (text("Criteria below the maximum ({n}):", n=len(scores.below)), scores.below),
    ):
        if len(rows):
            found += [
                head,
                *("  " + _criterion(code, row, language, named) for code, row in rows.iterrows()),
            ]
    missing = scores.agencies[scores.agencies["lost"] > 0]
    if len(missing):
        found += [text("Points missing by agency:")]
        found += [
            "  " + _agency(named(str(name)), row, language) for name, row in missing.iterrows()
        ]
    if len(scores.unscored):
        codes = ", ".join(map(str, scores.unscored.index))
        found.append(text("Not scored ({n}): {codes}", n=len(scores.unscored), codes=codes))
    missing_part = lacking(scores.scheme, language)
    return [*found, missing_part] if missing_part else found


def _totals(scores: MonthScores, language: Language) -> str:
    given = scores.criteria[scores.criteria["score"].notna()]
    sentence = language.text(
        "{month}: {n} of {of} criteria scored, {score} of {maximum} points, {lost} missing.",
        month=month_name(scores.month, language),
        n=len(given),
        of=len(scores.criteria),
        score=language.number(given["score"].sum()),
        maximum=language.number(given["max_score"].sum()),
        lost=language.number(given["lost"].sum()),
    )
    return capitalised(sentence)


def _against(scores: MonthScores, language: Language) -> str:
    change = scores.criteria["change"].dropna()
    return language.text(
        "Against {month}: {change} points over the {n} criteria scored both times; {up} rose, "
        "{down} fell.",
        month=month_name(scores.before, language),
        change=language.signed(change.sum()),
        n=len(change),
        up=int((change > 0).sum()),
        down=int((change < 0).sum()),
    )


def _criterion(
    code: object, row: "pd.Series[str]", language: Language, named: Callable[[str], str]
) -> str:
    values = {
        "code": code,
        "name": row["name_vi"],
        "score": language.number(float(row["score"])),
        "maximum": language.number(float(row["max_score"])),
        "agency": named(row["agency"]),
    }
    if row["reason_vi"]:
        return language.text(
            "{code} {name}: {score} of {maximum} points; {agency}; reason: {reason}",
            reason=row["reason_vi"],
            **values,
        )
    return language.text("{code} {name}: {score} of {maximum} points; {agency}", **values)


def _agency(name: str, row: "pd.Series[float]", language: Language) -> str:
    return language.text(
        "{agency}: {lost} points ({zero} criteria without a point, {below} below the maximum)",
        agency=name,
        lost=language.number(row["lost"]),
        zero=int(row["zero"]),
        below=int(row["below"]),
    )


def _namer(language: Language) -> Callable[[str], str]:
    named, nobody = agency_namer(language), language.text("no agency named")
    return lambda agency: named(agency) if agency else nobody
