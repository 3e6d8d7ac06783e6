"""Read the HTML of a block back into headings, paragraphs and tables; refuse what is unbalanced."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"img", "br", "hr"}
TEXTS = {"h1", "h2", "h3", "p", "li", "caption", "figcaption", "summary", "th", "td"}


@dataclass
class Table:
    """A table: its id, its headers and its rows of cells, the head of each row among them."""

    anchor: str
    caption: str = ""
    headers: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def column(self, header: str) -> list[str]:
        """Return the cells below a header."""
        at = self.headers.index(header)
        return [row[at] for row in self.rows]


@dataclass
class Page:
    """All texts in order as (tag, text), and the tables."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def of(self, *tags: str) -> list[str]:
        """Return the texts of some tags."""
        return [text for tag, text in self.texts if tag in tags]

    @property
    def text(self) -> str:
        """Everything that a reader reads, a line each."""
        return "\n".join(text for _, text in self.texts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page, self.open = Page(), list[str]()
        self.pieces: list[str] | None = None
        self.summary = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in VOID:
            if values.get("alt"):
                self.page.texts.append(("alt", values["alt"]))
            return
        if tag == "table":
            # What is folded away is named by what opens it.
            name = self.summary if "details" in self.open else ""
            self.page.tables.append(Table(values.get("id", ""), name))
        if tag == "tr" and "tbody" in self.open:
            self.page.tables[-1].rows.append([])
        assert not (tag in TEXTS and self.pieces is not None), f"<{tag}> inside {self.open}"
        if tag in TEXTS:
            self.pieces = []
        self.open.append(tag)

    def handle_data(self, data: str) -> None:
        assert self.pieces is not None or not data.strip(), f"loose text {data!r}"
        if self.pieces is not None:
            self.pieces.append(data)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open}"
        self.open.pop()
        if tag not in TEXTS:
            return
        text = "".join(self.pieces or [])
        self.pieces = None
        self.page.texts.append((tag, text))
        if tag == "summary":
            self.summary = text
        elif tag == "caption":
            self.page.tables[-1].caption = text
        elif tag in {"th", "td"}:
            table = self.page.tables[-1]
            (table.rows[-1] if "tbody" in self.open else table.headers).append(text)


def read(html: str) -> Page:
    """Return what stands in a piece of HTML.

    Raises
    ------
    AssertionError
        If a tag is not closed, closed twice or closed in the wrong order, if text stands
        outside all paragraphs, or if one text element stands inside another.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"not closed: {reader.open}"
    return reader.page
