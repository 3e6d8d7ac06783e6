"""Put torn lines together into paragraphs, and split paragraphs into sentences."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.reading.lines import Line
from analysis.reading.tables import STROKE
from analysis.reading.words import capital_share

_BEGINS = re.compile(
    r"[-+•*–]\s*\S|\d{1,2}(?:\.\d{1,2})*\s?[.)]\s*\D|[a-zđ]\)|[IVX]{1,5}\s?\.|\(?Điều \d|Căn cứ"
    r"|PHỤ LỤC|Phụ lục|\(?Ban hành kèm|\(?Kèm theo|Nơi nhận|TM\.|KT\.|Số\s*:"
)
_ENDS = re.compile(r"[.;:!?]\)?[”\"']?$|\./\.$")
# A full stop in "05.2023" or "TP. Huế" ends no sentence: a capital or a number of per cent follows.
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[-+•“\"(]?\s?(?:[A-ZÀ-ỸĐ]|\d+\s?%))|(?<=;)\s*|(?<=/\.)\s*")
_HEADING = 0.8
# Above this share of lines that begin in small letters, lines were broken at a width.
_WRAPPED = 0.1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with the lines that it was put together from.

    Attributes
    ----------
    text : str
    starts : tuple of (int, int)
        Place in the text and number of each line.
    """

    text: str
    starts: tuple[tuple[int, int], ...]

    def line(self, place: int) -> int:
        """Return the line that holds a place of the text.

        Examples
        --------
        >>> Paragraph("đạt 90% trở lên", ((0, 4), (8, 5))).line(10)
        5
        """
        return self.starts[max(bisect_right(self.starts, (place, 10**9)) - 1, 0)][1]

    @property
    def first(self) -> int:
        """The line that it begins on."""
        return self.starts[0][1]

    @property
    def last(self) -> int:
        """The line that it ends on."""
        return self.starts[-1][1]

    @property
    def is_heading(self) -> bool:
        """Whether it is the number and title of a part, or stands in capitals."""
        if capital_share(self.text) > _HEADING:
            return True
        return bool(re.match(r"(?:[IVX]{1,5}|\d{1,2})\s?\.\s*\D", self.text)) and not _ENDS.search(
            self.text.rstrip(":")
        )


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs of lines that may be wrapped at a width or not.

    Examples
    --------
    >>> lines = [Line(3, "- Mức độ hài lòng"), Line(4, "đạt tối thiểu"), Line(5, "- 90% hồ sơ")]
    >>> [(p.text, p.first) for p in paragraphs(lines)]
    [('- Mức độ hài lòng đạt tối thiểu', 3), ('- 90% hồ sơ', 5)]
    """
    lines = [line for line in lines if line.text and line.text != STROKE]
    torn = sum(line.text[0].islower() for line in lines)
    wrapped = torn > _WRAPPED * len(lines)
    done: list[list[Line]] = []
    for line in lines:
        if done and _goes_on(done[-1][-1].text, line.text, wrapped):
            done[-1].append(line)
        else:
            done.append([line])
    return [_paragraph(part) for part in done]


def _goes_on(before: str, text: str, wrapped: bool) -> bool:
    if _BEGINS.match(text):
        return False
    if text[0].islower():
        return True
    # A semicolon ends no paragraph of broken lines: what follows it would have a mark of its own.
    if not wrapped or (_ENDS.search(before) and not before.endswith(";")):
        return False
    return (capital_share(before) > _HEADING) == (capital_share(text) > _HEADING)


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    text, starts = "", []
    for line in lines:
        text += " " if text else ""
        starts.append((len(text), line.number))
        text += line.text
    return Paragraph(text, tuple(starts))


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence, or part before a semicolon, with the place that it begins at.

    Examples
    --------
    >>> list(sentences("Đạt 90%. Trong đó, đất đai 85%; 100% hồ sơ"))
    [(0, 'Đạt 90%.'), (9, 'Trong đó, đất đai 85%;'), (32, '100% hồ sơ')]
    """
    at = 0
    for gap in _SENTENCE.finditer(text):
        if gap.start() > at:
            yield at, text[at : gap.start()]
        at = gap.end()
    if text[at:].strip():
        yield at, text[at:]
