"""Names of agencies and domains in the language of a sheet."""

from analysis import indices, store
from analysis.tracking import Scheme
from analysis.wording import Language


def agency_name(names: str, language: Language) -> str:
    """Return the names of one or more agencies, separated by semicolons.

    Examples
    --------
    >>> from analysis.wording import language
    >>> agency_name("Sở Nội vụ;Sở Tài chính", language("vi"))
    'Sở Nội vụ; Sở Tài chính'
    >>> agency_name("Sở Nội vụ", language("en"))
    'Department of Home Affairs'
    """
    parts = [name.strip() for name in names.split(";")]
    if language.code == "en":
        known = store.load("agencies").set_index("agency_vi")["name_en"]
        parts = [str(known.get(name, name)) for name in parts]
    return "; ".join(parts)


def lacking(scheme: Scheme, language: Language) -> str:
    """Say what cannot be scored, or not in full; nothing if all can.

    Examples
    --------
    >>> from analysis.tracking import scheme_of
    >>> from analysis.wording import language
    >>> lacking(scheme_of("TQ-150-2024", 2024), language("en"))[-50:]
    'ce reform; 7. E-government and digital government.'
    >>> lacking(scheme_of("LC-221-2019", 2019), language("en"))
    ''
    """
    if not scheme.lacking:
        return ""
    domains = {
        d.code.removeprefix("d"): language.pick(d.name_vi, d.name_en)
        for d in indices.domains("par_index", scheme.year)
    }
    known = scheme.criteria["name_vi"]
    names = [f"{code}. {known.get(code) or domains[code]}" for code in scheme.lacking]
    return language.text(
        "The sheet does not hold the whole index: the maximum points, or their parts, are not in "
        "the data for: {names}.",
        names="; ".join(names),
    )
