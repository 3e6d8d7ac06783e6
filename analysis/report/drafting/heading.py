"""The document block of a draft plan: the people's committee issues it, its number is blank."""

from dataclasses import replace

from analysis import provinces
from analysis.provinces import Province
from analysis.report.letterfile import Entries
from analysis.report.letterhead import Letterhead, letterhead
from analysis.wording import Language
from analysis.wording.sentences import FIRST_YEAR_OF_34

SYMBOL = "KH-UBND"


def plan_letterhead(
    entries: Entries, province: Province, language: Language, year: int
) -> Letterhead:
    """Return the document block; what a letterhead file says comes first.

    Parameters
    ----------
    entries : Entries
        As from `letterfile.entries`; it is a draft whatever they say.
    province : Province
    language : Language
    year : int
        Year of the plan.

    Examples
    --------
    >>> from analysis.wording.language import VIETNAMESE
    >>> made = plan_letterhead(Entries(), provinces.resolve("08"), VIETNAMESE, 2025)
    >>> made.body, made.authority, made.post, made.draft
    ('Ủy ban nhân dân tỉnh Tuyên Quang', 'TM. Ủy ban nhân dân', 'Chủ tịch', True)
    """
    text = language.text
    committee = text(
        "People's Committee of {place}", place=provinces.display_name(province, language.code)
    )
    said = {"symbol": SYMBOL} | {name: getattr(entries, name) for name in entries.model_fields_set}
    names = said | (entries.en.model_dump(exclude_none=True) if language.code == "en" else {})
    body = names.get("body") or committee
    made = letterhead(entries.model_copy(update=said | {"draft": True}), province, language)
    return replace(
        made,
        superior=names.get("superior") or "",
        body=body,
        reference=text("(Attached to the draft plan of {body} for {year})", body=body, year=year),
        addressees=tuple(names.get("addressees") or ()),
        receivers=(
            *(names.get("receivers") or _receivers(language, year)),
            made.receivers[-1],
        ),
        authority=names.get("authority") or text("On behalf of the People's Committee"),
        post=names.get("post") or text("Chair"),
    )


def _receivers(language: Language, year: int) -> list[str]:
    text = language.text
    others = [text("Ministry of Home Affairs (to report)"), text("Departments (to act)")]
    if year < FIRST_YEAR_OF_34:
        return [*others, text("District and commune People's Committees (to act)")]
    return [*others, text("Commune People's Committees (to act)")]
