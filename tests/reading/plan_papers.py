"""One synthetic plan in every kind of file, and the synthetic plans of this folder."""

import csv
import json
from pathlib import Path

import docx
import openpyxl
import typst

FOLDER = Path(__file__).parent / "synthetic"

HEADING = (
    "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG",
    "Số: 21/KH-UBND",
    "Hà Giang, ngày 05 tháng 3 năm 2024",
    "KẾ HOẠCH",
    "Nâng cao Chỉ số cải cách hành chính (PAR INDEX) năm 2024",
    "I. MỤC TIÊU",
    "- Tỷ lệ hồ sơ giải quyết đúng hạn đạt tối thiểu 95%.",
    "PHỤ LỤC 1",
)
HEAD = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
ROWS = (
    ("I", "CẢI CÁCH THỂ CHẾ", "", "", ""),
    ("1", "Rà soát văn bản quy phạm pháp luật", "Sở Tư pháp", "Các sở, ban, ngành", "Quý III/2024"),
    ("2", "Theo dõi thi hành pháp luật", "Sở Tư pháp", "UBND cấp huyện", "Thường xuyên"),
    ("II", "CẢI CÁCH TÀI CHÍNH CÔNG", "", "", ""),
    ("3", "Giải ngân vốn đầu tư công", "Sở Tài chính; Sở Xây dựng", "", "Trước ngày 31/12/2024"),
    ("4", "Công khai ngân sách", "VP UBND tỉnh", "Sở Tài chính", "Hằng quý"),
)
# Code, group, lead, coordinating, deadline, as a reader finds them in the rows above.
TASKS = [
    ("1", "I", ("Sở Tư pháp",), ("Các sở, ban, ngành",), ("quarterly", "2024-Q3")),
    ("2", "I", ("Sở Tư pháp",), ("UBND cấp huyện",), ("continuous", "")),
    ("3", "II", ("Sở Tài chính", "Sở Xây dựng"), (), ("date", "2024-12-31")),
    ("4", "II", ("Văn phòng UBND tỉnh",), ("Sở Tài chính",), ("quarterly", "")),
]


def tabs(folder: Path) -> Path:
    return _text(folder, "\n".join([*HEADING, *("\t".join(row) for row in (HEAD, *ROWS))]))


def strokes(folder: Path) -> Path:
    return _text(
        folder, "\n".join([*HEADING, *("| " + " | ".join(r) + " |" for r in (HEAD, *ROWS))])
    )


def stroke_lines(folder: Path) -> Path:
    """Each stroke on a line of its own; blank cells stay."""
    cells = [cell for row in (HEAD, *ROWS) for cell in row]
    return _text(folder, "\n".join([*HEADING, "\n|\n".join(cells), "|", "Địa chỉ: số 1"]))


def cell_lines(folder: Path) -> Path:
    """One cell a line, blank ones lost, and the words of a web site behind."""
    cells = [cell for row in (HEAD, *ROWS) for cell in row if cell]
    return _text(folder, "\n".join([*HEADING, *cells, "Tin liên quan", "Chia sẻ", "Về đầu trang"]))


def word(folder: Path) -> Path:
    items: list[object] = [*HEADING, {"table": [list(row) for row in (HEAD, *ROWS)]}]
    return word_of(items, folder / "plan.docx")


def workbook(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in HEADING:
        sheet.append([line])
    for row in (HEAD, *ROWS):
        sheet.append(row)
    book.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def pdf(folder: Path) -> Path:
    cells = ", ".join(json.dumps(cell, ensure_ascii=False) for row in (HEAD, *ROWS) for cell in row)
    lines = " \\\n".join(line.replace("-", r"\-", 1) for line in HEADING)
    source = (
        '#set page(height: 12cm); #set text(font: "Tinos", size: 10pt)\n'
        f"{lines}\n\n#table(columns: (8%, 32%, 20%, 20%, 20%), {cells})\n"
    )
    fonts = Path(typst.__file__).parents[0]
    (folder / "plan.typ").write_text(source, encoding="utf-8")
    typst.compile(folder / "plan.typ", output=folder / "plan.pdf", font_paths=[fonts])
    return folder / "plan.pdf"


def word_of(items: list[object], path: Path) -> Path:
    """Write paragraphs and tables; equal cells side by side become one merged cell."""
    document = docx.Document()
    for item in items:
        if isinstance(item, str):
            document.add_paragraph(item)
            continue
        rows = item["table"]
        table = document.add_table(len(rows), len(rows[0]))
        for i, row in enumerate(rows):
            start = 0
            while start < len(row):
                end = start
                while end + 1 < len(row) and row[end + 1] == row[start] and row[start]:
                    end += 1
                cell = table.cell(i, start)
                (cell.merge(table.cell(i, end)) if end > start else cell).text = row[start]
                start = end + 1
    document.save(path)
    return path


def expected(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _text(folder: Path, text: str) -> Path:
    (folder / "plan.txt").write_text(text, encoding="utf-8")
    return folder / "plan.txt"
