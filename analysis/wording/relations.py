"""What a page of relations says: of series, samples, slopes and single provinces.

The two series are called X and Y once they have been named. Slopes can be tiny, so they are
written with as many decimals as their intervals bear.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, isfinite, log10

from analysis import indices
from analysis.estimates import Estimate
from analysis.indices import Break, Component
from analysis.relate import Caution, PartialCorrelation, Slope
from analysis.wording.language import Language, mark

NO_BREAK = "\N{NO-BREAK SPACE}"
_UNITS = {
    "points": mark("points"),
    "percent": mark("per cent"),
    "share": mark("share, from 0 to 1"),
    "thousand persons": mark("thousand persons"),
    "million VND": mark("million VND"),
}
# Their short names are Vietnamese.
_LONG_IN_ENGLISH = frozenset({"operations", "population", "grdp_per_capita"})


def series(language: Language, item: Component) -> str:
    """Name a series so that nobody has to look up its index.

    Examples
    --------
    >>> from analysis import indices
    >>> from analysis.wording import language
    >>> series(language("vi"), indices.component("papi", "d5", 2023))
    'Thủ tục hành chính công (PAPI)'
    """
    name = language.pick(item.name_vi, item.name_en)
    if item.code == indices.main_component(item.index):
        return name
    if item.code.startswith("score_766"):
        index = language.text("Decision 766")
    elif item.index in _LONG_IN_ENGLISH:
        known = indices.index(item.index)
        index = language.pick(known.short, known.name_en)
    else:
        index = indices.index(item.index).short
    return language.text("{name} ({index})", name=name, index=index)


def unit(language: Language, item: Component) -> str:
    """Name the unit of a series.

    Examples
    --------
    >>> from analysis import indices
    >>> from analysis.wording import language
    >>> unit(language("vi"), indices.component("dti", "egov_activity", 2023))
    'tỷ lệ, từ 0 đến 1'
    """
    return language.text(_UNITS[item.unit])


def definition(language: Language, symbol: str, item: Component) -> str:
    """Say what a symbol stands for, with unit, maximum and publisher.

    Examples
    --------
    >>> from analysis import indices
    >>> from analysis.wording import language
    >>> item = indices.component("operations", "score_766_progress", 2023)
    >>> definition(language("vi"), "X", item)[:72]
    'X: Tiến độ, kết quả giải quyết (Quyết định 766). Đơn vị: điểm, tối đa 20'
    """
    index = indices.index(item.index)
    values: dict[str, object] = {
        "symbol": symbol,
        "name": series(language, item),
        "unit": unit(language, item),
        "publisher": language.pick(index.publisher_vi, index.publisher_en),
    }
    if item.max_score is None or item.unit == "share":
        return language.text("{symbol}: {name}. Unit: {unit}; published by {publisher}.", **values)
    whole = float(item.max_score).is_integer()
    return language.text(
        "{symbol}: {name}. Unit: {unit}, at most {maximum}; published by {publisher}.",
        maximum=language.number(item.max_score, 0 if whole else 2),
        **values,
    )


def sample(language: Language, n: int, known: int, years: Sequence[int]) -> str:
    """Say how many pairs, provinces and years there are, and by which list of provinces.

    Examples
    --------
    >>> from analysis.wording import language
    >>> sample(language("vi"), 102, 34, (2022, 2023, 2024))[:58]
    'Có 102 cặp số liệu X và Y của 34/63 tỉnh, thành phố, năm 2'
    """
    return language.text(
        "There are {n} pairs of X and Y, from {provinces} of 63 provinces, in {years}. Provinces "
        "are those of the list of 63 in force before 1 July 2025.",
        n=language.number(n, 0),
        provinces=known,
        years=language.span(years),
    )


def too_little(language: Language, pairs: int, known: int, needed: int) -> str:
    """Say why two series cannot be related.

    Examples
    --------
    >>> from analysis.wording import language
    >>> too_little(language("vi"), 4, 4, 5)[:60]
    'Chỉ 4/63 tỉnh, thành phố có cả X và Y (số cặp: 4); cần ít nh'
    """
    if not pairs:
        return language.text("In the years asked for, no province has both X and Y.")
    if known < needed:
        return language.text(
            "Only {provinces} of 63 provinces have both X and Y (pairs: {pairs}); at least "
            "{needed} are needed to relate them.",
            provinces=known,
            pairs=language.number(pairs, 0),
            needed=needed,
        )
    return language.text("One of the two series has one value only, so nothing can go with it.")


def caution(language: Language, warning: Caution, *, known: int, unproven: int) -> str:
    """Say a warning of a sample in plain words; breaks are told one by one elsewhere.

    Parameters
    ----------
    language : Language
    warning : str
        One of `Sample.warnings`.
    known, unproven : int
        Provinces in the sample, and those among them whose frame is unproven.

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis.wording import language
    >>> caution(language("en"), "few_provinces", known=11, unproven=0)
    'With only 11 provinces, fewer than 30, the intervals are less sure than they look.'
    """
    return language.text(_CAUTIONS[warning], provinces=known, unproven=unproven, enough=30)


_CAUTIONS: Mapping[Caution, str] = {
    "partial_panel": mark(
        "A series is known only for provinces whose results were published or found, where good "
        "news is over-represented: what holds for this sample need not hold for all 63."
    ),
    "few_provinces": mark(
        "With only {provinces} provinces, fewer than {enough}, the intervals are less sure than "
        "they look."
    ),
    "break_inside": mark("A series begins anew within the years, which are pooled all the same."),
    "breaks_unknown": mark(
        "For one of the series it is not known in which years its method changed, so years may "
        "not be alike."
    ),
    "frame_unproven": mark(
        "For {unproven} of the {provinces} provinces it is not proven whether their scores mean "
        "the unit before or after the merger of July 2025."
    ),
}


def new_series(
    language: Language, symbols: Sequence[str], year: int, breaks: Sequence[Break]
) -> str:
    """Say that one or both series begin anew in a year, and why.

    Examples
    --------
    >>> from analysis import indices
    >>> from analysis.wording import language
    >>> found = indices.breaks("operations", "score_766_progress")
    >>> new_series(language("vi"), ["X", "Y"], 2023, found)
    'X và Y bắt đầu chuỗi số liệu mới từ năm 2023: năm 2022 chỉ tính từ tháng 8.'
    """
    reasons = sorted({language.pick(b.reason_vi, b.reason_en) for b in breaks})
    return language.text(
        "New series of {symbols} from {year} on: {reason}.",
        symbols=language.enumerate(symbols),
        year=year,
        reason="; ".join(reasons),
    )


def decimals(estimates: Iterable[Estimate]) -> int:
    """Return how many decimals a column of estimates bears, two to six.

    The narrowest interval decides: its half width is five or more in the last decimal.

    Examples
    --------
    >>> decimals([Estimate(0.2975, 0.2050, 0.3900)]), decimals([Estimate(0.0105, 0.0069, 0.0141)])
    (2, 4)
    """
    halves = [(e.high - e.low) / 2 for e in estimates]
    known = [half for half in halves if isfinite(half) and half > 0]
    return min(6, max(2, ceil(-log10(min(known) / 5)))) if known else 2


def cell(language: Language, found: Estimate, digits: int = 2) -> str:
    """Write an estimate with its interval for a cell of a table, the interval on one line.

    Examples
    --------
    >>> from analysis.wording import language
    >>> cell(language("vi"), Estimate(0.508, 0.256, 0.696)).replace(NO_BREAK, "_")
    '0,51 (0,26;_0,70)'
    """
    value, low, high = (language.number(v, digits) for v in (found.value, found.low, found.high))
    written = language.text("{value} ({low}; {high})", value=value, low=low, high=high)
    return written.replace("; ", f";{NO_BREAK}")


def estimate(language: Language, found: Estimate, digits: int) -> str:
    """Write an estimate with its interval in running text.

    Examples
    --------
    >>> from analysis.wording import language
    >>> estimate(language("vi"), Estimate(0.0105, 0.0069, 0.0141), 4)
    '0,0105 (từ 0,0069 đến 0,0141)'
    """
    value, low, high = (language.number(v, digits) for v in (found.value, found.low, found.high))
    return language.text("{value} ({low} to {high})", value=value, low=low, high=high)


def adjusted_p(language: Language, p: float) -> str:
    """Write a p-value that was adjusted for multiplicity.

    Examples
    --------
    >>> from analysis.wording import language
    >>> adjusted_p(language("vi"), 0.0201), adjusted_p(language("vi"), 1e-7)
    ('0,020', 'dưới 0,001')
    """
    if p < 0.001:
        return language.text("under {value}", value=language.number(0.001, 3))
    return language.number(p, 3)


def model_answer(language: Language, slope: Slope, *, digits: int, p: float, level: float) -> str:
    """Say which question a model asks, and what the sample answers.

    Parameters
    ----------
    language : Language
    slope : Slope
    digits : int
        Decimals.
    p : float
        Adjusted for all models that are read together.
    level : float
        Of the interval; the test is at one less it.

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis.wording import language
    >>> slope = Slope("between", Estimate(0.39, 0.28, 0.50), 0.05, 7.1, 32, 0.0, 34, 34, 0.5, 0.05)
    >>> model_answer(language("en"), slope, digits=2, p=0.001, level=0.95)[:79]
    'Between provinces: do provinces with a higher mean of X also have a higher mean'
    """
    values = {"slope": estimate(language, slope.estimate, digits)}
    sign = slope.estimate.sign
    # 1 - 0.95 is a little more than 0.05.
    if sign and p >= round(1 - level, 9):
        answer = language.text(_NOT_SURE, **values)
    else:
        answer = language.text(_ANSWERS[sign], **values)
    return f"{language.text(_QUESTIONS[slope.model])} {answer}"


_QUESTIONS = {
    "pooled": mark(
        "All together: over all pairs, is Y higher where X is higher? This mixes differences "
        "between provinces with movements over the years."
    ),
    "between": mark(
        "Between provinces: do provinces with a higher mean of X also have a higher mean of Y?"
    ),
    "within": mark(
        "Within provinces: in a year in which a province has more of X than its own mean, does it "
        "also have more of Y?"
    ),
    "two_way": mark(
        "Within provinces and years: and if what all provinces share in a year, such as a change "
        "of method, is taken out too?"
    ),
}
_ANSWERS = {
    1: mark("In this sample yes: one unit more of X goes with {slope} more of Y."),
    0: mark("The sample cannot tell: the slope is {slope}, and the interval holds zero."),
    -1: mark("In this sample the reverse: one unit more of X goes with less of Y, slope {slope}."),
}
_NOT_SURE = mark(
    "The slope is {slope}; it does not stand the control of several tests, so the sample cannot "
    "tell."
)


def steadiness(language: Language, low: float, high: float) -> str:
    """Say within which values the correlation stays when single provinces are left out.

    Examples
    --------
    >>> from analysis.wording import language
    >>> steadiness(language("en"), 0.41, 0.55)
    'Whichever single province is left out, r stays between 0.41 and 0.55 and keeps its sign.'
    """
    values = {"low": language.number(low), "high": language.number(high)}
    if low > 0 or high < 0:
        return language.text(
            "Whichever single province is left out, r stays between {low} and {high} and keeps "
            "its sign.",
            **values,
        )
    return language.text(
        "With single provinces left out, r goes from {low} to {high}: its sign hangs on single "
        "provinces.",
        **values,
    )


def context_verdict(language: Language, found: PartialCorrelation) -> str:
    """Say what holding context fixed does to a correlation.

    Examples
    --------
    >>> from analysis import relate, store
    >>> from analysis.wording import language
    >>> income = relate.Measure("grdp_per_capita", "overall", log=True)
    >>> pair = (relate.Measure("papi", "d5"), relate.Measure("papi", "d8"))
    >>> found = relate.partial_correlation(store.load_scores(), *pair, context=[income])
    >>> context_verdict(language("en"), found)[:48]
    'With all of this context held fixed, r is 0.27 a'
    """
    values = {
        "partial": language.number(found.partial.value),
        "plain": language.number(found.plain.value),
    }
    if found.plain.sign and found.partial.sign == found.plain.sign:
        return language.text(
            "With all of this context held fixed, r is {partial} after {plain}: this context "
            "alone does not explain the link.",
            **values,
        )
    if found.plain.sign:
        return language.text(
            "With all of this context held fixed, r is {partial} after {plain}: this context may "
            "explain the link.",
            **values,
        )
    return language.text(
        "Over these pairs r is {plain} without and {partial} with all of this context held fixed.",
        **values,
    )


def bend(language: Language, first: float, second: float) -> str:
    """Say how far a curve goes in its lower and its upper half.

    Examples
    --------
    >>> from analysis.wording import language
    >>> bend(language("en"), 1.87, 0.21)[:71]
    'From the lowest X to the median the curve moves by +1.87; from there to'
    """
    return language.text(
        "From the lowest X to the median the curve moves by {first}; from there to the highest X "
        "by {second}.",
        first=language.signed(first),
        second=language.signed(second),
    )
