"""What a cell of an assignment table looks like: a number, points, an agency, a time, a text."""

import re
from dataclasses import dataclass
from functools import cached_property

from analysis import agencies
from analysis.reading import times
from analysis.reading.words import bare

_NUMBERING = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVXivx]{1,6}|[A-Za-zĐđ])\)?[.)]?|\(\d{1,2}\)"
)
_POINTS = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?")
_ENUMERATED = re.compile(
    r"(\d{1,3}(?:\.\d{1,3})+\.?|\d{1,2}[.)](?=\s)|[a-zđ]\)|\(\d{1,2}\))\s*(?=\D)"
)
_HEADS = re.compile(
    r"(?:cac )?(?:so(?! luong| lieu| hoa| tthc)|ubnd|uy ban|hdnd|van phong|vp|phong (?!chong|ngua)"
    r"|thanh tra (?=tinh|huyen|so)|cong an|cuc|chi cuc|trung tam|buu dien|dai (?=phat)"
    r"|ban (?!hanh)|(?:co quan|don vi)\b|chu dau tu|bo phan|ngan hang|kho bac|hoi (?!nghi)"
    r"|doan (?!thanh)|lien minh|truong|bao (?=tinh)|chu tich|bo chi huy|toa an|vien kiem)\b"
)
_TIMES = re.compile(
    r"(?:truoc|trong|hang|moi|quy|thang|nam|giai doan|thuong xuyen|dinh ky|khi|sau|theo|tu thang"
    r"|tu ngay|den|ca nam|20\d\d|\d{1,2}/)\b"
)
_PRODUCTS = re.compile(
    r"(?:cac )?(?:quyet dinh|ke hoach|bao cao|nghi quyet|cong van|to trinh|de an|van ban|thong bao"
    r"|chi thi|huong dan|quy che|hoi nghi|hoi thao|danh muc|bien ban|ket qua|chuong trinh|phieu"
    r"|phan mem|du an|lop tap huan|hop dong)\b"
)
_LONG = 18


@dataclass(frozen=True)
class Cell:
    """A cell read by itself, before its column is known.

    Attributes
    ----------
    text : str
    first, last : int
        Lines that it covers.
    """

    text: str
    first: int
    last: int

    @cached_property
    def bare(self) -> str:
        """The text in small letters without marks."""
        return " ".join(bare(self.text).split())

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands there."""
        return not self.bare

    @property
    def is_numbering(self) -> bool:
        """Whether it is the number of a row: 1, I, A, 1.2, (3)."""
        return bool(_NUMBERING.fullmatch(self.text))

    @property
    def is_points(self) -> bool:
        """Whether it is a number of points, with a comma or a point."""
        return bool(_POINTS.fullmatch(self.text))

    @property
    def enumerator(self) -> str:
        """Number at the beginning of a text: 1.1, a), (2); empty if there is none."""
        found = _ENUMERATED.match(self.text)
        return found[1] if found and not self.is_numbering else ""

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(self.bare.split())

    @cached_property
    def is_agency(self) -> bool:
        """Whether it names agencies, known to the register or not."""
        if self.is_blank or self.words > 60:
            return False
        head = bool(_HEADS.match(self.bare.lstrip("-+ ")))
        if head and self.words <= 12:
            return True
        return agencies.read(self.text).known_share >= (0.4 if head else 0.75)

    @cached_property
    def is_time(self) -> bool:
        """Whether it says when: a deadline, or words that begin as one."""
        if self.words > _LONG:
            return False
        if _TIMES.match(self.bare.lstrip("-+ ")):
            return self.words <= 8 or times.read(self.text) is not None
        return self.words <= 6 and times.read(self.text) is not None

    @property
    def is_product(self) -> bool:
        """Whether it names a kind of document, in few words."""
        return self.words <= _LONG and bool(_PRODUCTS.match(self.bare))

    @property
    def is_long(self) -> bool:
        """Whether it has more words than a name or a time has."""
        return self.words > _LONG
