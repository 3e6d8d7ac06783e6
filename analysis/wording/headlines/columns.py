"""Findings of the chart of all provinces."""

from analysis import indices
from analysis.rounding import difference, digits
from analysis.standing import CrossSection
from analysis.wording import places
from analysis.wording.language import Language


def measure(language: Language, section: CrossSection) -> str:
    """Say what is drawn, in which unit, and of how many provinces.

    Examples
    --------
    >>> from analysis import standing, store
    >>> from analysis.wording import language
    >>> section = standing.cross_section(store.load_scores(), "papi", "overall", 2023)
    >>> measure(language("vi"), section)
    'Điểm PAPI năm 2023; 61 tỉnh, thành phố có số liệu trong tổng số 63'
    """
    part = indices.component(section.index, section.component, section.year)
    name = indices.index(section.index).short
    if section.component != "overall":
        name = f"{name}, {language.pick(part.name_vi, part.name_en)}"
    values = {"name": name, "year": section.year, "n": section.n}
    if part.unit == "percent":
        return language.text("{name} in {year}, per cent; {n} of 63 provinces known", **values)
    return language.text("{name} in {year}, points; {n} of 63 provinces known", **values)


def columns(language: Language, section: CrossSection, highlight: str | None) -> str:
    """Say where the province picked out stands; without one, who is first and last.

    Examples
    --------
    >>> from analysis import standing, store
    >>> from analysis.wording import language
    >>> section = standing.cross_section(store.load_scores(), "papi", "overall", 2023)
    >>> columns(language("en"), section, None)
    'Thua Thien Hue is first (46.04), Dak Nong last (38.97)'
    """
    scores, names = section.rows["score"].dropna(), places.names(language, "vn63")
    decimals = digits(indices.component(section.index, section.component, section.year).unit)
    if highlight is None or highlight not in scores.index:
        return language.text(
            "{first} is first ({high}), {last} last ({low})",
            first=names[str(scores.idxmax())],
            high=language.number(scores.max(), decimals),
            last=names[str(scores.idxmin())],
            low=language.number(scores.min(), decimals),
        )
    rank = section.ranked.get(highlight)
    values = {
        "name": names[highlight],
        "score": language.number(scores[highlight], decimals),
        "rank": rank,
        "n": section.rank_n,
    }
    if section.mean is None:
        return language.text("{name}: {score} points", **values)
    gap = difference(float(scores[highlight]), section.mean, decimals)
    values["gap"] = language.number(abs(gap), decimals)
    if gap > 0:
        return language.text(
            "{name} ranks {rank} of {n} with {score} points, {gap} above the mean", **values
        )
    if gap < 0:
        return language.text(
            "{name} ranks {rank} of {n} with {score} points, {gap} below the mean", **values
        )
    return language.text("{name} ranks {rank} of {n} with {score} points, the mean", **values)
