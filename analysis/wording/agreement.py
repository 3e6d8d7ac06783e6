"""What a report says where PAR INDEX and what citizens tell stand side by side."""

from analysis import indices
from analysis.relate import Agreement, Standing
from analysis.wording.language import Language, mark


def name(language: Language, standing: Standing) -> str:
    """Name a measure with its index.

    Examples
    --------
    >>> from analysis.relate import Measure
    >>> from analysis.wording import language
    >>> held = Standing(Measure("papi", "d8"), 2023, 30.05, 31.83, 42, 61, 20, 55, 0.9, 61)
    >>> name(language("vi"), held)
    'Quản trị điện tử (PAPI)'
    """
    measure = standing.measure
    short = indices.index(measure.index).short
    if measure.component == "overall":
        return short
    item = indices.component(measure.index, measure.component, standing.year)
    return f"{language.pick(item.name_vi, item.name_en)} ({short})"


def places(language: Language, found: Agreement) -> list[str]:
    """Say both ranks, and whether they part by more than the noise of the survey.

    Parameters
    ----------
    language : Language
    found : Agreement

    Returns
    -------
    list of str
        A sentence for each measure with a rank on both sides; its interval and verdict follow
        where the noise is known.

    Examples
    --------
    >>> from analysis.relate import Measure
    >>> from analysis.wording import language
    >>> scored = Standing(Measure("par_index", "d3"), 2023, None, None, 44, 63, None, None, None, 5)
    >>> lived = Standing(Measure("papi", "d5"), 2023, 70.7, 72.0, 48, 61, 25, 60, 0.9, 61)
    >>> places(language("en"), Agreement(scored, (lived,)))[0][-61:]
    'interval 25 to 60). The two do not differ by more than noise.'
    """
    return [
        _both(language, found.scored, lived, found.side(lived))
        for lived in found.lived
        if found.scored.rank is not None and lived.rank is not None
    ]


def _both(language: Language, scored: Standing, lived: Standing, side: int | None) -> str:
    values: dict[str, object] = {
        "scored": name(language, scored),
        "year": scored.year,
        "rank": scored.rank,
        "n": scored.rank_n,
        "lived": name(language, lived),
        "lived_year": lived.year,
        "lived_rank": lived.rank,
        "lived_n": lived.rank_n,
    }
    if side is None or lived.level is None:
        return language.text(
            "{scored} of {year} ranks {rank} of {n}, {lived} of {lived_year} {lived_rank} of "
            "{lived_n}.",
            **values,
        )
    return language.text(
        "{scored} of {year} ranks {rank} of {n}, {lived} of {lived_year} {lived_rank} of "
        "{lived_n} ({level}% interval {low} to {high}). {verdict}",
        level=language.number(lived.level * 100, 0),
        low=lived.low,
        high=lived.high,
        verdict=language.text(_SIDES[side]),
        **values,
    )


_SIDES = {
    1: mark("Citizens place the province better than the scoring does, by more than noise."),
    0: mark("The two do not differ by more than noise."),
    -1: mark("Citizens place the province worse than the scoring does, by more than noise."),
}
