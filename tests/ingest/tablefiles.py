"""Tables of provinces as offices lay them out, written as xlsx, csv, docx and pdf.

A table is a list of rows of values and a list of merged ranges; None is a blank cell.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import docx
import openpyxl
import typst

from analysis import indices, provinces
from analysis.ingest.write import Source
from analysis.text import fold
from analysis.workspace import Workspace

SOURCE = Source("SRC-1", "Bảng kết quả", "Cơ quan công bố", "2024-04-17", "https://example.vn/a")

Value = str | int | float | None
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0

DIMENSIONS = tuple(f"d{i}" for i in range(1, 9))
PARTS = (*DIMENSIONS, "overall")


@dataclass
class Table:
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    title: str = ""

    def padded(self) -> list[list[Value]]:
        width = max(map(len, self.rows))
        return [[*row, *[None] * (width - len(row))] for row in self.rows]


def title_of(part: str, index: str = "papi", year: int = 2023) -> str:
    return indices.component(index, part, year).name_vi


def comma(text: str) -> str:
    return text.replace(".", ",")


Scores = dict[tuple[str, str], str]


def rows_of(workspace: Workspace, index: str, year: int = 2023) -> dict[tuple[str, str], dict]:
    """The rows of a score file by province and component."""
    path = workspace.raw / "scores" / index / f"{year}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["province_code"], row["component"]): row for row in csv.DictReader(file)}


def scores(workspace: Workspace, index: str, year: int = 2023) -> Scores:
    return {key: row["score"] for key, row in rows_of(workspace, index, year).items()}


def tree(workspace: Workspace) -> dict[str, bytes]:
    """All files of the data by name, to see whether anything changed."""
    data = workspace.root / "data"
    return {p.relative_to(data).as_posix(): p.read_bytes() for p in data.rglob("*") if p.is_file()}


def ranks(scores: Scores, part: str) -> dict[str, int]:
    """Rank provinces by a score; equal ones share a rank."""
    values = {code: float(s) for (code, c), s in scores.items() if c == part and s}
    return {code: 1 + sum(v > value for v in values.values()) for code, value in values.items()}


def _score(scores: Scores, code: str, part: str) -> float | None:
    return float(scores[code, part]) if (code, part) in scores else None


def plain(scores: Scores) -> Table:
    """One head row, a title, blank cells for provinces without results."""
    rows: list[list[Value]] = [["Kết quả Chỉ số PAPI năm 2023"], []]
    rows.append(["TT", "Tỉnh, thành phố", *map(title_of, DIMENSIONS), "Tổng điểm"])
    for number, p in enumerate(provinces.provinces(), 1):
        rows.append([number, p.name_vi, *(_score(scores, p.code, part) for part in PARTS)])
    return Table(rows)


def two_row_heads(scores: Scores) -> Table:
    """Merged heads over score and rank of each dimension; decimal commas as text."""
    top: list[Value] = ["TT", "Tỉnh/thành phố"]
    low: list[Value] = [None, None]
    merges: list[Merge] = [(0, 0, 1, 0), (0, 1, 1, 1)]
    for number, part in enumerate(PARTS, 1):
        merges.append((0, len(top), 0, len(top) + 1))
        top += [f"{number}. {title_of(part)}" if part != "overall" else "Chỉ số PAPI", None]
        low += ["Điểm", "Thứ hạng"]
    rows = [top, low]
    ranked = {part: ranks(scores, part) for part in PARTS}
    for number, p in enumerate(provinces.provinces(), 1):
        row: list[Value] = [number, p.name_vi]
        for part in PARTS:
            row += [comma(scores.get((p.code, part), "")), ranked[part].get(p.code)]
        rows.append(row)
    return Table(rows, merges, "Bảng 2. Điểm và thứ hạng PAPI năm 2023")


def three_row_heads(scores: Scores) -> Table:
    """A letterhead, a merged title, three head rows with numbers of columns, regions between."""
    width = 2 + len(PARTS)
    rows: list[list[Value]] = [
        ["CECODES - RTA - UNDP", *[None] * (width - 3), "Hà Nội, ngày 02 tháng 4 năm 2024"],
        ["KẾT QUẢ CHỈ SỐ PAPI NĂM 2023"],
        ["(Kèm theo Báo cáo ngày 02 tháng 4 năm 2024)"],
        ["STT", "Địa phương", "Điểm các chỉ số nội dung", *[None] * 7, "Tổng điểm"],
        [None, None, *(f"Nội dung {i}" for i in range(1, 9)), None],
        ["(1)", "(2)", *(f"({i})" for i in range(3, 11)), "(11)=(3)+...+(10)"],
    ]
    merges = [(1, 0, 1, width - 1), (2, 0, 2, width - 1), (3, 2, 3, 9)]
    merges += [(3, 0, 4, 0), (3, 1, 4, 1), (3, width - 1, 4, width - 1)]
    number = 0
    for region in provinces.regions():
        merges.append((len(rows), 0, len(rows), width - 1))
        rows.append([region.name_vi, *[None] * (width - 1)])
        for code in region.province_codes:
            number += 1
            name = provinces.by_code(code, frame="vn63").name_vi
            rows.append([number, name, *(_score(scores, code, part) for part in PARTS)])
    return Table(rows, merges)


def without_marks(scores: Scores) -> Table:
    """Names in capitals without diacritics, decimal commas, notes, starred rows without figures."""
    rows: list[list[Value]] = [["No.", "Province", "PAPI 2023"]]
    for number, p in enumerate(provinces.provinces(), 1):
        known = (p.code, "overall") in scores
        name = fold(p.name_vi).upper() if known else f"{fold(p.name_vi).upper()} (*)"
        rows.append([number, name, comma(scores[p.code, "overall"]) if known else "-"])
    rows += [[], ["(*) Không công bố kết quả do dữ liệu không đủ tin cậy."], ["Nguồn: PAPI"]]
    return Table(rows)


def side_by_side(scores: Scores) -> Table:
    """Each dimension beside the other, each in its own order, with a blank column between."""
    top: list[Value] = []
    low: list[Value] = []
    merges: list[Merge] = []
    columns: list[list[list[Value]]] = []
    for part in DIMENSIONS:
        merges.append((0, len(top), 0, len(top) + 2))
        top += [title_of(part), None, None, None]
        low += ["Hạng", "Tỉnh", "Điểm", None]
        order = sorted(ranks(scores, part).items(), key=lambda item: item[1])
        columns.append(
            [
                [rank, provinces.by_code(code, frame="vn63").name_vi, comma(scores[code, part])]
                for code, rank in order
            ]
        )
    rows = [top, low]
    rows += [
        [cell for part in each for cell in (*part, None)] for each in zip(*columns, strict=True)
    ]
    return Table(rows, merges)


def below_each_other(scores: Scores) -> Table:
    """One table a dimension, each with its title and head, one below the other."""
    rows: list[list[Value]] = []
    for number, part in enumerate(DIMENSIONS, 1):
        rows += [[f"Bảng {number}. {title_of(part)} năm 2023"], ["STT", "Tên tỉnh", "Điểm"]]
        for serial, p in enumerate(provinces.provinces(), 1):
            rows.append([serial, f"Tỉnh {p.name_vi}", _score(scores, p.code, part)])
        rows += [[]]
    return Table(rows)


def two_halves(scores: Scores) -> Table:
    """One table folded once to fit the page."""
    head: list[Value] = ["TT", "Tỉnh", "PAPI 2023"]
    rows: list[list[Value]] = [head * 2]
    listed = [
        [n, p.name_vi, comma(scores.get((p.code, "overall"), "…"))]
        for n, p in enumerate(provinces.provinces(), 1)
    ]
    for left, right in zip(listed[:32], [*listed[32:], [None, None, None]], strict=True):
        rows.append([*left, *right])
    return Table(rows)


LAYOUTS: dict[str, Callable[[Scores], Table]] = {
    each.__name__: each
    for each in (
        *(plain, two_row_heads, three_row_heads, without_marks, side_by_side),
        *(below_each_other, two_halves),
    )
}


def write(table: Table, path: Path) -> Path:
    """Write a table in the format of the file's ending."""
    {".xlsx": xlsx, ".csv": text, ".docx": document, ".pdf": pdf}[path.suffix](table, path)
    return path


def xlsx(table: Table, path: Path) -> None:
    book = openpyxl.Workbook()
    fill(book.active, table)
    book.save(path)


def fill(sheet, table: Table) -> None:
    offset = 1 if table.title else 0
    if table.title:
        sheet.append([table.title])
    for row in table.rows:
        sheet.append(row)
    for r1, c1, r2, c2 in table.merges:
        sheet.merge_cells(
            start_row=r1 + 1 + offset,
            start_column=c1 + 1,
            end_row=r2 + 1 + offset,
            end_column=c2 + 1,
        )


def csv_text(table: Table, delimiter: str = ",") -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    if table.title:
        writer.writerow([table.title])
    writer.writerows([["" if v is None else v for v in row] for row in table.rows])
    return buffer.getvalue()


def text(table: Table, path: Path) -> None:
    path.write_text(csv_text(table, ";"), encoding="utf-8-sig", newline="")


def document(table: Table, path: Path) -> None:
    document = docx.Document()
    if table.title:
        document.add_paragraph(table.title)
    rows = table.padded()
    made = document.add_table(len(rows), len(rows[0]))
    for row, values in zip(made.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            if value is not None:
                cell.text = str(value)
    for r1, c1, r2, c2 in table.merges:
        made.cell(r1, c1).merge(made.cell(r2, c2))
    document.save(str(path))


def pdf(table: Table, path: Path) -> None:
    rows = table.padded()
    spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in table.merges}
    hidden = {
        (r, c)
        for r1, c1, r2, c2 in table.merges
        for r in range(r1, r2 + 1)
        for c in range(c1, c2 + 1)
    } - set(spans)
    cells = []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if (r, c) not in hidden:
                down, right = spans.get((r, c), (1, 1))
                shown = "" if value is None else str(value).replace("*", r"\*")
                cells.append(f"table.cell(rowspan: {down}, colspan: {right})[{shown}]")
    source = (
        '#set page(paper: "a2", flipped: true, margin: 1cm)\n#set text(size: 7pt)\n'
        f"{table.title}\n#table(columns: {len(rows[0])}, {', '.join(cells)})"
    )
    path.write_bytes(typst.compile(source.encode("utf-8")))
