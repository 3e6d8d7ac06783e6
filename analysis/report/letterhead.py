"""The document block of a report: who issues it, its number and date, its signer and receivers.

Written by the rules of Decree 30/2020/NĐ-CP, annex I; what `report.toml` leaves out comes from
the data, or stays blank to be filled in by hand.
"""

from dataclasses import dataclass
from datetime import date

from analysis import provinces
from analysis.provinces import Province
from analysis.report.letterfile import Entries
from analysis.wording import Language

GAP = "\N{NO-BREAK SPACE}" * 6


@dataclass(frozen=True)
class Letterhead:
    """The document block in one language.

    Attributes
    ----------
    superior, body : str
        Names in running text; the page shows them in capitals.
    number, dated : str
        The lines "Số: 206/BC-SNV" and "Tuyên Quang, ngày 17 tháng 5 năm 2024", with gaps for
        what is not known yet.
    reference : str
        How an appendix names its report.
    addressees, receivers : tuple of str
        The last receiver is the archive.
    authority, post, signer : str
        Authority such as `KT. Giám đốc`; it and the signer may be empty.
    draft : bool
    """

    superior: str
    body: str
    number: str
    dated: str
    reference: str
    addressees: tuple[str, ...]
    receivers: tuple[str, ...]
    authority: str
    post: str
    signer: str
    draft: bool


def letterhead(entries: Entries, province: Province, language: Language) -> Letterhead:
    """Return the document block of a report.

    Parameters
    ----------
    entries : Entries
        What `report.toml` says. In English its table `[en]` comes first.
    province : Province
    language : Language

    Returns
    -------
    Letterhead

    Examples
    --------
    >>> from analysis.wording.language import VIETNAMESE
    >>> made = letterhead(Entries(number=6, date=date(2024, 2, 7)), provinces.resolve("08"),
    ...                   VIETNAMESE)
    >>> made.number, made.dated
    ('Số: 06/BC-SNV', 'Tuyên Quang, ngày 07 tháng 02 năm 2024')
    >>> made.receivers
    ('Như trên', 'Lưu: VT')
    """
    text = language.text
    names = entries if language.code == "vi" else _translated(entries)
    whole = provinces.display_name(province, language.code)
    superior = names.superior or text("People's Committee of {place}", place=whole)
    body = names.body or text("Department of Home Affairs")
    addressees = (superior,) if names.addressees is None else tuple(names.addressees)
    others = [text("As above")] if addressees else [superior]
    number = f"{entries.number:02d}" if entries.number else GAP
    day = _day(entries.date, language)
    place = names.place or _seat(province, language)
    return Letterhead(
        superior=superior,
        body=body,
        number=text("No.: {number}/{symbol}", number=number, symbol=entries.symbol),
        dated=text("{place}, {day}", place=place, day=day),
        reference=text(
            "(Attached to Report No. {number}/{symbol}, {day}, of {body})",
            number=number,
            symbol=entries.symbol,
            day=day,
            body=body,
        ),
        addressees=addressees,
        receivers=(
            *(others if names.receivers is None else names.receivers),
            text("Archive: {place}", place=entries.archive),
        ),
        authority=names.authority or "",
        post=names.post or text("Director"),
        signer=entries.signer or "",
        draft=entries.draft,
    )


def _translated(entries: Entries) -> Entries:
    """Put the English names in the place of the Vietnamese ones."""
    return entries.model_copy(update=entries.en.model_dump(exclude_none=True))


def _seat(province: Province, language: Language) -> str:
    """Return the place of the date line; Hồ Chí Minh never goes without the word for city."""
    whole = provinces.display_name(province)
    return language.pick(whole if whole[0].isupper() else province.name_vi, province.name_en)


def _day(day: date | None, language: Language) -> str:
    """Write a date as the decree wants it: two digits for days below 10, January and February."""
    if day is None:
        return language.pick(f"ngày{GAP}tháng{GAP}năm 20…", f"{GAP}{GAP}20…")
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"
    return language.pick(f"ngày {day:%d} tháng {month} năm {day.year}", language.day(day))
