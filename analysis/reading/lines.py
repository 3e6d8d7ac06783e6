"""A plan document as lines of text and tables, whatever kind of file it came in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.ingest.grid import clean

# What web sites leave in the text: tags, and the asterisks of Markdown.
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|\*{1,3}(?=\S)|(?<=\S)\*{1,3}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text.

    Attributes
    ----------
    number : int
        Counted from 1 through the document, rows of tables included.
    text : str
    """

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes
    ----------
    number : int
        The line that it is in the document.
    cells : tuple of str
        Line breaks within a cell are kept. A merged cell stands in each place that it covers.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that follow one another.

    Attributes
    ----------
    rows : tuple of Row
    """

    rows: tuple[Row, ...]


Block = Line | Table


@dataclass(frozen=True)
class Document:
    """A document in its order.

    Attributes
    ----------
    name : str
        Name of the file.
    blocks : tuple of Line or Table
    """

    name: str
    blocks: tuple[Block, ...]

    @property
    def lines(self) -> list[Line]:
        """The lines outside of tables that hold something."""
        return [b for b in self.blocks if isinstance(b, Line) and b.text]

    def text(self) -> str:
        """Return the document as plain text in which each line stands at its number."""
        found = {line.number: line.text for line in self.lines}
        for block in self.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    found[row.number] = "\t".join(clean(cell) for cell in row.cells)
        last = max(found, default=0)
        return "".join(f"{found.get(number, '')}\n" for number in range(1, last + 1))


def from_text(text: str, name: str = "") -> Document:
    r"""Read plain text: a row of a table has its cells between tabs or upright strokes.

    Examples
    --------
    >>> document = from_text("KẾ HOẠCH\n\nTT\tNhiệm vụ\tChủ trì\n1\t<p>Rà soát</p>\tSở Tư pháp")
    >>> document.lines
    [Line(number=1, text='KẾ HOẠCH')]
    >>> document.blocks[-1].rows[1]
    Row(number=4, cells=('1', 'Rà soát', 'Sở Tư pháp'))
    """
    return Document(name, tuple(_tables(_rows(text))))


def _rows(text: str) -> Iterator[Line | Row]:
    for number, raw in enumerate(text.splitlines(), 1):
        plain = _TAG.sub("", raw)
        if plain.count("\t") >= 2:
            yield Row(number, tuple(clean(cell) for cell in plain.split("\t")))
        elif plain.count("|") >= 2 and plain.strip("| \t"):
            cells = plain.strip().removeprefix("|").removesuffix("|").split("|")
            if not all(re.fullmatch(r"\s*:?-+:?\s*", cell) for cell in cells):
                yield Row(number, tuple(clean(cell) for cell in cells))
        else:
            yield Line(number, clean(plain))


def _tables(items: Iterator[Line | Row]) -> Iterator[Block]:
    """Gather rows into tables; blank lines within a table are none."""
    rows: list[Row] = []
    blank: list[Line] = []
    for item in items:
        if isinstance(item, Row):
            rows.append(item)
            blank = []
        elif rows and not item.text:
            blank.append(item)
        else:
            if rows:
                yield Table(tuple(rows))
                rows = []
            yield from blank
            blank = []
            yield item
    if rows:
        yield Table(tuple(rows))
