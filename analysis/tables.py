"""Tables of a page: captions, units, header cells and aligned numbers as plain HTML.

Cells arrive as text that a `wording.Language` wrote. Styles and numbering are the exporters'.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeVar

from analysis.blocks import Block, paragraph


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    label : str
        Its header.
    numeric : bool
        Whether its cells are numbers, set to the right.
    """

    label: str
    numeric: bool = True


@dataclass(frozen=True)
class Linked:
    """A cell whose words lead to another page.

    Attributes
    ----------
    text, address : str
    """

    text: str
    address: str


Cell = str | Linked
AnyCell = TypeVar("AnyCell", bound=Cell)


def table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    anchor: str,
    caption: str,
    note: str = "",
    wide: bool = False,
    css: str = "",
) -> Block:
    """Return a table; the first column heads the rows.

    Parameters
    ----------
    columns : sequence of Column
    rows : iterable of sequence of str or Linked
        As many cells as columns.
    anchor, caption, note : str
        Unique id, caption without a number, source or remark below.
    wide : bool
        Whether it stands on a turned page, however little there is in it.
    css : str
        What kind of table it is, for a page that does more with it than show it.

    Returns
    -------
    Block

    Examples
    --------
    >>> print(table([Column("Năm", False), Column("Điểm")], [("2023", "86,98")],
    ...             anchor="t1", caption="Kết quả").html[:62])
    <table id="t1"><caption>Kết quả</caption><thead><tr><th scope=
    """
    kind = " ".join(filter(None, ("wide" if wide else "", css)))
    attribute = f' class="{escape(kind)}"' if kind else ""
    return Block(
        f'<table id="{escape(anchor)}"{attribute}><caption>{escape(caption)}</caption>'
        f"{_grid(columns, rows)}</table>"
    ) + paragraph(note, css="source")


def _grid(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> str:
    head = "".join(f'<th scope="col"{_numeric(c)}>{escape(c.label)}</th>' for c in columns)
    body = "".join(
        "<tr>"
        + f'<th scope="row">{_written(cells[0])}</th>'
        + "".join(
            f"<td{_numeric(c)}>{_written(cell)}</td>"
            for c, cell in zip(columns[1:], cells[1:], strict=True)
        )
        + "</tr>"
        for cells in rows
    )
    return f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"


def _written(cell: Cell) -> str:
    if isinstance(cell, Linked):
        return f'<a href="{escape(cell.address)}">{escape(cell.text)}</a>'
    return escape(cell)


def behind(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, summary: str) -> Block:
    """Return the numbers behind a picture as a table folded away, which no printed page shows.

    Parameters
    ----------
    columns, rows
        As for `table`.
    summary : str
        What opens it; it names the table too.

    Returns
    -------
    Block

    Examples
    --------
    >>> behind([Column("Năm", False)], [("2023",)], summary="Số liệu").html[:49]
    '<details><summary>Số liệu</summary><table><thead>'
    """
    return Block(
        f"<details><summary>{escape(summary)}</summary>"
        f"<table>{_grid(columns, rows)}</table></details>"
    )


def without_blank(
    columns: Sequence[Column], rows: Sequence[Sequence[AnyCell]], *, blank: str
) -> tuple[list[Column], list[list[AnyCell]]]:
    """Leave out the columns that are blank in every row, but for the first, which heads them.

    Parameters
    ----------
    columns : sequence of Column
    rows : sequence of sequence of str or Linked
    blank : str
        What stands in a blank cell.

    Returns
    -------
    columns, rows : list
        For `table`.

    Examples
    --------
    >>> columns = [Column("Năm", False), Column("Điểm"), Column("Hạng")]
    >>> without_blank(columns, [["2023", "–", "4/63"]], blank="–")[1]
    [['2023', '4/63']]
    """
    kept = [i for i in range(len(columns)) if i == 0 or any(row[i] != blank for row in rows)]
    return [columns[i] for i in kept], [[row[i] for i in kept] for row in rows]


def _numeric(column: Column) -> str:
    return ' class="num"' if column.numeric else ""
