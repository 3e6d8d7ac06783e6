"""The same figures in every layout and format: the real ones of PAPI 2023, none lost or changed."""

from decimal import Decimal

import openpyxl
import pytest
from tablefiles import (
    DIMENSIONS,
    LAYOUTS,
    PARTS,
    Table,
    comma,
    csv_text,
    fill,
    ranks,
    rows_of,
    title_of,
    write,
)

from analysis import provinces

QUICK = [(layout, ending) for layout in LAYOUTS for ending in (".xlsx", ".csv")]
QUICK += [("three_row_heads", ".docx"), ("two_row_heads", ".pdf")]
SLOW = [(layout, ending) for layout in LAYOUTS for ending in (".docx", ".pdf")]
PRINTED = {
    "side_by_side": DIMENSIONS,
    "below_each_other": DIMENSIONS,
    "without_marks": ("overall",),
    "two_halves": ("overall",),
}
RANKED = {"two_row_heads", "side_by_side"}


def check(home, papi, take, tmp_path, layout, ending):
    file = write(LAYOUTS[layout](papi), tmp_path / f"bang-{layout}{ending}")
    take(file)
    printed = PRINTED.get(layout, PARTS)
    rows = rows_of(home, "papi")
    assert {key: Decimal(row["score"]) for key, row in rows.items()} == {
        key: Decimal(score) for key, score in papi.items() if key[1] in printed
    }
    assert {row["max_score"] for key, row in rows.items() if key[1] != "overall"} <= {"10"}
    assert {(row["source_id"], row["confidence"]) for row in rows.values()} == {
        ("SRC-1", "single-source")
    }
    for part in printed:
        found = {
            code: int(row["rank"]) for (code, c), row in rows.items() if c == part and row["rank"]
        }
        assert found == (ranks(papi, part) if layout in RANKED else {})


@pytest.mark.parametrize(("layout", "ending"), QUICK)
def test_every_figure_arrives(home, papi, take, tmp_path, layout, ending):
    check(home, papi, take, tmp_path, layout, ending)


@pytest.mark.slow
@pytest.mark.parametrize(("layout", "ending"), SLOW)
def test_every_figure_arrives_from_documents(home, papi, take, tmp_path, layout, ending):
    check(home, papi, take, tmp_path, layout, ending)


def test_one_sheet_a_dimension(home, papi, take, tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, part in enumerate(DIMENSIONS, 1):
        rows = [["TT", "Tỉnh", "Điểm", "Hạng"]]
        ranked = ranks(papi, part)
        for serial, p in enumerate(provinces.provinces(), 1):
            score = papi.get((p.code, part))
            rows.append([serial, p.name_vi, score and float(score), ranked.get(p.code)])
        fill(book.create_sheet(f"Nội dung {number}"), Table(rows, title=f"{title_of(part)} 2023"))
    hidden = book.create_sheet("nháp")
    fill(hidden, Table([["Tỉnh", "PAPI"], ["Hà Nội", 1], ["Huế", 1], ["Hà Giang", 1]]))
    hidden.sheet_state = "hidden"
    path = tmp_path / "nhieu trang.xlsx"
    book.save(path)
    take(path)
    rows = rows_of(home, "papi")
    assert {key: Decimal(row["score"]) for key, row in rows.items()} == {
        key: Decimal(score) for key, score in papi.items() if key[1] in DIMENSIONS
    }
    assert rows["01", "d3"]["rank"] == str(ranks(papi, "d3")["01"])


def test_the_whole_workbook_of_papi(home, papi, take, tmp_path):
    """63 rows by 30 columns and more: all dimensions and sub-dimensions, by their codes."""
    parts = sorted({part for _, part in papi})
    rows = [["Province", *(p.upper() if p != "overall" else "PAPI" for p in parts)]]
    for p in provinces.provinces():
        known = [papi.get((p.code, part)) for part in parts]
        rows.append([p.name_en, *(k and float(k) for k in known)])
    take(write(Table(rows), tmp_path / "papi.xlsx"))
    found = {key: Decimal(row["score"]) for key, row in rows_of(home, "papi").items()}
    assert found == {key: Decimal(score) for key, score in papi.items()}


def test_ranks_alone_of_par_index(home, take, tmp_path):
    """Known provinces stay as they are, and the table says nothing new of them."""
    known = rows_of(home, "par_index")
    table = [["STT", "Tỉnh, thành phố", "Xếp hạng PAR INDEX 2023"]]
    for (code, part), row in known.items():
        if part == "overall" and row["rank"]:
            name = provinces.by_code(code, frame="vn63").name_vi
            table.append([len(table), name, f"{row['rank']}/63"])
    table.append([len(table), "Vĩnh Phúc", "20/63"])
    changed = take(write(Table(table), tmp_path / "hang.csv"), index="par_index")
    assert changed[-1] == "data/raw/scores/par_index/2023.csv"
    after = rows_of(home, "par_index")
    assert after.pop(("26", "overall")) == {
        "index": "par_index",
        "frame": "vn63",
        "year": "2023",
        "province_code": "26",
        "component": "overall",
        "score": "",
        "max_score": "",
        "rank": "20",
        "source_id": "SRC-1",
        "confidence": "single-source",
    }
    assert after == known


def test_per_cent_signs_of_sipas(home, take, tmp_path):
    known = rows_of(home, "sipas")
    table = [
        ["Chỉ số hài lòng năm 2023 (SIPAS)"],
        ["TT", "Tỉnh", "Chỉ số hài lòng chung (%)", "Cung ứng dịch vụ hành chính công"],
    ]
    for code in sorted({code for code, _ in known} - {"00"}):
        score = known.get((code, "overall"), {}).get("score", "")
        service = known.get((code, "service"), {}).get("score", "")
        name = provinces.by_code(code, frame="vn63").name_vi
        table.append(
            [len(table), name, score and f"{comma(score)} %", service and f"{comma(service)}%"]
        )
    table.append(["", "Trung bình cả nước", "82,66%", "82,97%"])
    file = write(Table(table), tmp_path / "sipas.xlsx")
    assert take(file, index="sipas") == []
    assert rows_of(home, "sipas") == known


def test_per_cent_formats_of_a_workbook(home, take, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Tỉnh", "SIPAS 2023"],
        ["Hà Nội", 0.8357],
        ["Hải Phòng", 0.8809],
        ["Lào Cai", 0.9],
    ):
        sheet.append(row)
    for row in range(2, 5):
        sheet.cell(row, 2).number_format = "0.00%"
    book.save(tmp_path / "sipas.xlsx")
    take(tmp_path / "sipas.xlsx", index="sipas")
    found = rows_of(home, "sipas")
    assert (found["10", "overall"]["score"], found["10", "overall"]["max_score"]) == (
        "90.00",
        "100",
    )
    assert found["01", "overall"]["source_id"] == "S43;S08;S44"


def test_what_a_table_says_of_maxima_and_other_rows(home, look, tmp_path):
    table = Table(
        [
            ["Kết quả Chỉ số CCHC năm 2023", None, None, None, None],
            [
                "TT",
                "Đơn vị",
                "Cải cách TTHC (tối đa 13 điểm)",
                "Cải cách tài chính công",
                "Ghi chú",
            ],
            [None, "Điểm tối đa", 13, 12, None],
            [None, "Đồng bằng sông Hồng", "12,1", "10", None],
            [1, "Hà Nội", "12,10", "10,50", "x"],
            [2, "TP Hải Phòng", "12,60*", "11,00", None],
            [3, "Hưng Yên", "11,00", "10,25", None],
            [None, "Trung bình cả nước", "11,80", None, None],
            [None, "Cao nhất", "12,60", "11", None],
        ]
    )
    made = look(write(table, tmp_path / "a.xlsx"), index="par_index")
    found = made.figures.entries
    assert {key: (e.score, e.maximum) for key, e in found.items()} == {
        ("01", "d3"): (Decimal("12.10"), Decimal(13)),
        ("33", "d3"): (Decimal("11.00"), Decimal(13)),
        ("00", "d3"): (Decimal("11.80"), Decimal(13)),
        ("01", "d6"): (Decimal("10.50"), Decimal(12)),
        ("31", "d6"): (Decimal("11.00"), Decimal(12)),
        ("33", "d6"): (Decimal("10.25"), Decimal(12)),
    }
    assert [row.name for row in made.figures.skipped] == ["Đồng bằng sông Hồng", "Cao nhất"]
    assert [(p.line, p.column) for p in made.figures.starred] == [(6, "C")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_in_any_encoding_with_any_separator(home, papi, look, tmp_path, encoding, delimiter):
    table = LAYOUTS["without_marks"](papi)
    table.rows[0][1] = "Province"
    path = tmp_path / "a.csv"
    path.write_bytes(csv_text(table, delimiter).encode(encoding, errors="replace"))
    entries = look(path).figures.entries
    assert {key: entry.score for key, entry in entries.items()} == {
        key: Decimal(score) for key, score in papi.items() if key[1] == "overall"
    }


def test_windows_1258_with_marks(home, look, tmp_path):
    """The old encoding of Windows: a letter with its own mark, then the tone by itself."""
    names = b"\xd0\xe0 N\xe3\xdeng;43,1\nHo\xcca Bi\xccnh;42,2\n\xd0\xe3\xeck L\xe3\xeck;41,3\n"
    path = tmp_path / "a.csv"
    path.write_bytes(b"Tinh;PAPI 2023\n" + names)
    assert {code for code, _ in look(path).figures.entries} == {"48", "17", "66"}
