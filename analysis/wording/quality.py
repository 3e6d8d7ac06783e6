"""What a report says of the figures that it rests on."""

from analysis import indices
from analysis.quality import Quality
from analysis.wording.language import Language


def provenance(language: Language, found: Quality, *, place: str) -> str:
    """Say how many figures there are and how sure they are.

    Examples
    --------
    >>> from analysis.wording import language
    >>> found = Quality(2023, 47, 5, 34, 8, 9, ())
    >>> print(provenance(language("en"), found, place="Tuyen Quang province"))
    Data quality: of PAR INDEX, SIPAS and PAPI 2023 the data hold 47 figures of Tuyen Quang
    province: 5 by two independent publishers, 34 by one, 8 computed from printed figures.
    """
    values = {"year": found.year, "place": place, "n": language.number(found.figures, 0)}
    if not found.figures:
        return language.text(
            "Data quality: of PAR INDEX, SIPAS and PAPI {year} the data hold no figure of {place}.",
            **values,
        )
    return language.text(
        "Data quality: of PAR INDEX, SIPAS and PAPI {year} the data hold {n} figures of {place}: "
        "{verified} by two independent publishers, {single} by one, {derived} computed from "
        "printed figures.",
        verified=language.number(found.verified, 0),
        single=language.number(found.single_source, 0),
        derived=language.number(found.derived, 0),
        **values,
    )


def sums(language: Language, found: Quality) -> str:
    """Say whether totals agree with their parts; nothing if there is no total to check.

    Examples
    --------
    >>> from analysis.wording import language
    >>> sums(language("vi"), Quality(2023, 47, 5, 34, 8, 9, ()))
    '9/9 tổng điểm khớp với tổng các thành phần.'
    """
    if not found.sums:
        return ""
    values = {"right": found.sums - len(found.wrong_sums), "n": found.sums}
    if not found.wrong_sums:
        return language.text("{right} of {n} totals agree with the sum of their parts.", **values)
    names = [_name(language, *total, found.year) for total in found.wrong_sums]
    return language.text(
        "{right} of {n} totals agree with the sum of their parts; to be checked: {names}.",
        names=language.enumerate(names),
        **values,
    )


def _name(language: Language, index: str, component: str, year: int) -> str:
    short = indices.index(index).short
    if component == "overall":
        return short
    part = indices.component(index, component, year)
    return f"{short}, {language.pick(part.name_vi, part.name_en)}"


def unusual(language: Language, change: float, ratio: float, *, before: int) -> str:
    """Say that a movement is so large that the figures should be checked first.

    Examples
    --------
    >>> from analysis.wording import language
    >>> print(unusual(language("en"), 8.1, 6.2, before=2023))
    PAPI moved by +8.10 points against the nation from 2023, 6.2 times what the noise of two years
    makes: check the original figures before publishing.
    """
    return language.text(
        "PAPI moved by {change} points against the nation from {before}, {ratio} times what the "
        "noise of two years makes: check the original figures before publishing.",
        change=language.signed(change),
        before=before,
        ratio=language.number(ratio, 1),
    )
