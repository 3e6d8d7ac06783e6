"""The language in which a page names its own parts."""

from analysis.wording import Language, language


def language_of(lang: str) -> Language:
    """Return the language of messages and numbers for a language tag.

    Parameters
    ----------
    lang : str
        Such as `vi`, `vi-VN` or `en-GB`; any other language is served in English.

    Returns
    -------
    Language

    Examples
    --------
    >>> language_of("vi-VN"), language_of("fr")
    (Language(code='vi'), Language(code='en'))
    """
    return language("vi" if lang.lower().split("-")[0] == "vi" else "en")
