"""What a page says of settlement on time and satisfaction: what is shown, what stays open."""

from collections.abc import Iterator

from analysis.relate import Model, Slope
from analysis.settlement import Settlement
from analysis.wording.findings import interval
from analysis.wording.language import Language, mark
from analysis.wording.relations import adjusted_p

ALPHA = 0.05
# The models that answer a question of their own; the others mix two.
_READ: tuple[Model, ...] = ("between", "two_way")


def is_shown(slope: Slope, p: float) -> bool:
    """Say whether a slope is positive by its interval and by its adjusted test.

    Examples
    --------
    >>> from analysis.estimates import Estimate
    >>> slope = Slope("between", Estimate(0.39, 0.28, 0.5), 0.05, 7.1, 32, 0.0, 34, 34, 0.5, 0.05)
    >>> is_shown(slope, 0.001), is_shown(slope, 0.06)
    (True, False)
    """
    return slope.estimate.sign > 0 and p < ALPHA


def shown(language: Language, model: Model, slope: Slope, p: float) -> str:
    """Say what a slope shows of progress and satisfaction.

    Parameters
    ----------
    language : Language
    model : {"between", "two_way"}
    slope : Slope
        Points of satisfaction a point of progress.
    p : float
        Adjusted.

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis.estimates import Estimate
    >>> from analysis.wording import language
    >>> slope = Slope("between", Estimate(0.39, 0.28, 0.5), 0.05, 7.1, 32, 0.0, 34, 34, 0.5, 0.05)
    >>> shown(language("en"), "between", slope, 0.001)[:75]
    'Among the 34 units with data, those with a higher mean progress score have '
    """
    return language.text(
        _SHOWN[model],
        provinces=slope.provinces,
        slope=interval(language, slope.estimate),
        p=adjusted_p(language, p),
    )


def open_question(language: Language, model: Model, slope: Slope) -> str:
    """Say what a slope leaves open of progress and satisfaction.

    Examples
    --------
    >>> from analysis.estimates import Estimate
    >>> from analysis.wording import language
    >>> slope = Slope("between", Estimate(0.1, -0.1, 0.3), 0.05, 2.0, 32, 0.05, 34, 34, 0.1, 0.05)
    >>> open_question(language("en"), "between", slope)[-41:]
    'score: the slope is 0.10 (−0.10 to 0.30).'
    """
    return language.text(_OPEN[model], slope=interval(language, slope.estimate))


_SHOWN: dict[Model, str] = {
    "between": mark(
        "Among the {provinces} units with data, those with a higher mean progress score have a "
        "higher mean satisfaction score: {slope} points a point of progress (adjusted p: {p})."
    ),
    "two_way": mark(
        "When the progress score of one of these {provinces} units moves against the common course "
        "of the years, its satisfaction score tends to move the same way: {slope} points a point "
        "of progress (adjusted p: {p})."
    ),
}
_OPEN: dict[Model, str] = {
    "between": mark(
        "Whether units with a higher progress score have a higher satisfaction score: the slope is "
        "{slope}."
    ),
    "two_way": mark(
        "Whether a unit whose progress score moves against the common course of the years moves "
        "the same way in satisfaction: the slope is {slope}."
    ),
}


def certain_units(language: Language, found: Settlement) -> str:
    """Say that the strictest slope is open without the names of unproven frame, if it is.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.settlement import relate_settlement
    >>> from analysis.wording import language
    >>> found = relate_settlement(store.load_scores(), unproven_sources=["O02"])
    >>> certain_units(language("en"), found)[:66]
    'Whether satisfaction moves with progress among the 11 units alone '
    """
    slopes = found.certain_slopes
    if slopes is None or slopes.two_way.estimate.sign:
        return ""
    return language.text(
        "Whether satisfaction moves with progress among the {provinces} units alone whose frame is "
        "proven: within provinces and years the slope is {slope}, and the interval holds zero.",
        provinces=slopes.two_way.provinces,
        slope=interval(language, slopes.two_way.estimate),
    )


def sipas(language: Language, found: Settlement) -> str:
    """Say that SIPAS tells nothing, if its interval holds zero.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.settlement import relate_settlement
    >>> from analysis.wording import language
    >>> found = relate_settlement(store.load_scores(), unproven_sources=["O02"])
    >>> sipas(language("en"), found)[:63]
    'Whether settlement goes together with satisfaction in SIPAS: th'
    """
    if found.sipas is None or found.sipas.pearson.sign:
        return ""
    return language.text(
        "Whether settlement goes together with satisfaction in SIPAS: the {n} pairs allow any "
        "correlation from {low} to {high}.",
        n=language.number(found.sipas.n, 0),
        low=language.number(found.sipas.pearson.low),
        high=language.number(found.sipas.pearson.high),
    )


def digital(language: Language, found: Settlement) -> str:
    """Say that digital government activity and PAPI show no link, and how strong one may be.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.settlement import relate_settlement
    >>> from analysis.wording import language
    >>> found = relate_settlement(store.load_scores(), unproven_sources=["O02"])
    >>> digital(language("en"), found)[:73]
    'Whether digital government activity goes together with what residents liv'
    """
    known = [c.correlation for c in found.counterparts if c.correlation is not None]
    if not known or any(c.pearson.sign for c in known):
        return ""
    return language.text(
        "Whether digital government activity goes together with what residents lived through: no "
        "link shows, but correlations up to {bound} are not ruled out.",
        bound=language.number(max(abs(b) for c in known for b in (c.pearson.low, c.pearson.high))),
    )


def says(language: Language, found: Settlement) -> list[str]:
    """Return what the data say of settlement and satisfaction, by interval and adjusted test.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.settlement import relate_settlement
    >>> from analysis.wording import language
    >>> found = relate_settlement(store.load_scores(), unproven_sources=["O02"])
    >>> len(says(language("vi"), found))
    2
    """
    return [shown(language, m, slope, p) for m, slope, p in _read(found) if is_shown(slope, p)]


def leaves_open(language: Language, found: Settlement) -> list[str]:
    """Return what the data leave open of settlement and satisfaction.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.settlement import relate_settlement
    >>> from analysis.wording import language
    >>> found = relate_settlement(store.load_scores(), unproven_sources=["O02"])
    >>> len(leaves_open(language("vi"), found))
    5
    """
    slopes = [
        open_question(language, m, slope) for m, slope, p in _read(found) if not is_shown(slope, p)
    ]
    others = [certain_units(language, found), sipas(language, found), digital(language, found)]
    cause = language.text(
        "Whether settling on time raises satisfaction: the two scores come from the same portal "
        "and the same set of indicators, and a common way of measuring alone can make them go "
        "together."
    )
    said = [*slopes, *(sentence for sentence in others if sentence), cause]
    if found.satisfaction is not None:
        said.append(
            language.text(
                "What holds for all 63 provinces: scores of {provinces} are known, and "
                "satisfaction scores lie close to their maximum of 18, which hides differences.",
                provinces=len(found.satisfaction.provinces),
            )
        )
    return said


def _read(found: Settlement) -> Iterator[tuple[Model, Slope, float]]:
    """Yield the slopes that answer a question of their own, with their adjusted p-values."""
    if found.satisfaction_slopes is None:
        return
    tests = found.tests.set_index(["relation", "model"])["p_holm"].to_dict()
    for model in _READ:
        slope = getattr(found.satisfaction_slopes, model)
        yield model, slope, tests["satisfaction", model]
