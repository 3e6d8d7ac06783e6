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


def lacking_names(scheme: Scheme, language: Language) -> list[str]:
    """Return the names of what cannot be scored, or not in full.

    Examples
    --------
    >>> from analysis.tracking import scheme_of
    >>> from analysis.wording import language
    >>> lacking_names(scheme_of("TQ-150-2024", 2024), language("en"))[1]
    '6. Public finance reform'
    """
    domains = {
        d.code.removeprefix("d"): language.pick(d.name_vi, d.name_en)
        for d in indices.domains("par_index", scheme.year)
    }
    known = scheme.criteria["name_vi"]
    return [f"{code}. {known.get(code) or domains[code]}" for code in scheme.lacking]
