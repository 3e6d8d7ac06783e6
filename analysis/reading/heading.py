"""Read the heading of a plan: number, date, issuer, years, grounds, what it replaces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis import provinces
from analysis.errors import AmbiguousProvince, UnknownProvince
from analysis.reading import subjects
from analysis.reading.lines import Document, Line
from analysis.reading.sentences import Paragraph, paragraphs
from analysis.reading.tables import STROKE
from analysis.reading.words import bare, capital_share
from analysis.register import Province
from analysis.text import fold

_TOP = 140
_KINDS = ("Kế hoạch", "Quyết định", "Chương trình", "Chỉ thị", "Nghị quyết", "Đề án", "Công văn")
_NUMBER = re.compile(r"^so\s*:\s*(\d{0,5})\s*/?\s*([a-z]{2,8}(?:[-&][a-z0-9&]+)+)\b")
_PLACE_AND_DATE = re.compile(
    r"(?:^|\s)((?:[A-ZĐÀ-Ỹ][\wÀ-ỹ.]*[ -]?){1,5}),"
    r"\s*ngày\s*(\d{0,2})\s*tháng\s*(\d{0,2})\s*năm\s*(20\d\d)"
)
_COMMITTEE = re.compile(
    r"\b(?:uy ban nhan dan|ubnd)\s+(tinh|thanh pho|huyen|thi xa|quan)\s+((?:[^\W\d_]+[ -]?){1,5})"
)
_CITED = re.compile(
    r"(?:số\s*)?(\d{1,5}(?:/20\d\d)?/?-?[A-ZĐ]{2,6}(?:[-&/][A-ZĐ][A-Za-zĐđ0-9&]*)*)"
    r"(?:\s*,?\s*ngày\s*(\d{1,2})(?:/|\s*tháng\s*)(\d{1,2})(?:/\s*|\s*năm\s*)(20\d\d))?"
)
_GROUND = re.compile(r"^(?:căn cứ|thực hiện|theo)\b", re.IGNORECASE)
_REPLACES = re.compile(r"\bthay the\b.{0,40}?(?:so)?\s*(?=\d)")
_SPAN = re.compile(r"\b(20\d\d)\s?-\s?(20\d\d)\b")
_UNTIL = re.compile(r"\bden (?:het )?nam (20\d\d)\b")
_YEARS = re.compile(r"\bnam (20\d\d)\b")
_BASE = re.compile(r"\(nam (20\d\d) (?:xep|dat)")
_AT_DISTRICT = ("huyen", "thi xa", "quan")


@dataclass(frozen=True)
class Heading:
    """What the heading of a plan says; a field that it leaves blank is empty.

    Attributes
    ----------
    number, date, kind, issuer, level, province : str
        As in `plan.toml`.
    district : str
        Name of the district, of a plan below the province.
    title : str
    years : tuple of int
    base_year : int or None
    indices : tuple of str
    replaces : str
    grounds : tuple of str
    lines : dict of str to int
        Line on which a field was found, by its name.
    """

    number: str
    date: str
    kind: str
    issuer: str
    level: str
    province: str
    district: str
    title: str
    years: tuple[int, ...]
    base_year: int | None
    indices: tuple[str, ...]
    replaces: str
    grounds: tuple[str, ...]
    lines: dict[str, int]


def read(document: Document) -> Heading:
    r"""Return what the heading of a plan says.

    Examples
    --------
    >>> from analysis.reading.lines import from_text
    >>> text = '''ỦY BAN NHÂN DÂN
    ... TỈNH HÀ GIANG
    ... Số: /KH-UBND
    ... Hà Giang, ngày 05 tháng 3 năm 2024
    ... KẾ HOẠCH
    ... Nâng cao Chỉ số cải cách hành chính (PAR INDEX) năm 2024
    ... Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;'''
    >>> found = read(from_text(text))
    >>> found.number, found.date, found.issuer, found.province, found.years
    ('', '2024-03-05', 'UBND tỉnh Hà Giang', '02', (2024,))
    >>> found.grounds, found.indices
    (('76/NQ-CP (2021-07-15)',), ('par_index',))
    """
    lines = [x for x in document.lines if x.text != STROKE]
    at, kind = _kind(lines)
    top = lines[: max(at, 20)][:_TOP]
    text = " ".join(line.text for line in top)
    body = paragraphs(lines[at:])
    title = _title(lines, at)
    place, issued, year = _place_and_date(text)
    level, unit, province = _issuer(text, place, title, document)
    number, number_line = _number(top)
    grounds, replaces = _grounds(body), _replaces(body)
    return Heading(
        number=number,
        date=issued,
        kind=kind,
        issuer=_name(level, unit, province),
        level=level,
        province=province.code if province else "",
        district=unit if level == "district" else "",
        title=title,
        years=_years(title, body, year),
        base_year=_base_year(body),
        indices=_indices(title, body),
        replaces=replaces,
        grounds=grounds,
        lines={"number": number_line, "title": lines[at].number if lines else 1},
    )


def _kind(lines: Sequence[Line]) -> tuple[int, str]:
    """Return where the kind of document stands alone on a line; the page may begin with others."""
    kinds = {fold(kind): kind for kind in _KINDS}
    for at, line in enumerate(lines[:_TOP]):
        if line.text.isupper() and (kind := kinds.get(fold(line.text))):
            return at, kind
    for at, line in enumerate(lines[:_TOP]):
        for folded, kind in kinds.items():
            if fold(line.text).startswith(folded) and len(line.text.split()) > 3:
                return at, kind
    return 0, ""


def _title(lines: Sequence[Line], at: int) -> str:
    """Return the lines below the kind, down to the first that says on what grounds."""
    if at == 0:
        return lines[0].text if lines else ""
    title: list[str] = []
    for line in lines[at + 1 : at + 8]:
        if (_GROUND.match(line.text) and title) or line.text.startswith(("(", "I.", "---")):
            break
        if title and capital_share(title[0]) > 0.8 > capital_share(line.text):
            break
        title.append(line.text)
        if len(title) == 1 and capital_share(line.text) <= 0.8 and len(line.text) > 200:
            break
    return " ".join(title) or lines[at].text


def _number(top: Sequence[Line]) -> tuple[str, int]:
    for line in top:
        if found := _NUMBER.match(bare(line.text)):
            symbol = line.text[found.start(2) : found.end(2)].strip()
            return (f"{found[1]}/{symbol}" if found[1] else ""), line.number
    return "", 0


def _place_and_date(text: str) -> tuple[str, str, int | None]:
    """Return place and ISO date of the letterhead, and its year, which is mostly printed."""
    found = _PLACE_AND_DATE.search(text)
    if not found:
        return "", "", None
    return found[1].strip(), _day(found[2], found[3], found[4]), int(found[4])


def _day(day: str, month: str, year: str) -> str:
    """Return an ISO date; a day left blank to be written in by hand stays blank."""
    try:
        return date(int(year), int(month or 0), int(day or 0)).isoformat()
    except ValueError:
        return ""


def _issuer(
    text: str, place: str, title: str, document: Document
) -> tuple[str, str, Province | None]:
    """Return level, name of the unit and province of who issued the plan.

    The letterhead comes first, then the place of the date, then the title, then the text.
    """
    whole = f"{text} {title}"
    for source in (text, title, " ".join(line.text for line in document.lines[:400])):
        for kind, name in _committees(source):
            province = _province(name)
            if kind in _AT_DISTRICT and _is_of(name, place):
                return "district", place, _around(whole, document)
            if kind in {"tinh", "thanh pho"} and province and _is_of(name, place or name):
                return "province", province.name_vi, province
            if kind == "tinh" and _is_of(name, place):
                return "province", place, None
    if place and (province := _province(place)):
        return "province", province.name_vi, province
    if place and re.search(rf"(?:huyện|thị xã|quận)\s+{re.escape(place)}\b", whole):
        return "district", place, _around(whole, document)
    found = _around(title or text, document)
    return ("province", found.name_vi, found) if found else ("", "", None)


def _committees(source: str) -> list[tuple[str, str]]:
    words = " ".join(bare(source).replace("|", " ").split())
    return [(m[1], m[2].strip()) for m in _COMMITTEE.finditer(words)]


def _is_of(name: str, place: str) -> bool:
    return bool(place) and fold(name).startswith(fold(place))


def _province(name: str) -> Province | None:
    """Return the province whose name some words begin with."""
    words = name.split()
    for length in range(min(len(words), 5), 0, -1):
        try:
            return provinces.resolve(" ".join(words[:length]))
        except (UnknownProvince, AmbiguousProvince):
            continue
    return None


def _around(text: str, document: Document) -> Province | None:
    """Return the province that the text names first after "tỉnh"."""
    for source in (text, " ".join(line.text for line in document.lines[:400])):
        words = " ".join(bare(source).split())
        for found in re.finditer(r"\b(?:tinh|thanh pho)\s+((?:[^\W\d_]+[ -]?){1,5})", words):
            if province := _province(found[1].strip()):
                return province
    return None


def _name(level: str, unit: str, province: Province | None) -> str:
    above = provinces.display_name(province) if province else ""
    if level == "district":
        return f"UBND huyện {unit}" + (f", {above}" if above else "")
    return f"UBND {above or f'tỉnh {unit}'}" if unit else ""


def _cited(text: str) -> list[str]:
    found = []
    for number, day, month, year in _CITED.findall(text):
        if "-" in number or "/" in number:
            day_iso = _day(day, month, year) if year else ""
            found.append(f"{number} ({day_iso})" if day_iso else number)
    return found


def _grounds(body: Sequence[Paragraph]) -> tuple[str, ...]:
    """Return the documents of the paragraphs that say on what the plan rests."""
    found = [item for p in body[:40] if _GROUND.match(p.text) for item in _cited(p.text)[:1]]
    return tuple(dict.fromkeys(found))


def _replaces(body: Sequence[Paragraph]) -> str:
    for paragraph in body:
        words = bare(paragraph.text)
        if words.startswith(("ke hoach nay", "quyet dinh nay")) and (
            found := _REPLACES.search(words)
        ):
            cited = _cited(paragraph.text[found.start() :])
            return cited[0] if cited else ""
    return ""


def _years(title: str, body: Sequence[Paragraph], year: int | None) -> tuple[int, ...]:
    """Return the years of the title: a span, those that it lists, or up to one."""
    for text in (title, *(p.text for p in body[:12] if not _GROUND.match(p.text))):
        words = bare(text)
        if span := _SPAN.search(words):
            return tuple(range(int(span[1]), int(span[2]) + 1))
        if until := _UNTIL.search(words):
            return tuple(range(year or int(until[1]), int(until[1]) + 1))
        words = re.sub(r"\bngay\b.{0,24}?20\d\d", " ", words)
        if found := _YEARS.findall(words):
            return tuple(sorted(set(map(int, found))))
    return ()


def _base_year(body: Sequence[Paragraph]) -> int | None:
    for paragraph in body:
        if found := _BASE.search(bare(paragraph.text)):
            return int(found[1])
    return None


def _indices(title: str, body: Sequence[Paragraph]) -> tuple[str, ...]:
    """Return the indices of the title; a plan of the whole reform names them among its aims."""
    return subjects.of_indices(title) or subjects.of_indices(" ".join(p.text for p in body[:40]))
