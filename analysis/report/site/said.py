"""What is to be known first of an index, or of one of its components, in sentences."""

from analysis import provinces
from analysis.report.site.results import Results
from analysis.wording import Language, overview, sentences


def said(language: Language, found: Results) -> list[str]:
    """Return level, spread, extremes and drift; of a partial panel what was published.

    Parameters
    ----------
    language : Language
    found : Results

    Returns
    -------
    list of str

    Examples
    --------
    >>> from analysis.report.site.results import results
    >>> from analysis.wording import language
    >>> said(language("vi"), results("papi", "d5", 2023))[0][:63]
    'Năm 2023, điểm bình quân của 61/63 tỉnh, thành phố là 7,20 điểm'
    """
    names = {p.code: provinces.short_name(p, language.code) for p in provinces.provinces()}
    unit, row = found.item.unit, found.level
    if not found.complete:
        published = overview.published_level(language, row, names, year=found.year, unit=unit)
        return [sentences.coverage(language, found.section), *published]
    parts = [
        overview.level(language, row, names, year=found.year, unit=unit),
        overview.drift(language, row, year=found.year, unit=unit)
        or overview.new_edition(language, found.index, found.year, found.component),
    ]
    return [part for part in parts if part]
