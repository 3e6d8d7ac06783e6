"""Names of agencies and domains in the language of a sheet."""

from collections.abc import Callable

from analysis import indices, store
from analysis.tracking import Scheme
from analysis.wording import Language


def agency_name(names: str, language: Language) -> str:
    """Return the names of one or more agencies, separated by semicolons, in a language.

    Examples
    --------
    >>> from analysis.wording import language
    >>> agency_name("Sở Nội vụ;Sở Tài chính", language("vi"))
    'Sở Nội vụ; Sở Tài chính'
    """
    return agency_namer(language)(names)


def agency_namer(language: Language) -> Callable[[str], str]:
    """Return `agency_name` in one language, for many names: it reads the register once.

    Examples
    --------
    >>> from analysis.wording import language
    >>> agency_namer(language("en"))("Sở Nội vụ")
    'Department of Home Affairs'
    """
    known: dict[str, str] = {}
    if language.code == "en":
        register = store.load("agencies")
        known = dict(zip(register["agency_vi"], register["name_en"], strict=True))

    def named(names: str) -> str:
        return "; ".join(known.get(name.strip(), name.strip()) for name in names.split(";"))

    return named


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
