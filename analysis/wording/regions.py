"""What a report says of a province among those of its region."""

from collections.abc import Mapping

from analysis import indices
from analysis.regional import RegionTable
from analysis.wording.language import Language
from analysis.wording.sentences import amount


def within_region(
    language: Language, found: RegionTable, code: str, *, place: str, names: Mapping[str, str]
) -> list[str]:
    """Say the place in the region, as far as it is known, and who leads.

    Parameters
    ----------
    language : Language
    found : RegionTable
        With at least one other province.
    code : str
        The province spoken of.
    place : str
        Its name in running text.
    names : mapping of str to str
        Names of provinces by code.

    Returns
    -------
    list of str

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.regional import within_region as look
    >>> from analysis.wording import language
    >>> found = look(store.load_scores(), "08", "papi", year=2023)
    >>> within_region(language("en"), found, "08", place="Tuyên Quang", names={"19": "Thái Nguyên"})
    ['In PAPI, Tuyên Quang ranks 14 of 14 in the region Northern midlands and mountains.', 'The best of the region is Thái Nguyên (45.79 points).']
    """  # noqa: E501
    return [position(language, found, code, place=place), _best(language, found, code, names)]


def position(language: Language, found: RegionTable, code: str, *, place: str) -> str:
    """Say the place in the region, as far as it is known.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.regional import within_region
    >>> from analysis.wording import language
    >>> found = within_region(store.load_scores(), "22", "sipas", year=2023)
    >>> position(language("en"), found, "22", place="Quảng Ninh")[:75]
    'Of 4 of the 11 provinces of the region Red River Delta whose SIPAS rank for'
    """
    values: dict[str, object] = {
        "index": indices.index(found.index).short,
        "year": found.year,
        "region": language.pick(found.region.name_vi, found.region.name_en),
        "place": place,
        "members": len(found.region.province_codes),
    }
    own = found.frame["place"].dropna().get(code)
    if own is None:
        return language.text(
            "{index} results for {year} are known for {n} of {members} provinces of the region "
            "{region}, without {place} among those ranked.",
            n=len(found.frame),
            **values,
        )
    values |= {"own": own, "n": found.placed}
    if found.complete:
        return language.text(
            "In {index}, {place} ranks {own} of {n} in the region {region}.", **values
        )
    return language.text(
        "Of {n} of the {members} provinces of the region {region} whose {index} rank for {year} "
        "is known, {place} comes at place {own}; good results are over-represented among them, "
        "so this is not yet its place in the region.",
        **values,
    )


def _best(language: Language, found: RegionTable, code: str, names: Mapping[str, str]) -> str:
    """Name the leader of the region; of a partial panel the leader is not known."""
    if not found.complete:
        return ""
    best = str(found.frame.index[0])
    if best == code:
        return ""
    unit = indices.component(found.index, "overall", found.year).unit
    return language.text(
        "The best of the region is {name} ({score}).",
        name=names[best],
        score=amount(language, float(found.frame["score"].iloc[0]), unit),
    )
