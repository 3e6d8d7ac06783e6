"""Files that are no plan, damaged, locked, huge or meant to harm; text of any kind."""

import tomllib
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import plan_papers

from analysis.errors import ChisoError, UnreadableFile
from analysis.reading import draft, files
from analysis.reading.lines import from_text
from analysis.wording.language import language

EN = language("en")


def refused(path, *words):
    with pytest.raises(UnreadableFile) as error:
        draft.make(files.read(path), EN)
    for word in (path.name, *words):
        assert word in str(error.value)
    assert str(path.parent) not in str(error.value)


def put(folder, name, data):
    (folder / name).write_bytes(data)
    return folder / name


def test_what_is_no_document(tmp_path):
    refused(tmp_path / "none.docx", "No such file")
    refused(tmp_path, "cannot be read")
    refused(put(tmp_path, "empty.txt", b""), "empty")
    refused(put(tmp_path, "binary.txt", bytes(range(256))), "no text")
    refused(put(tmp_path, "nul.txt", b"a\0b"), "no text")
    refused(put(tmp_path, "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)), "password")
    refused(put(tmp_path, "a.zip", b"PK\x05\x06" + bytes(18)), "archive")


def test_a_text_that_is_no_plan(tmp_path):
    path = put(tmp_path, "news.txt", "Giá vàng tăng 5% trong tuần qua.\n".encode())
    refused(path, "no plan")


@pytest.mark.parametrize("shape", ["word", "workbook", "pdf"])
def test_a_truncated_file(tmp_path, shape):
    path = getattr(plan_papers, shape)(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    refused(path)


def test_macros(tmp_path):
    path = plan_papers.word(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    refused(path, "macros")


def test_a_bomb(tmp_path):
    path = plan_papers.word(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/x.bin", bytes(200 * 2**20))
    refused(path, "unpack")


def test_tracked_changes(tmp_path):
    path = plan_papers.word(tmp_path)
    document = docx.Document(path)
    paragraph = document.paragraphs[0]._p
    paragraph.append(paragraph.makeelement(f"{{{paragraph.nsmap['w']}}}ins", {}))
    document.save(path)
    refused(path, "tracked changes")


def test_ten_megabytes(tmp_path):
    refused(put(tmp_path, "long.txt", b"1\n" * 5_000_000), "letters")


def test_a_very_long_table_is_read_in_seconds():
    head = "STT\nNội dung\nChủ trì\nThời gian\n"
    made = draft.make(from_text(head + "1\nRà soát\nSở Y tế\n2024\n" * 2_000), EN)
    assert made.tasks == 2_000


def test_formulas_lose_their_power_and_files_stay_well_formed():
    head = "KẾ HOẠCH\nTT\tNhiệm vụ\tChủ trì\tThời gian\n"
    row = "1\t=cmd|' /C calc'!A0\t@SUM(1)\"\t+2024\n"
    made = draft.make(from_text(head + row, 'a"\\.txt'), EN)
    line = made.files["tasks.csv"].splitlines()[1]
    assert line.startswith("PL,1,,,,cmd|")
    assert tomllib.loads(made.files["plan.toml"])["source_file"] == 'a"\\.txt'


WORDS = st.sampled_from(
    [
        *(
            "STT",
            "TT",
            "Nhiệm vụ",
            "Cơ quan chủ trì",
            "Thời gian",
            "Sở Tư pháp",
            "UBND cấp xã",
            "|",
        ),
        *(
            "1",
            "1.1",
            "a)",
            "I",
            "(1)",
            "Quý III",
            "Trước ngày 31/02",
            "tối thiểu",
            "%",
            "100%",
            "từ",
        ),
        *(
            "KẾ HOẠCH",
            "PHỤ LỤC",
            "Số: /KH-UBND",
            "ngày 99 tháng 13 năm 2024",
            "\t",
            "\n",
            "\n|\n",
            ";",
        ),
        *("nhóm", "tăng", "bậc", "999", "0,5", "năm 2024", "2025-2021", "<p>", "**", "ỷ", "\u0301"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS | st.text(max_size=8), max_size=60).map(" ".join))
def test_any_text_gives_a_draft_or_a_named_error(text):
    try:
        made = draft.make(from_text(text, "x.txt"), EN)
    except ChisoError:
        return
    assert made.targets + made.tasks > 0
    assert all(name in made.files for name in ("plan.toml", "targets.csv", "review.csv"))
    assert all(d.why(language("vi")) for d in made.doubts)
